import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCpuSimulation } from '../../src/engine/cpu/simulation.ts';
import { createReferenceSimulation } from '../../src/engine/reference/reference.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';

interface Golden {
  readonly cases: readonly {
    readonly name: string;
    readonly network: unknown;
    readonly result: {
      readonly populations: Readonly<
        Record<
          string,
          { readonly spikes: number[][]; readonly variables: Readonly<Record<string, number[][]>> }
        >
      >;
      readonly projections: readonly {
        readonly i: number[];
        readonly j: number[];
        readonly final: Readonly<Record<string, number[]>>;
      }[];
    };
  }[];
}

const golden = JSON.parse(readFileSync(new URL('semantics.json', import.meta.url), 'utf8')) as Golden;
const STEPS = 300;
/** Every third sample is kept in the file. */
const KEPT = 3;

/** Brian2 rounds its sums in another order: 1e-9 is far below any slip of a step. */
const close = (found: number, wanted: number) =>
  Math.abs(found - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));

describe('the reference does what Brian2 does', () => {
  it.each(golden.cases.map((entry) => [entry.name, entry] as const))('%s', async (_, { network, result }) => {
    const compiled = compileNetwork(readNetwork(network), { seed: 1 });
    const simulation = createReferenceSimulation(compiled);
    simulation.advance(STEPS);
    const batch = simulation.drain();
    let fired = 0;
    for (const [place, population] of compiled.populations.entries()) {
      const wanted = result.populations[population.name];
      const spikes = batch.spikes[place];
      const found = Array.from(spikes?.steps ?? [], (step, k) => [step, spikes?.indices[k]]);
      fired += found.length;
      expect(found, `spikes of ${population.name}`).toEqual(wanted?.spikes);
      for (const [number, { variable, indices }] of population.probes.entries()) {
        const samples = batch.samples.find(({ population: p, probe }) => p === place && probe === number);
        const values = samples?.values ?? new Float64Array();
        const rows = wanted?.variables[variable] ?? [];
        expect(rows.length).toBe(STEPS / KEPT);
        for (const [row, list] of rows.entries())
          for (const [column, value] of list.entries()) {
            const own = values[row * KEPT * indices.length + column] as number;
            if (!close(own, value))
              expect.fail(
                `${population.name}.${variable}[${column}] in step ${row * KEPT}: ${own} is not ${value}.`,
              );
          }
      }
    }
    expect(fired, 'a case without spikes tests little').toBeGreaterThan(3);
    const cpu = await createCpuSimulation(compiled, { precision: 'f64' });
    cpu.advance(STEPS);
    expect(cpu.drain().spikes, 'spikes of the CPU').toEqual(batch.spikes);
    for (const [place, projection] of compiled.projections.entries()) {
      const wanted = result.projections[place];
      for (const [name, values] of Object.entries(wanted?.final ?? {})) {
        for (const engine of [simulation, cpu]) {
          const found = engine.get({ projection: place, name });
          const spread = values.map((_, k) => found[found.length === 1 ? 0 : k] as number);
          expect(
            spread.every((value, k) => close(value, values[k] as number)),
            `final ${name} of ${engine.backend}`,
          ).toBe(true);
        }
      }
      expect(projection.sources.length).toBe(wanted?.i.length);
    }
  });
});
