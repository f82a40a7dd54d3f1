import type { Figure, Parameter, Role } from '../../src/experiment/figure.ts';

type Numbers = Pick<Parameter, 'unit' | 'minimum' | 'maximum' | 'default' | 'step'>;

function of(
  name: string,
  symbol: string,
  role: Role,
  meaning: string,
  numbers: Numbers,
  prominent = true,
): Parameter {
  const sets = [{ path: `populations.neuron.parameters.${name}` }];
  return { name, symbol, role, meaning, ...numbers, prominent, sets };
}

const total = '(g_L + g_e0 + g_i0)';
const rest = `((g_L*E_L + g_e0*E_e + g_i0*E_i)/${total})`;

/** Variance that one conductance leaves on the membrane: of the noise current through a leak of all means together. */
function variance(g: 'e' | 'i'): string {
  return `(sigma_${g}*(E_${g} - ${rest})/${total})**2*tau_${g}/(tau_${g} + C/${total})`;
}

export const figure: Figure = {
  title: 'Point-conductance model',
  question: 'What does a membrane make of the noise of thousands of synapses?',
  caption:
    'Two conductances fluctuate, each an Ornstein-Uhlenbeck process with mean $g_0$, standard deviation $\\sigma$ and time constant $\\tau$, and the membrane follows as fast as their sum lets it. At the right, what is recorded of the last five seconds against the grey Gaussian and the grey exponential. Nothing keeps a conductance above zero here: a $\\sigma$ of more than a third of $g_0$ is beyond the model. The formula for the fluctuation of $V$ takes the conductances at their means, and is good while $\\sigma$ is small.',
  alt: 'Membrane potential and two noisy conductances against time. Beside them two histograms on Gaussian curves and the autocorrelations of the conductances, which fall exponentially, the excitatory one faster.',
  network: {
    dt: '0.05*ms',
    populations: {
      neuron: {
        size: 1,
        equations: `dv/dt = (-g_L*(v - E_L) - g_e*(v - E_e) - g_i*(v - E_i))/C : volt
dg_e/dt = -(g_e - g_e0)/tau_e + sigma_e*sqrt(2/tau_e)*xi_e : siemens
dg_i/dt = -(g_i - g_i0)/tau_i + sigma_i*sqrt(2/tau_i)*xi_i : siemens`,
        method: 'euler',
        parameters: {
          C: '100*pF',
          g_L: '5*nS',
          E_L: '-70*mV',
          g_e0: '5*nS',
          sigma_e: '1.5*nS',
          tau_e: '3*ms',
          E_e: '0*mV',
          g_i0: '15*nS',
          sigma_i: '4*nS',
          tau_i: '10*ms',
          E_i: '-75*mV',
        },
        initial: { v: '-59*mV', g_e: 'g_e0 + sigma_e*randn()', g_i: 'g_i0 + sigma_i*randn()' },
        record: { variables: ['v', 'g_e', 'g_i'], indices: [0], every: '0.5*ms' },
      },
    },
  },
  parameters: [
    of('g_e0', 'g_{e0}', 'excitatory', 'mean excitation', {
      unit: 'nS',
      minimum: 1,
      maximum: 15,
      default: 5,
      step: 0.1,
    }),
    of('sigma_e', '\\sigma_e', 'excitatory', 'standard deviation of the excitatory conductance', {
      unit: 'nS',
      minimum: 0.1,
      maximum: 4,
      default: 1.5,
      step: 0.05,
    }),
    of('tau_e', '\\tau_e', 'excitatory', 'time constant of the excitatory conductance', {
      unit: 'ms',
      minimum: 1,
      maximum: 20,
      default: 3,
      step: 0.1,
    }),
    of('g_i0', 'g_{i0}', 'inhibitory', 'mean inhibition', {
      unit: 'nS',
      minimum: 1,
      maximum: 40,
      default: 15,
      step: 0.1,
    }),
    of('sigma_i', '\\sigma_i', 'inhibitory', 'standard deviation of the inhibitory conductance', {
      unit: 'nS',
      minimum: 0.1,
      maximum: 8,
      default: 4,
      step: 0.05,
    }),
    of('tau_i', '\\tau_i', 'inhibitory', 'time constant of the inhibitory conductance', {
      unit: 'ms',
      minimum: 1,
      maximum: 20,
      default: 10,
      step: 0.1,
    }),
    of(
      'E_e',
      'E_e',
      'excitatory',
      'battery of excitation',
      { unit: 'mV', minimum: -20, maximum: 0, default: 0, step: 0.5 },
      false,
    ),
    of(
      'E_i',
      'E_i',
      'inhibitory',
      'battery of inhibition',
      { unit: 'mV', minimum: -90, maximum: -60, default: -75, step: 0.5 },
      false,
    ),
    of(
      'g_L',
      'g_\\mathrm{L}',
      'neutral',
      'leak',
      { unit: 'nS', minimum: 2, maximum: 20, default: 5, step: 0.1 },
      false,
    ),
    of(
      'E_L',
      'E_\\mathrm{L}',
      'neutral',
      'battery of the leak',
      { unit: 'mV', minimum: -90, maximum: -50, default: -70, step: 0.5 },
      false,
    ),
    of(
      'C',
      'C',
      'membrane',
      'capacitance',
      { unit: 'pF', minimum: 20, maximum: 300, default: 100, step: 1 },
      false,
    ),
  ],
  symbols: {
    v: { symbol: 'V', role: 'membrane', meaning: 'membrane potential', unit: 'mV' },
    g_e: { symbol: 'g_e', role: 'excitatory', meaning: 'excitatory conductance', unit: 'nS' },
    g_i: { symbol: 'g_i', role: 'inhibitory', meaning: 'inhibitory conductance', unit: 'nS' },
  },
  views: [
    {
      kind: 'traces',
      title: 'A membrane in noise',
      window: '500*ms',
      panels: [
        { label: 'V', unit: 'mV', range: [-80, -30], lines: [{ of: 'neuron.v' }] },
        {
          label: 'conductances',
          unit: 'nS',
          range: [0, 40],
          lines: [{ of: 'neuron.g_e' }, { of: 'neuron.g_i' }],
        },
      ],
    },
    {
      kind: 'statistics',
      title: 'How often',
      shows: 'distribution',
      memory: '5*second',
      unit: 'nS',
      range: [0, 40],
      lines: [
        { of: 'neuron.g_e', mean: 'g_e0', deviation: 'sigma_e', time: 'tau_e' },
        { of: 'neuron.g_i', mean: 'g_i0', deviation: 'sigma_i', time: 'tau_i' },
      ],
    },
    {
      kind: 'statistics',
      title: 'How alike after a lag',
      shows: 'autocorrelation',
      memory: '5*second',
      unit: 'ms',
      range: [0, 40],
      lines: [
        { of: 'neuron.g_e', mean: 'g_e0', deviation: 'sigma_e', time: 'tau_e' },
        { of: 'neuron.g_i', mean: 'g_i0', deviation: 'sigma_i', time: 'tau_i' },
      ],
    },
  ],
  measures: {
    mean_e: { kind: 'mean', of: 'neuron.g_e', unit: 'nS', label: 'mean excitation', reference: 'g_e0' },
    sd_e: {
      kind: 'deviation',
      of: 'neuron.g_e',
      unit: 'nS',
      label: 'deviation of excitation',
      reference: 'sigma_e',
    },
    mean_i: { kind: 'mean', of: 'neuron.g_i', unit: 'nS', label: 'mean inhibition', reference: 'g_i0' },
    sd_i: {
      kind: 'deviation',
      of: 'neuron.g_i',
      unit: 'nS',
      label: 'deviation of inhibition',
      reference: 'sigma_i',
    },
    mean_v: {
      kind: 'mean',
      of: 'neuron.v',
      window: '1*second',
      unit: 'mV',
      label: 'mean potential',
      reference: rest,
    },
    sd_v: {
      kind: 'deviation',
      of: 'neuron.v',
      unit: 'mV',
      label: 'deviation of the potential',
      reference: `sqrt(${variance('e')} + ${variance('i')})`,
    },
  },
  goals: [
    {
      name: 'hold-it-down',
      task: 'Hold the mean potential at $-65$ mV, within 0.7 mV, with inhibition alone.',
      hint: 'The mean of the batteries, weighted with the mean conductances, tells you how much is needed.',
      answer:
        '$(5 \\cdot (-70) + 5 \\cdot 0 + g_{i0} \\cdot (-75))/(10 + g_{i0}) = -65$ gives $g_{i0} = 30$ nS: twice the inhibition for 6 mV. The fluctuations have shrunk as well, because there is more conductance to divide them.',
      when: [
        { of: 'mean_v', atLeast: -65.7, atMost: -64.3 },
        { of: 'g_e0', untouched: true },
        { of: 'g_L', untouched: true },
        { of: 'E_L', untouched: true },
        { of: 'E_e', untouched: true },
        { of: 'E_i', untouched: true },
      ],
      solution: [{ values: { g_i0: 30 } }],
      within: '2*second',
    },
  ],
  speed: 0.2,
  duration: '2*second',
  sources: ['DayanAbbott2001', 'Gerstner2014'],
};
