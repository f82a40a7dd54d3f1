import type { Figure } from './figure.ts';
import { checkValue, quote } from './link.ts';
import { presetValues } from './presets.ts';

/** What a readable link asks for: `?seed=1&t=200ms&paused&set.I=10`, `?preset=bursting`. Absent: as the figure has it. */
export interface LinkQuery {
  readonly values: Readonly<Record<string, number>>;
  readonly seed?: number;
  /** Run to here, in seconds. */
  readonly time?: number;
  readonly paused: boolean;
  /** Simulated seconds a real second. */
  readonly speed?: number;
}

const timeUnits: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, second: 1 };
/** Longest time that a link may ask to run before anything is shown, in seconds. */
const longestTime = 3600;

/**
 * Reads a query string; names that mean nothing to a figure are left to others. A bad value is left out, with a sentence
 * for the reader in `message`, one after the other; all the others hold.
 */
export function readQuery(
  figure: Figure,
  search: string,
): { readonly state: LinkQuery; readonly message?: string } {
  const query = new URLSearchParams(search);
  const values: Record<string, number> = {};
  const problems: string[] = [];
  const fail = (sentence: string) => problems.push(sentence);
  const preset = query.get('preset');
  if (preset !== null) {
    const chosen = presetValues(figure, preset);
    if (chosen) Object.assign(values, chosen);
    else fail(`This figure has no preset ${quote(preset)}; ${presetNames(figure)}.`);
  }
  for (const [key, text] of query) {
    if (!key.startsWith('set.')) continue;
    const name = key.slice('set.'.length);
    const value = readNumber(text);
    const problem =
      value === undefined
        ? `${quote(text)} is not a number for ${quote(name)}.`
        : checkValue(figure, name, value);
    if (problem) fail(problem);
    else values[name] = value ?? 0;
  }
  const seed = query.get('seed');
  if (seed !== null && !isSeed(seed))
    fail(`A seed is a whole number from 0 to ${2 ** 32 - 1}; the link says ${quote(seed)}.`);
  const time = query.get('t');
  const at = time === null ? undefined : readTime(time);
  if (time !== null && at === undefined) fail(`${quote(time)} is not a time; write for example t=200ms.`);
  if (at !== undefined && at > longestTime)
    fail(`A link may run ${longestTime} s at most; this one says ${at} s.`);
  const speed = query.get('speed');
  const pace = speed === null ? undefined : speed === 'max' ? Number.POSITIVE_INFINITY : readNumber(speed);
  if (speed !== null && !(pace !== undefined && pace > 0))
    fail(`A speed is a number above 0, or max; the link says ${quote(speed)}.`);
  const state: LinkQuery = {
    values,
    ...(seed !== null && isSeed(seed) ? { seed: Number(seed) } : {}),
    ...(at === undefined || at > longestTime ? {} : { time: at }),
    paused: query.has('paused'),
    ...(pace !== undefined && pace > 0 ? { speed: pace } : {}),
  };
  return problems.length === 0 ? { state } : { state, message: problems.join(' ') };
}

function isSeed(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32;
}

function presetNames({ presets = [] }: Figure): string {
  return presets.length === 0 ? 'it has none' : `it has ${presets.map(({ name }) => name).join(', ')}`;
}

function readNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readTime(text: string): number | undefined {
  const [, number = '', unit = ''] =
    /^\s*([\d.]+(?:e[+-]?\d+)?)\s*\*?\s*(us|ms|second|s)\s*$/i.exec(text) ?? [];
  const value = readNumber(number);
  const scale = timeUnits[unit.toLowerCase()];
  return value === undefined || scale === undefined ? undefined : value * scale;
}
