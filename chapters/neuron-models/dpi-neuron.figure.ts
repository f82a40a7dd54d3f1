import type { Figure, Parameter } from '../../src/experiment/figure.ts';

const devices = 32;

function of(parameter: Omit<Parameter, 'sets'>): Parameter {
  return { ...parameter, sets: [{ path: `populations.chip.parameters.${parameter.name}` }] };
}

export const figure: Figure = {
  title: 'A chip of silicon neurons',
  question: 'What becomes of a neuron model when no two copies of it are alike?',
  caption:
    'Thirty-two neurons of the same design with the same input. No two transistors are equal: in each neuron the bias currents $I_\\tau$, $I_\\mathrm{th}$ and $I_\\mathrm{fb}$ are off by a random factor, lognormal with the coefficient of variation that you set, except in the first, the nominal one, whose current is drawn and whose curve is bold. Every thin line is another device. The circuit equation is published; how the feedback switches on and how large the mismatch is are our choices, not measurements.',
  alt: 'The membrane current of a silicon neuron against time, rising slowly, then faster and faster until it spikes and is reset; below it the adaptation current and a raster of 32 neurons that fire at different rates. Beside them the firing rate against input current: a bold line in a fan of thin ones, one for each device.',
  network: {
    dt: '0.05*ms',
    populations: {
      chip: {
        size: devices,
        // What charges the capacitor of the membrane is the input, steered by a differential pair, and the feedback; what
        // discharges it is the leak and the adaptation (Livi and Indiveri 2009; Chicca et al. 2014, multiplied out).
        equations: `dI_mem/dt = (I_mem*I_C/I_l + I_0)/tau : amp (unless refractory)
I_C = I_in/(1 + I_mem/I_g) - I_l - I_ahp + I_a : amp
dI_ahp/dt = -I_ahp/tau_ahp : amp
I_a = I_f*I_mem/(I_mem + I_Na) : amp
tau = C*U_T/(kappa*I_l) : second
I_l = I_tau*exp(s*z_tau) : amp
I_g = I_th*exp(s*z_th) : amp
I_f = I_fb*exp(s*z_fb) : amp
s = sqrt(log(1 + cv**2)) : 1
z_tau : 1 (constant)
z_th : 1 (constant)
z_fb : 1 (constant)`,
        threshold: 'I_mem > I_spk',
        reset: 'I_mem = I_res; I_ahp += b',
        refractory: 't_ref',
        method: 'rk4',
        parameters: {
          I_in: '30*pA',
          I_tau: '5*pA',
          I_th: '20*pA',
          I_fb: '500*pA',
          I_Na: '5000*pA',
          I_spk: '1000*pA',
          I_res: '1*pA',
          I_0: '0.001*pA',
          b: '1*pA',
          tau_ahp: '100*ms',
          t_ref: '4*ms',
          C: '1.5*pF',
          kappa: 0.7,
          U_T: '25.85*mV',
          cv: 0.2,
          z_tau: 'int(i > 0)*randn()',
          z_th: 'int(i > 0)*randn()',
          z_fb: 'int(i > 0)*randn()',
        },
        initial: { I_mem: 'I_res' },
        record: { variables: ['I_mem', 'I_ahp'], indices: [0], every: '0.1*ms' },
      },
    },
  },
  parameters: [
    of({
      name: 'I_in',
      symbol: 'I_\\mathrm{in}',
      role: 'excitatory',
      meaning: 'input current',
      unit: 'pA',
      minimum: 0,
      maximum: 100,
      default: 30,
      step: 0.5,
      prominent: true,
    }),
    {
      name: 'cv',
      symbol: 'c',
      role: 'error',
      meaning: 'mismatch of the bias currents',
      minimum: 0,
      maximum: 0.4,
      default: 0.2,
      step: 0.01,
      prominent: true,
      sets: [{ path: 'populations.chip.parameters.cv' }],
    },
    of({
      name: 'b',
      symbol: 'b',
      role: 'adaptation',
      meaning: 'adaptation that a spike adds',
      unit: 'pA',
      minimum: 0,
      maximum: 5,
      default: 1,
      step: 0.05,
      prominent: true,
    }),
    of({
      name: 't_ref',
      symbol: 't_\\mathrm{ref}',
      role: 'neutral',
      meaning: 'refractory period',
      unit: 'ms',
      minimum: 0.5,
      maximum: 20,
      default: 4,
      step: 0.5,
      prominent: true,
    }),
    of({
      name: 'I_tau',
      symbol: 'I_\\tau',
      role: 'neutral',
      meaning: 'leak bias',
      unit: 'pA',
      minimum: 2,
      maximum: 10,
      default: 5,
      step: 0.1,
      prominent: true,
    }),
    of({
      name: 'I_th',
      symbol: 'I_\\mathrm{th}',
      role: 'neutral',
      meaning: 'gain bias',
      unit: 'pA',
      minimum: 5,
      maximum: 40,
      default: 20,
      step: 0.5,
      prominent: true,
    }),
    of({
      name: 'I_fb',
      symbol: 'I_\\mathrm{fb}',
      role: 'neutral',
      meaning: 'strength of the feedback',
      unit: 'pA',
      minimum: 200,
      maximum: 1000,
      default: 500,
      step: 5,
    }),
    of({
      name: 'tau_ahp',
      symbol: '\\tau_\\mathrm{ahp}',
      role: 'adaptation',
      meaning: 'decay of the adaptation',
      unit: 'ms',
      minimum: 10,
      maximum: 300,
      default: 100,
      step: 1,
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
    }),
  ],
  symbols: {
    I_mem: { symbol: 'I_\\mathrm{mem}', role: 'membrane', meaning: 'membrane current', unit: 'pA' },
    I_ahp: { symbol: 'I_\\mathrm{ahp}', role: 'adaptation', meaning: 'adaptation current', unit: 'pA' },
    I_C: { symbol: 'I_C', role: 'neutral', meaning: 'what charges the capacitor', unit: 'pA' },
    I_a: { symbol: 'I_a', role: 'neutral', meaning: 'positive feedback', unit: 'pA' },
    I_l: { symbol: 'I_\\tau^k', role: 'neutral', meaning: 'leak of this device', unit: 'pA' },
    I_g: { symbol: 'I_\\mathrm{th}^k', role: 'neutral', meaning: 'gain bias of this device', unit: 'pA' },
    I_f: { symbol: 'I_\\mathrm{fb}^k', role: 'neutral', meaning: 'feedback of this device', unit: 'pA' },
    I_Na: { symbol: 'I_\\mathrm{Na}', role: 'neutral', meaning: 'where the feedback is half on', unit: 'pA' },
    I_spk: { symbol: 'I_\\mathrm{spk}', role: 'neutral', meaning: 'current of a spike', unit: 'pA' },
    I_res: { symbol: 'I_r', role: 'neutral', meaning: 'current after a spike', unit: 'pA' },
    I_0: { symbol: 'I_0', role: 'neutral', meaning: 'current that no transistor shuts off', unit: 'pA' },
    tau: { symbol: '\\tau', role: 'neutral', meaning: 'time constant', unit: 'ms' },
    s: { symbol: 's', role: 'error', meaning: 'standard deviation of the logarithm' },
    z_tau: { symbol: 'z_\\tau^k', role: 'neutral', meaning: 'what chance gave this device' },
    z_th: { symbol: 'z_\\mathrm{th}^k', role: 'neutral', meaning: 'what chance gave this device' },
    z_fb: { symbol: 'z_\\mathrm{fb}^k', role: 'neutral', meaning: 'what chance gave this device' },
    kappa: { symbol: '\\kappa', role: 'neutral', meaning: 'slope factor of the transistors' },
    U_T: { symbol: 'U_T', role: 'neutral', meaning: 'thermal voltage', unit: 'mV' },
  },
  views: [
    {
      kind: 'traces',
      title: 'The nominal neuron',
      window: '300*ms',
      panels: [
        {
          label: 'I_\\mathrm{mem}',
          unit: 'pA',
          range: [0, 500],
          lines: [{ of: 'chip.I_mem' }],
          spikes: 'chip',
          height: 1.3,
        },
        { label: 'I_\\mathrm{ahp}', unit: 'pA', range: [0, 15], lines: [{ of: 'chip.I_ahp' }], height: 0.6 },
      ],
    },
    {
      kind: 'raster',
      title: 'All devices',
      window: '300*ms',
      populations: [{ name: 'chip', role: 'membrane', label: 'chip' }],
      height: 170,
    },
    { kind: 'curve', title: 'Firing rate', sweep: 'devices' },
  ],
  sweeps: {
    devices: {
      parameter: 'I_in',
      population: 'chip',
      fan: true,
      from: 0,
      to: 100,
      points: 26,
      duration: '400*ms',
      settle: '100*ms',
      measure: 'rate',
    },
  },
  measures: {
    rate: { kind: 'rate', population: 'chip', window: '300*ms', label: 'mean rate' },
    mismatch: { kind: 'mismatch', population: 'chip', label: 'mismatch of the rates' },
  },
  goals: [
    {
      name: 'quieter-mismatch',
      task: 'You cannot buy better transistors: leave $c$ at 0.2. Bring the mismatch of the rates below 0.08 while the neurons fire at 50 Hz or more.',
      hint: 'What in the neuron does not depend on its transistors here? Let it take up most of each interval.',
      answer:
        'The refractory period, which is the same in all devices here. With $I_\\mathrm{in}$ at 100 pA and $t_\\mathrm{ref}$ at 10 ms and no adaptation it fills most of the interval and hides the rest; what is lost is the range of rates. On a chip the refractory period has mismatch too; averaging over several neurons is the other way.',
      when: [
        { of: 'mismatch', atMost: 0.08 },
        { of: 'rate', atLeast: 50 },
        { of: 'cv', untouched: true },
      ],
      solution: [{ values: { I_in: 100, t_ref: 10, b: 0 } }],
      within: '600*ms',
    },
  ],
  speed: 0.05,
  duration: '300*ms',
  precision: 'f64',
  sources: ['LiviIndiveri2009', 'Chicca2014'],
};
