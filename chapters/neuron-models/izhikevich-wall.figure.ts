import type { Figure, Parameter } from '../../src/experiment/figure.ts';
import { type Feature, features, protocol, recovery, steps } from './models/izhikevich-features.ts';

/**
 * All twenty are one population. Each has a step of its own: in a tenth of a millisecond of the run neuron k advances by
 * `pace` tenths of a millisecond. The program steps v first and then u with the new v, which is `v_new` here.
 */
const equations = `dv/dt = pace*F/ms : volt
du/dt = pace*a*(b*(v_new + shift) - decay*u)/ms : volt
F = 0.04*v**2/mV + p*v + q - u + I : volt
v_new = v + pace*F*dt/ms : volt
I = input(t, column)*mV + I_0 : volt
a : 1
b : 1
c : volt
d : volt
p : 1
q : volt
shift : volt
decay : 1
pace : 1
I_0 : volt
column : integer`;

const tick = 0.1;
const pace = ({ step }: Feature) => step / tick;
const p = ({ slow }: Feature) => (slow ? 4.1 : 5);
const q = ({ slow }: Feature) => (slow ? 108 : 140);
const shift = ({ accommodating }: Feature) => (accommodating ? 65 : 0);
const decay = ({ accommodating }: Feature) => (accommodating ? 0 : 1);
const each = (value: (feature: Feature) => number) => features.map(value);
const volts = (value: (feature: Feature) => number) => features.map((feature) => `${value(feature)}*mV`);

/** A number that follows from the chosen panel, as an expression. */
function chosen(value: (feature: Feature) => number): string {
  const usual = value(features[0] as Feature);
  const others = features.flatMap((feature, k) =>
    value(feature) === usual ? [] : [`${value(feature) - usual}*int(panel == ${k + 1})`],
  );
  return [String(usual), ...others].join(' + ');
}

const first = features[0] as Feature;
const phasic = features[1] as Feature;

/** What choosing the panel of a feature sets. */
function settings(feature: Feature, index: number): Readonly<Record<string, number>> {
  const { a, b, c, d, v } = feature;
  return { panel: index + 1, I_0: 0, a, b, c, d, v_0: v, u_0: recovery(feature) };
}

/** `inhibition brings spikes` -> `inhibition-brings-spikes` */
function nameOf({ title }: Feature): string {
  return title.replaceAll(' ', '-');
}

/** Least and greatest input of a feature. */
function reach({ input, step, span }: Feature): readonly [number, number] {
  const values = Array.from({ length: Math.round(span / step) }, (_, k) => input(k * step));
  return [Math.min(0, ...values), Math.max(...values)];
}

function dial(
  name: string,
  range: readonly [number, number],
  more: Pick<Parameter, 'symbol' | 'role' | 'meaning' | 'step' | 'default'> & Partial<Parameter>,
): Parameter {
  const path = `populations.cell.parameters.${name}`;
  return { name, minimum: range[0], maximum: range[1], sets: [{ path }], ...more };
}

