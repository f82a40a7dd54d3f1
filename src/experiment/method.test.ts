import { expect, it } from 'vitest';
import type { LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from '../network/compile.ts';
import type { Figure } from './figure.ts';
import { resolveEdited } from './method.ts';

const figure: Figure = {
  title: 'Pinned',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.1*ms',
    populations: {
      N: {
        size: 1,
        equations: 'dv/dt = (I - v)/tau : volt',
        method: 'exact',
        parameters: { tau: '10*ms', I: '20*mV' },
        record: ['v'],
      },
    },
  },
  parameters: [],
  views: [],
  speed: 1,
  seed: 1,
} as unknown as Figure;

const methodOf = (equations: string) => {
  const network = resolveEdited(figure, {}, { 'populations.N.equations': equations });
  return compileNetwork(network, { seed: 1, unused: 'ignore' }).populations[0]?.program?.method?.name;
};

it('keeps the method that the figure names where it fits', () => {
  expect(resolveEdited(figure, {}).populations.N?.method).toBe('exact');
  expect(methodOf('dv/dt = (2*I - v)/tau : volt')).toBe('exact');
});

it('chooses a method where the edited equations do not fit the named one', () => {
  expect(methodOf('dv/dt = (I - v + 0.1*v**2/mV)/tau : volt')).toBe('euler');
  expect(methodOf('dv/dt = (I - v + 5*mV*sqrt(tau)*xi)/tau : volt')).toBe('euler');
});

it('leaves what is wrong in the text to the compiler', () => {
  expect(() => methodOf('dv/dt = (I - w)/tau : volt')).toThrow('w');
  expect(() => methodOf('dv/dt = (I - v)/tau + mV*xi**2 : volt')).toThrow(/No method can integrate/);
});

const plastic: Figure = {
  ...figure,
  network: {
    dt: '0.1*ms',
    populations: {
      N: {
        size: 2,
        equations: 'dv/dt = -v/tau : 1',
        threshold: 'v > 1',
        reset: 'v = 0',
        method: 'exact',
        parameters: { tau: '10*ms' },
      },
    },
    projections: [
      { from: 'N', to: 'N', on_pre: 'v_post += 0.1' },
      {
        from: 'N',
        to: 'N',
        model: 'dc/dt = -c/tau_c : 1 (clock-driven)\ntau_c : second',
        method: 'exact',
        on_pre: 'c += 1',
        parameters: { tau_c: ['1*ms', '2*ms', '3*ms', '4*ms'] },
        record: ['c'],
      },
    ],
  },
};

const synapseMethod = (model: string) => {
  const network = resolveEdited(plastic, {}, { 'projections.1.model': `${model}\ntau_c : second` });
  expect(network.populations.N?.method).toBe('exact');
  return compileNetwork(network, { seed: 1, unused: 'ignore' }).projections[1]?.program.method;
};

it('chooses a method for synapses whose edited equations do not fit the named one, and only for them', () => {
  expect(synapseMethod('dc/dt = -c/(2*tau_c) : 1 (clock-driven)')).toEqual({
    name: 'exact',
    automatic: false,
  });
  expect(synapseMethod('dc/dt = -c**3/tau_c : 1 (clock-driven)')).toEqual({ name: 'euler', automatic: true });
});

it("leaves what is wrong in a synapse's equations to the compiler, at the word", () => {
  const model = 'dc/dt = -c**3/tau_x : 1 (clock-driven)';
  try {
    synapseMethod(model);
    expect.unreachable();
  } catch (error) {
    const [diagnostic] = (error as LanguageError).diagnostics;
    expect(diagnostic?.source).toBe('projections.1.model');
    expect(model.slice(diagnostic?.span.start, diagnostic?.span.end)).toBe('tau_x');
    expect(diagnostic?.suggestion).toBe('tau_c');
  }
});
