import type { Figure } from '../../src/experiment/figure.ts';
import { axonRates, rateSymbols } from './models/axon.ts';

/** The rates at a fixed potential `v`, as text over the parameter table. */
const rates = (gate: 'm' | 'h' | 'n', v: string): readonly [string, string] => {
  if (gate === 'm') return [`1/exprel(-(${v} + 40*mV)/(10*mV))/ms`, `4*exp(-(${v} + 65*mV)/(18*mV))/ms`];
  if (gate === 'h')
    return [`0.07*exp(-(${v} + 65*mV)/(20*mV))/ms`, `1/(1 + exp(-(${v} + 35*mV)/(10*mV)))/ms`];
  return [`0.1/exprel(-(${v} + 55*mV)/(10*mV))/ms`, `0.125*exp(-(${v} + 65*mV)/(80*mV))/ms`];
};
const steady = (gate: 'm' | 'h' | 'n', v: string) => {
  const [open, close] = rates(gate, v);
  return `(${open})/(${open} + ${close})`;
};
/** Relaxation from one potential's steady value towards another's, `s` after the step. */
const relaxed = (gate: 'm' | 'h' | 'n', from: string, to: string, s: string) => {
  const [open, close] = rates(gate, to);
  return `(${steady(gate, to)} + (${from} - ${steady(gate, to)})*exp(-(${s})*(${open} + ${close})))`;
};

const pulse = ['10*ms', '30*ms', '80*ms'] as const;
const now = `(t % (${pulse[2]}))`;
const inside = `int(${now} >= 9.995*ms and ${now} < 29.995*ms)`;
/** The closed form of a gate over the run: at rest, during the pulse, and after it. */
const gate = (name: 'm' | 'h' | 'n') => {
  const rest = steady(name, 'V_hold');
  const during = relaxed(name, rest, 'V_test', `${now} - ${pulse[0]}`);
  const end = relaxed(name, rest, 'V_test', `${pulse[1]} - ${pulse[0]}`);
  const after = relaxed(name, end, 'V_hold', `${now} - ${pulse[1]}`);
  return `(int(${now} < 9.995*ms)*${rest} + ${inside}*${during} + int(${now} >= 29.995*ms)*${after})`;
};
const potential = `(V_hold + (V_test - V_hold)*${inside})`;

const sodium = `(1 - TTX)*120*mS/cm**2*${gate('m')}**3*${gate('h')}*(${potential} - E_Na)`;
const potassium = `(1 - TEA)*36*mS/cm**2*${gate('n')}**4*(${potential} + 77*mV)`;

