import { describe, expect, it } from 'vitest';
import type { Figure, Parameter } from './figure.ts';
import { liveTargets, overriddenValues, resolveNetwork } from './resolve.ts';
import { sideBySide } from './side-by-side.ts';
import { validateFigure } from './validate.ts';

const parameter = (name: string, more: Partial<Parameter>): Parameter => ({
  name,
  symbol: name,
  role: 'neutral',
  meaning: name,
  minimum: 0,
  maximum: 100,
  default: 1,
  sets: [],
  ...more,
});

const figure: Figure = {
  title: 'Small',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.1*ms',
    populations: {
      E: {
        size: 80,
        equations: 'dv/dt = (R*I - v)/tau : volt\nI : amp',
        threshold: 'v > theta',
        reset: 'v = 0*mV',
        parameters: { R: '10*Mohm', tau: '10*ms', I: '1*nA', theta: '15*mV', g: '1/R' },
        initial: { v: '0*mV' },
        record: ['v'],
      },
    },
    projections: [
      {
        from: 'E',
        to: 'E',
        model: 'w : volt',
        on_pre: 'v_post += w',
        connect: { probability: 0.1 },
        parameters: { w: '1*mV' },
        delay: '1*ms',
      },
    ],
  },
  parameters: [
    parameter('N', {
      default: 100,
      maximum: 1000,
      sets: [
        { path: 'populations.E.size', value: '0.8*N' },
        { path: 'projections.0.connect.probability', value: 'clip(10/N, 0, 1)' },
      ],
    }),
    parameter('I', { unit: 'nA', sets: [{ path: 'populations.E.parameters.I' }] }),
    parameter('R', { unit: 'Mohm', default: 10, sets: [{ path: 'populations.E.parameters.R' }] }),
    parameter('lead', {
      unit: 'mV',
      default: 2,
      sets: [{ path: 'populations.E.parameters.theta', value: '3*lead + I*R' }],
    }),
    parameter('spread', {
      unit: 'mV',
      sets: [{ path: 'projections.0.parameters.w', value: 'spread*rand()' }],
    }),
    parameter('d', { unit: 'ms', sets: [{ path: 'projections.0.delay' }] }),
  ],
  symbols: { v: { symbol: 'v', role: 'membrane', meaning: 'potential', unit: 'mV' } },
  views: [],
  speed: 1,
  duration: '1*second',
};

describe('resolveNetwork', () => {
  it('writes the table into the network, with units', () => {
    const network = resolveNetwork(figure, { I: 2.5, N: 201 });
    expect(network.populations.E?.size).toBe(161);
    expect(network.populations.E?.parameters).toMatchObject({ I: '2.5*nA', R: '10*Mohm', tau: '10*ms' });
    expect(String(network.populations.E?.parameters?.theta)).toMatch(/^0\.031\d*\*metre\*\*2/);
    expect(network.projections?.[0]).toMatchObject({
      connect: { probability: 10 / 201 },
      delay: '1*ms',
      parameters: { w: '(1*mV)*rand()' },
    });
    expect(figure.network.populations.E?.size).toBe(80);
  });

  it('takes edited texts and refuses what is no text', () => {
    const network = resolveNetwork(figure, {}, { 'populations.E.reset': 'v = 1*mV' });
    expect(network.populations.E?.reset).toBe('v = 1*mV');
    for (const path of [
      'populations.F.reset',
      'populations.E.size',
      '__proto__.x',
      'populations.E.constructor',
      '',
    ])
      expect(() => resolveNetwork(figure, {}, { [path]: 'x' })).toThrow(/no text at/);
  });

  it('names figure, parameter and path of a bad override', () => {
    const bad = {
      ...figure,
      parameters: [parameter('q', { sets: [{ path: 'populations.E.parameters.q' }] })],
    };
    expect(() => resolveNetwork(bad, {})).toThrow('Figure "Small", parameter q, populations.E.parameters.q');
  });
});

