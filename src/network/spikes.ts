import type { CompiledPopulation } from './compiled.ts';
import { NetworkError } from './error.ts';

/**
 * Given `[seconds, index]` pairs as steps and indices, ordered by step, then index. A time belongs to the step in
 * which it lies; a thousandth of a step forgives what decimal times lose in binary, as in Brian2. Throws
 * `NetworkError` where one neuron is given two spikes in one step.
 */
export function givenSpikes(
  spikes: readonly (readonly [number, number])[],
  dt: number,
  path: string,
): NonNullable<CompiledPopulation['spikes']> {
  const events = spikes.map(([time, index], place) => ({
    step: Math.floor((time + 1e-3 * dt) / dt),
    index,
    place,
  }));
  const late = events.find(({ step }) => step > 2 ** 32 - 1);
  if (late) throw new NetworkError(`${path}.${late.place}`, 'this time lies too many steps away.');
  events.sort((a, b) => a.step - b.step || a.index - b.index || a.place - b.place);
  for (const [k, event] of events.entries()) {
    const before = events[k - 1];
    if (before && before.step === event.step && before.index === event.index)
      throw new NetworkError(
        `${path}.${event.place}`,
        `neuron ${event.index} is given two spikes within one step of ${dt * 1e3} ms.`,
      );
  }
  return {
    steps: Uint32Array.from(events, ({ step }) => step),
    indices: Uint32Array.from(events, ({ index }) => index),
  };
}