export const figure: Figure = {
  title: 'Voltage clamp',
  question: 'What does the membrane do when its potential may not move?',
  caption:
    'The clamp holds the potential at $V_\\mathrm{hold}$, steps it to $V_\\mathrm{test}$ for 20 ms, and measures the current that this takes: $I_\\mathrm{ion}$, the black trace. Drag the dashed level. The meter gives the sum alone; block the sodium channels with TTX, and what is left of it is $I_\\mathrm{K}$, block the potassium channels with TEA, and it is $I_\\mathrm{Na}$. The thin coloured traces show the two parts, as only a model can. With the potential fixed each gate is an exponential, and the live currents lie on the closed forms, in grey.',
  alt: 'Traces of a voltage clamp experiment: the command potential steps up for 20 ms; the measured current dips inward for a moment and then rises outward to a plateau; of its two parts, drawn thin, the sodium current is the dip, which ends by itself, and the potassium current the slow rise; the gates relax exponentially. Beside them, the peak sodium current and the late potassium current against the test potential.',
  network: {
    dt: '0.01*ms',
    populations: {
      membrane: {
        size: 1,
        equations: `v = V_hold + (V_test - V_hold)*int(t % T >= t_on and t % T < t_off) : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
I_K = g_K*n**4*(v - E_K) : amp/meter**2
I_ion = I_Na + I_K : amp/meter**2
${axonRates}
V_test : volt
g_Na : siemens/meter**2
g_K : siemens/meter**2`,
        // At a fixed potential this is exact: each gate relaxes exponentially.
        method: 'exponential_euler',
        parameters: {
          V_hold: '-65*mV',
          V_test: '0*mV',
          g_Na: '120*mS/cm**2',
          g_K: '36*mS/cm**2',
          E_Na: '50*mV',
          E_K: '-77*mV',
          T: '80*ms',
          // Between two steps, so that rounding cannot move the pulse.
          t_on: '9.995*ms',
          t_off: '29.995*ms',
        },
        initial: { m: steady('m', 'V_hold'), h: steady('h', 'V_hold'), n: steady('n', 'V_hold') },
        record: { variables: ['v', 'm', 'h', 'n', 'I_Na', 'I_K', 'I_ion'], indices: [0], every: '0.05*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'V_test',
      symbol: 'V_\\mathrm{test}',
      role: 'membrane',
      meaning: 'potential during the pulse',
      unit: 'mV',
      minimum: -100,
      maximum: 80,
      default: 0,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.membrane.parameters.V_test' }],
    },
    {
      name: 'TTX',
      symbol: '\\mathrm{TTX}',
      role: 'neutral',
      meaning: 'block sodium channels (tetrodotoxin)',
      toggle: true,
      minimum: 0,
      maximum: 1,
      default: 0,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.membrane.parameters.g_Na', value: '(1 - TTX)*120*mS/cm**2' }],
    },
    {
      name: 'TEA',
      symbol: '\\mathrm{TEA}',
      role: 'neutral',
      meaning: 'block potassium channels (tetraethylammonium)',
      toggle: true,
      minimum: 0,
      maximum: 1,
      default: 0,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.membrane.parameters.g_K', value: '(1 - TEA)*36*mS/cm**2' }],
    },
    {
      name: 'V_hold',
      symbol: 'V_\\mathrm{hold}',
      role: 'membrane',
      meaning: 'holding potential',
      unit: 'mV',
      minimum: -100,
      maximum: -40,
      default: -65,
      step: 1,
      sets: [{ path: 'populations.membrane.parameters.V_hold' }],
    },
    {
      name: 'E_Na',
      symbol: 'E_\\mathrm{Na}',
      role: 'neutral',
      meaning: 'sodium reversal potential',
      unit: 'mV',
      minimum: 0,
      maximum: 80,
      default: 50,
      step: 1,
      sets: [{ path: 'populations.membrane.parameters.E_Na' }],
    },
  ],
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'clamped potential', unit: 'mV' },
    m: { symbol: 'm', role: 'excitatory', meaning: 'sodium activation' },
    h: { symbol: 'h', role: 'adaptation', meaning: 'sodium inactivation' },
    n: { symbol: 'n', role: 'inhibitory', meaning: 'potassium activation' },
    I_Na: {
      symbol: 'I_\\mathrm{Na}',
      role: 'excitatory',
      meaning: 'sodium current, outward',
      unit: 'uA/cm**2',
    },
    I_K: {
      symbol: 'I_\\mathrm{K}',
      role: 'inhibitory',
      meaning: 'potassium current, outward',
      unit: 'uA/cm**2',
    },
    I_ion: {
      symbol: 'I_\\mathrm{ion}',
      role: 'membrane',
      meaning: 'current that the clamp measures, outward',
      unit: 'uA/cm**2',
    },
    g_Na: {
      symbol: 'g_\\mathrm{Na}',
      role: 'neutral',
      meaning: 'largest sodium conductance',
      unit: 'mS/cm**2',
    },
    g_K: {
      symbol: 'g_\\mathrm{K}',
      role: 'neutral',
      meaning: 'largest potassium conductance',
      unit: 'mS/cm**2',
    },
    T: { symbol: 'T', role: 'neutral', meaning: 'time from pulse to pulse', unit: 'ms' },
    t_on: { symbol: 't_\\mathrm{on}', role: 'neutral', meaning: 'beginning of the pulse', unit: 'ms' },
    t_off: { symbol: 't_\\mathrm{off}', role: 'neutral', meaning: 'end of the pulse', unit: 'ms' },
    ...rateSymbols,
  },
  views: [
    {
      kind: 'traces',
      title: 'One pulse of the clamp',
      window: '80*ms',
      panels: [
        {
          label: 'V',
          unit: 'mV',
          range: [-105, 85],
          lines: [{ of: 'membrane.v' }],
          level: 'V_test',
          height: 0.8,
        },
        {
          label: 'currents',
          unit: 'uA/cm**2',
          range: [-6000, 12000],
          closer: [
            [-2000, 4000],
            [-5000, 6000],
          ],
          lines: [
            { of: 'membrane.I_Na', reference: sodium, quiet: true },
            { of: 'membrane.I_K', reference: potassium, quiet: true },
            { of: 'membrane.I_ion', reference: `${sodium} + ${potassium}` },
          ],
          height: 1.5,
        },
        {
          label: 'gates',
          range: [0, 1],
          lines: [{ of: 'membrane.m' }, { of: 'membrane.h' }, { of: 'membrane.n' }],
        },
      ],
    },
    {
      kind: 'relation',
      title: 'Current against test potential',
      place: 'side',
      unit: 'uA/cm**2',
      range: [-2000, 6000],
      sweeps: [
        { sweep: 'peak', of: 'I_Na', label: 'I_{Na} at its peak' },
        { sweep: 'late', of: 'I_K', label: 'I_{K} at the end' },
      ],
    },
  ],
  sweeps: {
    peak: {
      parameter: 'V_test',
      population: 'membrane',
      of: 'I_Na',
      measure: 'peak',
      points: 61,
      duration: '29.9*ms',
      settle: '10.01*ms',
    },
    late: {
      parameter: 'V_test',
      population: 'membrane',
      of: 'I_K',
      measure: 'last',
      points: 61,
      duration: '29.9*ms',
      settle: '29*ms',
      reference: `(1 - TEA)*36*mS/cm**2*${relaxed('n', steady('n', 'V_hold'), 'V_test', '19.9*ms')}**4*(V_test + 77*mV)`,
    },
  },
  measures: {
    inward: {
      kind: 'minimum',
      of: 'membrane.I_Na',
      unit: 'uA/cm**2',
      label: 'largest inward sodium current',
    },
    outward: { kind: 'maximum', of: 'membrane.I_K', unit: 'uA/cm**2', label: 'largest potassium current' },
  },
  goals: [
    {
      name: 'reversal',
      task: 'Step to a potential at which the open sodium channels carry no current.',
      hint: 'The current is a conductance times a distance. Which distance can you make zero?',
      answer:
        'Set $V_\\mathrm{test}$ to 50 mV, the sodium reversal potential. The gates open and close as before, but nothing drives the ions. Above it the current runs outward.',
      when: [
        { of: 'V_test', atLeast: 'E_Na - 1*mV', atMost: 'E_Na + 1*mV' },
        { of: 'inward', atLeast: -40 },
      ],
      solution: [{ values: { V_test: 50 } }],
      within: '80*ms',
    },
    {
      name: 'potassium-alone',
      task: 'Measure the potassium current alone: at least 500 µA/cm² of it, and no sodium current.',
      hint: 'Hodgkin and Huxley took the sodium out of the water. You have a toxin.',
      answer:
        'Block the sodium channels with TTX and step to 0 mV. What is left rises slowly with $n^4$ and stays for as long as the pulse.',
      when: [
        { of: 'TTX', atLeast: 1 },
        { of: 'outward', atLeast: 500 },
        { of: 'inward', atLeast: -1 },
      ],
      solution: [{ values: { TTX: 1 } }],
      within: '80*ms',
    },
  ],
  speed: 0.01,
  duration: '80*ms',
  sources: ['HodgkinHuxley1952'],
};
