import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createReferenceSimulation } from '../../src/engine/reference/reference.ts';
import { exportBrian2 } from '../../src/export/brian2.ts';
import { pythonName } from '../../src/export/python.ts';
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

/** Names that Brian2 refuses, reads otherwise or takes for attributes of its own objects. */
const names = {
  dt: '0.1*ms',
  // Of the same name as variables, and as a constant.
  arrays: { v: { values: [[0], [0.2], [0.1]], dt: '7*ms' }, lastupdate: { values: [[0.1]], dt: '1*ms' } },
  populations: {
    // Brian2's own variables of given spikes.
    S_spikes: {
      size: 2,
      spikes: [
        [0.002, 0],
        [0.006, 1],
        [0.012, 0],
        [0.019, 1],
      ],
    },
    E: {
      size: 3,
      equations: 'dv/dt = (order + v(t) - v)/tau : 1\ntau : second\norder : 1\nw : 1\nstart = 2*v : 1',
      threshold: 'v > 1',
      reset: 'v = 0',
      method: 'euler',
      parameters: { tau: '(5 + i)*ms', order: 0.7 },
      initial: { v: '0.1*i' },
    },
    np: {
      size: 1,
      equations: 'dv/dt = -v/(10*ms) : 1',
      threshold: 'v > 2 + v(t)',
      reset: 'v = 0.1*v(t)',
      method: 'euler',
      parameters: {},
    },
  },
  projections: [
    {
      from: 'S_spikes',
      to: 'E',
      model: 'period : 1\nwhen : 1\nw : 1 (linked)',
      on_pre: { pre: { statements: 'v_post += (period + w)*when*start_post', delay: 'tau/10' } },
      connect: 'all-to-all',
      // `tau` is a variable of the targets, and `order` too: here they are the synapses' own.
      parameters: {
        tau: '5*ms',
        when: 0.5,
        order: 2,
        period: 'when + 0.1*order + 0.01*i',
      },
      linked: { w: 'np.v' },
    },
    {
      from: 'E',
      to: 'np',
      model: 'v : 1\nstart = v + w_pre : 1\ndw/dt = -w/tau : 1 (event-driven)\nw_pre = v : 1 (summed)',
      on_pre: 'v_post += start + v(t) + lastupdate(t); w += 1',
      on_post: 'v = clip(v - 0.1*w, 0, 1)',
      connect: { condition: 'v_pre >= 0.1*lastupdate' },
      parameters: { tau: '8*ms', lastupdate: 0.5 },
      initial: { v: '0.5 + 0.2*i' },
    },
  ],
};

const all = [...cases, { name: 'names', network: names }];

const scripts = all.map(({ name, network }) => {
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
      expect(found, name).toEqual(result.spikes[pythonName(name)] ?? []);
    }
  });
});
