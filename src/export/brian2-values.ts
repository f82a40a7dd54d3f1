import { printExpression } from '../language/brian2.ts';
import { DIMENSIONLESS } from '../language/dimension.ts';
import type { Model, Variable } from '../language/model.ts';
import { parseExpression } from '../language/parse.ts';
import { type Renames, renameExpression } from '../language/rename.ts';
import type { Values } from '../network/compiled.ts';
import type { Value } from '../network/network.ts';
import { place } from './brian2-names.ts';
import { draws, plainPython, quantities, quantity, quote } from './python.ts';

/** What population and projection have in common: declared variables, constants, values. */
export interface Owner {
  /** Python name. */
  readonly name: string;
  /** Path into the network. */
  readonly path: string;
  readonly model: Model;
  readonly parameters?: Readonly<Record<string, Value>> | undefined;
  readonly initial?: Readonly<Record<string, Value>> | undefined;
  readonly constants: ReadonlyMap<string, number>;
  /** What the values were compiled to. */
  readonly state: ReadonlyMap<string, Values>;
  /** Names that are others in Brian2. */
  readonly renames?: Renames;
  /** Write out what was drawn, in place of drawing again. */
  readonly exact: boolean;
}

/** What all parts of a script share. */
export interface Context {
  /** Python names of the recorded arrays, by their names in equations. */
  readonly arrays: ReadonlyMap<string, string>;
  /** Of recorded arrays, for all texts. */
  readonly renames: Renames;
  readonly exact: boolean;
}

/** `{'tau': 10*ms, 'I': array_I}` */
export function namespaceOf(owner: Owner, arrays: ReadonlyMap<string, string>): string {
  const entries = [...owner.constants].map(([name, value]) => {
    const text = owner.parameters?.[name];
    const plain =
      typeof text === 'string' ? plainPython(text, `${owner.path}.parameters.${name}`) : undefined;
    const dimension = owner.model.constants.get(name);
    return `'${owner.renames?.get(name) ?? name}': ${plain ?? (dimension ? quantity(value, dimension) : String(value))}`;
  });
  for (const [name, python] of arrays) entries.push(`'${name}': ${python}`);
  return `{${entries.join(', ')}}`;
}

/** `E.v = 'Vr + rand()*(Vt - Vr)'`, one line a value, in the order in which they are set. */
export function assignments(owner: Owner): string[] {
  return [...Object.entries(owner.parameters ?? {}), ...Object.entries(owner.initial ?? {})].flatMap(
    ([name, value]) => {
      const variable = owner.model.variables.get(name);
      const own = owner.renames?.get(name) ?? name;
      return variable ? [`${place(owner.name, own)} = ${assigned(owner, variable, value)}`] : [];
    },
  );
}

function assigned(owner: Owner, variable: Variable, value: Value): string {
  const { name, dimension, type } = variable;
  const state = owner.state.get(name) ?? 0;
  const compiled = () =>
    typeof state === 'number' ? quantity(state, dimension, type) : quantities(state, dimension, type);
  if (typeof value === 'object') return compiled();
  if (typeof value !== 'string') return quantity(Number(value), dimension, type);
  if (owner.exact && draws(value)) return compiled();
  return plainPython(value, `${owner.path}.parameters.${name}`) ?? text(owner, value);
}

/** An expression that Brian2 works out, in its names. */
export function text({ path, renames }: Pick<Owner, 'path' | 'renames'>, value: string): string {
  if (!renames || renames.size === 0) return quote(value);
  return quote(printExpression(renameExpression(parseExpression(value, path), renames)));
}

/** A time, as a quantity or for each element. */
export function times(values: readonly number[]): string {
  return `${quantities(values, DIMENSIONLESS)}*second`;
}
