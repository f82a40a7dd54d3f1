import { expect, test } from 'vitest';
import { compileNetwork } from '../network/compile.ts';
import type { Network } from '../network/network.ts';
import { exportBrian2 } from './brian2.ts';

const network: Network = {
  dt: '0.1*ms',
  populations: {
    neuron: {
      size: 1,
      equations: 'dv/dt = (E_L - v + R*I)/tau : volt\nI : amp',
      threshold: 'v > -50*mV',
      reset: 'v = E_L',
      method: 'exact',
      parameters: { E_L: '-65*mV', R: '10*Mohm', tau: '10*ms', I: '2*nA' },
      initial: { v: '-65*mV' },
    },
  },
};

test('a script runs up to each change, sets it, and runs on to the end', () => {
  const compiled = compileNetwork(network, { seed: 1 });
  const script = exportBrian2(network, compiled, {
    title: 'changes',
    duration: 0.05,
    changes: [
      { step: 200, changes: [{ target: { population: 'neuron', name: 'I' }, value: 4e-9 }] },
      { step: 300, changes: [{ target: { population: 'neuron', name: 'tau' }, value: 5e-3 }] },
    ],
  });
  const lines = script.split('\n').filter((line) => /^run\(|^neuron\.(I|namespace)/.test(line));
  expect(lines.slice(-5)).toEqual([
    'run(200*defaultclock.dt, namespace={})',
    expect.stringMatching(/^neuron\.I = .*amp/),
    'run(100*defaultclock.dt, namespace={})',
    expect.stringMatching(/^neuron\.namespace\['tau'\] = .*second/),
    'run(200*defaultclock.dt, namespace={})',
  ]);
});

test('a change of what has another name in Brian2 is written with that name', () => {
  const joined: Network = {
    ...network,
    projections: [
      {
        from: 'neuron',
        to: 'neuron',
        model: 'I : volt',
        on_pre: 'v_post += R*I',
        parameters: { I: '1*mV', R: 2 },
      },
    ],
  };
  const set = (name: string, value: number) => ({
    step: 10 * value,
    changes: [{ target: { projection: 0, name }, value }],
  });
  const options = { title: 'changes', duration: 0.05, changes: [set('I', 3), set('R', 4)] };
  const script = exportBrian2(joined, compileNetwork(joined, { seed: 1 }), options);
  // R is a constant of the neurons, and so no name that hides the synapses' own.
  const lines = script.split('\n').filter((line) => /^synapses_0\.(I|namespace|R)/.test(line));
  expect(lines).toEqual([
    'synapses_0.I_syn = 1*mV',
    'synapses_0.I_syn = 3*volt',
    "synapses_0.namespace['R'] = 4",
  ]);
  expect(script).toContain("namespace={'R': 2}");
  expect(script).toContain('# In Brian2 synapses may not name theirs as the neurons do: I is I_syn.');
});
