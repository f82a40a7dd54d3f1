import type { WindowShape } from './rate-estimators.ts';

/**
 * A population of alike integrate-and-fire neurons whose own rate `nu` is part of what drives them: the noise of a
 * network, after Brunel (2000), equations 4, 5 and 21, or currents of each neuron's own that its spikes bring.
 * Expressions over the table's names and `nu`, linear in `nu`.
 */
export interface SelfConsistentRate {
  /** Mean and variance (his sigma squared) of the free membrane's drive. */
  readonly mean: string;
  readonly variance: string;
  readonly tau: string;
  readonly threshold: string;
  readonly reset: string;
  readonly refractory: string;
}

/**
 * A leaky integrate-and-fire neuron, the first of its population, by the names of the variables that are its potential,
 * its input, and the values in its equation. All are recorded at every step: what is computed from them then goes
 * through every change of a value at the step at which it happened.
 */
export interface LinearNeuron {
  readonly population: string;
  readonly potential: string;
  readonly current: string;
  readonly resistance: string;
  readonly rest: string;
  readonly time: string;
  readonly threshold: string;
  readonly reset: string;
  readonly refractory: string;
}

export type Measure = {
  /** The closed form beside the measured number: an expression over the table's names, in the measure's unit. */
  readonly reference?: string;
  /**
   * In its place, the rate that agrees with what it does to the neurons: at which those of a network keep one another
   * firing. A `reference` besides may name it `nu`, as that of a sweep.
   */
  readonly selfConsistent?: SelfConsistentRate;
} /**
 * Spikes a second and neuron over the whole run, or its last `window`. Of a population of one neuron: from its
 * intervals in the last `window` (absent: 500 ms) since values last changed.
 */ & (
  | { readonly kind: 'rate'; readonly population: string; readonly window?: string; readonly label: string }
  /**
   * Of the whole run; `since` a change: from when values last changed, or `skip` later, so that a spike which was on its way
   * already does not count. `until`: of so long a time from the beginning or the last change, and no value before it has
   * passed.
   */
  | {
      readonly kind: 'count';
      readonly population: string;
      readonly since?: 'change';
      readonly skip?: string;
      readonly until?: string;
      readonly label: string;
    }
  /** How `of` answers a spike of the population `after`: where it is farthest from where it was. */
  | {
      readonly kind: 'response';
      readonly of: string;
      readonly after: string;
      readonly gives: 'time of peak' | 'height of peak';
      readonly unit: string;
      readonly label: string;
    }
  /**
   * Of the population's first neuron, over the last `window` (absent: 2 s) since values last changed: bursts a second, and
   * spikes in a burst. A burst is where intervals are shorter than half their mean.
   */
  | {
      readonly kind: 'burst rate' | 'burst size';
      readonly population: string;
      readonly window?: string;
      readonly label: string;
    }
  /** Over the spikes of the first neuron, from the recorded variable `of`: its peak, and how long it is above `level`. */
  | {
      readonly kind: 'shape';
      readonly of: string;
      readonly gives: 'mean peak' | 'deviation of peak' | 'mean width' | 'deviation of width';
      /** `0*mV` */
      readonly level: string;
      readonly unit: string;
      readonly label: string;
    }
  /**
   * Coefficient of variation of the inter-spike intervals, averaged over neurons with at least 3 spikes. With `window`: of
   * the first neuron's, over the last so long, as `course.ts` tells it.
   */
  | { readonly kind: 'cv'; readonly population: string; readonly window?: string; readonly label: string }
  /**
   * How an estimate of the rate of neuron 0 compares with the true one: `scatter`, its root mean square distance from the
   * true rate seen through the same window; `gain`, the share of the modulation's amplitude that it keeps; `lag`, by how
   * much it comes later. Since values last changed.
   */
  | {
      readonly kind: 'estimate';
      readonly tells: 'scatter' | 'gain' | 'lag';
      readonly population: string;
      /** The true rate: a recorded variable of the population. */
      readonly rate: string;
      readonly shape: WindowShape;
      /** Names of the parameters that are the width and the modulation's frequency. */
      readonly width: string;
      readonly frequency: string;
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * How well its neurons, taken as trials, agree in the last `window`: mean normalised correlation of all pairs of
   * trains filtered with a Gaussian of `width` (Schreiber et al. 2003).
   */
  | {
      readonly kind: 'reliability';
      readonly population: string;
      readonly window: string;
      readonly width: string;
      readonly label: string;
    }
  /**
   * Of a variable that relaxes exponentially whenever another, recorded with it, jumps: read off a fit to the samples of
   * each response, those while the other is 0 or those while it is not.
   */
  | {
      readonly kind: 'relaxation';
      readonly of: string;
      readonly on: string;
      readonly during: 'on' | 'off';
      readonly gives: 'time constant' | 'steady state';
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * What the population does together, from its spikes in bins of 0.5 ms over the last `window` (absent: 500 ms) since
   * values last changed. swing: fluctuation of its rate over its mean, beyond that of independent neurons. rhythm: how
   * much of it comes back after a period, 0 to 1. frequency: of that rhythm in Hz; no value where it is weak.
   */
  | {
      readonly kind: 'swing' | 'rhythm' | 'frequency';
      readonly population: string;
      readonly window?: string;
      readonly label: string;
    }
  /**
   * Of the weights of a projection as they act now, by the variable that it records: how many of its sending neurons have
   * weights of both signs, or the share of synapses whose weight is positive.
   */
  | {
      readonly kind: 'mixed columns' | 'positive share';
      readonly projection: number;
      readonly variable: string;
      readonly label: string;
    }
  /**
   * The window of pair STDP summed over all pairs of a spike of `pre` and one of `post`, first neurons, from the spikes
   * alone. Amplitudes and time constants are parameters; where the toggle of `area` is on, a trace jumps by its time over
   * the time constant in place of 1.
   */
  | {
      readonly kind: 'pair sum';
      readonly pre: string;
      readonly post: string;
      readonly gain: { readonly amplitude: string; readonly time: string };
      readonly loss: { readonly amplitude: string; readonly time: string };
      readonly area?: { readonly toggle: string; readonly time: string };
      readonly label: string;
    }
  /**
   * What the chosen rule has carried to its synapses (`carrying.ts`), as spikes and values: what the neurons need to fire
   * anyway, or what comes on top of that. Packets a second, or their energy a second.
   */
  | {
      readonly kind: 'carried';
      readonly gives: 'packets' | 'energy';
      readonly way: 'anyway' | 'extra';
      /** The weights, as `1.w`: recorded variables of projections. */
      readonly rules: readonly string[];
      /** Names of the parameters that are the number of the rule, from 1, of cores, and of hops between two. */
      readonly chosen: string;
      readonly cores: string;
      readonly hops: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Of a variable of a projection's synapses, recorded, as it is now: over all of them, or of one, by its place. */
  | {
      readonly kind: 'over synapses';
      readonly gives: 'largest' | 'smallest' | 'mean' | number;
      readonly projection: number;
      readonly variable: string;
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * Of the weights of a projection as they are now, by the variable that it records: the share of them from `from` to below
   * `to` (in `unit`), or Sarle's coefficient of bimodality.
   */
  | {
      readonly kind: 'weight share' | 'bimodality';
      readonly projection: number;
      readonly variable: string;
      readonly unit?: string;
      readonly from?: number;
      readonly to?: number;
      readonly label: string;
    }
  /**
   * How the first neuron answered the spikes of `after` in the last `window`, as `course.ts` tells it: mean time to its first
   * spike `within` so long, the share that it answered, or its spikes a second in the time that followed none.
   */
  | {
      readonly kind: 'latency' | 'hits' | 'false alarms';
      readonly population: string;
      readonly after: string;
      readonly within: string;
      readonly window: string;
      readonly unit?: string;
      readonly label: string;
    }
  /**
   * How it answers a step of current at `from`: `onset`, the inverse of the mean time to the first spike; `steady`, spikes
   * a second and neuron from `settle` to `until`. No value where values changed after `from`.
   */
  | {
      readonly kind: 'onset' | 'steady';
      readonly population: string;
      readonly from: string;
      readonly settle: string;
      readonly until: string;
      readonly label: string;
    }
  /**
   * How much of a sinusoidal input its rate takes up: amplitude of the rate at that frequency over the input's, in the
   * whole periods later than `settle`, and than `pause` after values last changed. No value before there is one.
   */
  | {
      readonly kind: 'modulation';
      readonly population: string;
      /** Names of the parameters that are the input's frequency and amplitude. */
      readonly frequency: string;
      readonly amplitude: string;
      readonly settle: string;
      readonly pause: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Standard deviation over mean of the rates of its neurons, each from its intervals since values last changed. */
  | { readonly kind: 'mismatch'; readonly population: string; readonly label: string }
  /**
   * Largest distance of the potential from a sum of kernels, over the last `window` since values last changed. threshold:
   * each spike takes theta - u_r away; crossing: what the reset really took; renewed: all begins anew after each spike.
   */
  | {
      readonly kind: 'residual';
      readonly neuron: LinearNeuron;
      readonly form: 'threshold' | 'crossing' | 'renewed';
      readonly window: string;
      readonly unit: string;
      readonly label: string;
    }
  /** Mean and standard deviation over the samples of the last `window` (absent: all) since values last changed. */
  | {
      readonly kind: 'mean' | 'deviation';
      readonly of: string;
      readonly window?: string;
      readonly unit?: string;
      readonly label: string;
    }
  | {
      readonly kind: 'maximum' | 'minimum' | 'last';
      /** `population.variable` */
      readonly of: string;
      readonly unit?: string;
      readonly label: string;
    }
);
