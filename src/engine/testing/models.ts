import type { Network, Population } from '../../network/network.ts';

/** A model on which every back end is compared with the reference. */
export interface ModelCase {
  readonly name: string;
  readonly network: Network;
  /** Steps over which 64-bit back ends must give the reference's spikes and values. */
  readonly steps: number;
  /** Steps over which 32-bit back ends must give the reference's spikes; chaotic models fall apart after a while. */
  readonly steps32: number;
  /** Largest difference of a recorded value in 32 bit, relative to the variable's largest value. */
  readonly tolerance32: number;
}

const alone = (population: Population, dt = '0.1*ms'): Network => ({ dt, populations: { A: population } });
const all = (size: number) => Array.from({ length: size }, (_, k) => k);

const lif: Population = {
  size: 7,
  equations: 'dv/dt = (I - v)/tau : 1 (unless refractory)\nI : 1',
  threshold: 'v > 1',
  reset: 'v = 0',
  refractory: '2*ms',
  parameters: { tau: '10*ms', I: '1.05 + 0.1*i' },
  record: { variables: ['v'], indices: all(7) },
};

const hodgkinHuxley: Population = {
  size: 5,
  equations: `dv/dt = (I - g_Na*m**3*h*(v - 50*mV) - 36*mS/cm**2*n**4*(v + 77*mV) - 0.3*mS/cm**2*(v + 54.387*mV))/(1*uF/cm**2) : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
alpha_m = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
beta_m = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
alpha_h = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
beta_h = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
alpha_n = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
beta_n = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
I : amp/meter**2`,
  threshold: 'v > 0*mV',
  refractory: 'v > 0*mV',
  method: 'exponential_euler',
  parameters: { I: '(4 + 3*i)*uA/cm**2', g_Na: '120*mS/cm**2' },
  initial: { v: '-65*mV', m: 0.053, h: 0.596, n: 0.318 },
  record: { variables: ['v', 'm', 'alpha_n'], indices: [0, 3, 4] },
};

const fed = (projections: Network['projections'], more: Partial<Population> = {}): Network => ({
  dt: '0.1*ms',
  populations: {
    S: { size: 6, spikes: all(240).map((k) => [0.0003 * k + 0.00041, (k * 5) % 6] as const) },
    A: {
      size: 9,
      equations: `dv/dt = (I + g - v)/tau : 1 (unless refractory)
dg/dt = -g/(5*ms) : 1
x : 1
I : 1`,
      threshold: 'v > 1',
      reset: 'v = 0; x += 1',
      refractory: '1.5*ms',
      parameters: { tau: '10*ms', I: '0.7 + 0.05*i' },
      record: { variables: ['v', 'g', 'x'], indices: all(9) },
      ...more,
    },
  },
  projections: projections ?? [],
});

