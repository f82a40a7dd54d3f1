import { expect, it } from 'vitest';
import { NetworkError } from '../network/error.ts';
import type { Figure } from './figure.ts';
import { refusalOf } from './refusal.ts';

const cell = { size: 1, equations: 'dv/dt = -v/ms : 1' };

const figureOf = (names: readonly string[]) =>
  ({
    network: {
      dt: '0.1*ms',
      populations: Object.fromEntries(names.map((name) => [name, cell])),
      projections: [{ from: 'E_cells', to: { population: 'I', range: [0, 1] } }],
    },
    parameters: [
      {
        name: 't_ref',
        meaning: 'absolute refractory period',
        sets: [{ path: 'populations.E_cells.parameters.t_ref' }],
      },
    ],
    views: [{ kind: 'raster', populations: [{ name: 'I', label: 'inhibitory' }] }],
  }) as unknown as Figure;

const two = figureOf(['E_cells', 'I']);

it.each([
  ['populations.E_cells.refractory', 'it is long.', 'Refractory period (E cells): it is long.'],
  ['populations.I.equations', 'noise.', 'Equations (inhibitory): noise.'],
  ['populations.E_cells.parameters.t_ref', 'no.', 'Absolute refractory period (E cells): no.'],
  ['projections.0.model', 'it learns.', 'Equations (synapses from E cells to inhibitory): it learns.'],
  ['projections.0.delay', 'long.', 'Delay (synapses from E cells to inhibitory): long.'],
  ['projections.0', 'no way.', 'Synapses from E cells to inhibitory: no way.'],
  ['', 'nothing is on the chip.', 'Nothing is on the chip.'],
  ['dt', 'must be positive.', 'dt: must be positive.'],
])('says where %s is in the words of the figure', (path, sentence, said) => {
  expect(refusalOf(two, new NetworkError(path, sentence))).toBe(said);
});

it('names the only population by nothing, and a parameter by its meaning', () => {
  const error = new NetworkError('populations.E_cells.refractory', 'set t_ref to 1 ms.', undefined, 't_ref');
  expect(refusalOf(figureOf(['E_cells']), error)).toBe(
    'Refractory period: set the absolute refractory period to 1 ms.',
  );
});

it('leaves other errors as they are', () => {
  expect(refusalOf(two, new RangeError('populations.I.size'))).toBe('populations.I.size');
});
