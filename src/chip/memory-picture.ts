import type { Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { SynapticMemory } from './report.ts';
import { type Declared, type Shown, weightOf } from './shown-variables.ts';

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
 * The weights in the synaptic memory of one core, one variable of them as a picture: a row a neuron, a column an arriving
 * axon, in the order of the network. Built once, read whenever it is wanted.
 */
export class MemoryPicture {
  readonly #parts: Part[] = [];
  readonly #rows = new Map<number, number>();
  readonly #columns = new Map<number, number>();
  #synapses = 0;

  constructor(
    private readonly network: CompiledNetwork,
    private readonly weight: Shown,
  ) {}

  /** The weights as they are now. */
  read(simulation: Simulation): SynapticMemory {
    const rows = Math.min(this.#rows.size, mostRows);
    const columns = Math.min(this.#columns.size, mostColumns);
    const { name: variable, unit } = this.weight;
    const weights = new Float32Array(rows * columns).fill(Number.NaN);
    let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let registers: SynapticMemory['registers'];
    for (const { projection, cells, synapses } of this.#parts) {
      const index = this.network.projections[projection]?.index ?? projection;
      const values = simulation.get({ projection: index, name: variable });
      const held = simulation.integerWeights?.(index);
      cells.forEach((cell, k) => {
        const synapse = synapses[k] as number;
        const value = (values.length === 1 ? values[0] : values[synapse]) ?? Number.NaN;
        weights[Math.floor(cell / mostColumns) * columns + (cell % mostColumns)] = value;
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        if (!held) return;
        const integer = held.weights[synapse] ?? 0;
        registers = {
          exponent: held.exponent,
          minimum: Math.min(registers?.minimum ?? integer, integer),
          maximum: Math.max(registers?.maximum ?? integer, integer),
        };
      });
    }
    const empty = minimum > maximum;
    return {
      variable,
      unit,
      rows,
      columns,
      weights,
      minimum: empty ? 0 : minimum,
      maximum: empty ? 0 : maximum,
      neurons: this.#rows.size,
      synapses: this.#synapses,
      axonsIn: this.#columns.size,
      ...(registers ? { registers } : {}),
    };
  }

  /** Takes in the synapses `own` of a projection, and says who they join: numbers counted through all populations. */
  add(
    projection: number,
    own: readonly number[],
    ends: (synapse: number) => { readonly source: number; readonly target: number },
  ): void {
    const cells: number[] = [];
    const seen: number[] = [];
    // Synapses come by source: rows are the neurons in their own order, not in the order in which they are met.
    const targets = own.map((synapse) => ends(synapse).target).sort((a, b) => a - b);
    for (const target of targets) placeOf(this.#rows, target);
    for (const synapse of own) {
      const { source, target } = ends(synapse);
      this.#synapses++;
      const row = placeOf(this.#rows, target);
      const column = placeOf(this.#columns, source);
      if (row >= mostRows || column >= mostColumns) continue;
      cells.push(row * mostColumns + column);
      seen.push(synapse);
    }
    if (cells.length > 0)
      this.#parts.push({ projection, cells: Uint32Array.from(cells), synapses: Uint32Array.from(seen) });
  }
}

/** The pictures of a core: one for each variable that is a weight there, in the order of the projections. */
export function memoryPictures(
  network: CompiledNetwork,
  declared: Declared,
  firsts: readonly number[],
  isHere: (neuron: number) => boolean,
): MemoryPicture[] {
  const pictures = new Map<string, MemoryPicture>();
  const neurons = network.populations.reduce((sum, { size }) => sum + size, 0);
  network.projections.forEach((projection, place) => {
    const weight = weightOf(network, projection, declared);
    if (!weight) return;
    const target = (k: number) => (firsts[projection.to] ?? 0) + (projection.targets[k] as number);
    const own: number[] = [];
    for (let k = 0; k < projection.targets.length; k++) if (isHere(target(k))) own.push(k);
    if (own.length === 0) return;
    // Two rules between the same neurons keep a weight each: the second beside the first, not over it.
    const before = network.projections
      .slice(0, place)
      .filter(({ from, to }) => from === projection.from && to === projection.to).length;
    const shift = before * neurons + (firsts[projection.from] ?? 0);
    const source = (k: number) => shift + (projection.sources[k] as number);
    const key = `${weight.name} ${weight.unit}`;
    const picture = pictures.get(key) ?? new MemoryPicture(network, weight);
    pictures.set(key, picture);
    picture.add(place, own, (k) => ({ source: source(k), target: target(k) }));
  });
  return [...pictures.values()];
}

function placeOf(places: Map<number, number>, key: number): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}
