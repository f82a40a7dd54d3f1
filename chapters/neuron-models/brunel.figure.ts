import type { Figure, Override } from '../../src/experiment/figure.ts';
import type { Population, Projection } from '../../src/network/network.ts';

/** Model A of Brunel (2000): excitatory and inhibitory neurons are alike, and so is what drives them. */
const neuron: Population = {
  size: 2000,
  equations: `dv/dt = (mu_x - v)/tau + sigma_x*xi/sqrt(tau) : volt (unless refractory)
mu_x = eta*theta : volt
sigma_x = sqrt(eta*theta*J) : volt`,
  threshold: 'v > theta',
  reset: 'v = V_r',
  refractory: 't_ref',
  method: 'euler',
  parameters: {
    eta: '2',
    J: '0.5*mV',
    tau: '20*ms',
    theta: '20*mV',
    V_r: '10*mV',
    t_ref: '2*ms',
  },
  initial: { v: 'rand()*theta' },
};

const projection = (from: 'E' | 'I', to: 'E' | 'I'): Projection => ({
  from,
  to,
  model: `w_${from.toLowerCase()} : volt (shared, constant)`,
  on_pre: `v_post += w_${from.toLowerCase()}`,
  connect: { in_degree: from === 'E' ? 200 : 50 },
  parameters: from === 'E' ? { w_e: '0.5*mV' } : { w_i: '-1.5*mV' },
  delay: '1.5*ms',
});

const everywhere = (parameter: string, value?: string): Override[] =>
  ['E', 'I'].map((name) => ({
    path: `populations.${name}.parameters.${parameter}`,
    ...(value === undefined ? {} : { value }),
  }));

const projections = (member: string, value?: string, which = [0, 1, 2, 3]): Override[] =>
  which.map((k) => ({ path: `projections.${k}.${member}`, ...(value === undefined ? {} : { value }) }));

