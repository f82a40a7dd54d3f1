/**
 * Where everything lies in the kernel's memory. First what does not depend on how values are stored (clock, spike
 * lists, records), then values, then what never changes (connectivity); so that a parameter can become an array
 * while the run goes on.
 */
import type {
  CompiledNetwork,
  CompiledPopulation,
  CompiledProjection,
  Probe,
  Values,
} from '../../network/compiled.ts';
import { longestDelay } from '../../network/order.ts';
import type { Precision } from '../simulation.ts';
import { keptOrder, layRoutes, type RouteLayout } from './routes.ts';

/** Steps and values that the record holds before it wants draining. */
export const RECORD_STEPS = 16384;
const RECORD_SPIKES = 1 << 18;
const RECORD_SAMPLES = 1 << 20;

/** Values that belong to one population or projection. */
export interface Storage {
  readonly size: number;
  /** In elements: a multiple of what a vector holds. */
  readonly padded: number;
  /** One 64-bit number for all. */
  readonly uniforms: Map<string, number>;
  /** One number of the kernel's precision for each element. */
  readonly arrays: Map<string, number>;
  /** One number of the kernel's precision that belongs to another population. */
  readonly links: ReadonlyMap<string, number>;
}

export interface ProbeLayout {
  readonly indices: number;
  readonly count: number;
  readonly every: number;
  readonly data: number;
  /** In values. */
  readonly capacity: number;
  /** Cell: values recorded since the last drain. */
  readonly used: number;
}

export interface PopulationLayout extends Storage {
  readonly shape: CompiledPopulation;
  /** Clock value of the last spike, or whether a condition holds; integers as wide as the floats. */
  readonly marks: number | undefined;
  /** 1 where the neuron was not refractory in the last step: numbers, where something reads them. */
  readonly flags: number | undefined;
  readonly lastspike: number | undefined;
  /** Lists of spikes of the last `depth` steps, `size` entries of 4 bytes each, and their lengths. */
  readonly lists: number;
  readonly counts: number;
  readonly depth: number;
  /** Cell: which of the lists is this step's. */
  readonly slot: number;
  readonly record: number;
  readonly recordCapacity: number;
  readonly recordUsed: number;
  readonly recordCounts: number;
  readonly given:
    | { readonly steps: number; readonly indices: number; readonly count: number; readonly cursor: number }
    | undefined;
  readonly probes: readonly ProbeLayout[];
}

export interface ProjectionLayout extends Storage {
  readonly shape: CompiledProjection;
  /** Internal place of synapses: `order[k]` is the file's number of the k-th; absent where they agree. */
  readonly order: Uint32Array | undefined;
  readonly offsets: number;
  readonly targets: number;
  /** Bytes of one target: 2 where the population is small enough. */
  readonly targetBytes: 2 | 4;
  readonly sources: number | undefined;
  /** Step (its low 32 bits) in which each synapse's event-driven variables were last brought up to date. */
  readonly updated: number | undefined;
  /** The file's numbers, where the kernel draws random numbers and they differ. */
  readonly numbers: number | undefined;
  /** Of each pathway of the program. */
  readonly routes: readonly RouteLayout[];
  /** What is recorded at an interval, with its place among the projection's probes. */
  readonly probes: readonly (ProbeLayout & { readonly probe: number })[];
  /** What is kept once for all synapses of a neuron; parameters are the projection's own. */
  readonly traces: Readonly<Record<'pre' | 'post', Storage>>;
}

export interface Layout {
  readonly network: CompiledNetwork;
  readonly precision: Precision;
  /** Cells: i64 step, f64 time, i32 clock, i32 steps recorded since the last drain. */
  readonly step: number;
  readonly time: number;
  readonly clock: number;
  readonly recordedSteps: number;
  readonly populations: readonly PopulationLayout[];
  readonly projections: readonly ProjectionLayout[];
  readonly arrays: ReadonlyMap<string, { readonly address: number; readonly rowBytes: number }>;
  /** End of what does not depend on how values are stored. */
  readonly fixedEnd: number;
  readonly valuesEnd: number;
  readonly bytes: number;
}

