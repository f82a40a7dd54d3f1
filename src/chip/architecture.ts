import type { Operation } from './operations.ts';

/**
 * A chip, as data. One file each under `architectures/`; readers change them and load their own (`read-architecture.ts`
 * checks those). Times in seconds, energies in joules, memory in bits.
 */
export interface Architecture {
  readonly format: 1;
  /** By which the command line and links know it. */
  readonly name: string;
  readonly title: string;
  /** What the reader should know before believing its numbers. */
  readonly about: string;
  readonly mesh: Mesh;
  /** Of one core. */
  readonly limits: Limits;
  readonly memory: SynapticMemory;
  /** The only neuron that a core computes, with a key of `sources`; absent where it is programmable or not known. */
  readonly neuron?: { readonly model: 'leaky integrate-and-fire'; readonly source: string };
  /** Whether synapses can change on the chip while it runs, with a key of `sources`; absent: not known. */
  readonly learning?: { readonly onChip: boolean; readonly source: string };
  /** What is not here has no published price: it is counted and not priced. */
  readonly prices: Readonly<Partial<Record<Operation, Price>>>;
  /** The prices of synaptic operations cover everything else that is counted. */
  readonly allIn?: boolean;
  readonly barrier?: Barrier;
  /** Power that flows whether or not there is work. */
  readonly staticPower?: { readonly watts: number; readonly source: string };
  /** Where the structure comes from: keys of `sources`. */
  readonly structure: Readonly<Record<'mesh' | 'buffer' | keyof Limits, string>>;
  readonly sources: Readonly<Record<string, Source>>;
}

export interface Mesh {
  /** Tiles. Tile k stands at x = floor(k / height), y = k mod height. */
  readonly width: number;
  readonly height: number;
  readonly coresPerTile: number;
  /** Packets that one link holds before it blocks the sender. */
  readonly buffer: number;
}

export interface Limits {
  /** Neurons. */
  readonly compartments: number;
  /** Bits of synaptic memory. */
  readonly memory: number;
  /** Sources whose spikes a core can receive: one entry for each neuron that has synapses on the core. */
  readonly axonsIn: number;
  /** Packets that a core can address: one entry for each neuron on it and each core that the neuron reaches. */
  readonly axonsOut: number;
}

/** How synapses lie in memory. */
export type SynapticMemory =
  | {
      /** For each source a list of its synapses, in whole words. */
      readonly kind: 'lists';
      readonly wordBits: number;
      /** Before each list. */
      readonly headerBits: number;
      readonly weightBits: number;
      /** Of the target, where the list is not dense. */
      readonly indexBits: number;
      /** Where the projection has delays. */
      readonly delayBits: number;
      /** The synaptic tag, where the projection learns. */
      readonly tagBits: number;
      readonly source: string;
    }
  | {
      /** Rows (sources) crossed by columns (neurons): a row takes a crosspoint of every column, used or not. */
      readonly kind: 'crossbar';
      readonly wordBits: number;
      readonly weightBits: number;
      /** A crosspoint is a device of any conductance: its bits say what room it takes, not how fine its weight is. */
      readonly analogue?: boolean;
      readonly source: string;
    };

export interface Price {
  /** Joules an operation. */
  readonly energy?: number;
  /** Seconds an operation keeps its unit busy. */
  readonly time?: number;
  /** Where the source says "at least" or "at most". */
  readonly bound?: 'least' | 'most';
  /** A key of `sources`. */
  readonly source: string;
}

export interface Barrier {
  /** [tiles in use, seconds], ascending. */
  readonly points: readonly (readonly [tiles: number, seconds: number])[];
  /** `step`: the last point that is reached holds. */
  readonly between: 'step' | 'linear';
  readonly source: string;
}

export interface Source {
  readonly citation: string;
  readonly how: 'measured' | 'simulated before silicon' | 'calibrated' | 'derived' | 'assumed';
  /** Relative error of energy and of time that the source itself states. */
  readonly energyError?: number;
  readonly timeError?: number;
  readonly note?: string;
}

/** Cores of the whole chip. */
export function coresOf({ mesh }: Architecture): number {
  return mesh.width * mesh.height * mesh.coresPerTile;
}

/** Seconds that the barrier takes with so many tiles in use; 0 where none is published. */
export function barrierTime({ barrier }: Architecture, tiles: number): number {
  if (!barrier) return 0;
  const above = barrier.points.findIndex(([count]) => count > tiles);
  const last = barrier.points.at(above < 0 ? -1 : Math.max(0, above - 1));
  if (!last) return 0;
  const next = above > 0 ? barrier.points[above] : undefined;
  if (barrier.between === 'step' || !next) return last[1];
  return last[1] + ((next[1] - last[1]) * (tiles - last[0])) / (next[0] - last[0]);
}
