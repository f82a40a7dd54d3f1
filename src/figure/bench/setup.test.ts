import { describe, expect, it } from 'vitest';
import { readRuleFile } from '../../chip/learning/read.ts';
import { NearestRounding } from '../../chip/learning/rounding.ts';
import { runRule } from '../../chip/learning/run.ts';
import { createSimulation } from '../../engine/create.ts';
import { type Diagnostic, LanguageError } from '../../language/diagnostic.ts';
import { compileNetwork } from '../../network/compile.ts';
import { readNetwork } from '../../network/read.ts';
import { presets } from './presets.ts';
import { runSetup, type Setup, STEP_LIMIT } from './setup.ts';

const [{ setup: pairs }] = presets;

function complaints(part: Partial<Setup>): readonly Diagnostic[] {
  try {
    runSetup({ ...pairs, ...part });
  } catch (error) {
    if (error instanceof LanguageError) return error.diagnostics;
    throw error;
  }
  return [];
}

describe('a complaint', () => {
  const cases: readonly [part: Partial<Setup>, source: string, word: string, message: RegExp][] = [
    [{ rule: 'dw = 2^-2*x3*y0' }, 'rule', 'x3', /x3/],
    [{ rule: 'dw = x1*y0\nx1_tua = 20' }, 'rule', 'x1_tua', /cannot be set here/],
    [{ rule: 'dw = x1*y0\nt_epoch = 64' }, 'rule', '64', /whole number from 1 to 63/],
    [{ rule: '' }, 'rule', '', /There is no rule/],
    [{ pre: '3, 2O, 42' }, 'pre', '2O', /steps from 1 to 1000/],
    [{ pre: '3, 20, 20' }, 'pre', '20', /comes after 20/],
    [{ pre: '0, 20' }, 'pre', '0', /steps from 1/],
    [{ post: `3 ${STEP_LIMIT + 1}` }, 'post', '1001', /steps from 1/],
    [{ pre: '3:51' }, 'pre', '3:51', /has a payload/],
    [{ rule: 'dw = x1*y0\ngraded = saturate', pre: '3:256' }, 'pre', '3:256', /from 0 to 255/],
    [{ rule: 'dw = x1*y0\ngraded = saturate', post: '3:7' }, 'post', '3:7', /has a payload/],
    [{ steps: '1001' }, 'steps', '1001', /from 1 to 1000/],
    [{ steps: '' }, 'steps', '', /not nothing/],
    [{ seed: '-1' }, 'seed', '-1', /from 0 to 4294967295/],
  ];
  it.each(cases)('stands at its word: %j', (part, source, word, message) => {
    const [first, ...others] = complaints(part);
    expect(others).toEqual([]);
    expect(first?.source).toBe(source);
    expect(first?.message).toMatch(message);
    const text = { ...pairs, ...part }[source as keyof Setup];
    const { start, end } = first?.span ?? { start: -1, end: -1 };
    expect(text.slice(start, end)).toBe(word);
    if (source === 'pre' && word === '20') expect(start).toBe(7);
  });

  it('stands in every field that is wrong', () => {
    const found = complaints({ rule: 'dw = x9*y0', pre: 'a', post: '-', steps: '0', seed: 'x' });
    expect(found.map(({ source }) => source)).toEqual(['rule', 'pre', 'post', 'steps', 'seed']);
  });

  it('does not come for spaces, no commas, or a neuron that never fires', () => {
    expect(complaints({ pre: ' 3 20,42 ', post: '' })).toEqual([]);
    expect(complaints({ post: 'none' })).toEqual([]);
  });
});

