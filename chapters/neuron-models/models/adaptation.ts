import type { SelfConsistentRate } from '../../../src/experiment/figure.ts';

/**
 * A leaky integrate-and-fire neuron whose spikes feed two currents that hold it back. It waits, gets a step of current, and
 * from 2 s on a wave on top of it.
 */
export const equations = `dv/dt = (g_L*(E_L - v) - w_1 - w_2 + I)/C + sigma*sqrt(g_L/C)*xi : volt
dw_1/dt = -w_1/tau_1 : amp
dw_2/dt = -w_2/tau_2 : amp
I = I_0*int(t >= 100*ms) + I_1*sin(2*pi*f*(t - 2*second))*int(t >= 2*second) : amp`;

/** The rate without adaptation (Siegert 1951). */
export const onset = 'siegert(E_L + I_0/g_L, sigma, C/g_L, theta, E_L, 0*ms)';

/** The rate that brings on just the adaptation with which the neuron fires at that rate: each current is b tau nu. */
export const steady: SelfConsistentRate = {
  mean: 'E_L + (I_0 - (b_1*tau_1 + b_2*tau_2)*nu)/g_L',
  variance: 'sigma**2',
  tau: 'C/g_L',
  threshold: 'theta',
  reset: 'E_L',
  refractory: '0*ms',
};

const part = (b: string, tau: string) => {
  const phase = `(2*pi*f*${tau})`;
  const low = `${b}*${tau}/(1 + ${phase}**2)`;
  return { real: low, imaginary: `${low}*${phase}` };
};
const [fast, slow] = [part('b_1', 'tau_1'), part('b_2', 'tau_2')];

/**
 * Of the neuron linearised about `steady`, with F' = slope / g_L: F' / |1 + F' sum_k b_k tau_k / (1 + 2 pi i f tau_k)|
 * (Benda and Herz 2003 for one current). For waves that are small, and slow against the rate.
 */
export const gain = `slope/g_L/sqrt((1 + slope/g_L*(${fast.real} + ${slow.real}))**2 + (slope/g_L*(${fast.imaginary} + ${slow.imaginary}))**2)`;
