import { describe, expect, test } from 'vitest';
import { LearningEngine } from '../../src/chip/learning/engine.ts';
import { parseRule } from '../../src/chip/learning/parse.ts';
import { LavaRounding, OwnRounding, type Rounding } from '../../src/chip/learning/rounding.ts';
import { plainSettings } from '../../src/chip/learning/settings.ts';
import { createSimulation } from '../../src/engine/create.ts';
import { closedForm, namesOver } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './stdp-integers.figure.ts';

type Values = Readonly<Record<string, number>>;
const pairs = 80;

/** The figure's own network: spikes by step, and what the synapses have come to. */
async function run(values: Values, steps: number, seed = 1) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const spikes: [number[], number[]][] = Array.from({ length: steps }, () => [[], []]);
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    simulation
      .drain()
      .spikes.slice(0, 2)
      .forEach(({ steps: times, indices }, side) => {
        times.forEach((time, k) => void spikes[time]?.[side]?.push(indices[k] as number));
      });
  }
  const get = (name: string) => Array.from(simulation.get({ projection: 2, name }));
  const found = { spikes, w: get('w'), v: get('v'), off: get('off'), lag: get('lag') };
  simulation.dispose();
  return found;
}

/** The chip's learning engine on the same spikes. */
function onChip(values: Values, spikes: readonly (readonly [number[], number[]])[], rounding: Rounding) {
  const at = (name: string) => values[name] ?? figure.parameters.find((p) => p.name === name)?.default ?? 0;
  const rule = `dw = (${at('m_plus')})*2^-${at('b')}*x1*y0 - (${at('m_minus')})*2^-${at('b')}*y1*x0`;
  const traces = {
    ...plainSettings.traces,
    x1: { impulse: at('impulse'), tau: at('tau_plus') },
    y1: { impulse: at('impulse'), tau: at('tau_minus') },
  };
  const each = Array.from({ length: pairs }, (_, k) => k);
  const ends = { preNeurons: pairs, postNeurons: pairs, pre: each, post: each };
  const engine = new LearningEngine(parseRule(rule, 'rule'), { ...plainSettings, traces }, ends, {
    rounding,
  });
  for (const [pre, post] of spikes) engine.step({ pre, post });
  return [...engine.state.w];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('without dice the figure’s equations are the chip’s engine, weight by weight', () => {
  test.each([
    {},
    { m_plus: 7, m_minus: 8, b: 3, impulse: 101, tau_plus: 41, tau_minus: 9 },
    { m_plus: -8, m_minus: -7, b: 5, impulse: 127, tau_plus: 60, tau_minus: 60 },
    { b: 7 },
  ])('%o', async (values) => {
    const steps = 2500;
    const { spikes, w } = await run({ ...values, n: 5, dice: 0 }, steps);
    // To the nearest integer, halves up: every draw just below one half.
    const half = new Array(2 * steps + 1).fill(0.5 - 1e-12);
    const draws = { decay_x: half, decay_y: half, impulse_x: half, impulse_y: half, write: half };
    expect(w).toEqual(onChip(values, spikes, new LavaRounding(draws)));
    expect(spikes.flat(2)).toHaveLength(2 * 5 * pairs);
  });
});

describe('with dice', () => {
  // 20 pairings each of 80 synapses, twice: 160 independent weights.
  const steps = 10_000;
  const values = { n: 20 };

  test('the weights scatter around the equation without rounding, as far as the engine’s do', async () => {
    const found = await Promise.all([1, 2].map((seed) => run(values, steps, seed)));
    const apart = found.flatMap(({ w, v }) => w.map((weight, k) => weight - (v[k] as number)));
    const squares = mean(apart.map((difference) => difference ** 2));
    // The mean within 4 of its standard errors.
    expect(Math.abs(mean(apart))).toBeLessThan(4 * Math.sqrt(squares / apart.length));
    const chip = found.flatMap(({ spikes, v }, k) =>
      onChip(values, spikes, new OwnRounding(k)).map((weight, synapse) => weight - (v[synapse] as number)),
    );
    const own = mean(chip.map((difference) => difference ** 2));
    // A mean of 160 squares of normal numbers is known to sqrt(2/160) = 11 %; the ratio of two to 16 %.
    expect(Math.abs(squares / own - 1)).toBeLessThan(4 * 0.16);
    expect(mean(found.flatMap(({ off }) => off))).toBeCloseTo(squares, 9);

    const view = figure.views.find(({ kind }) => kind === 'synapses');
    const form = view?.kind === 'synapses' ? (view.curves?.[0]?.form ?? '') : '';
    const [{ lag, v }] = found as [(typeof found)[number], ...unknown[]];
    const grey = closedForm(figure, form, 'curve', namesOver({ name: 'lag', unit: 'ms' })).over(
      values,
      'lag',
      lag,
    );
    // The pairings beside come 421 ms away or more: 20 * 3 * exp(-421/34) = 3e-4.
    for (const [k, change] of v.entries()) expect(Math.abs(change - (grey[k] as number))).toBeLessThan(5e-4);
  });
});
