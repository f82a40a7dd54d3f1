import { expect, test } from 'vitest';
import { figure as synapse } from '../../chapters/neuron-models/dpi-synapse.figure.ts';
import { figure as curve } from '../../chapters/neuron-models/f-i-curve.figure.ts';
import { figure as reliability } from '../../chapters/neuron-models/reliability.figure.ts';
import { figure as spikes } from '../../chapters/neuron-models/stereotyped-spikes.figure.ts';
import type { Batch } from '../engine/simulation.ts';
import { Summary } from './summary.ts';

/** A tenth of a second of the first population with spikes at these milliseconds and one sample of its first variable. */
function told(
  figure: typeof spikes,
  [name, size, variable]: readonly [string, number, string],
  times: readonly number[],
  value: number,
  measures: Readonly<Record<string, number>> = {},
): string {
  const network = { dt: 1e-3, populations: [{ name, size, probes: [{ variable }] }] };
  const summary = new Summary(figure, network);
  const batch: Batch = {
    from: 0,
    to: 100,
    spikes: [{ steps: Float64Array.from(times), indices: new Uint32Array(times.length) }],
    samples: [{ population: 0, probe: 0, steps: Float64Array.of(99), values: Float64Array.of(value) }],
  };
  summary.add(batch);
  return summary.sentences({ phase: 'playing' }, measures);
}

test('says what happens now, in units as people write them', () => {
  expect(told(spikes, ['axon', 1, 'I'], [10, 80], 0.04, { peak: 35.04, cv: Number.NaN })).toBe(
    'Running at 100 ms. The neuron fired 2 spikes in the last 100 ms, 20 spikes a second. ' +
      'Now: injected current density 4 µA/cm². Measured: mean peak 35 mV.',
  );
});

test('counts neurons once, and misses no spike of what has none', () => {
  expect(told(curve, ['neurons', 100, 'v'], [10, 50], -0.065)).toContain('The 100 neurons fired 2 spikes');
  expect(told(synapse, ['synapse', 1, 'I_syn'], [], 17e-12)).toBe(
    'Running at 100 ms. Now: synaptic current 17 pA.',
  );
});

test('what is no number is not spoken as one', () => {
  const text = told(reliability, ['fluctuating', 25, 'I'], [], Number.NaN, { constant: Number.NaN });
  expect(text).toMatch(/^Running at 100 ms\. The 25 neurons fired no spike in the last 100 ms\.$/);
});

test('a run that failed or begins anew has nothing else to tell', () => {
  const network = { dt: 1e-3, populations: [{ name: 'axon', size: 1, probes: [] }] };
  const summary = new Summary(spikes, network);
  expect(summary.sentences({ phase: 'failed', message: 'v is no number.' })).toBe('Stopped: v is no number.');
  summary.begin(0);
  expect(summary.sentences({ phase: 'paused' })).toBe('Paused at 0 ms.');
});