export const models: readonly ModelCase[] = [
  ...(['exact', 'euler', 'rk2', 'rk4', 'exponential_euler', 'heun', 'milstein'] as const).map((method) => {
    const held = !['heun', 'milstein'].includes(method);
    const equations = held ? lif.equations : lif.equations?.replace(' (unless refractory)', '');
    return {
      name: `leaky integrate-and-fire, ${method}`,
      network: alone({ ...lif, method, ...(equations ? { equations } : {}) }),
      steps: 3000,
      steps32: 1500,
      tolerance32: 1e-4,
    };
  }),
  {
    name: 'exact with equal time constants and a time constant of its own for each neuron',
    network: alone({
      size: 6,
      equations: 'dv/dt = (g - v + I)/tau : 1\ndg/dt = -g/taug : 1\ntau : second\nI : 1',
      threshold: 'v > 1',
      reset: 'v = 0; g += 0.5',
      method: 'exact',
      parameters: { taug: '10*ms', tau: '(8 + 2*i)*ms', I: 1.2 },
      initial: { g: 1 },
      record: { variables: ['v', 'g'], indices: all(6) },
    }),
    steps: 1500,
    steps32: 800,
    tolerance32: 1e-3,
  },
  {
    name: 'Izhikevich',
    network: alone({
      size: 5,
      equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1
du/dt = a*(b*v - u)/ms : 1
a : 1
b : 1
I : 1`,
      threshold: 'v >= 30',
      reset: 'v = c; u += d',
      method: 'euler',
      parameters: { a: '0.02 + 0.02*i', b: 0.2, I: '8 + 0.5*i', c: -65, d: 6 },
      initial: { v: -65, u: -13 },
      record: { variables: ['v', 'u'], indices: all(5) },
    }),
    steps: 2000,
    steps32: 1000,
    tolerance32: 2e-2,
  },
  {
    name: 'adaptive exponential integrate-and-fire',
    network: alone({
      size: 5,
      equations: `dv/dt = (g_L*(E_L - v) + g_L*D*exp((v - V_T)/D) - w + I)/C : volt
dw/dt = (a*(v - E_L) - w)/tau_w : amp
I : amp`,
      threshold: 'v > -40*mV',
      reset: 'v = -58*mV; w += 80*pA',
      method: 'euler',
      parameters: {
        C: '281*pF',
        g_L: '30*nS',
        E_L: '-70.6*mV',
        V_T: '-50.4*mV',
        D: '2*mV',
        tau_w: '144*ms',
        a: '4*nS',
        I: '(0.7 + 0.1*i)*nA',
      },
      initial: { v: '-70.6*mV' },
      record: { variables: ['v', 'w'], indices: all(5) },
    }),
    steps: 2000,
    steps32: 1000,
    tolerance32: 2e-2,
  },
  {
    name: 'Hodgkin-Huxley with a refractory condition',
    network: alone(hodgkinHuxley, '0.02*ms'),
    steps: 2500,
    steps32: 2500,
    tolerance32: 1e-2,
  },
  {
    name: 'delta synapses of delay 0, writing to held variables',
    network: fed([
      { from: 'S', to: 'A', on_pre: 'v_post += 0.08; g_post += 0.1' },
      { from: 'A', to: 'A', on_pre: 'v_post -= 0.02', autapses: false },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'synapses with one delay and weights of their own',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: 'w : 1',
        on_pre: 'g_post += w',
        parameters: { w: '0.1 + 0.02*i - 0.005*j' },
        delay: '1.7*ms',
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'a delay for each synapse, drawn connections',
    network: fed([
      {
        from: 'S',
        to: 'A',
        on_pre: 'g_post += 0.25',
        connect: { probability: 0.5 },
        delay: '(0.2 + 3*rand())*ms',
      },
      { from: 'S', to: 'A', on_pre: 'g_post -= 0.05', connect: { in_degree: 3 }, delay: '0.01*i*ms' },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'on_post and weights that change',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: 'w : 1\nn : 1',
        on_pre: 'g_post += w; n += 1',
        on_post: 'w = clip(w*0.95 + 0.001*n, 0, 1); x_post += 0.1',
        parameters: { w: 0.2 },
        delay: '0.5*ms',
        record: ['w', 'n'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'pair STDP: traces kept once a neuron, one delay',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: `w : 1
dapre/dt = -apre/taupre : 1 (event-driven)
dapost/dt = -apost/(20*ms) : 1 (event-driven)`,
        on_pre: 'g_post += w; apre += 0.01; w = clip(w + apost, 0, 0.5)',
        on_post: 'apost -= 0.0105; w = clip(w + apre, 0, 0.5)',
        parameters: { w: '0.1 + 0.01*j', taupre: '16*ms' },
        delay: '0.5*ms',
        record: ['w'],
      },
      {
        from: 'A',
        to: 'A',
        autapses: false,
        model: `w : 1
dr1/dt = -r1/(16.8*ms) : 1 (event-driven)
dr2/dt = (0.1 - r2)/(101*ms) : 1 (event-driven)
do1/dt = -o1/(33.7*ms) : 1 (event-driven)
do2/dt = -o2/(125*ms) : 1 (event-driven)`,
        on_pre: 'g_post += w; w = clip(w - o1*(7e-3 + 2.3e-4*r2), 0, 0.2); r1 += 1; r2 += 1',
        on_post: 'w = clip(w + r1*(5e-5 + 6.2e-3*o2), 0, 0.2); o1 += 1; o2 += 1',
        initial: { w: '0.02 + 0.002*i', o2: 0.5 },
        record: ['w'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-3,
  },
  {
    name: 'a trace that drives another, with time constants that are equal in places',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: `w : 1
tx : second
dy/dt = -y/(16*ms) : 1 (event-driven)
dx/dt = (3*y - x)/tx : 1 (event-driven)
du/dt = (y - u)/(300*us) : 1 (event-driven)`,
        on_pre: 'g_post += w; y += 0.02; w = clip(w + 0.01*x, 0, 0.5)',
        on_post: 'w = clip(w - 0.01*(x + u), 0, 0.5)',
        parameters: { w: '0.1 + 0.01*j', tx: '(14 + i)*ms' },
        record: ['w'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'pathways with delays and orders of their own',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: `w : 1
dapre/dt = -apre/(16*ms) : 1 (event-driven)
dapost/dt = -apost/(20*ms) : 1 (event-driven)`,
        on_pre: {
          transmission: { statements: 'g_post += w', delay: '(0.2 + 0.13*i + 0.07*j)*ms', order: 2 },
          plasticity: { statements: 'apre += 0.01; w = clip(w + apost, 0, 0.5)', delay: '0.9*ms' },
        },
        on_post: { post: 'apost -= 0.0105; w = clip(w + apre, 0, 0.5)', late: 'x_post = 0.5*x_post + w' },
        parameters: { w: '0.1 + 0.01*j' },
        delay: { post: '0.4*ms', late: '(0.1*j + 0.03*i)*ms' },
        record: ['w'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-3,
  },
  {
    name: 'pair STDP: a delay and a time constant for each synapse',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: `w : 1
taupost : second
dapre/dt = -apre/(16*ms) : 1 (event-driven)
dapost/dt = -apost/taupost : 1 (event-driven)`,
        on_pre: 'g_post += w; apre += 0.01; w = clip(w + apost, 0, 0.5)',
        on_post: 'apost -= 0.0105; w = clip(w + apre, 0, 0.5)',
        parameters: { w: '0.1 + 0.01*j', taupost: '(15 + i)*ms' },
        delay: '(0.2 + 0.13*i + 0.07*j)*ms',
        record: { variables: ['apost', 'w', 'apre'], indices: [3, 50, 0, 17], every: '0.7*ms' },
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'eligibility traces and a modulator, in every step',
    network: fed([
      {
        from: 'S',
        to: 'A',
        connect: { pairs: all(30).map((k) => [(k * 5) % 6, (k * 7) % 9] as const) },
        model: `dc/dt = -c/(50*ms) : 1 (clock-driven)
dd/dt = (0.1*g_post - d)/taud : 1 (clock-driven)
dw/dt = c*d*(0.1*Hz) : 1 (clock-driven)
both = c*d + g_post : 1
taud : second
dapre/dt = -apre/(20*ms) : 1 (event-driven)
dapost/dt = -apost/(20*ms) : 1 (event-driven)`,
        method: 'euler',
        on_pre: 'g_post += w; apre += 1; c += apost',
        on_post: 'apost -= 1.05; c += apre',
        parameters: { taud: '(8 + j)*ms' },
        initial: { w: '0.1 + 0.01*i' },
        record: { variables: ['w', 'c', 'd', 'both'], indices: [29, 2, 11], every: '0.1*ms' },
      },
      {
        from: 'S',
        to: 'A',
        connect: { probability: 0.7 },
        model: `dx/dt = (y - x)/(3*ms) : 1 (clock-driven)
dy/dt = -y/ty : 1 (clock-driven)
ty : second`,
        method: 'exact',
        on_pre: 'y += 0.3; g_post += 0.1*x',
        parameters: { ty: '(4.5 + i)*ms' },
        delay: 'i*0.2*ms',
        record: ['x', 'y'],
      },
      {
        from: 'S',
        to: 'A',
        model: 'dz/dt = -z/(7*ms) : 1',
        on_pre: 'z += 1; g_post += 0.01*z',
        record: ['z'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'synapses that share a variable of one neuron',
    network: ((network) => ({
      ...network,
      populations: {
        ...network.populations,
        M: { size: 1, equations: 'dd/dt = -d/(20*ms) : 1\nk : 1', parameters: { k: 0.5 } },
      },
    }))(
      fed([
        {
          from: 'S',
          to: 'A',
          model: `w : 1
d : 1 (linked)
k : 1 (linked)
dc/dt = -c/(30*ms) : 1 (clock-driven)
dq/dt = (d - q)/(9*ms) : 1 (clock-driven)`,
          linked: { d: 'M.d', k: 'M.k' },
          method: 'euler',
          on_pre: 'g_post += w; c += k*d; w = clip(w + 0.01*q*c, 0, 0.5)',
          initial: { w: '0.1 + 0.01*j' },
          record: ['w', 'd', 'q'],
        },
        { from: 'A', to: 'M', on_pre: 'd_post += 0.1' },
      ]),
    ),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-3,
  },
  {
    name: 'sums over synapses',
    network: fed([
      { from: 'S', to: 'A', on_pre: 'g_post += 0.25' },
      {
        from: 'A',
        to: 'A',
        autapses: false,
        model: 'w : 1\nI_post = 0.14 + w*(v_pre - v_post) : 1 (summed)',
        on_pre: 'w += 0.001',
        parameters: { w: '0.01*(1 + i)' },
        record: ['w'],
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-3,
  },
  {
    name: 'on_pre writing to the neuron that fired, synapses of a neuron to itself',
    network: fed([
      { from: 'S', to: 'A', on_pre: 'g_post += 0.2' },
      { from: 'A', to: 'A', on_pre: 'x_pre += 0.25 + 0.001*x_post' },
      { from: 'A', to: 'A', on_post: 'x_pre += 0.001*x_post; x_post = 0.5*x_post + 0.01*x_pre' },
    ]),
    steps: 400,
    steps32: 400,
    tolerance32: 1e-3,
  },
  {
    name: 'pairs in their own order, given twice',
    network: fed([
      {
        from: 'S',
        to: 'A',
        model: 'w : 1',
        on_pre: 'g_post = 0.9*g_post + w',
        connect: {
          pairs: all(18)
            .map((k) => [(k * 7) % 6, k % 9] as const)
            .concat([
              [2, 3],
              [2, 3],
              [0, 8],
            ]),
        },
        parameters: { w: '0.05 + 0.01*j' },
      },
    ]),
    steps: 900,
    steps32: 900,
    tolerance32: 1e-4,
  },
  {
    name: 'Poisson source',
    network: {
      dt: '0.1*ms',
      populations: {
        P: {
          size: 40,
          equations: 'rate : Hz',
          threshold: 'rand() < rate*dt',
          parameters: { rate: '(20 + 10*i)*Hz' },
        },
        A: { ...lif, parameters: { tau: '10*ms', I: 0.2 } },
      },
      projections: [{ from: 'P', to: 'A', on_pre: 'v_post += 0.03', connect: { probability: 0.6 } }],
    },
    steps: 1000,
    steps32: 1000,
    tolerance32: 1e-4,
  },
  {
    name: 'Ornstein-Uhlenbeck noise',
    network: alone({
      size: 6,
      equations: 'dv/dt = (0.8 - v)/(10*ms) + 0.3*xi*(10*ms)**-0.5 : 1',
      threshold: 'v > 1',
      reset: 'v = 0',
      method: 'euler',
      record: { variables: ['v'], indices: all(6) },
    }),
    steps: 1000,
    steps32: 500,
    tolerance32: 1e-4,
  },
  {
    name: 'recorded arrays',
    network: {
      ...alone({
        size: 3,
        equations: 'dv/dt = (I(t) + J(t, i) - v)/(5*ms) : 1',
        threshold: 'v > 0.8',
        reset: 'v = 0',
        method: 'euler',
        record: { variables: ['v'], indices: all(3) },
      }),
      arrays: {
        I: { values: [[0.1], [0.9], [0.4], [1.5]], dt: '3*ms' },
        J: {
          values: [
            [0, 1, 0.5],
            [0.2, 0.3, 0.4],
            [1, 0, 1],
            [0.7, 0.8, 0.2],
          ],
          dt: '0.7*ms',
        },
      },
    },
    steps: 600,
    steps32: 600,
    tolerance32: 1e-4,
  },
  {
    name: 'draws in a reset and in the values at the start',
    network: alone({
      ...lif,
      size: 5,
      reset: 'v = 0.5*rand() - 0.1*randn()',
      parameters: { tau: '10*ms', I: '1.2 + 0.2*rand()' },
      initial: { v: 'rand()' },
      record: { variables: ['v'], indices: all(5) },
    }),
    steps: 1000,
    steps32: 1000,
    tolerance32: 1e-4,
  },
  {
    name: 'arithmetic',
    network: alone({
      size: 4,
      equations: `dv/dt = -v/(7*ms) + c/ms : 1
c : 1
n : integer
b : boolean
q = floor(v*10)//3 + (v*10) % 3 : 1
r = clip(v, 0.2, 0.7) + int(v > 0.5) + abs(sin(v)) + exprel(v) - sign(v - 0.4) + tanh(v) + arctan(v) : 1
s = (-7.5)//2 + (-7.5) % 2 + v**2 + sqrt(abs(v)) + log(1 + abs(v)) + ceil(v) + int(b and n > 2) : 1`,
      threshold: 'v > 0.9 and not (v > 2)',
      reset: 'v -= 0.5; n += 1; c *= 1.05; b = not b; v = v/(1 + 0.1*n)',
      method: 'euler',
      parameters: { c: '0.2 + 0.05*i' },
      initial: { v: '0.1*(N - i)' },
      record: { variables: ['v', 'r', 'n', 'b'], indices: all(4) },
    }),
    steps: 300,
    steps32: 60,
    tolerance32: 1e-3,
  },
];
