import katex from 'katex';
import type { Figure } from '../experiment/figure.ts';
import { replacePath } from '../experiment/path.ts';
import { alignedLatex, populationLatex, projectionLatex, type SymbolStyle } from '../language/latex.ts';
import type { Network } from '../network/network.ts';
import { listPathways } from '../network/pathways.ts';

/** How the names of a figure are typeset and coloured, those of the other side of a synapse included. */
function symbolStyles(figure: Figure): Map<string, SymbolStyle> {
  const styles = new Map<string, SymbolStyle>();
  const known = [...Object.entries(figure.symbols), ...figure.parameters.map((p) => [p.name, p] as const)];
  for (const [name, { symbol, role }] of known) {
    styles.set(name, { latex: symbol, role });
    for (const side of ['pre', 'post'])
      styles.set(`${name}_${side}`, { latex: `{${symbol}}^{\\mathrm{${side}}}`, role });
  }
  return styles;
}

/** A group of lines that belong together, and the populations it holds for where it does not hold for all. */
export interface Block {
  readonly title: string;
  readonly latex: string;
  readonly lines: number;
  /** Of synapses whose rule the reader chooses, its number from 1. */
  readonly rule?: number | undefined;
}

/**
 * The model of a figure as LaTeX, straight from the text that runs: differential equations with threshold and reset,
 * then what is only named, then synapses. What several populations share is written once. Throws `LanguageError`.
 */
function modelBlocks(figure: Figure, edits: Readonly<Record<string, string>> = {}): Block[] {
  let network: Network = figure.network;
  for (const [path, text] of Object.entries(edits)) network = replacePath(network, path, text);
  const options = { symbols: symbolStyles(figure), interactive: true };
  const blocks = new Map<
    string,
    { titles: string[]; latex: string; lines: number; rule?: number | undefined }
  >();
  const add = (title: string, lines: readonly string[], rule?: number) => {
    if (lines.length === 0) return;
    const latex = alignedLatex(lines).replace(/ \\\\\n/g, ' \\\\[0.7em]\n');
    const key = `${rule ?? ''} ${latex}`;
    const block = blocks.get(key) ?? { titles: [], latex, lines: lines.length, rule };
    if (title) block.titles.push(title);
    blocks.set(key, block);
  };
  for (const [name, population] of Object.entries(network.populations)) {
    if (population.equations === undefined) continue;
    const { equations, threshold, reset, refractory } = population;
    const text = {
      source: `populations.${name}`,
      equations,
      ...(threshold === undefined ? {} : { threshold }),
      ...(reset === undefined ? {} : { reset }),
      ...(refractory === undefined ? {} : { refractory }),
    };
    const lines = populationLatex(text, options);
    const named = (line: string) => !line.startsWith('\\frac{\\mathrm{d}') && !line.startsWith('&');
    const title = Object.keys(network.populations).length > 1 ? name : '';
    add(
      title,
      lines.filter((line) => !named(line)),
    );
    add(title, lines.filter(named));
  }
  const { rules = [] } = figure.views.find((view) => view.kind === 'locality') ?? {};
  const synapses = new Set<string>();
  network.projections?.forEach((projection, index) => {
    const { from, model } = projection;
    const pathways = listPathways(projection);
    const text = {
      source: `projections.${index}`,
      ...(model === undefined ? {} : { model }),
      onPre: pathways.pre,
      onPost: pathways.post,
    };
    const source = typeof from === 'string' ? from : from.population;
    const lines = projectionLatex(text, options).map((line) =>
      line.replace('on a presynaptic spike', `spike of ${source}`),
    );
    const rule = rules.findIndex(({ of }) => Number.parseInt(of, 10) === index);
    // Rules that a reader chooses from stand apart.
    if (rule >= 0) add(rules[rule]?.title ?? '', lines, rule + 1);
    else for (const line of lines) synapses.add(line);
  });
  add('', [...synapses]);
  const all = Object.values(network.populations).filter(({ equations }) => equations !== undefined).length;
  return [...blocks.values()].map(({ titles, latex, lines, rule }) => ({
    // What holds for all need not say so.
    title: titles.length < all ? titles.join(', ') : '',
    latex,
    lines,
    rule,
  }));
}

/** The model as HTML: each symbol carries `data-symbol` with its name and the class of its role. */
export function typesetModel(figure: Figure, edits: Readonly<Record<string, string>> = {}): string {
  const blocks = modelBlocks(figure, edits);
  const long = blocks.reduce((sum, { lines }) => sum + lines, 0) > 8;
  const html = blocks.map(({ title, latex, rule }) => {
    const set = katex.renderToString(latex, {
      displayMode: true,
      throwOnError: true,
      strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
      trust: ({ command }) => command === '\\htmlData' || command === '\\htmlClass',
    });
    const heading = title ? `<p class="equation-title">${title}</p>` : '';
    // Of rules only the chosen one is seen; at first that is the first.
    const choice = rule === undefined ? '' : ` data-rule="${rule}"${rule === 1 ? '' : ' hidden'}`;
    return `<div class="equation-block"${choice}>${heading}${set}</div>`;
  });
  return `<div class="equation-blocks${long ? ' equation-long' : ''}">${html.join('')}</div>`;
}