export const figure: Figure = {
  title: 'Twenty features of one neuron model',
  question: 'How can two equations behave in twenty ways?',
  caption:
    'Every panel is the same two equations with other numbers and another input, drawn beneath the trace. Choose a panel: its neuron opens beside the wall as a point that moves in the plane of $v$ and $u$. On the dashed nullclines one of the two stands still, and where they cross both do: a filled dot is stable, an open one is not. Drag the ring: the run begins anew from there. The other letters let one text serve all twenty: $p$ and $q$ are 5 and 140 mV but in two panels, shift and decay differ for accommodation alone, pace is the time step that the published program takes for a panel, and its equation of $u$ uses $v_\\mathrm{new}$, the potential after that step.',
  alt: 'Twenty small panels, each the membrane potential of one neuron with its input beneath. Beside them the chosen neuron in the plane of membrane potential and recovery variable, with both nullclines, the fixed points and the path of the state, and below that its potential against time.',
  network: {
    dt: `${tick}*ms`,
    arrays: { input: { values: protocol(), dt: `${tick}*ms` } },
    populations: {
      wall: {
        size: features.length,
        equations,
        threshold: 'v > 30*mV',
        reset: 'v = c\nu += d',
        method: 'euler',
        parameters: {
          a: each(({ a }) => a),
          b: each(({ b }) => b),
          c: volts(({ c }) => c),
          d: volts(({ d }) => d),
          p: each(p),
          q: volts(q),
          shift: volts(shift),
          decay: each(decay),
          pace: each(pace),
          I_0: '0*mV',
          column: features.map((_, k) => k),
        },
        initial: { v: volts(({ v }) => v), u: volts(recovery) },
        record: {
          variables: ['v', 'I'],
          indices: features.map((_, k) => k),
          every: `${tick}*ms`,
        },
      },
      cell: {
        size: 1,
        equations,
        threshold: 'v > 30*mV',
        reset: 'v = c\nu += d',
        method: 'euler',
        parameters: {
          a: first.a,
          b: first.b,
          c: `${first.c}*mV`,
          d: `${first.d}*mV`,
          I_0: '0*mV',
          p: p(first),
          q: `${q(first)}*mV`,
          shift: `${shift(first)}*mV`,
          decay: decay(first),
          pace: pace(first),
          column: 0,
        },
        initial: { v: `${first.v}*mV`, u: `${recovery(first)}*mV` },
        record: { variables: ['v', 'u', 'I'], indices: [0], every: `${tick}*ms` },
      },
    },
  },
  parameters: [
    {
      name: 'panel',
      symbol: 'k',
      role: 'neutral',
      meaning: 'chosen panel',
      minimum: 1,
      maximum: features.length,
      default: 1,
      step: 1,
      sets: [
        { path: 'populations.cell.parameters.column', value: 'panel - 1' },
        { path: 'populations.cell.parameters.pace', value: chosen(pace) },
        { path: 'populations.cell.parameters.p', value: chosen(p) },
        { path: 'populations.cell.parameters.q', value: `(${chosen(q)})*mV` },
        { path: 'populations.cell.parameters.shift', value: `(${chosen(shift)})*mV` },
        { path: 'populations.cell.parameters.decay', value: chosen(decay) },
      ],
    },
    dial('I_0', [-20, 20], {
      symbol: 'I_0',
      role: 'excitatory',
      meaning: 'current added to the input of the panel',
      unit: 'mV',
      default: 0,
      step: 0.05,
      prominent: true,
    }),
    dial('a', [-0.03, 1], {
      symbol: 'a',
      role: 'adaptation',
      meaning: 'rate of recovery',
      default: first.a,
      step: 0.001,
      prominent: true,
    }),
    dial('b', [-1, 1], {
      symbol: 'b',
      role: 'adaptation',
      meaning: 'coupling of the recovery variable to the potential',
      default: first.b,
      step: 0.01,
      prominent: true,
    }),
    dial('c', [-70, -40], {
      symbol: 'c',
      role: 'neutral',
      meaning: 'where the potential is put back after a spike',
      unit: 'mV',
      default: first.c,
      step: 0.1,
      prominent: true,
    }),
    dial('d', [-21, 10], {
      symbol: 'd',
      role: 'adaptation',
      meaning: 'jump of the recovery variable at a spike',
      unit: 'mV',
      default: first.d,
      step: 0.05,
      prominent: true,
    }),
    {
      name: 'v_0',
      symbol: 'v_0',
      role: 'membrane',
      meaning: 'potential at the start',
      unit: 'mV',
      minimum: -90,
      maximum: 30,
      default: first.v,
      step: 0.1,
      sets: [{ path: 'populations.cell.initial.v' }],
    },
    {
      name: 'u_0',
      symbol: 'u_0',
      role: 'adaptation',
      meaning: 'recovery variable at the start',
      unit: 'mV',
      minimum: -50,
      maximum: 100,
      default: recovery(first),
      step: 0.1,
      sets: [{ path: 'populations.cell.initial.u' }],
    },
  ],
  symbols: {
    v: { symbol: 'v', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    u: { symbol: 'u', role: 'adaptation', meaning: 'recovery variable', unit: 'mV' },
    I: { symbol: 'I', role: 'excitatory', meaning: 'input', unit: 'mV' },
  },
  presets: features.map((feature, k) => ({
    name: nameOf(feature),
    title: `${String.fromCharCode(65 + k)} ${feature.title}`,
    values: settings(feature, k),
  })),
  views: [
    {
      kind: 'wall',
      title: 'Potential, and the input beneath',
      of: 'wall.v',
      unit: 'mV',
      range: [-95, 35],
      input: 'wall.I',
      columns: 4,
      chosen: 'panel',
      panels: features.map((feature, index) => ({
        title: feature.title,
        short: feature.short,
        index,
        steps: Math.round(feature.span / feature.step),
        span: `${feature.span}*ms`,
        input: reach(feature),
        preset: nameOf(feature),
      })),
    },
    {
      kind: 'phase',
      title: 'Phase plane',
      population: 'cell',
      x: { variable: 'v', unit: 'mV', range: [-80, 40] },
      y: { variable: 'u', unit: 'mV', range: [-20, 20] },
      nullclines: true,
      fixedPoints: true,
      start: { x: 'v_0', y: 'u_0' },
      frames: { parameter: 'panel', of: features.map(({ plane }) => plane) },
      height: 330,
    },
    { kind: 'opened', title: '{panel}', of: 'cell.v' },
  ],
  measures: {
    spikes: { kind: 'count', population: 'cell', label: 'spikes of the chosen neuron' },
    all: { kind: 'count', population: 'wall', label: 'spikes of all twenty' },
  },
  goals: [
    {
      name: 'twice-the-spikes',
      task: 'Make neuron A fire twice as often, at least 32 spikes in the run, without touching its input, $b$ or the reset $c$.',
      hint: 'Every spike leaves something behind that holds the next one back. How large is it?',
      answer:
        'Lower $d$ to 2. A spike now raises $u$ by 2 mV in place of 6, so less of the input goes into waiting for $u$ to decay.',
      when: [
        { of: 'panel', untouched: true },
        { of: 'I_0', untouched: true },
        { of: 'b', untouched: true },
        { of: 'c', untouched: true },
        { of: 'spikes', atLeast: 32 },
      ],
      solution: [{ values: { d: 2 } }],
    },
    {
      name: 'once-and-again',
      task: 'Open panel B, whose neuron fires once and falls silent. Make it fire at least three times with at most 0.2 mV more input.',
      hint: 'It falls silent where the nullclines still cross in a stable point. Raise $I_0$ in small steps and watch the filled dot.',
      answer:
        'At $I_0$ = 0.2 mV the crossing has become unstable: there is nowhere to rest, and the neuron fires on. Just below, it still fires once.',
      when: [
        { of: 'panel', atLeast: 2, atMost: 2 },
        { of: 'a', atLeast: phasic.a, atMost: phasic.a },
        { of: 'b', atLeast: phasic.b, atMost: phasic.b },
        { of: 'c', atLeast: phasic.c, atMost: phasic.c },
        { of: 'd', atLeast: phasic.d, atMost: phasic.d },
        { of: 'I_0', atMost: 0.2 },
        { of: 'spikes', atLeast: 3 },
      ],
      solution: [{ values: { ...settings(phasic, 1), I_0: 0.2 } }],
    },
  ],
  speed: 0.02,
  duration: `${(steps * tick).toFixed(1)}*ms`,
  repeats: `${(steps * tick).toFixed(1)}*ms`,
  precision: 'f64',
  sources: ['Izhikevich2003', 'Izhikevich2004'],
};
