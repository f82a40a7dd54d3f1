import { describe, expect, it, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { beginLog } from '../../src/experiment/log.ts';
import { expectedOf } from '../../src/experiment/measure/expected.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { completeValues, type ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { Runner } from '../../src/experiment/runner.ts';
import { readWeights } from '../../src/experiment/weights.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './dales-law.figure.ts';

const N = 16;

async function build(setting: ParameterValues, seed: number, backend: 'cpu' | 'reference' = 'reference') {
  const compiled = compileNetwork(resolveNetwork(figure, completeValues(figure, setting)), { seed });
  const precision = backend === 'cpu' ? 'f32' : 'f64';
  return { compiled, simulation: await createSimulation(compiled, { backend, precision }) };
}

/** How many columns the figure's own measure says are illegal, now. */
function illegalNow({ compiled, simulation }: Awaited<ReturnType<typeof build>>): number {
  const measures = new Measures(figure, compiled);
  measures.weigh(readWeights(compiled, simulation));
  return measures.values.illegal ?? Number.NaN;
}

/** The dense matrix, `[receiver][sender]`, from the drawn numbers by the law that the caption states. */
function matrixOf({ projections }: Awaited<ReturnType<typeof build>>['compiled'], m: number): number[][] {
  const matrix = Array.from({ length: N }, () => new Array<number>(N).fill(0));
  const synapses = projections[0];
  const [u, z] = ['u', 'z'].map((name) => synapses?.state.get(name) as Float64Array);
  synapses?.targets.forEach((i, k) => {
    const j = synapses.sources[k] as number;
    const excitatory = j < 12;
    const turned = (u?.[k] as number) < m;
    const size = 100e-12 * (excitatory ? 1 : 3) * Math.exp(0.3 * (z?.[k] as number) - 0.045);
    (matrix[i] as number[])[j] = excitatory === turned ? -size : size;
  });
  return matrix;
}

function illegalIn(matrix: readonly (readonly number[])[]): number {
  return Array.from({ length: N }, (_, j) => matrix.map((row) => row[j] as number)).filter(
    (column) => Math.min(...column) < 0 && Math.max(...column) > 0,
  ).length;
}

describe('the weights in the matrix', () => {
  it.each([0, 0.03, 0.2, 0.5])('are those of the law at a mixing of %d, and so is the count', async (m) => {
    for (const seed of [1, 2]) {
      const built = await build({ m, p: 0.6 }, seed);
      const { compiled, simulation } = built;
      const matrix = matrixOf(compiled, m);
      const [weights] = readWeights(compiled, simulation);
      for (let k = 0; k < (weights?.values.length ?? 0); k++) {
        const expected = matrix[weights?.targets[k] ?? -1]?.[weights?.sources[k] ?? -1] as number;
        expect((weights?.values[k] as number) / expected).toBeCloseTo(1, 12);
      }
      expect(illegalNow(built)).toBe(illegalIn(matrix));
    }
  });

  // 32-bit arithmetic: a weight of 100 pA is right to 1e-7 of itself.
  test('act: one spike of j changes the current of i by w_ij, and of no other', async () => {
    const quiet = resolveNetwork(figure, completeValues(figure, {}));
    const neuron = quiet.populations.neuron;
    if (!neuron) throw new Error('no neurons');
    const parameters = { ...neuron.parameters, sigma: '0*mV', I_0: '0*pA' };
    const network = { ...quiet, populations: { neuron: { ...neuron, parameters } } };
    const compiled = compileNetwork(network, { seed: 4 });
    const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32' });
    const matrix = matrixOf(compiled, 0.5);
    for (let j = 0; j < N; j++) {
      const v = Float64Array.from({ length: N }, (_, k) => (k === j ? -0.04 : -0.065));
      simulation.set({ population: 'neuron', name: 'v' }, v);
      simulation.set({ population: 'neuron', name: 'I' }, new Float64Array(N));
      simulation.advance(1);
      expect([...(simulation.drain().spikes[0]?.indices ?? [])]).toEqual([j]);
      const current = simulation.get({ population: 'neuron', name: 'I' });
      for (let i = 0; i < N; i++)
        expect(Math.abs((current[i] as number) - (matrix[i]?.[j] as number))).toBeLessThan(1e-16);
    }
    simulation.dispose();
  });

  test.each(['cpu', 'reference'] as const)(
    'turn while the network runs, and back again with the mixing, on the %s back end',
    async (backend) => {
      const { compiled, simulation } = await build({}, 1, backend);
      const values = completeValues(figure, {});
      const log = beginLog({ figure: 'dales-law', seed: 1, edits: {}, values, backend: 'cpu' });
      const runner = new Runner(figure, compiled, simulation, log);
      const measures = new Measures(figure, compiled);
      const count = (m: number) => {
        runner.advance(10);
        measures.add(runner.drain());
        if (m !== runner.values.m) expect(runner.set({ m })).toBe('live');
        measures.weigh(readWeights(compiled, simulation));
        return measures.values.illegal;
      };
      const counts = [0.5, 0.02, 0, 0.02, 0.5].map(count);
      expect(counts[0]).toBe(16);
      expect(counts[1]).toBeLessThan(10);
      expect(counts[2]).toBe(0);
      expect(counts.slice(3)).toEqual([counts[1], counts[0]]);
      runner.dispose();
    },
  );
});

describe('the number of illegal columns', () => {
  const measure = figure.measures?.illegal;
  const theory = measure && expectedOf(figure, measure);

  it('is by the closed form N(1 - (1 - m)^n - m^n) where a neuron reaches all n = 15 others', () => {
    for (const m of [0, 0.02, 0.1, 0.5])
      expect(theory?.({ m, p: 1 })).toBeCloseTo(16 * (1 - (1 - m) ** 15 - m ** 15), 9);
  });

  // Columns are independent: the mean over 20 seeds has a standard error of sqrt(N q (1 - q)/20); four of them.
  it.each([1, 0.3])('is on average what the form says, at a density of %d', async (p) => {
    const mixings = [0.02, 0.1, 0.3];
    const sums = mixings.map(() => 0);
    for (let seed = 1; seed <= 20; seed++) {
      const built = await build({ p }, seed);
      mixings.forEach((m, k) => {
        built.simulation.set({ projection: 0, name: 'm' }, m);
        (sums[k] as number) += illegalNow(built);
      });
    }
    mixings.forEach((m, k) => {
      const q = (theory?.({ m, p }) ?? Number.NaN) / N;
      const error = Math.abs((sums[k] as number) / 20 - N * q);
      expect(error, `m = ${m}`).toBeLessThan(4 * Math.sqrt((N * q * (1 - q)) / 20));
    });
  });
});

// At m = 0 the least synchrony was 1.0, with tossed signs the largest 0.4 (over two seconds).
test('a network that obeys the law fires in common waves; one of tossed signs does not', async () => {
  const synchrony = async (m: number, seed: number) => {
    const { compiled, simulation } = await build({ m }, seed, 'cpu');
    const measures = new Measures(figure, compiled);
    for (let k = 0; k < 10; k++) {
      simulation.advance(1000);
      measures.add(simulation.drain());
    }
    simulation.dispose();
    return measures.values.synchrony ?? Number.NaN;
  };
  for (const seed of [1, 2]) {
    expect(await synchrony(0, seed)).toBeGreaterThan(0.7);
    expect(await synchrony(0.5, seed)).toBeLessThan(0.7);
  }
});
