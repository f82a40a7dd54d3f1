import type { Measure } from '../figure.ts';
import type { MeasuredNetwork } from '../find-probe.ts';
import { seconds } from '../quantities.ts';
import type { Counter } from './counter.ts';

/**
 * The window of pair STDP summed over all pairs of a presynaptic and a postsynaptic spike of the first neurons (Sjöström
 * and Gerstner 2010), from the spikes alone: what the traces must come to. In one step the presynaptic spike comes first.
 */
export function pairSum(
  { pre, post, gain, loss, area }: Extract<Measure, { readonly kind: 'pair sum' }>,
  { populations, dt }: MeasuredNetwork,
  tell: (parameter: string) => number,
): Counter {
  const places = [pre, post].map((wanted) => populations.findIndex(({ name }) => name === wanted));
  const trains: [number[], number[]] = [[], []];
  const window = ({ amplitude, time }: typeof gain) => {
    const tau = tell(time);
    const jump = area && tell(area.toggle) === 1 ? seconds(area.time, 'area') / tau : 1;
    return (lag: number) => tell(amplitude) * jump * Math.exp(-lag / tau);
  };
  return {
    add: ({ spikes }) => {
      for (const side of [0, 1] as const) {
        const { steps, indices } = spikes[places[side] ?? -1] ?? { steps: [], indices: [] };
        steps.forEach((step, k) => {
          if (indices[k] === 0) trains[side].push(step * dt);
        });
      }
    },
    value: () => {
      const [gained, lost] = [window(gain), window(loss)];
      let sum = 0;
      for (const i of trains[1]) for (const j of trains[0]) sum += i >= j ? gained(i - j) : -lost(j - i);
      return sum;
    },
  };
}