describe('the grey curves', () => {
  const twins = presets.filter(({ setup }) => typeof runSetup(setup).twin !== 'string');

  it('are equations for all presets but the one with a reward', () => {
    expect(twins.map(({ name }) => name)).toEqual(['pairs', 'triplets', 'epochs']);
    expect(runSetup(presets[1]?.setup ?? pairs).twin).toMatch(/from outside/);
  });

  // The equations that are printed below the picture, run by the book's own simulation.
  it.each(twins)('are what the equations give: $name', async ({ setup }) => {
    const { twin, spikes, steps, real } = runSetup(setup);
    if (typeof twin === 'string') throw new Error(twin);
    const times = (list: readonly number[]) => list.map((step) => [step * 1e-3, 0]);
    const network = readNetwork({
      dt: '1*ms',
      populations: {
        pre: { size: 1, spikes: times(spikes.pre) },
        post: { size: 1, spikes: times(spikes.post) },
      },
      projections: [{ from: 'pre', to: 'post', ...twin }],
    });
    const simulation = await createSimulation(compileNetwork(network, { seed: 1 }), {
      backend: 'cpu',
      precision: 'f64',
      relaxed: false,
    });
    const found: number[] = [];
    simulation.advance(1);
    for (let step = 1; step <= steps; step++) {
      simulation.advance(1);
      found.push(simulation.get({ projection: 0, name: 'w' })[0] as number);
    }
    simulation.dispose();
    const apart = found.map((w, k) => Math.abs(w - (real.w[k] as number)));
    expect(Math.max(...apart)).toBeLessThan(1e-9);
    expect(new Set(found).size).toBeGreaterThan(4);
  });

  it('count a product as the engine does, which says so', () => {
    const { real, remarks } = runSetup({
      ...pairs,
      rule: 'dw = x1*y1*u0\nx1 = 64\nx1_tau = 65535\ny1 = 32\ny1_tau = 65535',
      pre: '',
      post: '',
      steps: '1',
    });
    expect(real.w[0]).toBeCloseTo((64 * 32) / 8, 0);
    expect(remarks).toEqual([
      'u0*x1*y1 loses 3 bits: it is worth 1/8 of what is written; the grey curve counts it so too',
    ]);
  });
});

describe('distances', () => {
  it('are those of the curves', () => {
    const { distances, chip, real } = runSetup(pairs);
    expect(distances.map(({ name }) => name)).toEqual(['x1', 'y1', 'w']);
    const w = distances[2];
    expect(w?.chip).toBe(chip.w.at(-1));
    expect(w?.real).toBe(real.w.at(-1));
    let largest = 0;
    for (let k = 0; k < 80; k++)
      largest = Math.max(largest, Math.abs((chip.w[k] as number) - (real.w[k] as number)));
    expect(w?.largest).toBe(largest);
    // Dice of whole numbers: not exact, and not far off.
    expect(largest).toBeGreaterThan(0.1);
    expect(largest).toBeLessThan(4);
  });

  it('grow where two spikes share an epoch', () => {
    const far = (name: string) => {
      const setup = presets.find((preset) => preset.name === name)?.setup ?? pairs;
      return runSetup(setup).distances.at(-1)?.largest ?? 0;
    };
    expect(far('epochs')).toBeGreaterThan(4 * far('pairs'));
  });

  it('are the same for the same seed, others for another, and the seed is nothing to the nearest integer', () => {
    const w = (part: Partial<Setup>) => runSetup({ ...pairs, ...part }).chip.x1;
    expect(w({})).toEqual(w({}));
    expect(w({ seed: '2' })).not.toEqual(w({}));
    expect(w({ rounding: 'nearest', seed: '2' })).toEqual(w({ rounding: 'nearest' }));
    expect(w({ rounding: 'nearest' })).not.toEqual(w({}));
  });
});

it('rounds to the nearest integer, halves up', () => {
  const file = (rule: string) => readRuleFile(rule, 'rule');
  // 16 exp(-1/10) = 14.477, then 12.668, 11.763, 10.858; an impulse of 2.5 is 3.
  const { x1, y1, w } = runRule(
    file('dw = 2^-1*x0\nx1_tau = 10\nx1 = 16\ny1_impulse = 2.5\ny1_tau = 65535\nsign = excitatory\nw = 4'),
    { pre: [2, 3], post: [1, 4] },
    4,
    new NearestRounding(),
  );
  expect(x1).toEqual([14, 13, 12, 11]);
  expect(y1).toEqual([3, 3, 3, 6]);
  expect(w).toEqual([4, 5, 6, 6]);
});

it('says which spikes come too late', () => {
  expect(runSetup({ ...pairs, steps: '40' }).remarks).toEqual(['3 spikes come after the last step, 40']);
});
