import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import type { Figure } from '../../src/experiment/figure.ts';
import { beginLog } from '../../src/experiment/log.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { completeValues, type ParameterValues } from '../../src/experiment/quantities.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { Runner } from '../../src/experiment/runner.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';
import { figure as declared } from './linear-kernels.figure.ts';

/** The figure with all three sums measured over so much of the run that nothing is forgotten. */
function measured(dt = '0.1*ms'): Figure {
  const { renewed } = declared.measures ?? {};
  if (renewed?.kind !== 'residual') throw new Error('the figure measures no residual');
  const form = (name: 'threshold' | 'crossing' | 'renewed') => ({
    ...renewed,
    form: name,
    window: '10*second',
  });
  const measures = {
    threshold: form('threshold'),
    crossing: form('crossing'),
    renewed: form('renewed'),
    count: { kind: 'count', population: 'neuron', label: 'spikes' },
  } as const;
  return { ...declared, network: { ...declared.network, dt }, measures };
}

/** Runs the figure's own network; residuals in mV. `changes`: values set at these seconds. */
async function run(
  figure: Figure,
  values: ParameterValues,
  seconds: number,
  changes: readonly { readonly at: number; readonly values: ParameterValues }[] = [],
) {
  const complete = completeValues(figure, values);
  const compiled = compileNetwork(readNetwork(resolveNetwork(figure, complete)), {
    seed: 1,
    unused: 'ignore',
  });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  const log = beginLog({ figure: 'test', seed: 1, edits: {}, values: complete, backend: 'cpu' });
  const runner = new Runner(figure, compiled, simulation, log);
  const measures = new Measures(figure, compiled);
  const spikes: number[] = [];
  const advance = (until: number) => {
    while (runner.step < Math.round(until / compiled.dt)) {
      runner.advance(Math.round(until / compiled.dt) - runner.step);
      const batch = runner.drain();
      spikes.push(...(batch.spikes[0]?.steps ?? []));
      measures.add(batch);
    }
  };
  for (const change of changes) {
    advance(change.at);
    expect(runner.set(change.values)).toBe('live');
  }
  advance(seconds);
  runner.dispose();
  return { ...(measures.values as Record<'threshold' | 'crossing' | 'renewed', number>), spikes };
}

/** Of 64-bit arithmetic: 1e-16 of 65 mV at each step, fading with the membrane; measured 1e-13 mV. */
const exact = 1e-9;

test.each([
  { name: 'fluctuating', values: {} },
  { name: 'pulses', values: { I_0: 0.9, A: 0, I_p: 6 } },
  { name: 'fast and strong', values: { I_0: 4, A: 1.5, tau_m: 2 } },
])(
  'without a refractory period, kernels and what the resets took are the simulation: $name',
  async (input) => {
    const { crossing, renewed, threshold, spikes } = await run(measured(), input.values, 0.4);
    expect(spikes.length).toBeGreaterThan(8);
    expect(crossing).toBeLessThan(exact);
    expect(renewed).toBeLessThan(exact);
    expect(threshold).toBeGreaterThan(1e3 * exact);
  },
);

test.each(['0.1*ms', '0.05*ms', '0.025*ms'])(
  'with theta in place of the height reached, the overshoot of every spike is left: dt %s',
  async (dt) => {
    const [tau, drive, height] = [10, 20, 15];
    const h = Number.parseFloat(dt);
    const { threshold, spikes } = await run(measured(dt), { I_0: 2, A: 0 }, 0.2);
    // From u_r to the first step of which the end lies above theta, again and again.
    const steps = Math.floor((tau / h) * Math.log(drive / (drive - height))) + 1;
    expect(spikes.map((step, k) => step - (spikes[k - 1] ?? -1))).toEqual(spikes.map(() => steps));
    const kept = Math.exp((-steps * h) / tau);
    const overshoot = drive * (1 - kept) - height;
    const sum = overshoot * ((1 - kept ** spikes.length) / (1 - kept));
    expect(Math.abs(threshold - sum)).toBeLessThan(exact);
    // Of order h: the slope at the threshold is (drive - height)/tau.
    expect(threshold).toBeLessThan(((drive - height) / tau) * (h / (1 - kept)));
  },
);

test.each([
  { t_ref: 0.5, V_r: -65 },
  { t_ref: 5, V_r: -65 },
  { t_ref: 10, V_r: -75 },
])(
  'a refractory period of $t_ref ms loses the input of the clamp: closed form, reset $V_r mV',
  async (values) => {
    const [tau, drive, h] = [10, 20, 0.1];
    const { crossing, renewed, threshold, spikes } = await run(measured(), { I_0: 2, A: 0, ...values }, 0.3);
    // Clamped from the end of the spike's step to d after its beginning; the leak that is held too counts with it.
    const clamped = values.t_ref - h;
    const lost = (drive - (values.V_r + 65)) * (1 - Math.exp(-clamped / tau));
    const since = spikes.map((step) => ((spikes.at(-1) ?? 0) - step) * h);
    const sum = since.reduce((total, time) => total + lost * Math.exp(-time / tau), 0);
    expect(spikes.length).toBeGreaterThan(8);
    expect(Math.abs(crossing - sum)).toBeLessThan(exact);
    expect(renewed).toBeLessThan(exact);
    // With theta there is the overshoot of a step beside it, of at most 0.05 mV a spike.
    expect(Math.abs(threshold - sum)).toBeLessThan(0.1);
  },
);

test('the sums go through changes of every value while the run goes on', async () => {
  const changes = declared.parameters.map(({ name, minimum, maximum, default: value }, k) => ({
    at: 0.1 + 0.03 * k,
    values: { [name]: value + 0.3 * (value < (minimum + maximum) / 2 ? maximum - value : minimum - value) },
  }));
  const { renewed, spikes } = await run(measured(), {}, 0.6, changes);
  expect(spikes.length).toBeGreaterThan(5);
  expect(renewed).toBeLessThan(exact);
  const short = await run(
    measured(),
    {},
    0.6,
    changes.filter(({ values }) => !('t_ref' in values)),
  );
  expect(short.crossing).toBeLessThan(exact);
});
