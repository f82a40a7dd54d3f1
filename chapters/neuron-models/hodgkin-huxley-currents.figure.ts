import type { Figure } from '../../src/experiment/figure.ts';

export const figure: Figure = {
  title: 'Hodgkin-Huxley-type neuron with currents to plug in',
  question: 'What changes when one more current is plugged in?',
  caption:
    'Begin with sodium, potassium and leak alone. Plug in $I_\\mathrm{M}$: the intervals grow. Plug in $I_\\mathrm{T}$, hold the cell down with a negative $I$ and let go: it answers with a burst. Plug in $I_\\mathrm{A}$: the first spike comes later. In the middle, the currents that were added.',
  alt: 'Membrane potential of a cortical model neuron that fires regularly, above the traces of the added potassium and calcium currents and their slow gates. Beside them the firing rate against the injected current.',
  network: {
    dt: '0.02*ms',
    populations: {
      cell: {
        size: 1,
        equations: `dv/dt = (I - I_Na - I_K - g_L*(v - E_L) - I_A - I_M - I_T)/C_m : volt
I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
I_K = g_K*n**4*(v - E_K) : amp/meter**2
I_A = g_A*a**3*b*(v - E_K) : amp/meter**2
I_M = g_M*p*(v - E_K) : amp/meter**2
I_T = g_T*s_inf**2*u*(v - E_Ca) : amp/meter**2
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
da/dt = (a_inf - a)/tau_a : 1
db/dt = (b_inf - b)/tau_b : 1
dp/dt = (p_inf - p)/tau_p : 1
du/dt = (u_inf - u)/tau_u : 1
alpha_m = 1.28/exprel(-(v - V_T - 13*mV)/(4*mV))/ms : Hz
beta_m = 1.4/exprel((v - V_T - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp(-(v - V_T - 17*mV)/(18*mV))/ms : Hz
beta_h = 4/(1 + exp(-(v - V_T - 40*mV)/(5*mV)))/ms : Hz
alpha_n = 0.16/exprel(-(v - V_T - 15*mV)/(5*mV))/ms : Hz
beta_n = 0.5*exp(-(v - V_T - 10*mV)/(40*mV))/ms : Hz
a_inf = (0.0761*exp((v + 94.22*mV)/(31.84*mV))/(1 + exp((v + 1.17*mV)/(28.93*mV))))**(1/3) : 1
tau_a = 0.3632*ms + 1.158*ms/(1 + exp((v + 55.96*mV)/(20.12*mV))) : second
b_inf = 1/(1 + exp((v + 53.3*mV)/(14.54*mV)))**4 : 1
tau_b = 1.24*ms + 2.678*ms/(1 + exp((v + 50*mV)/(16.027*mV))) : second
p_inf = 1/(1 + exp(-(v + 35*mV)/(10*mV))) : 1
tau_p = tau_max/(3.3*exp((v + 35*mV)/(20*mV)) + exp(-(v + 35*mV)/(20*mV))) : second
s_inf = 1/(1 + exp(-(v + 59*mV)/(6.2*mV))) : 1
u_inf = 1/(1 + exp((v + 83*mV)/(4*mV))) : 1
tau_u = (30.8*ms + (211.4*ms + ms*exp((v + 115.2*mV)/(5*mV)))/(1 + exp((v + 86*mV)/(3.2*mV))))/3.737 : second
I : amp/meter**2`,
        threshold: 'v > -20*mV',
        refractory: 'v > -20*mV',
        method: 'rk4',
        parameters: {
          I: '3*uA/cm**2',
          C_m: '1*uF/cm**2',
          g_Na: '50*mS/cm**2',
          g_K: '5*mS/cm**2',
          g_L: '0.1*mS/cm**2',
          g_A: '0*mS/cm**2',
          g_M: '0*mS/cm**2',
          g_T: '0*mS/cm**2',
          E_Na: '50*mV',
          E_K: '-90*mV',
          E_L: '-70*mV',
          E_Ca: '120*mV',
          V_T: '-56.2*mV',
          tau_max: '600*ms',
        },
        // Steady values at -70 mV.
        initial: { v: '-70*mV', m: 0.00002, h: 0.9999, n: 0.0007, a: 0.542, b: 0.332, p: 0.0293, u: 0.0373 },
        record: { variables: ['v', 'I_A', 'I_M', 'I_T', 'b', 'p', 'u'], indices: [0], every: '0.2*ms' },
      },
    },
  },
  parameters: [
    {
      name: 'I',
      symbol: 'I',
      role: 'excitatory',
      meaning: 'injected current density',
      unit: 'uA/cm**2',
      minimum: -4,
      maximum: 10,
      default: 3,
      step: 0.1,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.I' }],
    },
    {
      name: 'g_A',
      symbol: 'g_\\mathrm{A}',
      role: 'neutral',
      meaning: 'A-type potassium conductance',
      unit: 'mS/cm**2',
      minimum: 0,
      maximum: 1,
      default: 0,
      step: 0.01,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.g_A' }],
    },
    {
      name: 'g_M',
      symbol: 'g_\\mathrm{M}',
      role: 'neutral',
      meaning: 'M-type potassium conductance',
      unit: 'mS/cm**2',
      minimum: 0,
      maximum: 0.5,
      default: 0,
      step: 0.005,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.g_M' }],
    },
    {
      name: 'g_T',
      symbol: 'g_\\mathrm{T}',
      role: 'neutral',
      meaning: 'T-type calcium conductance',
      unit: 'mS/cm**2',
      minimum: 0,
      maximum: 2,
      default: 0,
      step: 0.02,
      prominent: true,
      sets: [{ path: 'populations.cell.parameters.g_T' }],
    },
  ],
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
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
    I_A: {
      symbol: 'I_\\mathrm{A}',
      role: 'inhibitory',
      meaning: 'A-type potassium current',
      unit: 'uA/cm**2',
    },
    I_M: {
      symbol: 'I_\\mathrm{M}',
      role: 'adaptation',
      meaning: 'M-type potassium current',
      unit: 'uA/cm**2',
    },
    I_T: { symbol: 'I_\\mathrm{T}', role: 'excitatory', meaning: 'T-type calcium current', unit: 'uA/cm**2' },
    b: { symbol: 'b', role: 'inhibitory', meaning: 'inactivation of the A-type current' },
    p: { symbol: 'p', role: 'adaptation', meaning: 'activation of the M-type current' },
    u: { symbol: 'u', role: 'excitatory', meaning: 'inactivation of the T-type current' },
    alpha_m: { symbol: '\\alpha_m', role: 'neutral', meaning: 'opening rate of m', unit: 'kHz' },
    beta_m: { symbol: '\\beta_m', role: 'neutral', meaning: 'closing rate of m', unit: 'kHz' },
    alpha_h: { symbol: '\\alpha_h', role: 'neutral', meaning: 'opening rate of h', unit: 'kHz' },
    beta_h: { symbol: '\\beta_h', role: 'neutral', meaning: 'closing rate of h', unit: 'kHz' },
    alpha_n: { symbol: '\\alpha_n', role: 'neutral', meaning: 'opening rate of n', unit: 'kHz' },
    beta_n: { symbol: '\\beta_n', role: 'neutral', meaning: 'closing rate of n', unit: 'kHz' },
  },
  views: [
    {
      kind: 'traces',
      title: 'Potential, added currents and their slow gates',
      window: '500*ms',
      panels: [
        { label: 'V', unit: 'mV', range: [-100, 60], lines: [{ of: 'cell.v' }], height: 1.6 },
        {
          label: 'added',
          unit: 'uA/cm**2',
          range: [-8, 8],
          lines: [{ of: 'cell.I_A' }, { of: 'cell.I_M' }, { of: 'cell.I_T' }],
        },
        { label: 'gates', range: [0, 1], lines: [{ of: 'cell.b' }, { of: 'cell.p' }, { of: 'cell.u' }] },
      ],
    },
    { kind: 'curve', title: 'Firing rate', sweep: 'rate' },
  ],
  sweeps: {
    rate: {
      parameter: 'I',
      population: 'cell',
      from: 0,
      to: 10,
      points: 41,
      duration: '1*second',
      settle: '400*ms',
      measure: 'rate',
    },
  },
  measures: {
    rate: { kind: 'rate', population: 'cell', window: '1*second', label: 'firing rate' },
    count: { kind: 'count', population: 'cell', since: 'change', label: 'spikes since the last change' },
  },
  presets: [
    { name: 'bare', title: 'Sodium, potassium, leak', values: {} },
    { name: 'a-type', title: 'With A-type potassium', values: { g_A: 0.3 } },
    { name: 'm-type', title: 'With M-type potassium', values: { g_M: 0.1 } },
    { name: 't-type', title: 'With T-type calcium', values: { g_T: 1, I: 0 } },
  ],
  goals: [
    {
      name: 'slow',
      task: 'Leave $I$ alone and plug in one current so that the cell goes on firing, but at 5 to 12 spikes a second.',
      hint: 'Which of the three currents grows with every spike and fades in tenths of a second?',
      answer:
        'Plug in about 0.13 mS/cm² of the M-type current. Each spike opens a little of it; it closes over hundreds of milliseconds, and the rate settles where opening and closing balance.',
      when: [
        { of: 'I', untouched: true },
        { of: 'rate', atLeast: 5, atMost: 12 },
      ],
      solution: [{ values: { g_M: 0.13 } }],
      within: '2*second',
    },
    {
      name: 'rebound-burst',
      task: 'Make the cell answer with at least three spikes when you set $I$ to 0.',
      hint: 'It must hold something back while it is held down. Which gate opens only below the rest?',
      answer:
        'Plug in the T-type current, 1 mS/cm², hold the cell at $I = -2$ µA/cm² for two tenths of a second, and let go. Held down, the calcium channels recover from inactivation ($u$ rises); at rest they open at once and carry a burst.',
      when: [
        { of: 'I', atLeast: 0, atMost: 0 },
        { of: 'count', atLeast: 3 },
      ],
      solution: [{ values: { g_T: 1, I: -2 } }, { at: '200*ms', values: { I: 0 } }],
      within: '200*ms',
    },
  ],
  speed: 0.1,
  duration: '500*ms',
  sources: ['TraubMiles1991', 'ConnorStevens1971', 'Pospischil2008'],
};
