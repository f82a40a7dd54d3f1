import { checkValue } from '../language/check.ts';
import type { NamedType } from '../language/checked.ts';
import { compileNode } from '../language/interpret.ts';
import type { Figure } from './figure.ts';
import { type ParameterValues, tableQuantities, unitScale } from './quantities.ts';

/** A closed form over `t` (seconds) and the names of a figure's parameter table. */
export interface ClosedForm {
  /**
   * Its values in SI base units where one name runs through `xs`: `t` in seconds, or a parameter in its own unit; all
   * other names have `values`. NaN or infinite where it has none.
   */
  over(values: ParameterValues, name: string, xs: ArrayLike<number>): Float64Array;
}

/** Parses and checks the text once. Throws `LanguageError` where it does not fit the table. */
export function closedForm(figure: Figure, text: string, source = 'reference'): ClosedForm {
  const quantities = tableQuantities(figure, {});
  const names = new Map<string, NamedType>(
    [...quantities].map(([name, { dimension, type }]) => [name, { dimension, type }]),
  );
  const { node } = checkValue(text, source, { names, stream: source });
  const present = new Map<string, number>([['t', 0]]);
  const read = (name: string) => () => present.get(name) ?? Number.NaN;
  const evaluate = compileNode(node, { read: ({ name }) => read(name), builtin: read });
  return {
    over: (values, name, xs) => {
      for (const [key, { value }] of tableQuantities(figure, values)) present.set(key, value);
      const scale = unitScale(figure.parameters.find((parameter) => parameter.name === name)?.unit);
      return Float64Array.from(xs, (x) => {
        present.set(name, x * scale);
        return evaluate();
      });
    },
  };
}
