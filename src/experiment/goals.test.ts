import { describe, expect, it } from 'vitest';
import type { Condition, Figure, Goal } from './figure.ts';
import { goalReached } from './goals.ts';
import { presetOf, presetValues } from './presets.ts';
import { readQuery } from './query.ts';
import { validateFigure } from './validate.ts';

const figure: Figure = {
  title: 'Small',
  question: '',
  caption: '',
  alt: '',
  network: {
    dt: '0.1*ms',
    populations: {
      E: {
        size: 1,
        equations: 'dv/dt = (R*I - v)/tau : volt\nI : amp',
        threshold: 'v > 15*mV',
        reset: 'v = 0*mV',
        parameters: { R: '10*Mohm', tau: '10*ms', I: '1*nA' },
        record: ['v'],
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'current',
      unit: 'nA',
      minimum: 0,
      maximum: 4,
      default: 1,
      sets: [{ path: 'populations.E.parameters.I' }],
    },
    {
      name: 'R',
      symbol: 'R',
      role: 'neutral',
      meaning: 'resistance',
      unit: 'Mohm',
      minimum: 1,
      maximum: 40,
      default: 10,
      sets: [{ path: 'populations.E.parameters.R' }],
    },
  ],
  symbols: {},
  views: [],
  measures: {
    rate: { kind: 'rate', population: 'E', label: 'rate', reference: '1/(10*ms)' },
    top: { kind: 'maximum', of: 'E.v', unit: 'mV', label: 'highest', reference: 'R*I' },
  },
  speed: 1,
  duration: '100*ms',
};

const goal = (when: readonly Condition[], more: Partial<Goal> = {}): Goal => ({
  name: 'make-it-fire',
  task: 'Make it fire.',
  hint: 'More.',
  answer: 'Raise $I$.',
  when,
  solution: [{ values: { I: 2 } }],
  ...more,
});

describe('a goal is reached', () => {
  it('between its bounds, ends included, in the unit of what they bound', () => {
    const between = goal([{ of: 'rate', atLeast: 40, atMost: 50 }]);
    const at = (rate: number) => goalReached(figure, between, {}, { rate });
    expect([39.9, 40, 45, 50, 50.1].map(at)).toEqual([false, true, true, true, false]);
  });

  it('at bounds that are expressions over the table', () => {
    const above = goal([{ of: 'top', atLeast: '0.9*R*I' }]);
    expect(goalReached(figure, above, {}, { top: 9.1 })).toBe(true);
    expect(goalReached(figure, above, { I: 2 }, { top: 9.1 })).toBe(false);
    const over = goal([{ of: 'I', atLeast: '15*mV/R' }]);
    expect([1.49, 1.51].map((I) => goalReached(figure, over, { I }, {}))).toEqual([false, true]);
  });

  it('by all its conditions at once, and by nothing that has no value', () => {
    const both = goal([
      { of: 'rate', atLeast: 10 },
      { of: 'I', untouched: true },
    ]);
    expect(goalReached(figure, both, { R: 20 }, { rate: 12 })).toBe(true);
    expect(goalReached(figure, both, { I: 1.5 }, { rate: 12 })).toBe(false);
    expect(goalReached(figure, both, {}, { rate: Number.NaN })).toBe(false);
    expect(goalReached(figure, both, {}, {})).toBe(false);
    const endless = goal([{ of: 'rate', atLeast: 'log(-1 + 0*I/nA)*Hz' }]);
    expect(goalReached(figure, endless, {}, { rate: 12 })).toBe(false);
  });
});

describe('validateFigure', () => {
  it('finds nothing wrong with sound goals and presets', () => {
    const sound: Figure = {
      ...figure,
      presets: [{ name: 'strong', title: 'Strong', values: { I: 3 } }],
      goals: [goal([{ of: 'top', atLeast: 'R*I' }], { solution: [{ at: '50*ms', values: { I: 2 } }] })],
    };
    expect(validateFigure(sound)).toEqual([]);
  });

  it.each<[string, Partial<Figure>]>([
    ['there is no measure or parameter q', { goals: [goal([{ of: 'q', atLeast: 1 }])] }],
    [
      'which is meant',
      {
        goals: [goal([{ of: 'I', atLeast: 1 }])],
        measures: { I: { kind: 'count', population: 'E', label: '' } },
      },
    ],
    ['is expected', { goals: [goal([{ of: 'top', atLeast: 'R' }])] }],
    ['is not known', { goals: [goal([{ of: 'top', atLeast: 'nonsense*mV' }])] }],
    ['only a parameter', { goals: [goal([{ of: 'rate', untouched: true }])] }],
    ['needs bounds', { goals: [goal([{ of: 'rate' }])] }],
    ['nothing lies between', { goals: [goal([{ of: 'rate', atLeast: 2, atMost: 1 }])] }],
    ['no condition', { goals: [goal([])] }],
    ['taken twice', { goals: [goal([{ of: 'rate', atLeast: 1 }]), goal([{ of: 'rate', atLeast: 1 }])] }],
    [
      'order of time',
      {
        goals: [
          goal([{ of: 'rate', atLeast: 1 }], {
            solution: [{ at: '5*ms', values: { I: 2 } }, { values: { I: 3 } }],
          }),
        ],
      },
    ],
    ['its hint is not whole', { goals: [goal([{ of: 'rate', atLeast: 1 }], { hint: 'Raise $I.' })] }],
    ['outside its range', { presets: [{ name: 'a', title: 'A', values: { I: 9 } }] }],
    ['no parameter q', { presets: [{ name: 'a', title: 'A', values: { q: 9 } }] }],
    ['letters, digits', { presets: [{ name: 'a b', title: 'A', values: {} }] }],
    [
      'is expected',
      { measures: { top: { kind: 'last', of: 'E.v', unit: 'mV', label: '', reference: 'R' } } },
    ],
  ])('%s', (sentence, wrong) => {
    expect(validateFigure({ ...figure, ...wrong }).join('\n')).toContain(sentence);
  });
});

describe('presets', () => {
  const withPresets: Figure = {
    ...figure,
    presets: [
      { name: 'weak', title: 'Weak', values: {} },
      { name: 'strong', title: 'Strong', values: { I: 3 } },
    ],
  };

  it('set all of the table, and hold while no value has moved', () => {
    expect(presetValues(withPresets, 'strong')).toEqual({ I: 3, R: 10 });
    expect(presetValues(withPresets, 'none')).toBeUndefined();
    expect(presetOf(withPresets, { I: 3 })?.name).toBe('strong');
    expect(presetOf(withPresets, { I: 3, R: 11 })).toBeUndefined();
  });

  it('stand in a readable link, with single values laid over them', () => {
    const read = readQuery(withPresets, '?set.R=12&preset=strong');
    expect(read).toMatchObject({ state: { values: { I: 3, R: 12 } } });
    expect(readQuery(withPresets, '?preset=stong')).toMatchObject({
      message: 'This figure has no preset "stong"; it has weak, strong.',
    });
  });
});
