import katex from 'katex';
import type { Figure } from '../experiment/figure.ts';
import { replacePath } from '../experiment/path.ts';
import { populationNames, projectionTitle } from '../experiment/titles.ts';
import {
  alignedLatex,
  type ModelLine,
  populationLines,
  projectionLines,
  type SymbolStyle,
} from '../language/latex.ts';
import type { Endpoint, Network } from '../network/network.ts';
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

/** Lines that belong together, under the name of what they hold for; '' where they hold for all. */
interface Block {
  readonly title: string;
  readonly parts: readonly (readonly ModelLine[])[];
  /** Of synapses whose rule the reader chooses, its number from 1. */
  readonly rule?: number;
}

/** Groups what is alike by its text: the first of a kind keeps its place. */
function gather<T>(found: readonly { readonly lines: readonly ModelLine[]; readonly of: T }[]) {
  const alike = new Map<string, { lines: readonly ModelLine[]; of: T[] }>();
  for (const { lines, of } of found) {
    if (lines.length === 0) continue;
    const key = JSON.stringify(lines);
    const group = alike.get(key);
    if (group) group.of.push(of);
    else alike.set(key, { lines, of: [of] });
  }
  return [...alike.values()];
}

/**
 * The model of a figure as LaTeX, straight from the text that runs: each population's differential equations with threshold
 * and reset, then what is only named; then the synapses of each projection. What several share is written once, under the
 * names of all. Throws `LanguageError`.
 */
function modelBlocks(figure: Figure, edits: Readonly<Record<string, string>> = {}): Block[] {
  let network: Network = figure.network;
  for (const [path, text] of Object.entries(edits)) network = replacePath(network, path, text);
  const options = { symbols: symbolStyles(figure), interactive: true };
  const nameOf = populationNames(figure);
  const all = Object.values(network.populations).filter(({ equations }) => equations !== undefined).length;
  const parts = Object.entries(network.populations).flatMap(([name, population]) => {
    if (population.equations === undefined) return [];
    const { equations, threshold, reset, refractory } = population;
    const lines = populationLines(
      {
        source: `populations.${name}`,
        equations,
        ...(threshold === undefined ? {} : { threshold }),
        ...(reset === undefined ? {} : { reset }),
        ...(refractory === undefined ? {} : { refractory }),
      },
      options,
    );
    const named = (line: ModelLine) => 'equation' in line && !line.equation.startsWith('\\frac{\\mathrm{d}');
    return [
      { lines: lines.filter((line) => !named(line)), of: nameOf(name) },
      { lines: lines.filter(named), of: nameOf(name) },
    ];
  });
  const blocks = new Map<string, (readonly ModelLine[])[]>();
  for (const { lines, of } of gather(parts)) {
    // What holds for all need not say so.
    const title = of.length < all || Object.keys(network.populations).length > all ? of.join(', ') : '';
    blocks.set(title, [...(blocks.get(title) ?? []), lines]);
  }
  const { rules = [] } = figure.views.find((view) => view.kind === 'locality') ?? {};
  const projections = (network.projections ?? []).map((projection, index) => {
    const { from, to, model } = projection;
    const pathways = listPathways(projection);
    const end = (one: Endpoint) => nameOf(typeof one === 'string' ? one : one.population);
    const text = {
      source: `projections.${index}`,
      ...(model === undefined ? {} : { model }),
      onPre: pathways.pre,
      onPost: pathways.post,
    };
    return {
      lines: projectionLines(text, options),
      of: { from: end(from), to: end(to) },
      rule: rules.findIndex(({ of }) => Number.parseInt(of, 10) === index),
    };
  });
  return [
    ...[...blocks].map(([title, list]) => ({ title, parts: list })),
    ...gather(projections.filter(({ rule }) => rule < 0)).map(({ lines, of }) => ({
      title: projectionTitle(of),
      parts: [lines],
    })),
    // Rules that a reader chooses from stand apart.
    ...projections
      .filter(({ rule }) => rule >= 0)
      .map(({ lines, rule }) => ({ title: rules[rule]?.title ?? '', parts: [lines], rule: rule + 1 })),
  ];
}

function typeset(latex: string, displayMode: boolean): string {
  return katex.renderToString(latex, {
    displayMode,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlData' || command === '\\htmlClass',
  });
}

/** Equations under one another, then events, whose statements go on in the next line where there is no room. */
function typesetPart(lines: readonly ModelLine[]): string {
  const equations = lines.flatMap((line) => ('equation' in line ? line.equation : []));
  const set = typeset(alignedLatex(equations).replace(/ \\\\\n/g, ' \\\\[0.7em]\n'), true);
  const events = lines.flatMap((line) => {
    if ('equation' in line) return [];
    const { event, statements } = line;
    const pieces = [event, ...statements.map((one, k) => (k + 1 < statements.length ? `${one},` : one))];
    const html = pieces.map(
      (piece) => `<span class="equation-piece">${typeset(`\\displaystyle ${piece}`, false)}</span>`,
    );
    return `<div class="equation-event equation-scroll">${html.join(' ')}</div>`;
  });
  return `${equations.length > 0 ? `<div class="equation-scroll">${set}</div>` : ''}${events.join('')}`;
}

/** The model as HTML: each symbol carries `data-symbol` with its name and the class of its role. */
export function typesetModel(figure: Figure, edits: Readonly<Record<string, string>> = {}): string {
  const blocks = modelBlocks(figure, edits);
  const long = blocks.flatMap(({ parts }) => parts.flat()).length > 8;
  const html = blocks.map(({ title, parts, rule }) => {
    const heading = title ? `<p class="equation-title">${escaped(title)}</p>` : '';
    // Of rules only the chosen one is seen; at first that is the first.
    const choice = rule === undefined ? '' : ` data-rule="${rule}"${rule === 1 ? '' : ' hidden'}`;
    return `<div class="equation-block"${choice}>${heading}${parts.map(typesetPart).join('')}</div>`;
  });
  return `<div class="equation-blocks${long ? ' equation-long' : ''}">${html.join('')}</div>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
