import type { ChipLayout, Packet } from '../chip/report.ts';
import { tilesBetween } from './route.ts';

/** What happens to a spike on its way, in order. */
export type StageName = 'threshold' | 'axon out' | 'hops' | 'axon in' | 'synapses';

/** Seconds that the reader watches each: equally long, for what takes nanoseconds tells no less than what takes many. */
const watched: Readonly<Record<StageName, number>> = {
  threshold: 1.2,
  'axon out': 1.2,
  hops: 3,
  'axon in': 1.2,
  synapses: 1.6,
};

export interface Stage {
  readonly name: StageName;
  /** Seconds of the chip's time since the neuron crossed its threshold. */
  readonly begin: number;
  readonly end: number;
}

/** One spike's packets, from the moment its neuron crossed the threshold to the synapses. */
export interface SlowSpike {
  /** Of all packets; the first is the one that goes farthest, which the stages are of. */
  readonly packets: readonly Packet[];
  /** Tiles of its way, both ends included. */
  readonly tiles: readonly number[];
  /** Seconds of the chip's time since the step began when the neuron crossed its threshold. */
  readonly crossed: number;
  /** What stays within its tile has no hops. */
  readonly stages: readonly Stage[];
}

type Mesh = Pick<ChipLayout, 'tiles' | 'coresPerTile'>;

/** The spike of these packets that goes farthest, so that there is something to see; undefined where there is none. */
export function chooseSpike(packets: readonly Packet[], layout: Mesh): SlowSpike | undefined {
  const tile = (slot: number) => Math.floor(slot / layout.coresPerTile);
  const way = ({ from, to }: Packet) => tilesBetween(layout, tile(from), tile(to));
  const ways = new Map(packets.map((packet) => [packet, way(packet)]));
  const far = (packet: Packet) => ways.get(packet)?.length ?? 0;
  const farthest = [...packets].sort((a, b) => far(b) - far(a))[0];
  if (!farthest) return undefined;
  const { neuron, sending, depart, arrive, receiving, done } = farthest;
  const crossed = depart - sending;
  const tiles = ways.get(farthest) ?? [];
  const moments = [
    ['threshold', crossed, crossed],
    ['axon out', crossed, depart],
    ...(tiles.length > 1 ? [['hops', depart, arrive] as const] : []),
    ['axon in', arrive, arrive + receiving],
    ['synapses', arrive + receiving, Math.max(done, arrive + receiving)],
  ] as const;
  return {
    packets: [farthest, ...packets.filter((one) => one.neuron === neuron && one !== farthest)],
    tiles,
    crossed,
    stages: moments.map(([name, begin, end]) => ({ name, begin: begin - crossed, end: end - crossed })),
  };
}

/** Where the watcher is `elapsed` seconds after the beginning: the stage, and the share of it; undefined where it is over. */
export function stageAt(
  { stages }: Pick<SlowSpike, 'stages'>,
  elapsed: number,
): { readonly stage: number; readonly share: number } | undefined {
  let begin = 0;
  for (const [stage, { name }] of stages.entries()) {
    if (elapsed < begin + watched[name]) return { stage, share: (elapsed - begin) / watched[name] };
    begin += watched[name];
  }
  return undefined;
}

/**
 * How far a packet is on its way from core to core, 0 to 1; undefined before it leaves. Where the chip's times are not
 * published all packets of the spike travel together.
 */
export function shareAt(spike: SlowSpike, packet: Packet, elapsed: number): number | undefined {
  const at = stageAt(spike, elapsed);
  if (!at) return 1;
  const { name, begin, end } = spike.stages[at.stage] as Stage;
  if (!isTimed(spike)) {
    if (name === 'threshold' || name === 'axon out') return undefined;
    return name === 'hops' ? at.share : 1;
  }
  const time = spike.crossed + begin + at.share * (end - begin);
  if (time < packet.depart || name === 'threshold') return undefined;
  return packet.arrive > packet.depart
    ? Math.min(1, (time - packet.depart) / (packet.arrive - packet.depart))
    : 1;
}

/** Whether the chip's times are known at all. */
export function isTimed({ stages }: Pick<SlowSpike, 'stages'>): boolean {
  return stages.some(({ begin, end }) => end > begin);
}

/** How many times slower than the chip all of it is watched. */
export function slowdown({ stages }: Pick<SlowSpike, 'stages'>): number {
  const seconds = stages.reduce((sum, { name }) => sum + watched[name], 0);
  return seconds / (stages.at(-1)?.end || Number.EPSILON);
}
