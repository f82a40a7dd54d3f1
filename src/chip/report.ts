/**
 * What the page is told of the chip that a figure's network is placed on, and what it may ask for. Plain data that crosses
 * from the worker.
 */

import type { Limits } from './architecture.ts';
import type { Limit } from './error.ts';

/** How the network is to be placed. */
export interface ChipAsk {
  /** Name of an architecture of the book. */
  readonly architecture: string;
  /** The text of a reader's own architecture, in place of the named one. */
  readonly own?: string;
  readonly place: 'naive' | 'optimised';
  /** Work out the optimised placement too, to be compared with the one that is in use. */
  readonly compare?: true;
  /** Spread over at least so many cores; absent: over as few as hold it. */
  readonly cores?: number;
  /** Pairs of slots whose cores the reader exchanged, in the order of the hand. */
  readonly swaps: readonly (readonly [number, number])[];
  /** The slot whose core is looked into. */
  readonly open?: number;
}

export interface CoreLayout {
  /** Place on the chip: `tile * coresPerTile + k`. */
  readonly slot: number;
  /** Whole stretches of neurons, `last` included. */
  readonly neurons: readonly { readonly population: string; readonly first: number; readonly last: number }[];
  readonly use: Limits;
  /** The one that is nearest its limit. */
  readonly binding: Limit;
}

/** Where everything is: sent when the network, the architecture or the placement changes. */
export interface ChipLayout {
  readonly name: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly coresPerTile: number;
  /** Column and row of each tile; row 0 is the southernmost. */
  readonly tiles: readonly { readonly x: number; readonly y: number }[];
  readonly limits: Limits;
  /** The whole architecture as JSON, for the reader to change. */
  readonly text: string;
  /** What the reader should know before believing its numbers. */
  readonly about: string;
  /**
   * What the chip cannot compute of this network, and how it is counted all the same: a sentence each, with names of
   * variables between backticks.
   */
  readonly notes?: readonly string[];
  readonly cores: readonly CoreLayout[];
}

export interface Packet {
  /** Slots. */
  readonly from: number;
  readonly to: number;
  /** Place of the neuron among all. */
  readonly neuron: number;
  /** The same in its population. */
  readonly population: string;
  readonly index: number;
  /** Seconds of the chip's time since the step began; `done` when its synapses have been worked through. */
  readonly depart: number;
  readonly arrive: number;
  readonly done: number;
  /** Seconds that the sending core works on it before it departs, and the receiving one before it comes to the synapses. */
  readonly sending: number;
  readonly receiving: number;
}

/** Who published a number, and how it is known: measured, simulated, calibrated... */
export interface Cited {
  readonly citation: string;
  readonly how: string;
}

export interface LedgerRow {
  readonly operation: string;
  readonly count: number;
  /** What one is called. */
  readonly unit: string;
  /** Joules, of one and of all; absent where no price is published. */
  readonly each?: number;
  readonly energy?: number;
  /** Joules that `energy` may be off by; absent where its source does not say. */
  readonly error?: number;
  readonly source?: Cited;
  /** Why there is no energy, or why the count is not what the chip would have. */
  readonly note?: string;
}

/** What happened on the chip since the pulse before. */
export interface ChipPulse {
  /** Steps of the network, and its time in seconds. */
  readonly step: number;
  readonly dt: number;
  /** By slot: spikes fired, synaptic operations, learning updates. */
  readonly spikes: Float64Array;
  readonly operations: Float64Array;
  readonly updates: Float64Array;
  /** Packets over each directed link: four a tile: east, west, north, south. */
  readonly links: Float64Array;
  /** Some of the packets of the last step that had any, and how many it had. */
  readonly packets: readonly Packet[];
  readonly messages: number;
  readonly packetStep: number;
  /** Of each step, or of stretches of equal length where there were many: mean energy (J) and time (s) of a step. */
  readonly stepEnergy: Float64Array;
  readonly stepTime: Float64Array;
  readonly ledger: Ledger;
  /** Now and then. */
  readonly placements?: readonly PlacementReport[];
  /** The core that is looked into. */
  readonly open?: OpenCore;
}

export interface Ledger {
  /** All operations, those that did not happen too. */
  readonly rows: readonly LedgerRow[];
  /** Joules of what was counted; absent where no price is published. */
  readonly energy?: number;
  /** Joules that `energy` may be off by, where all its sources say so, and whether it is a bound only. */
  readonly error?: number;
  /** Where only some sources do: joules of theirs and what those may be off by, and joules of the others and theirs. */
  readonly split?: {
    readonly stated: { readonly energy: number; readonly error: number };
    readonly unstated: { readonly energy: number; readonly sources: readonly Cited[] };
  };
  readonly bound?: 'least' | 'most';
  /** Joules that the chip draws in its time whether or not there is work, where that is published; not in `energy`. */
  readonly rest?: { readonly energy: number; readonly source: Cited };
  /** Seconds of the network's time that were counted: since it was placed where it is. */
  readonly seconds: number;
  /** Seconds of the chip's time for all steps together. */
  readonly time?: number;
  /** Seconds that `time` may be off by, and whether all sources of times say so. */
  readonly timeError?: { readonly seconds: number; readonly all: boolean };
  readonly hops: number;
  readonly messages: number;
  /** The same work on a von Neumann machine: joules, and the share of them that moves data. */
  readonly processor?: {
    readonly source: Cited;
    readonly note?: string;
    readonly least: number;
    readonly most: number;
    readonly moving: number;
  };
}

/** What a placement does with the spikes so far. Messages between cores only; joules of the hops alone. */
export interface PlacementReport {
  readonly name: 'in order' | 'optimised' | 'as you moved it';
  readonly messages: number;
  readonly hops: number;
  /** Packets over the busiest directed link. */
  readonly maxLink: number;
  readonly energy?: number;
}

/** A core's inside. */
export interface OpenCore {
  readonly slot: number;
  /** Neurons on the core. */
  readonly neurons: number;
  /** The membrane potential of its neurons, or of as many as can be shown, in their order. */
  readonly states: readonly NeuronStates[];
  /** Whose spikes come in, and where those of its own neurons go. */
  readonly axonsIn: readonly AxonGroup[];
  readonly axonsOut: readonly AxonGroup[];
  /** One for each variable that is a weight; empty where the synapses have none. */
  readonly memories: readonly SynapticMemory[];
}

export interface NeuronStates {
  readonly population: string;
  /** Index of the first in its population; the others follow it. */
  readonly first: number;
  readonly variable: string;
  readonly unit: string;
  /** In SI base units. */
  readonly values: Float32Array;
}

/** Of axons that come in, the senders and their population; of those that go out, the population that is reached. */
export interface AxonGroup {
  readonly population: string;
  /** Neurons that send. */
  readonly neurons: number;
  /** Slots of the cores at the other end. */
  readonly cores: readonly number[];
}

export interface SynapticMemory {
  /** Weights of at most so many synapses, row by row of targets, NaN where there is none. */
  readonly rows: number;
  readonly columns: number;
  readonly weights: Float32Array;
  /** What the weights are, and their range in SI base units. */
  readonly variable: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Neurons that have such synapses in the core's memory, all of these, and the axons that they hang on. */
  readonly neurons: number;
  readonly synapses: number;
  readonly axonsIn: number;
  /** Where the run computes in the chip's integers: those that stand in the memory, each times 2^exponent. */
  readonly registers?: { readonly exponent: number; readonly minimum: number; readonly maximum: number };
}
