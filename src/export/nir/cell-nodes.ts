import type { CompiledPopulation, Values } from '../../network/compiled.ts';
import { combine, every, type LinearCell } from '../../network/linear-cell.ts';
import { type NirNode, type NirValue, type NirValues, vector } from './graph.ts';
import type { Parts } from './parts.ts';

/** What one population becomes: its neurons' node, and a leaky integrator for each synaptic current that needs one. */
export interface CellNodes {
  readonly nodes: ReadonlyMap<string, NirNode>;
  /** From the currents to the neurons. */
  readonly edges: readonly (readonly [string, string])[];
  /** By variable: which node a spike goes to, and the weight there that moves the variable by 1. */
  readonly entries: ReadonlyMap<string, { readonly node: string; readonly weight: Values }>;
  /** Input that the neurons' node needs all the time and has no parameter for. */
  readonly bias?: Values;
}

export interface CellOptions {
  readonly dt: number;
  /** How `v_reset` is written; absent: written where the reset sets a value. */
  readonly vReset?: 'write' | 'omit' | undefined;
  /** Variables that spikes write to. */
  readonly written: ReadonlySet<string>;
  /** Names that other nodes bear. */
  readonly taken: ReadonlySet<string>;
}

/** A synaptic current: -1/tau x + b, times `gain` in the membrane's equation. */
interface Current {
  readonly name: string;
  readonly tau: Values;
  readonly drive: Values;
  readonly gain: Values;
}

/** A linear cell as LIF, CubaLIF, LI, CubaLI, IF or I; undefined, with the reason among `parts`, where it is none. */
export function cellNodes(
  population: CompiledPopulation,
  cell: LinearCell,
  options: CellOptions,
  parts: Parts,
): CellNodes | undefined {
  const { name } = population;
  const refuse = (why: string) => {
    parts.impossible.push(`population ${name} ${why}`);
    return undefined;
  };
  const v = membraneOf(cell);
  if (v === undefined) return refuse('has several variables and no threshold to tell which is the membrane');
  const membrane = cell.variables[v] ?? '';
  const rate = cell.rates[v]?.[v] ?? 0;
  const leaks = every(rate, (value) => value < 0);
  if (!leaks && !every(rate, (value) => value === 0))
    return refuse(`has a membrane ${membrane} that does not leak`);
  const currents: Current[] = [];
  for (const [k, variable] of cell.variables.entries()) {
    const gain = cell.rates[v]?.[k] ?? 0;
    if (k === v || every(gain, (value) => value === 0)) continue;
    const own = cell.rates[k]?.[k] ?? 0;
    const alone = cell.rates[k]?.every((entry, j) => j === k || every(entry, (value) => value === 0));
    if (!alone || !every(own, (value) => value < 0))
      return refuse(`has a variable ${variable} that is no current with one time constant`);
    currents.push({ name: variable, tau: inverse(own), drive: cell.drive[k] ?? 0, gain });
  }
  if (cell.noisy) parts.left.push(`the noise of population ${name}`);
  if (!every(cell.refractory, (time) => time === 0))
    parts.left.push(`the refractory time of population ${name}`);

  const tau = leaks ? inverse(rate) : 1;
  const rest = leaks ? times(cell.drive[v] ?? 0, tau) : 0;
  const reset = resetOf(name, cell, options, parts);
  const spread = (values: Values): NirValue => vector(all(values, cell.size));
  const shared = { population, membrane, reset, spread };
  const [only] = currents;
  if (
    leaks &&
    only &&
    currents.length === 1 &&
    !options.written.has(membrane) &&
    every(only.drive, (value) => value === 0)
  ) {
    const parameters = new Map<string, NirValue>([
      ['tau_syn', spread(only.tau)],
      ['tau_mem', spread(tau)],
      ['r', spread(times(only.gain, tau))],
      ['v_leak', spread(combine(rest, reset.offset, (a, b) => a - b))],
      ...reset.parameters(spread),
      ['w_in', spread(combine(only.tau, options.dt, (a, b) => a / b))],
    ]);
    const node = {
      type: cell.firing ? 'CubaLIF' : 'CubaLI',
      parameters,
      metadata: metadataOf(shared, [only]),
    };
    return {
      nodes: new Map([[name, node]]),
      edges: [],
      entries: new Map([[only.name, { node: name, weight: 1 }]]),
    };
  }
  const parameters = new Map<string, NirValue>([
    ...(leaks ? [['tau', spread(tau)] as const] : []),
    ['r', spread(1)],
    ...(leaks ? [['v_leak', spread(combine(rest, reset.offset, (a, b) => a - b))] as const] : []),
    ...reset.parameters(spread),
  ]);
  const type = cell.firing ? (leaks ? 'LIF' : 'IF') : leaks ? 'LI' : 'I';
  const nodes = new Map<string, NirNode>();
  const entries = new Map([[membrane, { node: name, weight: combine(tau, options.dt, (a, b) => a / b) }]]);
  const edges: [string, string][] = [];
  for (const current of currents) {
    // The integrator holds the current as the membrane feels it.
    const gain = times(current.gain, tau);
    const wanted = `${name}_${current.name}`;
    const node = options.taken.has(wanted) ? `${wanted}_current` : wanted;
    nodes.set(node, {
      type: 'LI',
      parameters: new Map([
        ['tau', spread(current.tau)],
        ['r', spread(1)],
        ['v_leak', spread(times(gain, times(current.drive, current.tau)))],
      ]),
      metadata: new Map([['initial_v', spread(times(gain, population.state.get(current.name) ?? 0))]]),
    });
    edges.push([node, name]);
    entries.set(current.name, {
      node,
      weight: combine(gain, current.tau, (g, t) => (g * t) / options.dt),
    });
  }
  nodes.set(name, { type, parameters, metadata: metadataOf(shared, []) });
  const drive = cell.drive[v] ?? 0;
  const needsBias = !leaks && !every(drive, (value) => value === 0);
  return { nodes, edges, entries, ...(needsBias ? { bias: drive } : {}) };
}

