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
