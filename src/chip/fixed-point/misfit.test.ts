import { expect, test } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import type { Network, Population, Projection } from '../../network/network.ts';
import { place } from './placement.ts';
import { createFixedPointSimulation } from './simulation.ts';

const base: Population = {
  size: 2,
  equations: 'dv/dt = (E - v + R*I)/tau : volt (unless refractory)\ndI/dt = -I/tau_s : amp',
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: '2*ms',
  parameters: { E: '-65*mV', R: '10*Mohm', tau: '20*ms', tau_s: '5*ms', theta: '-50*mV', V_r: '-65*mV' },
};
const onto: Projection = { from: 'P', to: 'N', on_pre: 'I_post += 1*nA', connect: 'all-to-all' };

/** A neuron changed in some members, driven by given spikes. */
function network(neuron: Partial<Population>, synapses: Partial<Projection> = {}, constants = {}): Network {
  return {
    dt: '0.1*ms',
    populations: {
      P: { size: 2, spikes: [[0, 0]] },
      N: { ...base, ...neuron, parameters: { ...base.parameters, ...constants } },
    },
    projections: [{ ...onto, ...synapses }],
  };
}

const adaptive = 'dv/dt = (E - v + R*I)/tau : volt (unless refractory)\ndI/dt = (-I - (v - E)/R)/tau_s : amp';
const two = `${base.equations}\ndg/dt = -g/tau_s : amp`;

test.each<[string, Network, RegExp]>([
  [
    'a quadratic neuron',
    network({ equations: base.equations?.replace('E - v', '(E - v)**2/mV') ?? '' }),
    /N\.equations: the equation of v is not linear: its term .* The chip computes leaky/,
  ],
  [
    'conductances',
    network({ equations: base.equations?.replace('R*I', 'R*I*(E - v)/mV') ?? '' }),
    /not linear/,
  ],
  [
    'noise',
    network({ equations: base.equations?.replace(')/tau :', ')/tau + mV*xi/sqrt(tau) :') ?? '' }),
    /random numbers/,
  ],
  [
    'a drive that changes',
    network({ equations: base.equations?.replace('R*I', 'R*I*sin(t*10*Hz)') ?? '' }),
    /reads t, which changes/,
  ],
  [
    'a third variable',
    network({ equations: two }),
    /beside v there are 2 variables with an equation \(I, g\)/,
  ],
  ['adaptation', network({ equations: adaptive }), /dI\/dt reads v/],
  [
    'a current with a drive',
    network({ equations: base.equations?.replace('-I/tau_s', '(nA - I)/tau_s') ?? '' }),
    /dI\/dt has the term/,
  ],
  [
    'a threshold that is none',
    network({ threshold: 'v > theta and I > 0*amp' }),
    /threshold: .* is not one variable above a constant/,
  ],
  [
    'a subtractive reset',
    network({ reset: 'v -= theta - V_r' }),
    /reset: v is set to .* which changes\. The chip resets/,
  ],
  ['a reset of more', network({ reset: 'v = V_r; I = 0*amp' }), /more than the membrane is reset/],
  ['a refractory condition', network({ refractory: 'v > theta' }), /not a constant time/],
  [
    'a free refractory membrane',
    network({ equations: base.equations?.replace(' (unless refractory)', '') ?? '' }),
    /v goes on while refractory.*unless refractory/,
  ],
  [
    'a long refractory time',
    network({ refractory: '20*ms' }),
    /refractory: 20 ms are 200 steps of 0.1 ms, and the chip counts at most 64: 6.4 ms is the longest\.$/,
  ],
  [
    'a long refractory time with a name',
    network({ refractory: 't_ref' }, {}, { t_ref: '7*ms' }),
    /7 ms are 70 steps of 0.1 ms, .*: set t_ref to 6.4 ms or less\.$/,
  ],
  ['a threshold below reset', network({}, {}, { theta: '-70*mV' }), /not above its reset/],
  ['a growing membrane', network({}, {}, { tau: '-20*ms' }), /time constants must be positive/],
  [
    'synapses on the membrane',
    network({}, { on_pre: 'v_post += 1*mV' }),
    /projections\.0\.on_pre: a spike changes v of the neuron, not I/,
  ],
  ['synapses that scale', network({}, { on_pre: 'I_post *= 2' }), /does not add to it/],
  ['unreliable synapses', network({}, { on_pre: 'I_post += 1*nA*rand()' }), /reads rand/],
  ['long delays', network({}, { delay: '7*ms' }), /70 steps is longer than the 62/],
  [
    'learning',
    network({}, { model: 'w : amp', on_pre: 'I_post += w', on_post: 'w += 1*pA' }),
    /learning engine/,
  ],
  [
    'bits',
    network(
      {},
      { model: 'w : amp\nweight_bits : 1 (shared)', on_pre: 'I_post += w', parameters: { weight_bits: 9 } },
    ),
    /whole number from 1 to 8, not 9/,
  ],
])('%s is refused with a sentence', async (_, file, sentence) => {
  const error = await createFixedPointSimulation(compileNetwork(file, { seed: 1 })).catch(
    (reason: Error) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toMatch(sentence);
});

test('what only sends spikes stays in floating point, and says why', () => {
  const clock: Population = {
    size: 1,
    equations: 'dx/dt = 1/(10*ms) : 1',
    threshold: 'x > 1',
    reset: 'x -= 1',
  };
  const file = network({});
  const { forms, sources, outside } = place(
    compileNetwork({ ...file, populations: { P: clock, N: file.populations.N ?? base } }, { seed: 1 }),
  );
  expect(forms.map((form) => form?.membrane)).toEqual([undefined, 'v']);
  expect(sources).toEqual([
    { population: 'P', reason: expect.stringMatching(/x is set to x - 1, which changes/) },
  ]);
  expect(outside?.populations).toEqual([0]);
});

test('a chosen part goes on the chip, but spikes do not come back from it', () => {
  const file = network({});
  const { N = base } = file.populations;
  const both: Network = {
    ...file,
    populations: { ...file.populations, M: N },
    projections: [onto, { ...onto, to: 'M' }],
  };
  const compiled = compileNetwork(both, { seed: 1 });
  expect(place(compiled, ['M']).forms.map((form) => form !== undefined)).toEqual([false, false, true]);
  expect(place(compiled, ['M']).outside?.projections).toEqual([0]);
  const back = { ...both, projections: [...(both.projections ?? []), { ...onto, from: 'M' }] };
  expect(() => place(compileNetwork(back, { seed: 1 }), ['M'])).toThrow(
    /from M, which is on the chip, to N, which is not/,
  );
});
