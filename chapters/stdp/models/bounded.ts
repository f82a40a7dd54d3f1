import type { Preset } from '../../../src/experiment/figure.ts';
import type { Projection } from '../../../src/network/network.ts';

/**
 * Pair STDP between 0 and 1 whose steps depend on the weight (Gütig and colleagues 2003, equation 2, with an exponent for
 * gains and one for losses). Gains are by a pre-synaptic trace, losses by a post-synaptic one; `w` is declared beside it.
 */
export const bounded = {
  model: `dP_j/dt = -P_j/tau_plus : 1 (event-driven)
dP_i/dt = -P_i/tau_minus : 1 (event-driven)`,
  on_pre: 'P_j += 1\nw = clip(w - eta*alpha*w**mu_minus*P_i, 0, 1)',
  on_post: 'P_i += 1\nw = clip(w + eta*(1 - w)**mu_plus*P_j, 0, 1)',
  connect: 'one-to-one',
} as const satisfies Partial<Projection>;

/** Rules that are known by a name, by their exponents. */
export const exponents: readonly Preset[] = [
  { name: 'additive', title: 'Additive', values: { mu_plus: 0, mu_minus: 0 } },
  { name: 'in-between', title: 'In between', values: { mu_plus: 0.4, mu_minus: 0.4 } },
  { name: 'multiplicative', title: 'Multiplicative', values: { mu_plus: 1, mu_minus: 1 } },
  { name: 'van-rossum', title: 'Van Rossum', values: { mu_plus: 0, mu_minus: 1 } },
];

/** Between the ends n pairings carry a weight as far as p does here, were they one flow; m is 1 minus the exponent. */
export const carried = (weight: string, p: string, exponent: string) =>
  `clip((${weight})**clip(1 - ${exponent}, 1e-6, 1) - clip(1 - ${exponent}, 1e-6, 1)*${p}, 0, 1)**(1/clip(1 - ${exponent}, 1e-6, 1))`;
