import type { LinearSystem } from '../language/ir.ts';
import { systemsOf } from '../language/propagator.ts';
import type { CompiledNetwork, CompiledPopulation, CompiledProjection } from '../network/compiled.ts';
import { type Elements, elementReader } from '../network/evaluate.ts';

/** A method of Brian2's, with the reason where it is not the one that runs here. */
export interface Brian2Method {
  readonly method: string;
  readonly reason?: string;
}

/**
 * The integration method by which Brian2 is to run a population or a projection's own equations. Its `exact` works with
 * a symbolic solution that divides by differences of rates: singular systems and equal rates of variables that feed one
 * another have none (docs/network-format.md, Meaning 7), so `rk4` stands in. The reason comes with it.
 */
export function brian2Method(
  owner: CompiledPopulation | CompiledProjection,
  network: CompiledNetwork,
): Brian2Method | undefined {
  const { program } = owner;
  if (!program?.method) return undefined;
  const { name } = program.method;
  if (name !== 'exact') return { method: name };
  const elements = 'targets' in owner ? synapses(owner, network) : neurons(owner, network);
  const alike = uniform(owner);
  for (const system of systemsOf(program.update.map((statement) => statement.value))) {
    const reason = obstacle(system, elements, alike);
    if (reason) return { method: 'rk4', reason };
  }
  return { method: name };
}

function neurons({ name, size, state, constants }: CompiledPopulation, network: CompiledNetwork): Elements {
  const { dt, seed, arrays } = network;
  return {
    ...{ size, seed, dt, owner: name, arrays },
    values: (_, key) => state.get(key) ?? constants.get(key),
    element: (_, k) => k,
    builtin: (key, _, k) => (key === 'i' ? k : key === 'N' ? size : key === 'dt' ? dt : 0),
  };
}

function synapses(projection: CompiledProjection, network: CompiledNetwork): Elements {
  const { from, to, sources, targets, index } = projection;
  const { dt, seed, arrays, populations } = network;
  const side = { self: projection, pre: populations[from], post: populations[to] };
  const ends = { pre: sources, post: targets };
  return {
    ...{ size: targets.length, seed, dt, owner: `projections.${index}`, arrays },
    values: (owner, key) => side[owner]?.state.get(key) ?? side[owner]?.constants.get(key),
    element: (owner, k) => (owner === 'self' ? k : (ends[owner][k] as number)),
    builtin: (key, _, k) =>
      key === 'i' ? (sources[k] as number) : key === 'j' ? (targets[k] as number) : key === 'dt' ? dt : 0,
  };
}

function obstacle(
  { variables, matrix }: LinearSystem,
  elements: Elements,
  alike: boolean,
): string | undefined {
  const readers = matrix.map((row) => row.map((entry) => elementReader(entry, elements)));
  for (let k = 0; k < elements.size; k++) {
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
    if (alike) break;
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

/** Whether no parameter has a value of its own for each neuron or synapse. */
function uniform({ state, program }: CompiledPopulation | CompiledProjection): boolean {
  return [...state].every(
    ([name, values]) =>
      typeof values === 'number' || program?.model.variables.get(name)?.kind === 'differential',
  );
}