/** The variable that fires; of a population that never does, the one that the others feed. */
function membraneOf({ firing, variables, rates }: LinearCell): number | undefined {
  if (firing) return firing.variable;
  const fed = variables.flatMap((_, k) =>
    rates[k]?.some((entry, j) => j !== k && !every(entry, (value) => value === 0)) ? [k] : [],
  );
  return variables.length === 1 ? 0 : fed.length === 1 ? fed[0] : undefined;
}

interface Reset {
  /** Of the potentials in the file. */
  readonly offset: Values;
  readonly kind?: 'set' | 'subtract';
  parameters(spread: (values: Values) => NirValue): [string, NirValue][];
}

/**
 * Readers that know no `v_reset` reset to 0: where it is left out, potentials are counted from it. They reset by
 * subtracting the threshold, so there potentials are counted such that the threshold is what is subtracted.
 */
function resetOf(name: string, cell: LinearCell, { vReset }: CellOptions, parts: Parts): Reset {
  const { firing } = cell;
  if (!firing) return { offset: 0, parameters: () => [] };
  const { threshold, reset } = firing;
  if ('to' in reset) {
    const offset = vReset === 'omit' ? reset.to : 0;
    return {
      offset,
      kind: 'set',
      parameters: (spread) => [
        ['v_threshold', spread(combine(threshold, offset, (a, b) => a - b))],
        ...(vReset === 'omit' ? [] : [['v_reset', spread(reset.to)] as [string, NirValue]]),
      ],
    };
  }
  if (vReset === 'write')
    parts.impossible.push(`population ${name} is reset by subtraction, which a written v_reset contradicts`);
  else parts.notes.push(`Population ${name} is reset by subtraction: a reader must be told.`);
  return {
    offset: combine(threshold, reset.by, (a, b) => a - b),
    kind: 'subtract',
    parameters: (spread) => [['v_threshold', spread(reset.by)]],
  };
}

function metadataOf(
  {
    population,
    membrane,
    reset,
    spread,
  }: {
    readonly population: CompiledPopulation;
    readonly membrane: string;
    readonly reset: Reset;
    readonly spread: (values: Values) => NirValue;
  },
  currents: readonly Current[],
): NirValues {
  const value = (name: string) => population.state.get(name) ?? 0;
  return new Map<string, NirValue>([
    ['unit', population.program?.model.variables.get(membrane)?.unit ?? '1'],
    ['initial_v', spread(combine(value(membrane), reset.offset, (a, b) => a - b))],
    ...currents.map(({ name }): [string, NirValue] => ['initial_i', spread(value(name))]),
    ...(reset.kind ? [['reset', reset.kind] as const] : []),
    ...(every(reset.offset, (offset) => offset === 0) ? [] : [['v_offset', spread(reset.offset)] as const]),
  ]);
}

/** The time constant of a rate below 0. */
const inverse = (rate: Values): Values => combine(rate, 0, (value) => -1 / value);
const times = (a: Values, b: Values): Values => combine(a, b, (x, y) => x * y);

function all(values: Values, size: number): Float64Array {
  return typeof values === 'number' ? new Float64Array(size).fill(values) : values;
}
