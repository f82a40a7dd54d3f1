import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import { readNetwork } from '../network/read.ts';
import { createSimulation, type SimulationOptions } from './create.ts';

/** Chance in the equations, threshold, reset and initial values; `i` and `N` in each, and in a propagator. */
const noisy = (size: number) =>
  readNetwork({
    dt: '0.1*ms',
    populations: {
      n: {
        size,
        equations:
          'dv/dt = (1.2 + 0.2*i/N - v)/tau + 0.3*xi/sqrt(tau) : 1 (unless refractory)\ntau = (5 + 3*i/N)*ms : second',
        threshold: 'v > 1 + 0.1*rand()',
        reset: 'v = 0.3*rand() + 0.1*i/N',
        refractory: '(1 + i/N)*ms',
        method: 'euler',
        initial: { v: 'rand()*(1 + i)/N' },
        record: { variables: ['tau'], indices: Array.from({ length: size }, (_, k) => k) },
      },
      linear: {
        size,
        equations: 'da/dt = (b - a)*(1 + i/N)/(5*ms) : 1\ndb/dt = -b*(1 + i/N)/(9*ms) : 1',
        method: 'exact',
        initial: { b: 'randn()' },
      },
    },
  });

async function run(size: number, options: SimulationOptions, first: number, of: number) {
  const parts = { n: { first, of }, linear: { first, of } };
  const compiled = compileNetwork(noisy(size), { seed: 5, ...(size < of ? { parts } : {}) });
  const simulation = await createSimulation(compiled, options);
  simulation.advance(400);
  const { spikes, samples } = simulation.drain();
  const get = (population: string, name: string) => [...simulation.get({ population, name })];
  return {
    values: [get('n', 'v'), get('n', 'tau'), get('linear', 'a'), get('linear', 'b')],
    spikes: Array.from(
      spikes[0]?.steps ?? [],
      (step, k) => `${step}:${first + (spikes[0]?.indices[k] ?? 0)}`,
    ),
    samples: Array.from(samples[0]?.steps ?? [], (_, row) =>
      samples[0]?.values.slice(row * size, (row + 1) * size),
    ),
  };
}

describe('a population in pieces', () => {
  it.each<SimulationOptions & { name: string }>([
    { name: 'cpu f32', backend: 'cpu', precision: 'f32' },
    { name: 'cpu f64', backend: 'cpu', precision: 'f64' },
    { name: 'reference', backend: 'reference' },
  ])('gives what one run of all gives, to the bit: $name', async (options) => {
    const size = 29;
    const whole = await run(size, options, 0, size);
    // Pieces that fill no vector.
    const pieces = await Promise.all(
      [
        [0, 10],
        [10, 13],
        [23, 6],
      ].map(([first, count]) => run(count as number, options, first as number, size)),
    );
    whole.values.forEach((values, k) => {
      expect(pieces.flatMap((piece) => piece.values[k])).toEqual(values);
      expect(new Set(values).size).toBe(size);
    });
    expect(whole.spikes.length).toBeGreaterThan(2 * size);
    expect(pieces.flatMap((piece) => piece.spikes).sort()).toEqual([...whole.spikes].sort());
    expect(pieces[1]?.samples[7]).toEqual(whole.samples[7]?.slice(10, 23));
  });
});
