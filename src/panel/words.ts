import type { Limits } from '../chip/architecture.ts';
import type { Limit } from '../chip/error.ts';
import type { ChipLayout, ChipPulse, CoreLayout } from '../chip/report.ts';

const prefixes = [
  [1, ''],
  [1e-3, 'm'],
  [1e-6, 'µ'],
  [1e-9, 'n'],
  [1e-12, 'p'],
] as const;

/** Between a number and its unit, and between thousands: no line ends there. */
export const space = '\u00a0';

/** A quantity with the prefix that leaves one to three digits before the point: `23.6 pJ`; or with more digits than three. */
export function quantity(value: number, unit: string, digits = 3): string {
  if (value === 0) return `0${space}${unit}`;
  const found = prefixes.find(([size]) => Math.abs(value) >= size * 0.9995) ?? prefixes[prefixes.length - 1];
  const [size, prefix] = found ?? [1, ''];
  return `${Number((value / size).toPrecision(digits))}${space}${prefix}${unit}`;
}

/** The two ends of a range with as many digits as tell them apart, three to six; `say` writes one end. */
export function ends(
  low: number,
  high: number,
  say: (value: number, digits: number) => string,
): readonly [string, string] {
  for (let digits = 3; digits < 6; digits++)
    if (say(low, digits) !== say(high, digits)) return [say(low, digits), say(high, digits)];
  return [say(low, 6), say(high, 6)];
}

/** A count with spaces between its thousands. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, space);
}

/** `1 core`, `7 cores`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A large number in two digits and a word: `1.1 billion`. */
export function large(value: number): string {
  const words = [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
  ] as const;
  const rounded = Number(value.toPrecision(2));
  const [size, word] = words.find(([least]) => rounded >= least) ?? [1, ''];
  return word ? `${Number((rounded / size).toPrecision(2))}${word}` : count(rounded);
}

export const limitNames: Readonly<Record<Limit, string>> = {
  compartments: 'compartments',
  memory: 'synaptic memory',
  axonsIn: 'axons in',
  axonsOut: 'axons out',
};

export const limitOrder: readonly Limit[] = ['compartments', 'memory', 'axonsIn', 'axonsOut'];

/** One of the four amounts with its unit: memory in kilobytes, all else counted. */
export function amount(use: Limits, limit: Limit): string {
  if (limit !== 'memory') return count(use[limit]);
  const bytes = use[limit] / 8;
  return bytes >= 1000
    ? `${Number((bytes / 1024).toPrecision(3))}${space}KiB`
    : `${Math.round(bytes)}${space}B`;
}

/** The number by which a figure calls the first neuron of a population. */
export type NumberedFrom = (population: string) => number;

/** `excitatory 0 to 255, inhibitory 12`, as the figure numbers them. */
export function neuronsOf({ neurons }: CoreLayout, from: NumberedFrom = () => 0): string {
  return neurons
    .map(({ population, first, last }) => {
      const [a, b] = [first + from(population), last + from(population)];
      return `${population} ${a === b ? a : `${a} to ${b}`}`;
    })
    .join(', ');
}

export function neuronCount({ neurons }: CoreLayout): number {
  return neurons.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The whole panel in sentences, for those who listen and for those who want it short. */
export function describeChip(title: string, layout: ChipLayout, pulse: ChipPulse | undefined): string {
  const slots = layout.tiles.length * layout.coresPerTile;
  const fullest = [...layout.cores].sort((a, b) => share(layout, b) - share(layout, a))[0];
  const placed = `${title} takes ${count(layout.cores.length)} of ${counted(slots, 'core')} of ${layout.title}.`;
  const binding = fullest
    ? ` The fullest is at ${percent(share(layout, fullest))} of its ${limitNames[fullest.binding]}.`
    : '';
  if (!pulse) return placed + binding;
  const { ledger } = pulse;
  const hops = ledger.messages > 0 ? ` over ${counted(ledger.hops, 'hop')}` : '';
  const traffic = ` In ${quantity(ledger.seconds, 's')} of the network's time it sent ${counted(ledger.messages, 'message')}${hops}.`;
  const energy = ledger.energy === undefined ? '' : ` All that was done took ${quantity(ledger.energy, 'J')}`;
  const time =
    ledger.time === undefined
      ? ''
      : `${energy ? ' and' : ' It took'} ${quantity(ledger.time, 's')} of the chip's time`;
  return `${placed}${binding}${traffic}${energy}${time}${energy || time ? '.' : ''}`;
}

/** The speed at which both are played here, and how far from real time the chip would be: `0.2` and `24 times`. */
export function describePace(pulse: ChipPulse, pace: number | undefined): string {
  const { time, seconds } = pulse.ledger;
  const chip =
    time && seconds > 0 ? `he chip itself would run it at ${times(seconds / time)} real time.` : undefined;
  if (pace === undefined) return chip ? ` T${chip}` : '';
  return ` The network and its chip are played here at ${times(pace)} real time${chip ? `; t${chip}` : '.'}`;
}

function times(ratio: number): string {
  return `${twoDigits(ratio)} ${ratio >= 1 ? 'times' : 'of'}`;
}

/** Two digits that count. */
export function twoDigits(value: number): string {
  const rounded = Number(value.toPrecision(2));
  return rounded >= 1000 ? count(rounded) : String(rounded);
}

function share({ limits }: ChipLayout, { use, binding }: CoreLayout): number {
  return use[binding] / limits[binding];
}

export function percent(value: number): string {
  if (value > 0 && value < 0.01) return `less than 1${space}%`;
  // What is not all is never called all.
  const whole = value < 1 ? Math.min(99, Math.round(100 * value)) : Math.round(100 * value);
  return `${whole}${space}%`;
}
