import type { Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';
import type { OpenCore } from './report.ts';

/** A picture of more cells could not be seen. */
const mostRows = 128;
const mostColumns = 256;

/** A projection's synapses that lie on the core: their cells in the picture and their places in the projection. */
interface Part {
  readonly projection: number;
  readonly cells: Uint32Array;
  readonly synapses: Uint32Array;
}

/**
 * The synaptic memory of one core as a picture: a row a neuron, a column an arriving axon, in the order of the network.
 * Built once, read whenever it is wanted.
 */
export class MemoryPicture {
  readonly #parts: readonly Part[];
  readonly #frame: Omit<OpenCore, 'weights' | 'minimum' | 'maximum'>;

  /** `core[n] === logical`: neuron n, counted through all populations, lies on the core. */
  constructor(
    private readonly network: CompiledNetwork,
    core: ArrayLike<number>,
    logical: number,
    slot: number,
  ) {
    const firsts = firstsOf(network);
    const weight = network.projections.map(weightOf).find((one) => one !== undefined);
    const rows = new Map<number, number>();
    const columns = new Map<number, number>();
    let synapses = 0;
    const parts: Part[] = [];
    network.projections.forEach((projection, place) => {
      const cells: number[] = [];
      const own: number[] = [];
      const first = firsts[projection.to] ?? 0;
      const shows = weight !== undefined && weightOf(projection)?.name === weight.name;
      for (let k = 0; k < projection.targets.length; k++) {
        const target = first + (projection.targets[k] as number);
        if (core[target] !== logical) continue;
        synapses++;
        const source = (firsts[projection.from] ?? 0) + (projection.sources[k] as number);
        const row = placeOf(rows, target);
        const column = placeOf(columns, source);
        if (!shows || row >= mostRows || column >= mostColumns) continue;
        cells.push(row * mostColumns + column);
        own.push(k);
      }
      if (cells.length > 0)
        parts.push({ projection: place, cells: Uint32Array.from(cells), synapses: Uint32Array.from(own) });
    });
    this.#parts = parts;
    this.#frame = {
      slot,
      rows: Math.min(rows.size, mostRows),
      columns: Math.min(columns.size, mostColumns),
      variable: weight?.name ?? '',
      unit: weight?.unit ?? '1',
      neurons: rows.size,
      synapses,
      axonsIn: columns.size,
    };
  }

  /** The weights as they are now. */
  read(simulation: Simulation): OpenCore {
    const { rows, columns, variable } = this.#frame;
    const weights = new Float32Array(rows * columns).fill(Number.NaN);
    let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { projection, cells, synapses } of this.#parts) {
      const values = simulation.get({
        projection: this.network.projections[projection]?.index ?? projection,
        name: variable,
      });
      cells.forEach((cell, k) => {
        const value = (values.length === 1 ? values[0] : values[synapses[k] as number]) ?? Number.NaN;
        weights[Math.floor(cell / mostColumns) * columns + (cell % mostColumns)] = value;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      });
    }
    const empty = minimum > maximum;
    return { ...this.#frame, weights, minimum: empty ? 0 : minimum, maximum: empty ? 0 : maximum };
  }
}

/** The variable of a synapse that is its weight: `w`, or the first that there is. */
function weightOf({ program, state }: CompiledProjection): { name: string; unit: string } | undefined {
  const name = state.has('w') ? 'w' : [...state.keys()][0];
  if (name === undefined) return undefined;
  const declared = program.model.variables.get(name);
  return { name, unit: declared?.unit ?? '1' };
}

function placeOf(places: Map<number, number>, key: number): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

/** The global number of each population's neuron 0. */
function firstsOf({ populations }: Pick<CompiledNetwork, 'populations'>): number[] {
  let next = 0;
  return populations.map(({ size }) => {
    const first = next;
    next += size;
    return first;
  });
}
