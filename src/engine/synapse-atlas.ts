import type { CompiledNetwork } from '../network/compiled.ts';
import type { Changes } from './changes.ts';

/**
 * Every pixel a synapse between a neuron of its own before it and one behind it: the network joins neuron i of a population
 * to neuron i of another, and pixel i lies at column i % width (from the left) and row floor(i / width) (from below).
 */
export interface SynapseAtlasSpec {
  /** Populations of width * height neurons, each with its own values; draws random numbers as it does on the CPU. */
  readonly network: CompiledNetwork;
  readonly width: number;
  readonly height: number;
  /** Place of the projection in the network. */
  readonly projection: number;
  /** The variable whose change is looked at. */
  readonly variable: string;
  /** In steps. */
  readonly duration: number;
}

/** A map that is being computed, on whatever back end. */
export interface SynapseAtlas {
  /** Runs at most `steps` more steps and returns how many were run. */
  advance(steps: number): number;
  /** Steps run so far. */
  readonly step: number;
  /** From 0 to 1. */
  readonly progress: number;
  /** Of the steps run so far, row-major from the lower left corner. */
  measures(): Changes;
  dispose(): void;
}
