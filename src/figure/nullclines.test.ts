import { expect, test } from 'vitest';
import { figure as izhikevich } from '../../chapters/neuron-models/izhikevich-atlas.figure.ts';
import type { Figure, PhaseView } from '../experiment/figure.ts';
import { portraitFinder, zeros } from './nullclines.ts';

function points(line: Float64Array): { x: number; y: number }[] {
  const found = [];
  for (let k = 0; k < line.length; k += 2)
    if (!Number.isNaN(line[k + 1])) found.push({ x: line[k] as number, y: line[k + 1] as number });
  return found;
}

test('zeros of a parabola and of an upright line', () => {
  const parabola = points(zeros((x, y) => y - x * x, [-2, 2], [-1, 5]));
  expect(parabola.length).toBeGreaterThan(100);
  for (const { x, y } of parabola) expect(y).toBeCloseTo(x * x, 9);
  const upright = points(zeros((x) => x - 0.3, [-1, 1], [0, 1]));
  expect(upright.length).toBeGreaterThan(30);
  for (const { x } of upright) expect(x).toBeCloseTo(0.3, 9);
});

test('nullclines of FitzHugh and Nagumo: a cubic and a straight line, at the present parameters', () => {
  const figure = fitzHugh();
  const find = portraitFinder(figure, figure.views[0] as PhaseView);
  expect(find({ I: 1 }).portrait.nullclines.length).toBe(2);
  const [cubic, line] = find({ I: 0.5 }).portrait.nullclines;
  for (const { x, y } of points((cubic as { points: Float64Array }).points))
    expect(y).toBeCloseTo(x - x ** 3 / 3 + 0.5, 6);
  for (const { x, y } of points((line as { points: Float64Array }).points))
    expect(y).toBeCloseTo((x + 0.7) / 0.8, 6);
  expect(points((cubic as { points: Float64Array }).points).length).toBeGreaterThan(80);
});

test('nullclines of the Izhikevich neuron in SI units', () => {
  const view = izhikevich.views.find((v): v is PhaseView => v.kind === 'phase') as PhaseView;
  const [v, u] = portraitFinder(izhikevich, view)({ I: 4 }).portrait.nullclines;
  expect([v?.variable, u?.variable]).toEqual(['v', 'u']);
  for (const { x, y } of points((v as { points: Float64Array }).points)) {
    const mv = x * 1e3;
    expect(y * 1e3).toBeCloseTo(0.04 * mv * mv + 5 * mv + 140 + 4, 6);
  }
  for (const { x, y } of points((u as { points: Float64Array }).points)) expect(y).toBeCloseTo(0.2 * x, 9);
});

function fitzHugh(): Figure {
  return {
    title: 'FitzHugh-Nagumo',
    question: '',
    caption: '',
    alt: '',
    network: {
      dt: '0.1*ms',
      populations: {
        cell: {
          size: 3,
          equations: 'dv/dt = (v - v**3/3 - w + I)/ms : 1\ndw/dt = 0.08*(v + 0.7 - 0.8*w)/ms : 1\nI : 1',
          method: 'rk4',
          parameters: { I: 0 },
        },
      },
    },
    parameters: [
      {
        name: 'I',
        symbol: 'I',
        role: 'excitatory',
        meaning: 'input',
        minimum: 0,
        maximum: 2,
        default: 0,
        sets: [{ path: 'populations.cell.parameters.I' }],
      },
    ],
    symbols: {},
    views: [
      {
        kind: 'phase',
        title: '',
        population: 'cell',
        x: { variable: 'v', range: [-2.5, 2.5] },
        y: { variable: 'w', range: [-1, 2] },
        nullclines: true,
      },
    ],
    speed: 1,
    duration: '100*ms',
  };
}
