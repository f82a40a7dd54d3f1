/** What is timed, as networks in the published format: the same models as in `brian2_standalone.py`. */
import type { Network } from '../src/network/network.ts';

export interface Workload {
  readonly id: string;
  readonly title: string;
  /** Steps of one timed run. */
  readonly steps: number;
  readonly network: Network;
}

/** Vogels and Abbott (2005), benchmark 2 of Brette et al. (2007). */
function cuba(size: number, probability: number, scale: number): Network {
  const excitatory = 0.8 * size;
  const part = (range: readonly [number, number], variable: string, weight: number) => ({
    from: { population: 'N', range },
    to: 'N',
    on_pre: `${variable} += w`,
    connect: { probability },
    parameters: { w: `${weight * scale}*mV` },
  });
  return {
    dt: '0.1*ms',
    populations: {
      N: {
        size,
        equations: `dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
dge/dt = -ge/taue : volt
dgi/dt = -gi/taui : volt`,
        threshold: 'v > Vt',
        reset: 'v = Vr',
        refractory: '5*ms',
        method: 'exact',
        parameters: { taum: '20*ms', taue: '5*ms', taui: '10*ms', El: '-49*mV', Vt: '-50*mV', Vr: '-60*mV' },
        initial: { v: 'Vr + rand()*(Vt - Vr)' },
      },
    },
    projections: [part([0, excitatory], 'ge', 1.62), part([excitatory, size], 'gi', -9)],
  };
}

/** The same with pair STDP, all to all, on every synapse of the excitatory neurons. */
function plastic(network: Network): Network {
  const [excitatory, inhibitory] = network.projections ?? [];
  if (!excitatory || !inhibitory) return network;
  return {
    ...network,
    projections: [
      {
        ...excitatory,
        model: `w : volt
dapre/dt = -apre/taupre : volt (event-driven)
dapost/dt = -apost/taupost : volt (event-driven)`,
        on_pre: 'ge += w; apre += dpre; w = clip(w + apost, 0*mV, wmax)',
        on_post: 'apost += dpost; w = clip(w + apre, 0*mV, wmax)',
        parameters: {
          ...excitatory.parameters,
          ...{ taupre: '20*ms', taupost: '20*ms', dpre: '0.0162*mV', dpost: '-0.01701*mV', wmax: '3.24*mV' },
        },
      },
      inhibitory,
    ],
  };
}

const hodgkinHuxley: Network = {
  dt: '0.01*ms',
  populations: {
    N: {
      size: 10000,
      equations: `dv/dt = (I - gl*(v - El) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK))/C : volt
dm/dt = alpham*(1 - m) - betam*m : 1
dh/dt = alphah*(1 - h) - betah*h : 1
dn/dt = alphan*(1 - n) - betan*n : 1
alpham = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
betam = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
alphah = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
betah = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
alphan = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
betan = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
I : amp/meter**2 (constant)`,
      threshold: 'v > 0*mV',
      refractory: 'v > 0*mV',
      method: 'exponential_euler',
      parameters: {
        gl: '0.3*msiemens/cm**2',
        El: '-54.387*mV',
        gNa: '120*msiemens/cm**2',
        ENa: '50*mV',
        gK: '36*msiemens/cm**2',
        EK: '-77*mV',
        C: '1*uF/cm**2',
        I: '(5 + 10.0*i/N)*uA/cm**2',
      },
      initial: { v: '-65*mV', m: 0.05, h: 0.6, n: 0.32 },
    },
  },
};

export const workloads: readonly Workload[] = [
  {
    id: 'cuba4k',
    title: 'CUBA, 4,000 neurons, 320,000 synapses',
    steps: 10000,
    network: cuba(4000, 0.02, 1),
  },
  {
    id: 'cuba40k',
    title: 'CUBA, 40,000 neurons, 40,000,000 synapses',
    steps: 5000,
    network: cuba(40000, 0.025, 0.08),
  },
  {
    id: 'stdp4k',
    title: 'CUBA, 4,000 neurons, pair STDP on 256,000 of 320,000 synapses',
    steps: 10000,
    network: plastic(cuba(4000, 0.02, 1)),
  },
  { id: 'hh10k', title: 'Hodgkin-Huxley, 10,000 neurons', steps: 2000, network: hodgkinHuxley },
];
