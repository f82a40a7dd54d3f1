import type { Figure } from './figure.ts';

/** Whether the reset of a population sets this variable: then it jumps at a spike, and its peak is not simulated. */
export function jumpsAtSpike({ network }: Figure, population: string, variable: string): boolean {
  const reset = network.populations[population]?.reset ?? '';
  return new RegExp(String.raw`(^|[\n;])\s*${variable}\s*(\*\*|[-+*/])?=`).test(reset);
}
