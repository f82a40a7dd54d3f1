import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createReferenceSimulation } from '../../src/engine/reference/reference.ts';
import { exportBrian2 } from '../../src/export/brian2.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { readNetwork } from '../../src/network/read.ts';

/**
 * Exported scripts are run in Brian2 by `export.py`, which stores what they did under a hash of their text. Here the
 * texts are made again: one that has changed must be run again (`SPIKEBOOK_EXPORT=write`, then `export.py`).
 */
const here = (file: string) => new URL(file, import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(here(file), 'utf8')) as unknown;
const { cases } = read('../semantics/semantics.json') as {
  readonly cases: readonly { readonly name: string; readonly network: unknown }[];
};
const DURATION = 0.03;

const scripts = cases.map(({ name, network }) => {
  const compiled = compileNetwork(readNetwork(network), { seed: 1 });
  const text = exportBrian2(readNetwork(network), compiled, { title: name, duration: DURATION });
  return { name, compiled, text, hash: createHash('sha256').update(text).digest('hex') };
});
if (process.env.SPIKEBOOK_EXPORT === 'write')
  writeFileSync(
    here('scripts.json'),
    JSON.stringify(scripts.map(({ name, text, hash }) => ({ name, text, hash }))),
  );

const golden = read('export.json') as Readonly<
  Record<string, { readonly spikes: Readonly<Record<string, readonly (readonly number[])[]>> }>
>;

describe('exported scripts run in Brian2 and fire the same spikes', () => {
  it.each(scripts.map((script) => [script.name, script] as const))('%s', (_, { compiled, hash }) => {
    const result = golden[hash];
    if (!result) expect.fail('The script has changed since it was run in Brian2.');
    const simulation = createReferenceSimulation(compiled);
    simulation.advance(Math.round(DURATION / compiled.dt));
    const { spikes } = simulation.drain();
    for (const [place, { name }] of compiled.populations.entries()) {
      const own = spikes[place];
      const found = Array.from(own?.steps ?? [], (step, k) => [step, own?.indices[k]]);
      expect(found, name).toEqual(result.spikes[name] ?? []);
    }
  });
});
