import { existsSync } from 'node:fs';
import { STEP_LIMIT } from './arguments.ts';
import { quote, UsageError } from './fail.ts';
import { readText } from './files.ts';

/** Largest payload of a spike: 8 bits. */
const MOST_PAYLOAD = 255;

/** Spikes of one neuron: steps counted from 1, in order, and a payload for each. */
export interface SpikeSteps {
  readonly steps: readonly number[];
  readonly payloads: readonly number[];
}

/**
 * Reads `3,7,12`, `none`, or the name of a file with such numbers; `3:51` is a spike at step 3 with a payload of 51, which
 * only `graded` spikes may have. `flag` is the option that gave it. Throws `UsageError`.
 */
export function readSpikeSteps(flag: string, given: string | undefined, graded: boolean): SpikeSteps {
  if (given === undefined)
    throw new UsageError(
      `learn needs ${flag} with the steps of the spikes, such as ${flag} 3,7,12, or the name of a file.`,
    );
  if (given.trim() === 'none') return { steps: [], payloads: [] };
  const file = isFile(given);
  const text = file ? readText(given) : given;
  const place = file ? `"${given}" (${flag})` : flag;
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0)
    throw new UsageError(
      `${place} holds no spike time: steps such as 3,7,12 are expected, or ${flag} none for a neuron that never fires.`,
    );
  if (!file && !words.every(looksNumeric))
    readText(given, `${flag} takes steps such as 3,7,12, or the name of a file`);
  const spikes = words.map((word) => readSpike(place, word));
  if (!graded && spikes.some(({ payload }) => payload !== undefined))
    throw new UsageError(
      `${place} has spikes with payloads: only pre-synaptic ones may, and the rule then sets graded.`,
    );
  const steps = spikes.map(({ step }) => step);
  const late = steps.findIndex((step, k) => k > 0 && step <= (steps[k - 1] as number));
  if (late > 0)
    throw new UsageError(
      `${place} takes steps in order, each once; ${steps[late]} comes after ${steps[late - 1]}.`,
    );
  return { steps, payloads: spikes.map(({ payload }) => payload ?? 1) };
}

/** Whether a word is meant as the name of a file: digits alone never are. */
const isFile = (given: string): boolean => !/^[\d\s,:]*$/.test(given) && existsSync(given);

/** Whether a word was meant as a number, right or wrong. */
const looksNumeric = (word: string): boolean =>
  /^[-+]?(?:\.?\d[\d.e+-]*(?:[mun]?s)?|[mun]?s|nan|inf(?:inity)?)$/i.test(word) || /^[-+\d.]*:/.test(word);

function readSpike(place: string, word: string): { readonly step: number; readonly payload?: number } {
  const [time = '', payload, more] = word.split(':');
  const step = Number(time);
  if (!/^\d+$/.test(time) || step < 1 || step > STEP_LIMIT || more !== undefined)
    throw new UsageError(
      `${place} takes steps from 1 to ${STEP_LIMIT}, whole numbers such as 3,7,12; ${quote(word)} is not one.`,
    );
  if (payload === undefined) return { step };
  if (!/^\d+$/.test(payload) || Number(payload) > MOST_PAYLOAD)
    throw new UsageError(
      `${place} takes payloads that are whole numbers from 0 to ${MOST_PAYLOAD}; that of ${quote(word)} is not one.`,
    );
  return { step, payload: Number(payload) };
}
