import { type Tells, tell } from '../course.ts';
import type { Counter } from './counter.ts';

/**
 * What `tell` says of the population's first neuron in the last `window` steps since values last changed, `within` before
 * the end, so that every mark has had its time. NaN until so much has passed.
 */
export function recent(
  tells: Tells,
  populations: { readonly spikes: number; readonly marks: number },
  times: { readonly window: number; readonly within: number; readonly dt: number },
  since: number,
): Counter {
  const trains: { spikes: number[]; marks: number[] } = { spikes: [], marks: [] };
  let first = since;
  let end = since;
  const reach = times.window + 2 * times.within;
  return {
    add: (batch) => {
      end = batch.to;
      for (const name of ['spikes', 'marks'] as const) {
        const train = trains[name];
        const spikes = batch.spikes[populations[name]];
        spikes?.indices.forEach((index, k) => {
          if (index === 0) train.push(spikes.steps[k] as number);
        });
        // Twice as much is kept as is needed, so that it is seldom cut.
        if ((train[0] ?? end) < end - 2 * reach) trains[name] = train.filter((step) => step >= end - reach);
      }
    },
    changed: () => {
      [trains.spikes, trains.marks, first] = [[], [], end];
    },
    value: () => {
      const to = end - times.within;
      const from = to - times.window;
      return from < first - 1e-6
        ? Number.NaN
        : tell(tells, trains, { from, to, within: times.within, dt: times.dt });
    },
  };
}
