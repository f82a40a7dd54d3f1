import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { StackView } from '../../src/experiment/figure.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { closedForm } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { History } from '../../src/figure/history.ts';
import { themes } from '../../src/figure/tokens.ts';
import { drawView, loadViews } from '../../src/figure/views/draw.ts';
import { balanceOf } from '../../src/figure/views/stack.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { describeNetwork } from '../../src/worker/engine.ts';
import { figure } from './equivalent-circuit.figure.ts';

beforeAll(() => loadViews(figure));

/** The figure's own network with these values for some milliseconds: what it recorded and what it measured. */
async function run(values: Readonly<Record<string, number>>, milliseconds = 250) {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const history = new History(describeNetwork(compiled), 0.2);
  const measures = new Measures(figure, compiled);
  const end = Math.round(milliseconds / 1e3 / compiled.dt);
  while (simulation.step < end) {
    simulation.advance(Math.min(500, end - simulation.step));
    const batch = simulation.drain();
    history.push(batch);
    measures.add(batch);
  }
  simulation.dispose();
  return { history, measures: measures.values };
}

function expected(name: string, values: Readonly<Record<string, number>>, unit: number): number {
  const reference = figure.measures?.[name]?.reference ?? '';
  return (closedForm(figure, reference).over(values, 't', [0])[0] ?? Number.NaN) / unit;
}

describe.each([
  ['as it opens', {}],
  ['leak alone', { x_1: 0 }],
  ['a shunt', { x_1: 0, x_2: 1, E_2: -70 }],
  ['three branches', { x_2: 1, g_1: 5, g_2: 3.3 }],
  ['a slow membrane, whose response is not over when the current goes', { x_1: 0, C: 300, g_L: 5 }],
  ['all at their greatest', { x_1: 1, x_2: 1, g_1: 20, g_2: 20, g_L: 20, C: 20, I_0: 200 }],
] as const)('%s', (_, values) => {
  // Exponential Euler is exact here; 32 bit leaves 4 nV of 60 mV, which extrapolation from a slow response widens.
  test('rests, answers and relaxes as the formulas say', async () => {
    const { measures } = await run(values);
    expect(Math.abs((measures.rest ?? Number.NaN) - expected('rest', values, 1e-3))).toBeLessThan(0.01);
    expect(Math.abs((measures.driven ?? Number.NaN) - expected('driven', values, 1e-3))).toBeLessThan(0.01);
    expect(Math.abs((measures.tau ?? Number.NaN) / expected('tau', values, 1e-3) - 1)).toBeLessThan(0.002);
  });
});

test('shunting divides the response, hyperpolarising subtracts from the potential', async () => {
  const answer = async (values: Readonly<Record<string, number>>) => {
    const { rest = 0, driven = 0 } = (await run({ x_1: 0, ...values })).measures;
    return { rest, response: driven - rest };
  };
  const [alone, shunted, pulled] = [
    await answer({}),
    await answer({ x_2: 1, E_2: -70, g_2: 10 }),
    await answer({ x_2: 1, E_2: -100, g_2: 1 }),
  ];
  expect(shunted.rest).toBeCloseTo(alone.rest, 2);
  expect(shunted.response / alone.response).toBeCloseTo(1 / 2, 3);
  expect(pulled.rest - alone.rest).toBeCloseTo(-30 / 11, 2);
  expect(pulled.response / alone.response).toBeCloseTo(10 / 11, 3);
});

test('a response that is no exponential has no time constant', async () => {
  const { measures } = await run({ x_s: 1, rate: 150 });
  expect(measures.tau).toBeNaN();
});

// Of 400 pA. With branches only, halfway between samples 0.2 ms apart is exact to (0.2 ms / 4.5 ms)^2 / 12; a synapse
// makes it coarser, because a step holds g_s. In an interval in which a current jumps (3 edges, 12 spikes) halfway is
// the wrong place to look.
test.each([
  [{ x_2: 1 }, 0.2],
  [{ x_2: 1, x_s: 1 }, 4],
])(
  'all currents and C dV/dt, taken from the potential, add up to nothing: %o',
  async (values, picoamperes) => {
    const view = figure.views.find((v) => v.kind === 'stack') as StackView;
    const { history } = await run(values, 200);
    const balance = balanceOf(view, { figure, values }, history, { from: 0, to: 0.2 });
    const currents = balance?.currents ?? [];
    const sums = currents[0]?.map((_, k) => currents.reduce((sum, row) => sum + (row[k] ?? 0), 0)) ?? [];
    const off = sums.map(Math.abs).sort((a, b) => a - b);
    expect(sums.length).toBeGreaterThan(900);
    expect(off[Math.floor(0.97 * off.length)]).toBeLessThan(picoamperes);
  },
);

test('the circuit draws open branches as open, and each can be touched', async () => {
  const view = figure.views[0] as (typeof figure.views)[0];
  const drawn = async (values: Readonly<Record<string, number>>) => {
    const { history } = await run(values);
    const picture = { history, sweeps: new Map(), atlas: undefined, progress: 1, probe: undefined };
    const whole = { ...picture, portrait: undefined, reference: undefined };
    return drawView(view, whole, { width: 540, height: 380 }, themes.light, { figure, values });
  };
  const scene = await drawn({});
  expect(scene.handles.map(({ toggle }) => toggle)).toEqual(['x_1', 'x_2', 'x_s']);
  const arrows = ({ items }: typeof scene) =>
    items.filter((item) => item.kind === 'polygon').map(({ ink }) => ink);
  expect(arrows(scene)).toEqual(expect.arrayContaining(['neutral', 'excitatory']));
  expect(arrows(scene)).not.toContain('inhibitory');
  expect(arrows(await drawn({ x_2: 1 }))).toContain('inhibitory');
});
