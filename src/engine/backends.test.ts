import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { readNetwork } from '../network/read.ts';
import { createSimulation, type SimulationOptions } from './create.ts';
import type { Batch } from './simulation.ts';
import { type ModelCase, models } from './testing/models.ts';

const engines: readonly (SimulationOptions & { readonly name: string })[] = [
  { name: 'cpu f64', backend: 'cpu', precision: 'f64' },
  { name: 'cpu f32', backend: 'cpu', precision: 'f32' },
];

async function run(compiled: CompiledNetwork, options: SimulationOptions, steps: number) {
  const simulation = await createSimulation(compiled, options);
  const batches: Batch[] = [];
  while (simulation.step < steps) {
    simulation.advance(steps - simulation.step);
    batches.push(simulation.drain());
  }
  const spikes = compiled.populations.map((_, place) =>
    batches.flatMap(({ spikes }) =>
      Array.from(spikes[place]?.steps ?? [], (step, k) => `${step}:${spikes[place]?.indices[k]}`),
    ),
  );
  const samples = new Map<string, number[]>();
  for (const batch of batches)
    for (const { population, probe, values } of batch.samples) {
      const { populations, projections } = compiled;
      const owner = populations[population] ?? projections[population - populations.length];
      const key = `${population}.${owner?.probes[probe]?.variable}`;
      samples.set(key, [...(samples.get(key) ?? []), ...values]);
    }
  return { simulation, spikes, samples };
}

describe.each(models.map((model) => [model.name, model] as const))('%s', (_, model: ModelCase) => {
  const compiled = compileNetwork(readNetwork(model.network), { seed: 7 });

  it.each(engines.map((engine) => [engine.name, engine] as const))('on %s', async (_, engine) => {
    const double = engine.precision === 'f64';
    const steps = double ? model.steps : model.steps32;
    const wanted = await run(compiled, { backend: 'reference' }, steps);
    const found = await run(compiled, engine, steps);
    expect(wanted.spikes.flat().length, 'a model that does not spike tests little').toBeGreaterThan(5);
    expect(found.spikes).toEqual(wanted.spikes);
    for (const [key, values] of wanted.samples) {
      const own = found.samples.get(key) ?? [];
      expect(own.length, key).toBe(values.length);
      const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-30);
      const worst = values.reduce(
        (most, value, k) => Math.max(most, Math.abs(value - (own[k] as number))),
        0,
      );
      expect(worst / scale, key).toBeLessThan(double ? 1e-12 : model.tolerance32);
    }
    for (const [projection, { probes }] of compiled.projections.entries())
      for (const { variable } of probes) {
        const target = { projection, name: variable };
        const [own, values] = [found.simulation.get(target), wanted.simulation.get(target)];
        const worst = values.reduce(
          (most, value, k) => Math.max(most, Math.abs(value - (own[k] as number))),
          0,
        );
        expect(worst, variable).toBeLessThan(double ? 1e-12 : 1e-3);
      }
    found.simulation.dispose();
  });
});
