import type { NamedType } from '../language/checked.ts';
import { LanguageError } from '../language/diagnostic.ts';
import { DIMENSIONLESS } from '../language/dimension.ts';
import type { Quantity } from '../language/model.ts';
import { nameProblem } from '../language/names.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import { NetworkError } from './error.ts';
import type { SingleValue, Value } from './network.ts';

type Values = Readonly<Record<string, Value>> | undefined;

/**
 * The constants of a namespace: every name of `parameters` that the equations do not declare. A number without unit
 * is a pure number; a text has the dimension that it works out to. `names` are known in the texts (`N`).
 */
export function readConstants(
  parameters: Values,
  declared: ReadonlySet<string>,
  path: string,
  names: ReadonlyMap<string, Quantity>,
): Map<string, Quantity> {
  const constants = new Map<string, Quantity>();
  const others = new Set(Object.keys(parameters ?? {}).filter((name) => !declared.has(name)));
  for (const name of others) {
    const value = parameters?.[name];
    const place = `${path}.${name}`;
    const problem = nameProblem(name);
    if (problem) throw new NetworkError(place, `"${name}" ${problem}: choose another name.`);
    if (typeof value === 'object')
      throw new NetworkError(
        place,
        `the equations do not declare "${name}", so it is a constant and has one value, not a list. To give every neuron (synapse) its own, declare it as a parameter.`,
      );
    if (value === undefined) continue;
    const quantity = constant(value, place, names, others);
    if (!Number.isFinite(quantity.value)) throw new NetworkError(place, `"${value}" is not a finite number.`);
    constants.set(name, quantity);
  }
  return constants;
}

function constant(
  value: SingleValue,
  place: string,
  names: ReadonlyMap<string, Quantity>,
  others: ReadonlySet<string>,
): Quantity {
  if (typeof value === 'string') {
    try {
      return evaluateQuantity(value, place, names);
    } catch (error) {
      // The commonest reason deserves its own sentence.
      const used = [...others].find((other) => new RegExp(`\\b${other}\\b`).test(value));
      if (error instanceof LanguageError && used)
        throw new NetworkError(
          place,
          `a constant may not depend on another constant, but "${value}" uses "${used}".`,
        );
      throw error;
    }
  }
  return singleQuantity(value);
}

/** A number or boolean as a quantity without dimension. */
function singleQuantity(value: number | boolean): Quantity {
  if (typeof value === 'boolean') return { value: value ? 1 : 0, dimension: DIMENSIONLESS, type: 'boolean' };
  return { value, dimension: DIMENSIONLESS, type: Number.isInteger(value) ? 'integer' : 'real' };
}

export const typesOf = (constants: ReadonlyMap<string, Quantity>): Map<string, NamedType> =>
  new Map([...constants].map(([name, { dimension, type }]) => [name, { dimension, type }]));

export const valuesOf = (constants: ReadonlyMap<string, Quantity>): Map<string, number> =>
  new Map([...constants].map(([name, { value }]) => [name, value]));
