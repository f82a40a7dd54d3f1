import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { closedForm, namesOver } from '../../src/experiment/reference.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './own-window.figure.ts';

const view = figure.views[0];
if (view?.kind !== 'synapses') throw new Error('The window is the first view.');
const { knots = [], curves = [] } = view;

/** Straight from point to point, the first value up to the first point, 0 from 80 ms on. */
function interpolated(values: Readonly<Record<string, number>>, lag: number): number {
  const side = lag > 0 ? 'a' : 'b';
  const points = knots
    .filter(({ parameter }) => parameter.startsWith(side))
    .map(({ parameter, at }) => [Math.abs(at), values[parameter] ?? Number.NaN] as const);
  points.push([80, 0]);
  const s = Math.abs(lag) * 1e3;
  let before: readonly [number, number] = [0, points[0]?.[1] ?? Number.NaN];
  for (const next of points) {
    if (s <= next[0]) return before[1] + ((s - before[0]) / (next[0] - before[0])) * (next[1] - before[1]);
    before = next;
  }
  return 0;
}

const defaults = Object.fromEntries(figure.parameters.map(({ name, default: value }) => [name, value]));

test.each(figure.presets ?? [])('what is drawn is what runs, within 1e-12: $name', async ({ values }) => {
  const compiled = compileNetwork(resolveNetwork(figure, values), { seed: 1 });
  const simulation = await createSimulation(compiled, { backend: 'cpu', precision: 'f64', relaxed: false });
  while (simulation.step < 60_000) {
    simulation.advance(60_000 - simulation.step);
    simulation.drain();
  }
  const get = (name: string) => Array.from(simulation.get({ projection: 0, name }));
  const [lags, changes] = [get('lag'), get('change')];
  simulation.dispose();
  const line = closedForm(figure, curves[0]?.form ?? '', 'curve', namesOver({ name: 'lag', unit: 'ms' }));
  const drawn = line.over(values, 'lag', lags);
  lags.forEach((lag, k) => {
    const expected = interpolated({ ...defaults, ...values }, lag);
    expect(Math.abs((changes[k] ?? Number.NaN) - expected)).toBeLessThan(1e-12);
    expect(Math.abs((drawn[k] ?? Number.NaN) - expected)).toBeLessThan(1e-12);
  });
});
