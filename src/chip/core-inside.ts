import type { Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Mapping } from './mapping.ts';
import { type MemoryPicture, memoryPictures } from './memory-picture.ts';
import type { AxonGroup, CoreLayout, OpenCore } from './report.ts';
import { type Declared, membraneOf, type Shown } from './shown-variables.ts';

/** Neurons whose state is told: more could not be told apart. */
const mostNeurons = 128;

/** What is inside one core: its neurons with their state, the axons that come and go, its synaptic memory. */
export class CoreInside {
  readonly #memories: readonly MemoryPicture[];
  readonly #axonsIn: readonly AxonGroup[];
  readonly #axonsOut: readonly AxonGroup[];
  readonly #states: readonly (Shown & { population: string; first: number; last: number })[];
  readonly #neurons: number;

  /** `slot` is where the core stands; `neurons` are its own, as stretches of populations. */
  constructor(
    network: CompiledNetwork,
    { core, slot: slots }: Mapping,
    private readonly slot: number,
    neurons: CoreLayout['neurons'],
    declared: Declared,
  ) {
    const logical = slots.indexOf(slot);
    const firsts = firstsOf(network);
    const isHere = (neuron: number) => core[neuron] === logical;
    this.#memories = memoryPictures(network, declared, firsts, isHere);
    const [incoming, outgoing] = [new Groups(), new Groups()];
    network.projections.forEach(({ from, to, sources, targets }) => {
      const [a, b] = [firsts[from] ?? 0, firsts[to] ?? 0];
      const [sender, receiver] = [network.populations[from]?.name ?? '', network.populations[to]?.name ?? ''];
      for (let k = 0; k < targets.length; k++) {
        const [source, target] = [a + (sources[k] as number), b + (targets[k] as number)];
        if (isHere(target)) incoming.add(sender, source, slots[core[source] as number] as number);
        if (isHere(source)) outgoing.add(receiver, source, slots[core[target] as number] as number);
      }
    });
    this.#axonsIn = incoming.list();
    this.#axonsOut = outgoing.list();
    this.#neurons = neurons.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    let room = mostNeurons;
    this.#states = neurons.flatMap(({ population, first, last }) => {
      const compiled = network.populations.find(({ name }) => name === population);
      const membrane = compiled && membraneOf(compiled, declared);
      const shown = Math.min(room, last - first + 1);
      if (!membrane || shown === 0) return [];
      room -= shown;
      return [{ ...membrane, population, first, last: first + shown - 1 }];
    });
  }

  /** All of it as it is now. */
  read(simulation: Simulation): OpenCore {
    return {
      slot: this.slot,
      neurons: this.#neurons,
      states: this.#states.map(({ population, name, unit, first, last }) => {
        const values = simulation.get({ population, name });
        const count = last - first + 1;
        return {
          population,
          first,
          variable: name,
          unit,
          values: Float32Array.from(
            { length: count },
            (_, k) => values[values.length === 1 ? 0 : first + k] as number,
          ),
        };
      }),
      axonsIn: this.#axonsIn,
      axonsOut: this.#axonsOut,
      memories: this.#memories.map((memory) => memory.read(simulation)),
    };
  }
}

/** Sending neurons by population, and the cores at the other end. */
class Groups {
  readonly #groups = new Map<string, { neurons: Set<number>; cores: Set<number> }>();

  add(population: string, neuron: number, core: number): void {
    const group = this.#groups.get(population) ?? { neurons: new Set(), cores: new Set() };
    this.#groups.set(population, group);
    group.neurons.add(neuron);
    group.cores.add(core);
  }

  list(): AxonGroup[] {
    return [...this.#groups].map(([population, { neurons, cores }]) => ({
      population,
      neurons: neurons.size,
      cores: [...cores].sort((a, b) => a - b),
    }));
  }
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
