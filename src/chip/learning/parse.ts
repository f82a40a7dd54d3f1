/** Reads rules as a reader types them: `dw = 2^-2*x1*y0 - 2^-2*y1*x0`, and `dd`, `dt`, each over as many lines as it takes. */
import { TEXT_LIMIT } from '../../language/lexer.ts';
import { Report, throwIfAny } from '../../language/report.ts';
import { nearestName } from '../../language/suggest.ts';
import { type Decimation, ProductReader, Unreadable } from './product.ts';
import { type Product, type Rule, type Variable, variables } from './rule.ts';

/** `name = ...` up to the next such line, with the places of both sides. */
interface Assignment {
  readonly name: string;
  readonly nameAt: number;
  readonly start: number;
  readonly end: number;
}

/** A value that is no rule: `x1_tau = 20`. Complains through `report`. */
export type ReadSetting = (report: Report, name: string, start: number, end: number) => void;

/**
 * Reads the rules in a text; assignments that are not of `dw`, `dd` or `dt` go to `setting`, whose names are `others`.
 * Throws `LanguageError` with every complaint, each at its place.
 */
export function parseRule(
  text: string,
  source: string,
  others: readonly string[] = [],
  setting?: ReadSetting,
): Rule {
  const report = new Report(text, source);
  if (text.length > TEXT_LIMIT) {
    report.add({ start: TEXT_LIMIT, end: text.length }, `A rule has at most ${TEXT_LIMIT} characters.`);
    throwIfAny([report]);
  }
  const products: Record<Variable, readonly Product[]> = { w: [], d: [], t: [] };
  const decimations: Decimation[] = [];
  const seen = new Set<string>();
  for (const { name, nameAt, start, end } of assignments(report)) {
    const span = { start: nameAt, end: nameAt + name.length };
    const target = variables.find((variable) => name === `d${variable}`);
    if (seen.has(name)) report.add(span, `\`${name}\` is given twice.`);
    else if (target !== undefined) products[target] = readProducts(text, report, start, end, decimations);
    else if (setting && others.includes(name)) setting(report, name, start, end);
    else {
      const known = ['dw', 'dd', 'dt', ...others];
      const shown = others.length > 0 ? 'dw, dd, dt and settings such as x1_tau' : 'dw, dd and dt';
      report.add(span, `\`${name}\` cannot be set here: there are ${shown}.`, nearestName(name, known));
    }
    seen.add(name);
  }
  const [first] = decimations;
  for (const { exponent, span } of decimations)
    if (first && exponent !== first.exponent)
      report.add(
        span,
        `All \`u\` of a rule share one number: here \`u${exponent}\`, before it \`u${first.exponent}\`.`,
      );
  if (report.diagnostics.length === 0 && !variables.some((variable) => products[variable].length > 0))
    report.add(
      { start: 0, end: text.length },
      'There is no rule: expected a line such as `dw = 2^-2*x1*y0`.',
    );
  throwIfAny([report]);
  return { products, decimation: first?.exponent };
}

/** The products of one right-hand side; none where a complaint was added. */
function readProducts(
  text: string,
  report: Report,
  start: number,
  end: number,
  decimations: Decimation[],
): readonly Product[] {
  // A report of its own, so that one bad rule does not keep the others from being read.
  const own = new Report(text, report.source);
  try {
    const reader = new ProductReader(own, start, end);
    const products = reader.readSum();
    decimations.push(...reader.decimations);
    return products;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    for (const { span, message, suggestion } of own.diagnostics) report.add(span, message, suggestion);
    return [];
  }
}

function assignments(report: Report): readonly Assignment[] {
  const heads = [...report.text.matchAll(/^[ \t]*([A-Za-z_]\w*)[ \t]*=/gm)];
  const [first] = heads;
  const before = report.text.slice(0, first?.index ?? report.text.length).replace(/#[^\n]*/g, ' ');
  const stray = /\S/.exec(before);
  if (stray) {
    const start = stray.index;
    const end = start + (before.slice(start).split('\n')[0] ?? '').trimEnd().length;
    report.add({ start, end }, 'Expected `name = ...` here, such as `dw = 2^-2*x1*y0`.');
  }
  return heads.map((head, k) => ({
    name: head[1] as string,
    nameAt: head.index + head[0].indexOf(head[1] as string),
    start: head.index + head[0].length,
    end: heads[k + 1]?.index ?? report.text.length,
  }));
}
