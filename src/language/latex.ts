/** Typesets equations, statements and whole models as LaTeX for KaTeX. */
import type { AssignmentSyntax, EquationSyntax, Expression } from './ast.ts';
import type { PopulationText, ProjectionText } from './checked.ts';
import { parseEquations, parseStatements } from './parse.ts';
import { pathwaysOf } from './pathways.ts';
import { parseTexts } from './texts.ts';
import { expressionLatex, isCondition, type LatexOptions, symbolLatex } from './typeset.ts';

export { expressionLatex, type LatexOptions, type SymbolStyle, symbolLatex } from './typeset.ts';

/** `\frac{dv}{dt} = ...` or `I = ...`, with `&=` where `align` asks for it; undefined for a parameter. */
function equationLatex(
  { kind, name, expression }: EquationSyntax,
  options: LatexOptions = {},
  align = false,
): string | undefined {
  if (!expression) return undefined;
  const symbol = symbolLatex(name, options);
  const left = kind === 'differential' ? `\\frac{\\mathrm{d}${symbol}}{\\mathrm{d}t}` : symbol;
  return `${left} ${align ? '&' : ''}= ${expressionLatex(expression, options)}`;
}

function statementLatex({ target, operator, value }: AssignmentSyntax, options: LatexOptions = {}): string {
  const symbol = symbolLatex(target, options);
  if (operator === '=') return `${symbol} \\leftarrow ${expressionLatex(value, options)}`;
  const span = value.span;
  const written = operator.slice(0, -1) as '+' | '-' | '*' | '/' | '**' | '//' | '%';
  const whole: Expression = {
    kind: 'binary',
    operator: written,
    left: { kind: 'name', name: target, span },
    right: value,
    span,
  };
  return `${symbol} \\leftarrow ${expressionLatex(whole, options)}`;
}

const statements = (list: readonly AssignmentSyntax[], options: LatexOptions): string[] =>
  list.map((statement) => statementLatex(statement, options));

/** A line of a model: an equation with `&=`, or an event and, one by one, the statements that it carries out. */
export type ModelLine =
  | { readonly equation: string }
  | { readonly event: string; readonly statements: readonly string[] };

const lineLatex = (line: ModelLine): string =>
  'equation' in line ? line.equation : `&${line.event}${line.statements.join(',\\quad ')}`;

/** One line an equation, then the spike: `\text{if } v > V_t\text{: } v \leftarrow V_r`. Throws `LanguageError`. */
export function populationLatex(text: PopulationTexts, options: LatexOptions = {}): string[] {
  return populationLines(text, options).map(lineLatex);
}

/** The synapses' own equations, then what a spike does. Throws `LanguageError`. */
export function projectionLatex(text: ProjectionTexts, options: LatexOptions = {}): string[] {
  return projectionLines(text, options).map(lineLatex);
}

type PopulationTexts = Pick<PopulationText, 'source' | 'equations' | 'threshold' | 'reset' | 'refractory'>;
type ProjectionTexts = Pick<ProjectionText, 'source' | 'model' | 'onPre' | 'onPost'>;

const equationLines = (list: readonly EquationSyntax[], options: LatexOptions): ModelLine[] =>
  list.flatMap((one) => {
    const equation = equationLatex(one, options, true);
    return equation === undefined ? [] : { equation };
  });

/** What `populationLatex` typesets, with its statements apart. Throws `LanguageError`. */
export function populationLines(text: PopulationTexts, options: LatexOptions = {}): ModelLine[] {
  const { equations, threshold, reset = [], refractory } = parseTexts(text);
  const lines = equationLines(equations, options);
  if (threshold) {
    const act = reset.length > 0 ? '\\text{: }' : '\\text{: spike}';
    lines.push({
      event: `\\text{if } ${expressionLatex(threshold, options)}${act}`,
      statements: statements(reset, options),
    });
  }
  if (refractory) {
    const word = isCondition(refractory) ? 'while' : 'for';
    lines.push({
      event: `\\text{refractory ${word} } ${expressionLatex(refractory, options)}`,
      statements: [],
    });
  }
  return lines;
}

/** What `projectionLatex` typesets, with its statements apart. Throws `LanguageError`. */
export function projectionLines(text: ProjectionTexts, options: LatexOptions = {}): ModelLine[] {
  const equations = parseEquations(text.model ?? '', `${text.source}.model`);
  const lines = equationLines(equations, options);
  const pathways = pathwaysOf(text);
  for (const { name, side, place, statements: words } of pathways) {
    const list = parseStatements(words, `${text.source}.${place}`);
    const several = pathways.filter((other) => other.side === side).length > 1;
    const which = several ? ` (${name.replaceAll('_', ' ')})` : '';
    if (list.length > 0)
      lines.push({
        event: `\\text{on a ${side}synaptic spike${which}: }`,
        statements: statements(list, options),
      });
  }
  return lines;
}

/** Lines under each other, aligned at their `&`. */
export const alignedLatex = (lines: readonly string[]): string =>
  `\\begin{aligned}\n${lines.join(' \\\\\n')}\n\\end{aligned}`;
