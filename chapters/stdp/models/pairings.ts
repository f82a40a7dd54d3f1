import type { Parameter } from '../../../src/experiment/figure.ts';

/**
 * One neuron that fires `n` spikes at the frequency `f`, the first at `s`. The phase is 0.4 of a step late: no multiple of
 * a period is so many steps and six tenths that two of them would claim it.
 */
export function clock(n: number, s: string, f: string) {
  return {
    size: 1,
    equations: `since = t - s + 0.4*dt : second
s : second
f : Hz`,
    threshold: 'since % (1/f) < dt and since > 0*ms and since < n/f',
    parameters: { f, s, n },
  };
}

/**
 * How often the clocks of two populations are paired, how far apart, and which of them comes first.
 *
 * @param range of the frequency, in Hz
 */
export function pairings(
  pre: string,
  post: string,
  range: Pick<Parameter, 'minimum' | 'maximum' | 'default' | 'step'>,
): Parameter[] {
  return [
    {
      name: 'f',
      symbol: 'f',
      role: 'neutral',
      meaning: 'pairings a second',
      unit: 'Hz',
      ...range,
      prominent: true,
      anew: true,
      sets: [pre, post].map((end) => ({ path: `populations.${end}.parameters.f` })),
    },
    {
      name: 'delta',
      symbol: '\\delta',
      role: 'neutral',
      meaning: 'time between the two spikes of a pairing',
      unit: 'ms',
      minimum: 0,
      maximum: 15,
      default: 10,
      step: 0.5,
      prominent: true,
      anew: true,
      sets: [],
    },
    {
      name: 'late',
      symbol: '\\mathrm{post\\ first}',
      role: 'post',
      meaning: 'the post-synaptic spike comes before the pre-synaptic one',
      minimum: 0,
      maximum: 1,
      default: 0,
      toggle: true,
      prominent: true,
      anew: true,
      sets: [
        { path: `populations.${pre}.parameters.s`, value: 'late*delta' },
        { path: `populations.${post}.parameters.s`, value: '(1 - late)*delta' },
      ],
    },
  ];
}
