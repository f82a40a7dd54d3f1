import { expect, it } from 'vitest';
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
});
