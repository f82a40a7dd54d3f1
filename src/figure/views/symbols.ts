import type { Figure, Symbol as FigureSymbol, Line } from '../../experiment/figure.ts';
import { plainLatex } from '../draw/text.ts';
import type { Ink } from '../tokens.ts';

/** How a name of the equations is shown: from the parameter table, else the table of symbols, else as itself. */
export function symbolOf(figure: Figure, name: string): FigureSymbol {
  const parameter = figure.parameters.find((p) => p.name === name);
  return parameter ?? figure.symbols[name] ?? { symbol: name, role: 'neutral', meaning: name };
}

/** `population.variable` -> `variable`. */
export function variableOf(of: string): string {
  return of.slice(of.indexOf('.') + 1);
}

/** The name by which the table of symbols knows a line. */
export function nameOf({ of, as }: Pick<Line, 'of' | 'as'>): string {
  return as ?? variableOf(of);
}

export function labelOf(figure: Figure, name: string): { text: string; ink: Ink } {
  const { symbol, role } = symbolOf(figure, name);
  return { text: plainLatex(symbol), ink: role };
}
