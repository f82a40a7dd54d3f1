import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulation } from '../src/engine/create.ts';
import { compileNetwork } from '../src/network/compile.ts';
import { golden } from './files.ts';
import { deviation, mean, network } from './run.ts';

interface Golden {
  readonly mean: Readonly<Record<'rate' | 'weight' | 'spread', number>>;
  readonly deviation: Readonly<Record<'rate' | 'weight' | 'spread', number>>;
}

const expected = golden<Golden>('stdp');
const file = network('stdp');

// Other random graphs than Brian2's: only statistics can agree. The bounds are 4 of Brian2's deviations over seeds for a
// difference of two means over 8 seeds (4 * sqrt(2/8) = 2 deviations).
describe('CUBA with pair STDP on 256,000 synapses, 8 seeds of 1 s, cpu f32', () => {
  const found = { rate: [] as number[], weight: [] as number[], spread: [] as number[] };
  beforeAll(async () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const simulation = await createSimulation(compileNetwork(file, { seed }), {
        backend: 'cpu',
        precision: 'f32',
        relaxed: false,
      });
      let spikes = 0;
      while (simulation.step < 10_000) {
        simulation.advance(10_000 - simulation.step);
        spikes += simulation.drain().spikes[0]?.indices.length ?? 0;
      }
      const weights = Array.from(simulation.get({ projection: 0, name: 'w' }), (w) => w * 1e3);
      found.rate.push(spikes / 4000);
      found.weight.push(mean(weights));
      found.spread.push(deviation(weights));
      simulation.dispose();
    }
  }, 60_000);

  test.each(['rate', 'weight', 'spread'] as const)('%s agrees with Brian2', (what) => {
    const difference = Math.abs(mean(found[what]) - expected.mean[what]);
    expect(difference).toBeLessThan(2 * expected.deviation[what]);
  });
});