/** What programs need beyond their variables. */
export interface Needs {
  readonly lastspike: readonly boolean[];
  /** Populations whose `not_refractory` is read outside of their update. */
  readonly flags: readonly boolean[];
  /** Projections that have event-driven variables. */
  readonly eventDriven: readonly boolean[];
  /** Names of the variables that are kept once for all synapses of a neuron. */
  readonly traces: readonly Readonly<Record<'pre' | 'post', readonly string[]>>[];
  readonly sources: readonly boolean[];
  readonly numbers: readonly boolean[];
  /** Names of uniforms (64-bit cells) and arrays to add to those of the network. */
  readonly extra: readonly { readonly uniforms: readonly string[]; readonly arrays: readonly string[] }[];
  /** Per population, then per projection: variables that statements write. */
  readonly written: readonly ReadonlySet<string>[];
}

export function layOut(network: CompiledNetwork, precision: Precision, needs: Needs): Layout {
  let top = 64;
  const take = (bytes: number): number => {
    const address = top;
    top = Math.ceil((top + bytes) / 16) * 16;
    return address;
  };
  const element = precision === 'f32' ? 4 : 8;
  const lanes = 16 / element;
  const cells = { step: take(8), time: take(8), clock: take(4), recordedSteps: take(4) };

  const takeProbe = ({ indices, every }: Probe) => {
    const capacity = Math.max(RECORD_SAMPLES, 4 * indices.length);
    return { every, count: indices.length, capacity, used: take(4), data: take(8 * capacity) };
  };
  const fixed = network.populations.map((shape, p) => {
    const depth = 1 + longestFrom(network, p);
    const { size } = shape;
    const padded = Math.ceil(size / lanes) * lanes;
    const recordCapacity = Math.max(RECORD_SPIKES, 2 * size);
    return {
      shape,
      size,
      padded,
      depth,
      slot: take(4),
      counts: take(4 * depth),
      marks: shape.program?.refractory ? take(padded * element) : undefined,
      flags: shape.program?.refractory && needs.flags[p] ? take(padded * element) : undefined,
      lastspike: needs.lastspike[p] ? take(padded * element) : undefined,
      given: shape.spikes ? { cursor: take(4) } : undefined,
      lists: take(4 * depth * size),
      recordCapacity,
      recordUsed: take(4),
      recordCounts: take(4 * RECORD_STEPS),
      record: take(4 * recordCapacity),
      probes: shape.probes.map(takeProbe),
    };
  });
  const synapseProbes = network.projections.map(({ probes }) =>
    probes.flatMap((probe, place) => (probe.every > 0 ? [{ ...takeProbe(probe), probe: place }] : [])),
  );
  const updated = network.projections.map((shape, k) =>
    needs.eventDriven[k] ? take(4 * shape.targets.length) : undefined,
  );
  const cursors = network.projections.map((shape) =>
    shape.delays.map((delays, k) => {
      if (typeof delays === 'number') return 0;
      const { depth, size } = fixed[firedBy(shape, k)] as (typeof fixed)[number];
      return take(4 * depth * size);
    }),
  );
  const fixedEnd = top;

  const store = (
    size: number,
    padded: number,
    constants: ReadonlyMap<string, number>,
    state: ReadonlyMap<string, Values>,
    place: number,
  ): Storage & { readonly links: Map<string, number> } => {
    const uniforms = new Map<string, number>();
    const arrays = new Map<string, number>();
    const written = needs.written[place];
    const traces = needs.traces[place - network.populations.length];
    for (const [name, values] of [...constants, ...state]) {
      if (traces?.pre.includes(name) || traces?.post.includes(name)) continue;
      if (typeof values === 'number' && !written?.has(name)) uniforms.set(name, take(8));
      else arrays.set(name, take(padded * element));
    }
    for (const name of needs.extra[place]?.uniforms ?? []) uniforms.set(name, take(8));
    for (const name of needs.extra[place]?.arrays ?? []) arrays.set(name, take(padded * element));
    return { size, padded, uniforms, arrays, links: new Map() };
  };
  const populationValues = fixed.map(({ shape, size, padded }, p) =>
    store(size, padded, shape.constants, shape.state, p),
  );
  const projectionValues = network.projections.map((shape, k) => {
    const size = shape.targets.length;
    const padded = Math.ceil(size / lanes) * lanes;
    const own = store(size, padded, shape.constants, shape.state, network.populations.length + k);
    for (const [name, { population, variable }] of shape.links) {
      const home = populationValues[population];
      const uniform = home?.uniforms.get(variable);
      if (uniform !== undefined) own.uniforms.set(name, uniform);
      else own.links.set(name, home?.arrays.get(variable) as number);
    }
    return own;
  });
  const traces = network.projections.map(({ from, to }, k) => {
    const { uniforms, links } = projectionValues[k] as Storage;
    const side = (end: number, names: readonly string[] = []): Storage => {
      const { size, padded } = fixed[end] as (typeof fixed)[number];
      const arrays = new Map(names.map((name) => [name, take(padded * element)]));
      return { size, padded, uniforms, links, arrays };
    };
    return { pre: side(from, needs.traces[k]?.pre), post: side(to, needs.traces[k]?.post) };
  });
  const valuesEnd = top;

  const populations = fixed.map((part, p): PopulationLayout => {
    const { shape, given, probes } = part;
    const storage = populationValues[p] as Storage;
    const count = shape.spikes?.steps.length ?? 0;
    return {
      ...part,
      ...storage,
      given: given ? { ...given, count, steps: take(4 * count), indices: take(4 * count) } : undefined,
      probes: probes.map((probe) => ({ ...probe, indices: take(4 * probe.count) })),
    };
  });
  const projections = network.projections.map((shape, k): ProjectionLayout => {
    const count = shape.targets.length;
    const from = network.populations[shape.from] as CompiledPopulation;
    const to = network.populations[shape.to] as CompiledPopulation;
    const order = keptOrder(shape);
    const targetBytes = to.size <= 65536 ? 2 : 4;
    const offsets = take(4 * (from.size + 1));
    return {
      ...(projectionValues[k] as Storage),
      shape,
      order,
      targetBytes,
      updated: updated[k],
      probes: (synapseProbes[k] ?? []).map((probe) => ({ ...probe, indices: take(4 * probe.count) })),
      traces: traces[k] as ProjectionLayout['traces'],
      offsets,
      targets: take(targetBytes * count + 16),
      sources: needs.sources[k] ? take(4 * count) : undefined,
      numbers: order && needs.numbers[k] ? take(4 * count) : undefined,
      routes: layRoutes(shape, take, { cursors: cursors[k] ?? [], offsets, targets: to.size }),
    };
  });
  const arrays = new Map(
    [...network.arrays].map(([name, { rows, columns }]) => {
      const rowBytes = Math.ceil((columns * element) / 16) * 16;
      return [name, { address: take(rows * rowBytes + 16), rowBytes }] as const;
    }),
  );
  return { network, precision, ...cells, populations, projections, arrays, fixedEnd, valuesEnd, bytes: top };
}

/** Place of the population whose spikes go along a pathway. */
export function firedBy({ program, from, to }: CompiledProjection, pathway: number): number {
  return program.pathways[pathway]?.side === 'post' ? to : from;
}

/** How long spikes of a population are under way at most, in steps. */
function longestFrom({ projections }: CompiledNetwork, population: number): number {
  const all = projections.flatMap((shape) =>
    shape.delays.map((delays, k) => (firedBy(shape, k) === population ? longestDelay(delays) : 0)),
  );
  return Math.max(0, ...all);
}
