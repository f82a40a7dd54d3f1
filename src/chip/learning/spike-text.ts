/** Spikes of one neuron as a reader types them into a field: `3, 20, 42`, or `3:51` with a payload. */
import { Report, throwIfAny } from '../../language/report.ts';

export interface TypedSpikes {
  /** Counted from 1, in order. */
  readonly steps: readonly number[];
  /** One a spike, 1 where none is given. */
  readonly payloads: readonly number[];
}

/** Largest payload of a spike: 8 bits. */
const MOST_PAYLOAD = 255;

/**
 * An empty text, or `none`, is a neuron that never fires. `graded`: spikes may have payloads. Throws `LanguageError` with
 * every complaint at its place.
 */
export function readSpikeText(text: string, source: string, graded: boolean, limit: number): TypedSpikes {
  const report = new Report(text, source);
  if (text.trim() === 'none') return { steps: [], payloads: [] };
  const steps: number[] = [];
  const payloads: number[] = [];
  for (const { 0: word, index } of text.matchAll(/[^\s,]+/g)) {
    const span = { start: index, end: index + word.length };
    const [time = '', payload, more] = word.split(':');
    const step = Number(time);
    const last = steps.at(-1) ?? 0;
    if (!/^\d+$/.test(time) || step < 1 || step > limit || more !== undefined)
      report.add(span, `Spikes are steps from 1 to ${limit}, such as 3, 20; \`${word}\` is not one.`);
    else if (step <= last)
      report.add(span, `Spikes come in order, each step once; \`${step}\` comes after ${last}.`);
    else if (payload !== undefined && !graded)
      report.add(
        span,
        `\`${word}\` has a payload: only pre-synaptic spikes may, where the rule sets \`graded\`.`,
      );
    else if (payload !== undefined && !(/^\d+$/.test(payload) && Number(payload) <= MOST_PAYLOAD))
      report.add(
        span,
        `A payload is a whole number from 0 to ${MOST_PAYLOAD}; that of \`${word}\` is not one.`,
      );
    else {
      steps.push(step);
      payloads.push(payload === undefined ? 1 : Number(payload));
    }
  }
  throwIfAny([report]);
  return { steps, payloads };
}
