import type { Figure } from '../../src/experiment/figure.ts';

const now = '(t % (400*ms))';
/** Relaxation towards 1 during the pulse and back to 0 after it, with a rate. */
const charge = (rate: string) =>
  `(int(${now} >= 20*ms and ${now} < 220*ms)*(1 - exp(-(${now} - 20*ms)*${rate})) + int(${now} >= 220*ms)*(1 - exp(-200*ms*${rate}))*exp(-(${now} - 220*ms)*${rate}))`;
/** Sum and difference of the two potentials each obey an equation of their own. */
const sum = `I/g_L*${charge('(g_L/C)')}`;
const difference = `I/(g_L + 2*g_c)*${charge('((g_L + 2*g_c)/C)')}`;

export const figure: Figure = {
  title: 'Two compartments',
  question: 'How much of what happens in the dendrite does the soma see?',
  caption:
    'A pulse of current enters the dendrite, or the soma. The other compartment follows: later, lower and rounder. The grey lines are the closed form. Loosen the coupling $g_\\mathrm{c}$, and the two drift apart; raise the current until the soma fires, and the closed form is left behind at the first reset.',
  alt: 'Two traces of membrane potential, of the soma and of the dendrite. A current pulse into the dendrite charges it; the soma follows more slowly and reaches about half the height.',
  network: {
    dt: '0.05*ms',
    populations: {
      cell: {
        size: 1,
        equations: `dv_s/dt = (g_L*(E_L - v_s) + g_c*(v_d - v_s) + I_s)/C : volt
dv_d/dt = (g_L*(E_L - v_d) + g_c*(v_s - v_d) + I_d)/C : volt
I_s = (1 - site)*I*int(t % T >= t_on and t % T < t_off) : amp
I_d = site*I*int(t % T >= t_on and t % T < t_off) : amp
I : amp
site : 1`,
        threshold: 'v_s > theta',
        reset: 'v_s = V_r',
        method: 'rk4',
        parameters: {
          I: '100*pA',
          site: 1,
          C: '100*pF',
          g_L: '5*nS',
          g_c: '5*nS',
          E_L: '-65*mV',
          theta: '-50*mV',
          V_r: '-65*mV',
          T: '400*ms',
          t_on: '19.975*ms',
          t_off: '219.975*ms',
        },
        initial: { v_s: 'E_L', v_d: 'E_L' },
        record: { variables: ['v_s', 'v_d', 'I_s', 'I_d'], indices: [0], every: '0.5*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'current during the pulse',
      unit: 'pA',
      minimum: -200,
      maximum: 400,
      default: 100,
      step: 5,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.I' }],
    },
    {
      name: 'g_c',
      symbol: 'g_\\mathrm{c}',
      role: 'weight',
      meaning: 'conductance that joins the compartments',
      unit: 'nS',
      minimum: 0.1,
      maximum: 50,
      default: 5,
      scale: 'log',
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.g_c' }],
    },
    {
      name: 'site',
      symbol: 'd',
      role: 'neutral',
      meaning: 'inject into the dendrite, not the soma',
      toggle: true,
      minimum: 0,
      maximum: 1,
      default: 1,
      step: 1,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.site' }],
    },
    {
      name: 'g_L',
      symbol: 'g_\\mathrm{L}',
      role: 'neutral',
      meaning: 'leak conductance of each compartment',
      unit: 'nS',
      minimum: 2,
      maximum: 20,
      default: 5,
      step: 0.5,
      sets: [{ path: 'populations.cell.parameters.g_L' }],
    },
    {
      name: 'C',
      symbol: 'C',
      role: 'membrane',
      meaning: 'capacitance of each compartment',
      unit: 'pF',
      minimum: 20,
      maximum: 200,
      default: 100,
      step: 5,
      sets: [{ path: 'populations.cell.parameters.C' }],
    },
    {
      name: 'E_L',
      symbol: 'E_L',
      role: 'neutral',
      meaning: 'resting potential',
      unit: 'mV',
      minimum: -80,
      maximum: -60,
      default: -65,
      step: 1,
      sets: [{ path: 'populations.cell.parameters.E_L' }],
    },
  ],
  symbols: {
    v_s: { symbol: 'u_\\mathrm{s}', role: 'membrane', meaning: 'potential of the soma', unit: 'mV' },
    v_d: { symbol: 'u_\\mathrm{d}', role: 'weight', meaning: 'potential of the dendrite', unit: 'mV' },
    I_s: { symbol: 'I_\\mathrm{s}', role: 'excitatory', meaning: 'current into the soma', unit: 'pA' },
    I_d: { symbol: 'I_\\mathrm{d}', role: 'weight', meaning: 'current into the dendrite', unit: 'pA' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'threshold of the soma', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
    T: { symbol: 'T', role: 'neutral', meaning: 'time from pulse to pulse', unit: 'ms' },
    t_on: { symbol: 't_\\mathrm{on}', role: 'neutral', meaning: 'beginning of the pulse', unit: 'ms' },
    t_off: { symbol: 't_\\mathrm{off}', role: 'neutral', meaning: 'end of the pulse', unit: 'ms' },
  },
  views: [
    {
      kind: 'traces',
      title: 'One pulse',
      window: '400*ms',
      panels: [
        {
          label: 'potentials',
          unit: 'mV',
          range: [-110, 0],
          closer: [[-70, -45]],
          lines: [
            { of: 'cell.v_s', reference: `E_L + 0.5*(${sum} + (1 - 2*site)*${difference})` },
            { of: 'cell.v_d', reference: `E_L + 0.5*(${sum} - (1 - 2*site)*${difference})` },
          ],
          spikes: 'cell',
          height: 2,
        },
        {
          label: 'currents',
          unit: 'pA',
          range: [-220, 420],
          closer: [[-20, 220]],
          lines: [{ of: 'cell.I_s' }, { of: 'cell.I_d' }],
          height: 0.8,
        },
      ],
    },
  ],
  measures: {
    soma: {
      kind: 'maximum',
      of: 'cell.v_s',
      unit: 'mV',
      label: 'highest potential of the soma',
      reference: 'E_L + 0.5*(I/g_L + (1 - 2*site)*I/(g_L + 2*g_c))',
    },
    dendrite: {
      kind: 'maximum',
      of: 'cell.v_d',
      unit: 'mV',
      label: 'of the dendrite',
      reference: 'E_L + 0.5*(I/g_L - (1 - 2*site)*I/(g_L + 2*g_c))',
    },
    count: { kind: 'count', population: 'cell', since: 'change', label: 'spikes since the last change' },
  },
  goals: [
    {
      name: 'private-dendrite',
      task: 'Let the dendrite rise to −55 mV or more while the soma stays below −63 mV.',
      hint: 'What the soma receives has to pass one conductance.',
      answer:
        'Lower $g_\\mathrm{c}$ to about 0.5 nS with 100 pA into the dendrite. In the steady state the soma follows with $g_\\mathrm{c}/(g_\\mathrm{c} + g_\\mathrm{L})$ of the dendrite’s response.',
      when: [
        { of: 'dendrite', atLeast: -55 },
        { of: 'soma', atMost: -63 },
      ],
      solution: [{ values: { g_c: 0.5 } }],
    },
    {
      name: 'fire-from-afar',
      task: 'Make the soma fire with current into the dendrite, without touching the coupling.',
      hint: 'Half of it arrives.',
      answer:
        'Raise the current to about 240 pA. The soma’s steady response is $I\\, g_\\mathrm{c}/(g_\\mathrm{L}(g_\\mathrm{L} + 2 g_\\mathrm{c}))$, which must pass the 15 mV to the threshold.',
      when: [
        { of: 'site', atLeast: 1 },
        { of: 'g_c', untouched: true },
        { of: 'count', atLeast: 1 },
      ],
      solution: [{ values: { I: 260 } }],
    },
  ],
  speed: 0.1,
  duration: '400*ms',
  sources: ['DayanAbbott2001'],
};
