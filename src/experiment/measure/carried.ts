import { packetEnergy, packetsOf } from '../carrying.ts';
import type { Measure } from '../figure.ts';
import type { MeasuredNetwork } from '../find-probe.ts';
import type { Counter } from './counter.ts';

/**
 * What the chosen rule has carried to its synapses, from the spikes since values last changed: packets a second, or the
 * energy of that many in watts.
 */
export function carried(
  { gives, way, rules, chosen, cores, hops }: Extract<Measure, { readonly kind: 'carried' }>,
  network: MeasuredNetwork,
  since: number,
  tell: (parameter: string) => number,
): Counter {
  const counts = network.populations.map(() => 0);
  let first = since;
  let end = since;
  return {
    add: ({ spikes, to }) => {
      spikes.forEach(({ steps }, population) => {
        counts[population] = (counts[population] ?? 0) + steps.length;
      });
      end = to;
    },
    changed: () => {
      counts.fill(0);
      first = end;
    },
    value: () => {
      const needs = network.needs?.[rules[tell(chosen) - 1] ?? ''];
      if (!needs || end <= first) return Number.NaN;
      const rate = (population: number) => (counts[population] ?? 0) / ((end - first) * network.dt);
      const ways = way === 'anyway' ? needs.anyway : needs.carried.filter(({ anyway }) => !anyway);
      const packets = ways.reduce(
        (sum, one) => sum + packetsOf(one, network, { cores: tell(cores) }, rate),
        0,
      );
      return gives === 'packets' ? packets : packets * packetEnergy({ hops: tell(hops) });
    },
  };
}