describe('liveTargets', () => {
  const before = { N: 100, I: 1, R: 10, lead: 2, spread: 1, d: 1 };
  it('gives SI values of what can change in flight, computed ones included', () => {
    const outcome = liveTargets(figure, before, { ...before, I: 2 });
    expect(outcome.kind).toBe('live');
    if (outcome.kind !== 'live') return;
    expect(outcome.changes.map(({ target }) => target)).toEqual([
      { population: 'E', name: 'I' },
      { population: 'E', name: 'theta' },
    ]);
    expect(outcome.changes[0]?.value).toBeCloseTo(2e-9, 20);
    expect(outcome.changes[1]?.value).toBeCloseTo(0.026, 12);
  });

  it.each([
    ['N', 'populations.E.size'],
    ['spread', 'projections.0.parameters.w'],
    ['d', 'projections.0.delay'],
    ['R', 'populations.E.parameters.R'],
  ])('builds anew for %s', (name, path) => {
    expect(liveTargets(figure, before, { ...before, [name]: 50 })).toEqual({ kind: 'rebuild', path });
  });

  it('builds anew for the step, and for what begins the run anew by its own word', () => {
    const { parameters } = figure;
    const step = parameter('h', { unit: 'ms', default: 0.1, sets: [{ path: 'dt' }] });
    const stepped = { ...figure, parameters: [...parameters, step] };
    expect(resolveNetwork(stepped, { h: 0.3 }).dt).toBe('0.3*ms');
    expect(liveTargets(stepped, { h: 0.1 }, { h: 0.3 })).toEqual({ kind: 'rebuild', path: 'dt' });
    const strict = parameters.map((one) => (one.name === 'I' ? { ...one, anew: true as const } : one));
    const outcome = liveTargets({ ...figure, parameters: strict }, before, { ...before, I: 2 });
    expect(outcome).toEqual({ kind: 'rebuild', path: 'populations.E.parameters.I' });
  });

  it('does nothing where nothing changed', () => {
    expect(liveTargets(figure, before, { ...before })).toEqual({ kind: 'live', changes: [] });
  });
});

describe('side by side', () => {
  it('gives each neuron its own values and makes a parameter of a constant', () => {
    const network = sideBySide(figure, 'E', [{ parameter: 'I', values: [1, 2, 4] }], {});
    const population = network.populations.E;
    expect(population?.size).toBe(3);
    expect(population?.record).toBeUndefined();
    expect(population?.parameters?.I).toEqual([1e-9, 2e-9, 4e-9]);
    expect(population?.equations).toMatch(/\ntheta : metre\*\*2\*kilogram\*second\*\*\(-3\)\*amp\*\*\(-1\)$/);
  });

  it('follows what is computed from the swept name', () => {
    const lists = overriddenValues(figure, 'lead', [1, 2], {});
    expect([...lists.keys()]).toEqual(['populations.E.parameters.theta']);
    expect(lists.get('populations.E.parameters.theta')?.map((v) => v.toFixed(6))).toEqual([
      '0.013000',
      '0.016000',
    ]);
  });
});

describe('validateFigure', () => {
  it('finds nothing wrong with a sound figure', () => {
    expect(validateFigure(figure)).toEqual([]);
  });

  it('finds names, ranges, units, paths and views that do not fit', () => {
    const problems = validateFigure({
      ...figure,
      parameters: [
        parameter('a', { minimum: 5, maximum: 1, unit: 'mW/parsec', sets: [{ path: 'populations.X.size' }] }),
        parameter('a', { scale: 'log' }),
      ],
      duration: '5*mV',
      views: [
        {
          kind: 'raster',
          title: '',
          window: '1*ms',
          populations: [{ name: 'Z', role: 'neutral', label: '' }],
        },
      ],
      measures: { m: { kind: 'last', of: 'E.q', label: '' } },
    }).join('\n');
    for (const word of [
      'taken twice',
      'not below',
      'outside its range',
      'parsec',
      'leads nowhere',
      'not a time',
      'no population Z',
      'E.q is not recorded',
      'log scale',
    ])
      expect(problems).toContain(word);
  });
});
