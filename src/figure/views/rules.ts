/** What the two views of locality share: the chosen rule, and what the run says about it. */
import { packetEnergy, packetsOf } from '../../experiment/carrying.ts';
import type { CarriedView, LocalityView } from '../../experiment/figure.ts';
import type { Carried, Needs } from '../../network/compiled.ts';
import { grouped, readable } from '../format.ts';
import type { History } from '../history.ts';
import type { ViewState } from './view.ts';

type RulesView = Pick<LocalityView | CarriedView, 'rules' | 'chosen' | 'cores' | 'hops'>;

/** Place of the chosen rule. */
export function chosenRule({ rules, chosen }: RulesView, state: ViewState): number {
  return Math.min(rules.length, Math.max(1, Math.round(numberOf(chosen, state)))) - 1;
}

export function numberOf(name: string, { figure, values }: ViewState): number {
  return values[name] ?? symbolNumber(figure, name);
}

const symbolNumber = (figure: ViewState['figure'], name: string) =>
  figure.parameters.find((parameter) => parameter.name === name)?.default ?? Number.NaN;

/** Undefined before there is a run. */
export function needsIn(history: History | undefined, of: string): Needs | undefined {
  return history?.network.needs?.[of];
}

/** What comes on top of what is carried anyway. */
export const extraOf = ({ carried }: Needs): Carried[] => carried.filter(({ anyway }) => !anyway);

export interface Cost {
  /** Packets a second. */
  readonly packets: number;
  /** Joules a second. */
  readonly energy: number;
}

/** Of all packets that go some ways, by the spikes since the run began. */
export function costOf(
  ways: readonly Carried[],
  view: RulesView,
  history: History | undefined,
  state: ViewState,
): Cost {
  const spread = { cores: numberOf(view.cores, state), hops: numberOf(view.hops, state) };
  if (!history || history.end <= history.start) return { packets: Number.NaN, energy: Number.NaN };
  const time = (history.end - history.start) * history.network.dt;
  const rate = (population: number) => (history.spikes[population]?.total ?? 0) / time;
  const packets = ways.reduce((sum, way) => sum + packetsOf(way, history.network, spread, rate), 0);
  return { packets, energy: packets * packetEnergy(spread) };
}

/** `812/s` */
export function rateWords({ packets }: Cost): string {
  return Number.isFinite(packets) ? `${packets < 100 ? readable(packets, 2) : grouped(packets)}/s` : '–';
}

/** `11 nW`: in nanowatts whatever the size, so that one can be compared with another. */
export function energyWords({ energy }: Cost): string {
  if (!Number.isFinite(energy)) return '–';
  const nano = energy * 1e9;
  return `${nano === 0 ? '0' : nano < 100 ? readable(nano, 2) : grouped(nano)} nW`;
}