export const figure: Figure = {
  title: "Brunel's network",
  question: 'When do neurons fire together, and when each for itself?',
  caption:
    'Every cell of the map is a run of a whole network, and the raster is the network under the crosshair: drag it. Left of $g = 4$ excitation wins, and the neurons fire like clocks, in two groups that take turns. Right of it inhibition wins, and each fires at times that look like chance, near the rate that theory expects of it. The dashed lines are where theory expects the rate that is written on them.',
  alt: 'Raster of spikes of a network of excitatory and inhibitory neurons against time with the population rate below it, and a map of the same network over relative inhibition and external drive, coloured by rate, irregularity, swing or rhythm. Weak inhibition gives vertical stripes of spikes, strong inhibition irregular dots.',
  network: {
    dt: '0.1*ms',
    populations: { E: neuron, I: { ...neuron, size: 500 } },
    projections: [projection('E', 'E'), projection('E', 'I'), projection('I', 'E'), projection('I', 'I')],
  },
  parameters: [
    {
      name: 'g',
      symbol: 'g',
      role: 'inhibitory',
      meaning: 'strength of an inhibitory synapse in units of an excitatory one',
      minimum: 0,
      maximum: 8,
      default: 3,
      step: 0.05,
      prominent: true,
      sets: projections('parameters.w_i', '-g*100*mV/C_E', [2, 3]),
    },
    {
      name: 'eta',
      symbol: '\\eta',
      role: 'excitatory',
      meaning: 'external drive; at 1 its mean alone would just reach the threshold',
      minimum: 0,
      maximum: 4,
      default: 2,
      step: 0.05,
      prominent: true,
      sets: everywhere('eta'),
    },
    {
      name: 'N',
      symbol: 'N',
      role: 'neutral',
      meaning: 'neurons, four in five excitatory',
      minimum: 1250,
      maximum: 12500,
      default: 2500,
      step: 1250,
      prominent: true,
      sets: [
        { path: 'populations.E.size', value: '0.8*N' },
        { path: 'populations.I.size', value: '0.2*N' },
      ],
    },
    {
      name: 'C_E',
      symbol: 'C_E',
      role: 'weight',
      meaning: 'excitatory synapses a neuron, 100 mV among them',
      minimum: 100,
      maximum: 1000,
      default: 200,
      step: 100,
      prominent: true,
      sets: [
        ...everywhere('J', '100*mV/C_E'),
        ...projections('parameters.w_e', '100*mV/C_E', [0, 1]),
        ...projections('connect.in_degree', 'C_E', [0, 1]),
        ...projections('connect.in_degree', 'C_E/4', [2, 3]),
      ],
    },
    {
      name: 'D',
      symbol: 'D',
      role: 'neutral',
      meaning: 'delay from spike to effect',
      unit: 'ms',
      minimum: 0.1,
      maximum: 5,
      default: 1.5,
      step: 0.1,
      sets: projections('delay'),
    },
    {
      name: 't_ref',
      symbol: '\\tau_\\mathrm{arp}',
      role: 'neutral',
      meaning: 'absolute refractory period',
      unit: 'ms',
      minimum: 0.5,
      maximum: 10,
      default: 2,
      step: 0.5,
      sets: everywhere('t_ref'),
    },
  ],
  symbols: {
    v: { symbol: 'u', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    mu_x: { symbol: '\\mu_x', role: 'excitatory', meaning: 'mean of the external drive', unit: 'mV' },
    sigma_x: { symbol: '\\sigma_x', role: 'neutral', meaning: 'noise of the external drive', unit: 'mV' },
    tau: { symbol: '\\tau_m', role: 'membrane', meaning: 'membrane time constant', unit: 'ms' },
    theta: { symbol: '\\theta', role: 'neutral', meaning: 'firing threshold', unit: 'mV' },
    V_r: { symbol: 'u_r', role: 'neutral', meaning: 'reset potential', unit: 'mV' },
    J: { symbol: 'J', role: 'weight', meaning: 'what one excitatory spike adds', unit: 'mV' },
    w_e: { symbol: 'w_e', role: 'weight', meaning: 'excitatory weight', unit: 'mV' },
    w_i: { symbol: 'w_i', role: 'weight', meaning: 'inhibitory weight', unit: 'mV' },
  },
  views: [
    {
      kind: 'raster',
      title: 'Spikes',
      window: '100*ms',
      populations: [
        { name: 'E', role: 'excitatory', label: 'excitatory' },
        { name: 'I', role: 'inhibitory', label: 'inhibitory' },
      ],
    },
    {
      kind: 'rate',
      title: 'Rate of the excitatory neurons',
      window: '100*ms',
      // Eight bins a period of the fastest rhythm, 1.6 ms.
      bin: '0.2*ms',
      populations: [{ name: 'E', role: 'excitatory', label: 'excitatory' }],
    },
    { kind: 'map', title: 'Runs of 1,250 neurons' },
  ],
  map: {
    x: { parameter: 'g', from: 0, to: 8 },
    y: { parameter: 'eta', from: 0, to: 4 },
    columns: 36,
    rows: 27,
    duration: '500*ms',
    settle: '150*ms',
    values: { N: 1250 },
    measures: [
      { measure: 'rate', range: [5, 500], log: true, levels: [5, 20, 50, 100, 200] },
      { measure: 'cv', range: [0, 1.5] },
      { measure: 'swing', range: [0, 2] },
      { measure: 'rhythm', range: [0, 1] },
    ],
  },
  measures: {
    rate: {
      kind: 'rate',
      population: 'E',
      window: '300*ms',
      label: 'rate',
      // Brunel (2000), equations 4 and 5: C_E J is 100 mV, C_I is C_E/4.
      selfConsistent: {
        mean: 'eta*20*mV + 100*mV*20*ms*nu*(1 - g/4)',
        variance: '100*mV/C_E*(eta*20*mV + 100*mV*20*ms*nu*(1 + g**2/4))',
        tau: '20*ms',
        threshold: '20*mV',
        reset: '10*mV',
        refractory: 't_ref',
      },
    },
    cv: { kind: 'cv', population: 'E', label: 'irregularity (CV)' },
    swing: { kind: 'swing', population: 'E', label: 'swing of the rate' },
    rhythm: { kind: 'rhythm', population: 'E', label: 'rhythm' },
    frequency: { kind: 'frequency', population: 'E', label: 'its frequency' },
  },
  presets: [
    { name: 'synchronous-regular', title: 'Synchronous regular', values: { g: 3, eta: 2 } },
    // With 200 synapses chance hides most of the beat: 400 weaker ones are less noisy.
    { name: 'fast-oscillation', title: 'Synchronous irregular, fast', values: { g: 6, eta: 4, C_E: 400 } },
    { name: 'asynchronous-irregular', title: 'Asynchronous irregular', values: { g: 5, eta: 2 } },
    { name: 'slow-oscillation', title: 'Synchronous irregular, slow', values: { g: 4.5, eta: 0.9 } },
  ],
  goals: [
    {
      name: 'irregular',
      task: 'Leave the drive $\\eta$ as it is, and make the neurons fire below 60 Hz and irregularly, with a CV above 0.8.',
      hint: 'There are four excitatory synapses for every inhibitory one. How strong must one be to make up for four?',
      answer:
        'Beyond $g = 4$ the inhibition that a spike brings about outweighs the excitation. With $g = 5$ the mean drive stays near the threshold, and the fluctuations decide when a neuron fires.',
      when: [
        { of: 'eta', untouched: true },
        { of: 'rate', atLeast: 5, atMost: 60 },
        { of: 'cv', atLeast: 0.8 },
      ],
      solution: [{ values: { g: 5 } }],
      within: '500*ms',
    },
    {
      name: 'slow',
      task: 'Make all neurons beat together slowly: a swing of their rate above 1, while each fires less than 25 times a second.',
      hint: 'Let inhibition win, and take away so much drive that the external input alone nearly falls silent.',
      answer:
        'With $\\eta = 0.9$ the external drive alone just fails to reach the threshold. At $g = 4.5$ the network flickers: a few neurons ignite the rest, and inhibition ends it. There are about 30 beats a second, and a neuron fires two spikes in three of them on average.',
      when: [
        { of: 'g', atLeast: 4.1 },
        { of: 'rate', atLeast: 2, atMost: 25 },
        { of: 'swing', atLeast: 1 },
      ],
      solution: [{ values: { g: 4.5, eta: 0.9 } }],
      within: '500*ms',
    },
  ],
  speed: 0.06,
  duration: '200*ms',
  sources: ['Brunel2000'],
};
