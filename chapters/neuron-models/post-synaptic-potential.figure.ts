import type { Figure } from '../../src/experiment/figure.ts';

/** Seconds since the last spike of a source that fires `offset` after every beginning of a period. */
const since = (offset: string) => `((t + period - ${offset}) % period)`;
/** A single postsynaptic potential: the synapse's exponential through the membrane's. */
const psp = (w: string, offset: string) =>
  `R*${w}*tau_s/(tau_m - tau_s)*(exp(-${since(offset)}/tau_m) - exp(-${since(offset)}/tau_s))*int(t >= ${offset})`;

const clock = `dx/dt = 1/period : 1
period : second`;

/** Both neurons on one axis, as close as the potentials allow. */
const axis = {
  closer: [
    [-1, 1],
    [-3, 3],
    [-10, 10],
  ],
  around: 'E_L',
} as const;

export const figure: Figure = {
  title: 'Postsynaptic potentials',
  question: 'What does one spike do to the next neuron?',
  caption:
    'In every period an excitatory spike arrives, and half a period later an inhibitory one. Above, the synapse adds a current: the potential lies on its closed form, in grey, wherever the membrane rests. Below, it opens a conductance: move $E_L$ and the same spike does more, less, or the opposite.',
  alt: 'Two traces of membrane potential. In both an excitatory spike raises the potential, which peaks after some milliseconds and decays; an inhibitory spike lowers it. The upper neuron receives currents, the lower one conductances.',
  network: {
    dt: '0.02*ms',
    populations: {
      excitatory: {
        size: 1,
        equations: clock,
        threshold: 'x > 1',
        reset: 'x -= 1',
        method: 'euler',
        parameters: { period: '300*ms' },
        initial: { x: '1 - 10*ms/period' },
      },
      inhibitory: {
        size: 1,
        equations: clock,
        threshold: 'x > 1',
        reset: 'x -= 1',
        method: 'euler',
        parameters: { period: '300*ms' },
        initial: { x: '1 - (10*ms + period/2)/period' },
      },
      current: {
        size: 1,
        equations: `dv/dt = (E_L - v + R*I_syn)/tau_m : volt
dI_syn/dt = -I_syn/tau_s : amp`,
        method: 'exact',
        parameters: { E_L: '-65*mV', R: '100*Mohm', tau_m: '20*ms', tau_s: '5*ms' },
        initial: { v: 'E_L' },
        record: { variables: ['v', 'I_syn'], indices: [0], every: '0.2*ms' },
      },
      conductance: {
        size: 1,
        equations: `dv/dt = (E_L - v + R*(g_e*(E_e - v) + g_i*(E_i - v)))/tau_m : volt
dg_e/dt = -g_e/tau_s : siemens
dg_i/dt = -g_i/tau_s : siemens`,
        method: 'rk4',
        parameters: {
          E_L: '-65*mV',
          E_e: '0*mV',
          E_i: '-75*mV',
          R: '100*Mohm',
          tau_m: '20*ms',
          tau_s: '5*ms',
        },
        initial: { v: 'E_L' },
        record: { variables: ['v', 'g_e', 'g_i'], indices: [0], every: '0.2*ms' },
      },
    },
    projections: [
      {
        from: 'excitatory',
        to: 'current',
        model: 'w_e : amp',
        on_pre: 'I_syn_post += w_e',
        connect: 'all-to-all',
        parameters: { w_e: '50*pA' },
      },
      {
        from: 'inhibitory',
        to: 'current',
        model: 'w_i : amp',
        on_pre: 'I_syn_post += w_i',
        connect: 'all-to-all',
        parameters: { w_i: '-50*pA' },
      },
      {
        from: 'excitatory',
        to: 'conductance',
        model: 'q_e : siemens',
        on_pre: 'g_e_post += q_e',
        connect: 'all-to-all',
        parameters: { q_e: '50*pA/(65*mV)' },
      },
      {
        from: 'inhibitory',
        to: 'conductance',
        model: 'q_i : siemens',
        on_pre: 'g_i_post += q_i',
        connect: 'all-to-all',
        parameters: { q_i: '50*pA/(10*mV)' },
      },
    ],
  },
  parameters: [
    {
      name: 'tau_m',
      symbol: '\\tau_m',
      role: 'membrane',
      meaning: 'membrane time constant',
      unit: 'ms',
      minimum: 8,
      maximum: 40,
      default: 20,
      step: 0.5,
      prominent: true,
      sets: [
        { path: 'populations.current.parameters.tau_m' },
        { path: 'populations.conductance.parameters.tau_m' },
      ],
    },
    {
      name: 'tau_s',
      symbol: '\\tau_s',
      role: 'excitatory',
      meaning: 'synaptic time constant',
      unit: 'ms',
      minimum: 0.5,
      maximum: 7.5,
      default: 5,
      step: 0.1,
      prominent: true,
      sets: [
        { path: 'populations.current.parameters.tau_s' },
        { path: 'populations.conductance.parameters.tau_s' },
      ],
    },
    {
      name: 'E_L',
      symbol: 'E_L',
      role: 'neutral',
      meaning: 'resting potential',
      unit: 'mV',
      minimum: -90,
      maximum: -45,
      default: -65,
      step: 1,
      prominent: true,
      sets: [
        { path: 'populations.current.parameters.E_L' },
        { path: 'populations.conductance.parameters.E_L' },
      ],
    },
    {
      name: 'w_e',
      symbol: 'w_\\mathrm{e}',
      role: 'excitatory',
      meaning:
        'excitatory weight: current a spike adds above; below, a conductance that passes as much at −65 mV',
      unit: 'pA',
      minimum: 0,
      maximum: 100,
      default: 50,
      step: 1,
      prominent: true,
      sets: [
        { path: 'projections.0.parameters.w_e' },
        { path: 'projections.2.parameters.q_e', value: 'w_e/(65*mV)' },
      ],
    },
    {
      name: 'w_i',
      symbol: 'w_\\mathrm{i}',
      role: 'inhibitory',
      meaning:
        'inhibitory weight: current a spike adds above; below, a conductance that passes as much at −65 mV',
      unit: 'pA',
      minimum: -100,
      maximum: 0,
      default: -50,
      step: 1,
      prominent: true,
      sets: [
        { path: 'projections.1.parameters.w_i' },
        { path: 'projections.3.parameters.q_i', value: '-w_i/(10*mV)' },
      ],
    },
    {
      name: 'period',
      symbol: 'T',
      role: 'pre',
      meaning: 'time from one excitatory spike to the next',
      unit: 'ms',
      minimum: 20,
      maximum: 400,
      default: 300,
      step: 10,
      sets: [
        { path: 'populations.excitatory.parameters.period' },
        { path: 'populations.inhibitory.parameters.period' },
      ],
    },
    {
      name: 'R',
      symbol: 'R',
      role: 'neutral',
      meaning: 'membrane resistance',
      unit: 'Mohm',
      minimum: 10,
      maximum: 200,
      default: 100,
      step: 5,
      sets: [{ path: 'populations.current.parameters.R' }, { path: 'populations.conductance.parameters.R' }],
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    I_syn: { symbol: 'I_\\mathrm{syn}', role: 'excitatory', meaning: 'synaptic current', unit: 'pA' },
    g_e: { symbol: 'g_\\mathrm{e}', role: 'excitatory', meaning: 'excitatory conductance', unit: 'nS' },
    g_i: { symbol: 'g_\\mathrm{i}', role: 'inhibitory', meaning: 'inhibitory conductance', unit: 'nS' },
    E_e: {
      symbol: 'E_\\mathrm{e}',
      role: 'excitatory',
      meaning: 'excitatory reversal potential',
      unit: 'mV',
    },
    E_i: {
      symbol: 'E_\\mathrm{i}',
      role: 'inhibitory',
      meaning: 'inhibitory reversal potential',
      unit: 'mV',
    },
    q_e: {
      symbol: 'q_\\mathrm{e}',
      role: 'excitatory',
      meaning: 'jump of the excitatory conductance',
      unit: 'nS',
    },
    q_i: {
      symbol: 'q_\\mathrm{i}',
      role: 'inhibitory',
      meaning: 'jump of the inhibitory conductance',
      unit: 'nS',
    },
    x: { symbol: 'x', role: 'pre', meaning: 'phase of the source' },
  },
  views: [
    {
      kind: 'traces',
      title: 'Current-based above, conductance-based below',
      window: '300*ms',
      panels: [
        {
          label: 'u, currents',
          unit: 'mV',
          range: [-95, -40],
          ...axis,
          lines: [
            {
              of: 'current.v',
              reference: `E_L + ${psp('w_e', '(10*ms)')} + ${psp('w_i', '(10*ms + period/2)')}`,
            },
          ],
          height: 1.5,
        },
        {
          label: 'u, conductances',
          unit: 'mV',
          range: [-95, -40],
          ...axis,
          lines: [{ of: 'conductance.v' }],
          height: 1.5,
        },
        {
          label: 'conductances',
          unit: 'nS',
          range: [0, 12],
          lines: [{ of: 'conductance.g_e' }, { of: 'conductance.g_i' }],
        },
      ],
    },
  ],
  measures: {
    time: {
      kind: 'response',
      of: 'current.v',
      after: 'excitatory',
      gives: 'time of peak',
      unit: 'ms',
      label: 'peak of the excitatory potential after',
      reference: 'tau_m*tau_s/(tau_m - tau_s)*log(tau_m/tau_s)',
    },
    height: {
      kind: 'response',
      of: 'current.v',
      after: 'excitatory',
      gives: 'height of peak',
      unit: 'mV',
      label: 'its height, by current',
      reference: 'R*w_e*(tau_s/tau_m)**(tau_m/(tau_m - tau_s))',
    },
    heightByConductance: {
      kind: 'response',
      of: 'conductance.v',
      after: 'excitatory',
      gives: 'height of peak',
      unit: 'mV',
      label: 'by conductance',
    },
    inhibitory: {
      kind: 'response',
      of: 'conductance.v',
      after: 'inhibitory',
      gives: 'height of peak',
      unit: 'mV',
      label: 'inhibitory, by conductance',
    },
  },
  goals: [
    {
      name: 'five-milliseconds',
      task: 'Make the excitatory potential peak 5 ms after its spike, within 0.2 ms, without changing the membrane.',
      hint: 'The peak is where what still comes in balances what leaks away. Which of the two can you change?',
      answer:
        'Set $\\tau_s$ to about 1.9 ms. The peak time is $\\frac{\\tau_m \\tau_s}{\\tau_m - \\tau_s} \\ln(\\tau_m/\\tau_s)$; a shorter synaptic current peaks sooner.',
      when: [
        { of: 'tau_m', untouched: true },
        { of: 'time', atLeast: 4.8, atMost: 5.2 },
      ],
      solution: [{ values: { tau_s: 1.9 } }],
    },
    {
      name: 'inhibition-that-excites',
      task: 'Make the inhibitory spike raise the potential of the neuron with conductances by at least 0.5 mV.',
      hint: 'A conductance pulls towards its reversal potential, wherever that lies.',
      answer:
        'Set $E_L$ to −85 mV. Now the reversal potential of inhibition, −75 mV, lies above the rest, and the same synapse depolarises. The neuron with currents does not know the difference.',
      when: [{ of: 'inhibitory', atLeast: 0.5 }],
      solution: [{ values: { E_L: -85 } }],
      within: '600*ms',
    },
  ],
  speed: 0.05,
  duration: '300*ms',
  sources: ['RotterDiesmann1999', 'DayanAbbott2001'],
};
