import type { Node } from '../language/ir.ts';
import { systemsOf } from '../language/propagator.ts';
import type { CompiledNetwork, CompiledPopulation } from '../network/compiled.ts';
import { elementReader } from '../network/evaluate.ts';

/**
 * The integration method by which Brian2 is to run a population. Its `exact` works with a symbolic solution that
 * divides by differences of rates: singular systems and equal rates of variables that feed one another have none
 * (docs/network-format.md, Meaning 7), so `rk4` stands in. The reason comes with it.
 */
export function brian2Method(
  population: CompiledPopulation,
  network: CompiledNetwork,
): { readonly method: string; readonly reason?: string } | undefined {
  const { program } = population;
  if (!program?.method) return undefined;
  const { name } = program.method;
  if (name !== 'exact') return { method: name };
  const nodes = program.update.map((statement) => statement.value);
  for (const system of systemsOf(nodes)) {
    const reason = obstacle(system.variables, system.matrix, population, network);
    if (reason) return { method: 'rk4', reason };
  }
  return { method: name };
}

function obstacle(
  variables: readonly string[],
  matrix: readonly (readonly Node[])[],
  population: CompiledPopulation,
  network: CompiledNetwork,
): string | undefined {
  const readers = matrix.map((row) =>
    row.map((entry) =>
      elementReader(entry, {
        size: population.size,
        seed: network.seed,
        dt: network.dt,
        owner: population.name,
        arrays: network.arrays,
        values: (_, name) => population.state.get(name) ?? population.constants.get(name),
        element: (_, k) => k,
        builtin: (name, _, k) =>
          name === 'i' ? k : name === 'N' ? population.size : name === 'dt' ? network.dt : 0,
      }),
    ),
  );
  for (let k = 0; k < population.size; k++) {
    const values = readers.map((row) => row.map((read) => read(k)));
    const rate = (variable: number) => values[variable]?.[variable] ?? 0;
    const feeds = reachable(values);
    for (const [a, name] of variables.entries()) {
      // A variable on a circle has no rate of its own; circles without a solution are rare enough to be left.
      if (feeds[a]?.[a]) continue;
      if (rate(a) === 0) return `${name} has no rate of its own`;
      for (const [b, other] of variables.entries())
        if (b !== a && feeds[a]?.[b] && Math.abs(rate(a) - rate(b)) < 1e-9 * Math.abs(rate(a)))
          return `${other} and ${name} have the same rate`;
    }
    if (!population.program || uniform(population)) break;
  }
  return undefined;
}

/** reachable[a][b]: whether b acts on a, directly or through others. */
function reachable(matrix: readonly (readonly number[])[]): boolean[][] {
  const feeds = matrix.map((row, a) => row.map((value, b) => a !== b && value !== 0));
  for (const [middle] of feeds.entries())
    for (const row of feeds)
      for (const [b] of row.entries()) if (row[middle] && feeds[middle]?.[b]) row[b] = true;
  return feeds;
}

/** Whether no parameter has a value of its own for each neuron. */
function uniform({ state, program }: CompiledPopulation): boolean {
  return [...state].every(
    ([name, values]) =>
      typeof values === 'number' || program?.model.variables.get(name)?.kind === 'differential',
  );
}
