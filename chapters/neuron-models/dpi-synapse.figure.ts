import type { Figure, Parameter } from '../../src/experiment/figure.ts';

function of(parameter: Omit<Parameter, 'sets'>): Parameter {
  return { ...parameter, sets: [{ path: `populations.synapse.parameters.${parameter.name}` }] };
}

export const figure: Figure = {
  title: 'Differential-pair integrator synapse',
  question: 'How does a chip make a synapse that takes 20 ms, out of parts that take nanoseconds?',
  caption:
    'Pulses charge a capacitor, a tiny current $I_\\tau$ discharges it. Above, the synaptic current; grey, the sum of the answers that a linear filter gives to each pulse alone. Below, the voltage on the capacitor, which is the logarithm of the current: a constant $I_\\tau$ makes it fall on a straight line, and the exponential decay of the current is that line read by a transistor. Turn $I_\\tau$: time constant and height move together. The curves are solutions of the published circuit equation, not measurements of a chip.',
  alt: 'Two panels over time. In the upper one the synaptic current rises during each input pulse, decays exponentially after it, and the answers to successive pulses add up, on a thin grey curve that is the linear sum. In the lower one the capacitor voltage falls along straight lines between pulses.',
  network: {
    dt: '0.02*ms',
    populations: {
      synapse: {
        size: 1,
        // The branch of the differential pair that charges the capacitor carries I_in/(1 + I_syn/I_th); I_tau discharges
        // it; the output transistor turns the voltage into I_syn (Bartolozzi and Indiveri 2007). I_0 keeps it above 0.
        equations: `dI_syn/dt = (I_syn*I_C/I_tau + I_0)/tau : amp
I_C = I_in/(1 + I_syn/I_th) - I_tau : amp
tau = C*U_T/(kappa*I_tau) : second
I_in = I_w*int((t + 0.5*dt) % (1/f) < T_p) : amp
V_C = U_T/kappa*log(I_syn/I_0) : volt`,
        method: 'rk4',
        parameters: {
          I_tau: '2.77*pA',
          I_th: '0.5*pA',
          I_w: '500*pA',
          T_p: '10*ms',
          f: '20*Hz',
          C: '1.5*pF',
          kappa: 0.7,
          U_T: '25.85*mV',
          I_0: '0.001*pA',
        },
        initial: { I_syn: 'I_0' },
        record: { variables: ['I_syn', 'V_C', 'I_in'], indices: [0], every: '0.1*ms' },
      },
    },
  },
  parameters: [
    of({
      name: 'I_tau',
      symbol: 'I_\\tau',
      role: 'neutral',
      meaning: 'leak bias',
      unit: 'pA',
      minimum: 0.5,
      maximum: 10,
      default: 2.77,
      scale: 'log',
      prominent: true,
    }),
    of({
      name: 'I_th',
      symbol: 'I_\\mathrm{th}',
      role: 'neutral',
      meaning: 'gain bias',
      unit: 'pA',
      minimum: 0.1,
      maximum: 5,
      default: 0.5,
      scale: 'log',
      prominent: true,
    }),
    of({
      name: 'I_w',
      symbol: 'I_w',
      role: 'weight',
      meaning: 'weight current',
      unit: 'pA',
      minimum: 50,
      maximum: 1000,
      default: 500,
      step: 1,
      prominent: true,
    }),
    of({
      name: 'f',
      symbol: 'f',
      role: 'pre',
      meaning: 'pulses a second',
      unit: 'Hz',
      minimum: 2,
      maximum: 50,
      default: 20,
      step: 0.5,
      prominent: true,
    }),
    of({
      name: 'T_p',
      symbol: 'T_p',
      role: 'pre',
      meaning: 'length of a pulse',
      unit: 'ms',
      minimum: 1,
      maximum: 250,
      default: 10,
      scale: 'log',
      prominent: true,
    }),
    of({
      name: 'C',
      symbol: 'C',
      role: 'membrane',
      meaning: 'capacitance',
      unit: 'pF',
      minimum: 0.5,
      maximum: 3,
      default: 1.5,
      step: 0.05,
      prominent: true,
    }),
    of({
      name: 'kappa',
      symbol: '\\kappa',
      role: 'neutral',
      meaning: 'slope factor of the transistors',
      minimum: 0.5,
      maximum: 1,
      default: 0.7,
      step: 0.01,
    }),
    of({
      name: 'U_T',
      symbol: 'U_T',
      role: 'neutral',
      meaning: 'thermal voltage',
      unit: 'mV',
      minimum: 22,
      maximum: 32,
      default: 25.85,
      step: 0.05,
    }),
  ],
  symbols: {
    I_syn: { symbol: 'I_\\mathrm{syn}', role: 'excitatory', meaning: 'synaptic current', unit: 'pA' },
    I_in: { symbol: 'I_\\mathrm{in}', role: 'pre', meaning: 'input current, on during a pulse', unit: 'pA' },
    V_C: { symbol: 'V_C', role: 'membrane', meaning: 'voltage on the capacitor', unit: 'mV' },
    I_C: { symbol: 'I_C', role: 'neutral', meaning: 'what charges the capacitor', unit: 'pA' },
    tau: { symbol: '\\tau', role: 'neutral', meaning: 'time constant', unit: 'ms' },
    I_0: { symbol: 'I_0', role: 'neutral', meaning: 'current that no transistor shuts off', unit: 'pA' },
  },
  views: [
    {
      kind: 'traces',
      title: 'Two readings of one capacitor',
      window: '400*ms',
      panels: [
        {
          label: 'I_\\mathrm{syn}',
          unit: 'pA',
          closer: [
            [0, 100],
            [0, 300],
            [0, 1000],
          ],
          range: [0, 10_000],
          height: 1.4,
          // The linear filter's answer to all pulses so far, as a geometric sum.
          lines: [
            {
              of: 'synapse.I_syn',
              reference:
                'I_th*I_w/I_tau*((1 - exp(-clip(T_p, 0*second, 1/f)*kappa*I_tau/(C*U_T)))*exp(-(1/f - clip(T_p, 0*second, 1/f))*kappa*I_tau/(C*U_T))*(1 - exp(-floor(t*f)/f*kappa*I_tau/(C*U_T)))/(1 - exp(-kappa*I_tau/(f*C*U_T)))*exp(-(t - floor(t*f)/f)*kappa*I_tau/(C*U_T)) + (1 - exp(-clip(t - floor(t*f)/f, 0*second, T_p)*kappa*I_tau/(C*U_T)))*exp(-(t - floor(t*f)/f - clip(t - floor(t*f)/f, 0*second, T_p))*kappa*I_tau/(C*U_T)))',
            },
          ],
        },
        { label: 'V_C', unit: 'mV', closer: [[0, 500]], range: [0, 900], lines: [{ of: 'synapse.V_C' }] },
        {
          label: 'I_\\mathrm{in}',
          unit: 'pA',
          range: [0, 1000],
          height: 0.35,
          lines: [{ of: 'synapse.I_in' }],
        },
      ],
    },
  ],
  measures: {
    tau: {
      kind: 'relaxation',
      of: 'synapse.I_syn',
      on: 'synapse.I_in',
      during: 'off',
      gives: 'time constant',
      unit: 'ms',
      label: 'time constant of the decay',
      reference: 'C*U_T/(kappa*I_tau)',
    },
    mean: {
      kind: 'mean',
      of: 'synapse.I_syn',
      window: '200*ms',
      unit: 'pA',
      label: 'mean current',
      reference: 'I_th*I_w/I_tau*clip(f*T_p, 0, 1)',
    },
  },
  presets: [
    { name: 'one-long-pulse', title: 'One long pulse', values: { f: 2.5, T_p: 200, I_th: 0.5 } },
    { name: 'fast', title: 'Twice the leak', values: { I_tau: 5.54 } },
  ],
  goals: [
    {
      name: 'fifty-milliseconds',
      task: 'Make the time constant of the synapse 50 ms, within 1 ms, with the bias current alone.',
      hint: 'The time constant goes as one over the current that discharges the capacitor.',
      answer:
        'From $\\tau = C U_T / (\\kappa I_\\tau)$: $I_\\tau = 1.5\\,\\mathrm{pF} \\cdot 25.85\\,\\mathrm{mV} / (0.7 \\cdot 50\\,\\mathrm{ms}) = 1.11$ pA. The synapse has also become 2.5 times stronger, because its gain is $I_\\mathrm{th}/I_\\tau$.',
      when: [
        { of: 'tau', atLeast: 49, atMost: 51 },
        { of: 'C', untouched: true },
        { of: 'kappa', untouched: true },
        { of: 'U_T', untouched: true },
      ],
      solution: [{ values: { I_tau: 1.108 } }],
      within: '200*ms',
    },
    {
      name: 'same-gain',
      task: 'Now make it 50 ms without making it stronger: the mean current should stay between 17 and 18.5 pA, with the input and $I_w$ as they are.',
      hint: 'The gain is the ratio of two bias currents.',
      answer:
        'Lower $I_\\mathrm{th}$ in proportion with $I_\\tau$: 0.2 pA. On a chip the two biases are set together for this reason.',
      when: [
        { of: 'tau', atLeast: 49, atMost: 51 },
        { of: 'mean', atLeast: 17, atMost: 18.5 },
        { of: 'f', untouched: true },
        { of: 'T_p', untouched: true },
        { of: 'C', untouched: true },
        { of: 'I_w', untouched: true },
      ],
      solution: [{ values: { I_tau: 1.108, I_th: 0.2 } }],
      within: '600*ms',
    },
  ],
  speed: 0.1,
  duration: '400*ms',
  precision: 'f64',
  sources: ['BartolozziIndiveri2007', 'Chicca2014'],
};
