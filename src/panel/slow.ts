import type { Packet } from '../chip/report.ts';

/** Seconds that the reader watches one spike. */
const watched = 7;

/** One spike's packets, from the moment its neuron crossed the threshold to the synapses. */
export interface SlowSpike {
  readonly neuron: number;
  readonly packets: readonly Packet[];
  /** Seconds of the chip's time: the first leaves, the last arrives. */
  readonly begin: number;
  readonly end: number;
}

/** The spike of these packets that goes farthest, so that there is something to see; undefined where there is none. */
export function chooseSpike(
  packets: readonly Packet[],
  far: (packet: Packet) => number,
): SlowSpike | undefined {
  const farthest = [...packets].sort((a, b) => far(b) - far(a))[0];
  if (!farthest) return undefined;
  const own = packets.filter(({ neuron }) => neuron === farthest.neuron);
  return {
    neuron: farthest.neuron,
    packets: own,
    begin: Math.min(...own.map(({ depart }) => depart)),
    end: Math.max(...own.map(({ arrive }) => arrive)),
  };
}

/** Seconds of the chip's time after `elapsed` seconds of watching; past the end where it is over. */
export function chipTime({ begin, end }: SlowSpike, elapsed: number): number {
  return begin + (elapsed / watched) * Math.max(end - begin, Number.EPSILON);
}

/** How far a packet is on its way at a moment of the chip's time, 0 to 1; undefined before it leaves. */
export function shareAt({ depart, arrive }: Packet, time: number): number | undefined {
  if (time < depart) return undefined;
  return arrive > depart ? Math.min(1, (time - depart) / (arrive - depart)) : 1;
}

/** How many times slower than the chip it is watched. */
export function slowdown({ begin, end }: SlowSpike): number {
  return watched / Math.max(end - begin, Number.EPSILON);
}
