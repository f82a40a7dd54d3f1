import type { Architecture, Price, Source } from './architecture.ts';
import { type Counts, totalOf } from './counts.ts';
import { type Operation, operationNames, operations } from './operations.ts';

/** One operation: how often, and what that costs where a source says so. */
export interface LedgerRow {
  readonly operation: Operation;
  readonly title: string;
  /** Exact. */
  readonly count: number;
  /** Joules; null where no price is published. */
  readonly energy: number | null;
  /** Seconds that the cores were busy with it, all cores added up; null where none is published. */
  readonly busy: number | null;
  readonly price?: Price;
  readonly source?: Source;
  /** Why there is no energy, or why the count is not what the chip would have. */
  readonly note?: string;
}

export interface Ledger {
  readonly rows: readonly LedgerRow[];
  /** Joules of all rows that have a price; null where none has. */
  readonly energy: number | null;
  /** Joules that this may be off by, as far as its sources say; null where a price does not come with an error. */
  readonly error: number | null;
  /** Where some prices come with an error and others without: how `energy` splits. */
  readonly split?: Split;
  /** Absent where no time is known, or no source states an error. */
  readonly timeError?: TimeError;
  /** Prices that their source calls a lower (upper) bound are among them. */
  readonly bound?: 'least' | 'most';
  /** Whatever flows without work, over the time that the steps took; never a part of `energy`. */
  readonly rest?: { readonly watts: number; readonly energy: number; readonly source: Source };
}

/** Joules at prices whose sources state an error, and that error; and joules at the others, with who published those. */
export interface Split {
  readonly stated: { readonly energy: number; readonly error: number };
  readonly unstated: { readonly energy: number; readonly sources: readonly Source[] };
}

/** How far the time may be off. Times are not added up (cores work side by side), so the largest stated error is its. */
export interface TimeError {
  readonly seconds: number;
  /** False where something that took time has a source that states no error. */
  readonly all: boolean;
}

const noPrice = 'no price is published';
const included = 'in the price of a synaptic operation';
const cannotLearn = 'this chip cannot learn, and no price covers it';
const learningNames: readonly Operation[] = ['learningProduct', 'learningSkipped'];
/** `neuronActive` is then the most that it can be. */
const allActive = 'every neuron in every step: in floating point no leaky state comes to rest';

/** Counts priced by an architecture. `seconds` is the time of all steps, for the power at rest. */
export function ledgerOf(counts: Counts, architecture: Architecture, seconds: number): Ledger {
  const { prices, sources, staticPower } = architecture;
  const rows = operationNames.map((operation): LedgerRow => {
    const count = totalOf(counts, operation);
    const price = prices[operation];
    const source = price && sources[price.source];
    const notes = [
      ...(price?.energy === undefined ? [unpriced(architecture, operation)] : []),
      ...(operation === 'neuronActive' && counts.allActive > 0 && count > 0 ? [allActive] : []),
    ];
    return {
      operation,
      title: operations[operation],
      count,
      energy: price?.energy === undefined ? null : count * price.energy,
      busy: price?.time === undefined ? null : count * price.time,
      ...(price ? { price } : {}),
      ...(source ? { source } : {}),
      ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
    };
  });
  const priced = rows.filter(({ energy, count }) => energy !== null && count > 0);
  const anyPrice = rows.some(({ energy }) => energy !== null);
  const paid = priced.filter(({ energy }) => energy !== 0);
  const unsure = paid.filter(({ source }) => source?.energyError === undefined);
  const stated = paid.filter((row) => !unsure.includes(row));
  const error = stated.reduce(
    (sum, { energy, source }) => sum + (energy ?? 0) * (source?.energyError ?? 0),
    0,
  );
  const known = unsure.length === 0;
  const timeError = timeErrorOf(rows, architecture, seconds);
  const bound = priced.find(({ price }) => price?.bound)?.price?.bound;
  const restSource = staticPower && sources[staticPower.source];
  return {
    rows,
    energy: anyPrice ? energyOf(priced) : null,
    error: anyPrice && known ? error : null,
    ...(!known && stated.length > 0
      ? {
          split: {
            stated: { energy: energyOf(stated), error },
            unstated: { energy: energyOf(unsure), sources: sourcesOf(unsure) },
          },
        }
      : {}),
    ...(timeError ? { timeError } : {}),
    ...(bound ? { bound } : {}),
    ...(staticPower && restSource
      ? { rest: { watts: staticPower.watts, energy: staticPower.watts * seconds, source: restSource } }
      : {}),
  };
}

function timeErrorOf(
  rows: readonly LedgerRow[],
  { barrier, sources }: Architecture,
  seconds: number,
): TimeError | undefined {
  if (!(seconds > 0)) return undefined;
  const errors = [
    ...rows.filter(({ busy }) => busy).map(({ source }) => source?.timeError),
    ...(barrier ? [sources[barrier.source]?.timeError] : []),
  ];
  const stated = errors.filter((error) => error !== undefined);
  if (stated.length === 0) return undefined;
  return { seconds: seconds * Math.max(...stated), all: stated.length === errors.length };
}

const energyOf = (rows: readonly LedgerRow[]) => rows.reduce((sum, { energy }) => sum + (energy ?? 0), 0);

const sourcesOf = (rows: readonly LedgerRow[]) => [
  ...new Set(rows.flatMap(({ source }) => (source ? [source] : []))),
];

function unpriced({ allIn, learning }: Architecture, operation: Operation): string {
  if (learning?.onChip === false && learningNames.includes(operation)) return cannotLearn;
  return allIn ? included : noPrice;
}

/** Joules of each slot, by what was done there. Hops count for the core that sent the packet. */
export function energyBySlot(counts: Counts, { prices }: Architecture): Float64Array {
  const energy = new Float64Array(counts.cores.spike.length);
  for (const operation of operationNames) {
    const price = prices[operation]?.energy;
    if (!price) continue;
    counts.cores[operation].forEach((count, slot) => {
      (energy[slot] as number) += count * price;
    });
  }
  return energy;
}
