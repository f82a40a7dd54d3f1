import type { Figure, Parameter } from '../../../src/experiment/figure.ts';
import type { Projection } from '../../../src/network/network.ts';

/**
 * The triplet rule of Pfister and Gerstner (2006), equations 2 to 4: two traces on each side, a fast one for pairs and a
 * slow one for triplets. Slow traces are read before the spike's own increment. With both A3 at 0 it is the pair rule;
 * with `near` at 1 a trace knows the nearest spike only.
 */
export const triplet = {
  model: `w : 1
dr1/dt = -r1/taup : 1 (clock-driven)
dr2/dt = -r2/taux : 1 (clock-driven)
do1/dt = -o1/taum : 1 (clock-driven)
do2/dt = -o2/tauy : 1 (clock-driven)`,
  method: 'exact',
  on_pre: 'w -= o1*(A2m + A3m*r2); r1 += 1 - near*r1; r2 += 1 - near*r2',
  on_post: 'w += r1*(A2p + A3p*o2); o1 += 1 - near*o1; o2 += 1 - near*o2',
  connect: 'one-to-one',
} as const satisfies Partial<Projection>;

/** The same with traces that are brought up to date at events only: faster, for many synapses whose traces nobody looks at. */
export const lazyModel = triplet.model.replaceAll('clock', 'event');

/** Fitted to the visual cortex (Sjöström et al. 2001), all to all: their table 4, and the same with two of the four amplitudes. */
export const cortex = {
  minimal: { A2p: 0, A3p: 6.5, A2m: 7.1, A3m: 0, taup: 16.8, taum: 33.7, taux: 101, tauy: 114 },
  full: { A2p: 5e-7, A3p: 6.2, A2m: 7, A3m: 0.23, taup: 16.8, taum: 33.7, taux: 101, tauy: 125 },
};

/** A pair rule with the same depression, and as much potentiation as shows. */
export const pairRule = { A2p: 8, A3p: 0, A2m: 7.1, A3m: 0 };

/** As the network writes them: amplitudes are told in thousandths. */
export const constants = {
  A2p: 0,
  A3p: 6.5e-3,
  A2m: 7.1e-3,
  A3m: 0,
  taup: '16.8*ms',
  taum: '33.7*ms',
  taux: '101*ms',
  tauy: '114*ms',
  near: 0,
};

function amplitude(
  name: keyof typeof pairRule,
  symbol: string,
  meaning: string,
  prominent = false,
): Parameter {
  return {
    name,
    symbol,
    role: name.endsWith('p') ? 'excitatory' : 'inhibitory',
    meaning: `${meaning}, in thousandths`,
    minimum: 0,
    maximum: { A2p: 15, A2m: 15, A3p: 10, A3m: 2 }[name],
    default: cortex.minimal[name],
    step: 0.1,
    prominent,
    sets: [{ path: `projections.0.parameters.${name}`, value: `${name}/1000` }],
  };
}

function time(
  name: 'taup' | 'taum' | 'taux' | 'tauy',
  symbol: string,
  role: 'pre' | 'post',
  meaning: string,
): Parameter {
  const slow = name === 'taux' || name === 'tauy';
  return {
    name,
    symbol,
    role,
    meaning,
    unit: 'ms',
    minimum: slow ? 20 : 5,
    maximum: slow ? 150 : 60,
    default: cortex.minimal[name],
    step: 0.1,
    sets: [{ path: `projections.0.parameters.${name}` }],
  };
}

export const rule: readonly Parameter[] = [
  amplitude('A3p', 'A_3^+', 'potentiation by a triplet post, pre, post', true),
  amplitude('A2p', 'A_2^+', 'potentiation by a pair', true),
  amplitude('A2m', 'A_2^-', 'depression by a pair', true),
  {
    name: 'near',
    symbol: '\\nu',
    role: 'neutral',
    meaning: 'nearest neighbours only: a spike sets its traces to 1',
    minimum: 0,
    maximum: 1,
    default: 0,
    toggle: true,
    prominent: true,
    sets: [{ path: 'projections.0.parameters.near' }],
  },
  amplitude('A3m', 'A_3^-', 'depression by a triplet pre, post, pre'),
  time('taup', '\\tau_+', 'pre', 'fast trace of the sending neuron'),
  time('taum', '\\tau_-', 'post', 'fast trace of the receiving neuron'),
  time('taux', '\\tau_x', 'pre', 'slow trace of the sending neuron'),
  time('tauy', '\\tau_y', 'post', 'slow trace of the receiving neuron'),
];

export const traces: Figure['symbols'] = {
  w: { symbol: '\\Delta w', role: 'weight', meaning: 'change of the weight, in units of what it was' },
  r1: { symbol: 'r_1', role: 'pre', meaning: 'fast pre-synaptic trace' },
  r2: { symbol: 'r_2', role: 'pre', meaning: 'slow pre-synaptic trace' },
  o1: { symbol: 'o_1', role: 'post', meaning: 'fast post-synaptic trace' },
  o2: { symbol: 'o_2', role: 'post', meaning: 'slow post-synaptic trace' },
};
