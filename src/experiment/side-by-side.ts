import type { Dimension } from '../language/model.ts';
import { parseEquations } from '../language/parse.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import type { Network, Population, Value } from '../network/network.ts';
import { FigureError } from './error.ts';
import type { Figure } from './figure.ts';
import { resolveEdited } from './method.ts';
import { baseUnit, type ParameterValues } from './quantities.ts';
import { type Edits, overriddenValues } from './resolve.ts';

/** One parameter of the table with a value for each neuron, in its own unit. */
export interface Column {
  readonly parameter: string;
  readonly values: ArrayLike<number>;
}

/**
 * The figure's network with one population enlarged to as many neurons as the columns are long, each with its own
 * values. Nothing but spikes is recorded. A constant of the equations that differs from neuron to neuron becomes a
 * parameter of theirs. `drawn` are parameters of the population in place of those that the network draws; those named in
 * `along` are enlarged alike. Throws `FigureError` where a column sets something that a neuron cannot have for itself.
 */
export function sideBySide(
  figure: Figure,
  population: string,
  columns: readonly Column[],
  values: ParameterValues,
  edits: Edits = {},
  drawn: Readonly<Record<string, Value>> = {},
  along: readonly string[] = [],
): Network {
  const network = withoutRecords(resolveEdited(figure, values, edits));
  const size = columns[0]?.values.length ?? 0;
  const populations: Record<string, Population> = { ...network.populations };
  for (const name of [population, ...along]) {
    const one = populations[name];
    if (!one) throw new FigureError(`Figure "${figure.title}" has no population ${name}.`);
    const own = name === population ? drawn : {};
    populations[name] = { ...one, parameters: { ...one.parameters, ...own }, size };
  }
  for (const { parameter, values: column } of columns)
    for (const [path, list] of overriddenValues(figure, parameter, column, values)) {
      const name = [population, ...along].find((one) => path.startsWith(`populations.${one}.parameters.`));
      const before = populations[name ?? ''];
      if (name === undefined || before === undefined)
        throw new FigureError(
          `Figure "${figure.title}": ${parameter} sets ${path}, which neurons cannot have one each.`,
        );
      populations[name] = withColumn(before, path, list);
    }
  return { ...network, populations };
}

/** The population with a list for the parameter that the path ends with. */
function withColumn(population: Population, path: string, list: readonly number[]): Population {
  const { equations, parameters } = columnIn(population.equations, population.parameters, path, list);
  return { ...population, equations, parameters };
}

/** Equations and parameters with a list for the parameter that the path ends with: a constant is declared to have one. */
export function columnIn(
  given = '',
  parameters: Readonly<Record<string, Value>> = {},
  path: string,
  list: readonly number[],
): { readonly equations: string; readonly parameters: Readonly<Record<string, Value>> } {
  const target = path.slice(path.lastIndexOf('.') + 1);
  const declared = parseEquations(given, path).some((equation) => equation.name === target);
  const equations = declared
    ? given
    : `${given}\n${target} : ${baseUnit(dimensionOf(parameters[target], path))}`;
  return { equations, parameters: { ...parameters, [target]: list } };
}

function dimensionOf(value: Value | undefined, path: string): Dimension {
  return evaluateQuantity(typeof value === 'string' ? value : '1', path).dimension;
}

/** The network with nothing recorded but spikes. */
export function withoutRecords(network: Network): Network {
  const populations = Object.entries(network.populations).map(
    ([name, { record: _, ...rest }]) => [name, rest] as const,
  );
  const projections = network.projections?.map(({ record: _, ...rest }) => rest);
  return {
    ...network,
    populations: Object.fromEntries(populations),
    ...(projections ? { projections } : {}),
  };
}
