import type { GalleryModel } from './model.ts';

/** Integrate-and-fire models with noise, input arrays and plastic synapses. */
export const NOISE_AND_PLASTICITY: readonly GalleryModel[] = [
  {
    name: 'frompapers/Platkiewicz_Brette_2011',
    equations: `
      dv/dt = (EL - v + mu + sigma*I)/tau : volt
      dtheta/dt = (vT + a*clip(v - Vi, 0*mV, inf*mV) - theta)/tauh : volt
      dI/dt = -I/tauI + (2/tauI)**.5*xi : 1 # Ornstein-Uhlenbeck`,
    threshold: 'v > theta',
    reset: 'v = EL',
    refractory: '5*ms',
    constants: {
      ...{ EL: '-70*mV', vT: '-55*mV', Vi: '-63*mV', tauh: '5*ms', tau: '5*ms', a: '5/6', tauI: '5*ms' },
      ...{ mu: '15*mV', sigma: '6*mV/sqrt(5*ms/(5*ms + 5*ms))' },
    },
  },
  {
    name: 'frompapers/Rossant_et_al_2011bis',
    equations: `
      dv/dt  = (ge + gi - (v - El))/taum : volt
      dge/dt = -ge/taue : volt
      dgi/dt = -gi/taui : volt`,
    threshold: 'v > theta',
    reset: 'v = El',
    refractory: '5*ms',
    method: 'exact',
    constants: { theta: '-55*mV', El: '-65*mV', taum: '5*ms', taue: '3*ms', taui: '10*ms' },
  },
  {
    name: 'frompapers/Sturzl_et_al_2000 (legs)',
    equations: `
      dv/dt = (1 + rates(t - d) - v)/tau_legs + sigma*(2./tau_legs)**.5*xi:1
      d : second`,
    threshold: 'v > 1',
    reset: 'v = 0',
    refractory: '1*ms',
    method: 'euler',
    constants: { tau_legs: '1*ms', sigma: '.01' },
    arrays: { rates: '1' },
  },
  {
    name: 'frompapers/Sturzl_et_al_2000 (neurons)',
    equations: `
      dv/dt = (x - v)/tau : 1
      dx/dt = (y - x)/taus : 1 # alpha currents
      dy/dt = -y/taus : 1`,
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'exact',
    constants: { tau: '1*ms', taus: '1.001*ms' },
    synapses: [{ onPre: 'y += wex', constants: { wex: '7' } }],
  },
  {
    name: 'frompapers/Touboul_Brette_2008',
    equations: `
      dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
      dw/dt  = (a*(vm - EL) - w)/tauw : amp
      Vr : volt`,
    threshold: 'vm > Vcut',
    reset: 'vm = Vr; w += b',
    method: 'euler',
    constants: {
      ...{ C: '281*pF', gL: '30*nS', EL: '-70.6*mV', VT: '-50.4*mV', DeltaT: '2*mV', tauw: '40*ms' },
      ...{ a: '4*nS', b: '0.08*nA', I: '.8*nA', Vcut: '-40.4*mV' },
    },
    values: { Vr: '-48.3*mV + i*(7*mV)/N' },
  },
  {
    name: 'frompapers/Vogels_et_al_2011',
    equations: `
      dv/dt = (-gl*(v - el) - (g_ampa*v + g_gaba*(v - er)) + bgcurrent)/memc : volt (unless refractory)
      dg_ampa/dt = -g_ampa/tau_ampa : siemens
      dg_gaba/dt = -g_gaba/tau_gaba : siemens`,
    threshold: 'v > vt',
    reset: 'v = el',
    refractory: '5*ms',
    method: 'euler',
    constants: {
      ...{ gl: '10.0*nsiemens', el: '-60*mV', er: '-80*mV', vt: '-50.*mV', memc: '200.0*pfarad' },
      ...{ bgcurrent: '200*pA', tau_ampa: '5.0*ms', tau_gaba: '10.0*ms' },
    },
    synapses: [
      {
        model: `
          w : 1
          dApre/dt  = -Apre/tau_stdp : 1 (event-driven)
          dApost/dt = -Apost/tau_stdp : 1 (event-driven)`,
        onPre: `
          Apre += 1.
          w = clip(w + (Apost - alpha)*eta, 0, gmax)
          g_gaba += w*nS`,
        onPost: `
          Apost += 1.
          w = clip(w + Apre*eta, 0, gmax)`,
        constants: { tau_stdp: '20*ms', alpha: '3*Hz*20*ms*2', eta: '1e-2', gmax: '100' },
      },
    ],
  },
  {
    name: 'frompapers/Kremer_et_al_2011_barrel_cortex (layer 4)',
    equations: `
      rate = int(is_active)*clip(cos(direction - selectivity), 0, inf)*Fmax : Hz
      is_active = abs((barrel_x + 0.5 - bar_x)*cos(direction)
                      + (barrel_y + 0.5 - bar_y)*sin(direction)) < 0.5 : boolean
      barrel_x : integer # The x index of the barrel
      barrel_y : integer
      selectivity : 1
      bar_x = cos(direction)*(t - stim_start_time)/(5*ms) + stim_start_x : 1 (shared)
      bar_y = sin(direction)*(t - stim_start_time)/(5*ms) + stim_start_y : 1 (shared)
      direction : 1 (shared)
      stim_start_time : second (shared)
      stim_start_x : 1 (shared)
      stim_start_y : 1 (shared)`,
    threshold: 'rand() < rate*dt',
    constants: { Fmax: '.5/(5*ms)', N4: '22**2', barrelarraysize: '5' },
    values: { barrel_y: 'i // (barrelarraysize*N4)', selectivity: '(i % N4)/(1.0*N4)*2*pi' },
  },
  {
    name: 'frompapers/Kremer_et_al_2011_barrel_cortex (layer 2/3)',
    equations: `
      dv/dt=(ge + gi + El - v)/taum : volt
      dge/dt=-ge/taue : volt
      dgi/dt=-gi/taui : volt
      dvt/dt=(Vt - vt)/tauvt : volt # adaptation
      barrel_idx : integer
      x : 1
      y : 1`,
    threshold: 'v > vt',
    reset: 'v = El; vt += vt_inc',
    refractory: '2*ms',
    method: 'euler',
    constants: {
      ...{ El: '-70*mV', taum: '10*ms', taue: '2*ms', taui: '25*ms', Vt: '-55*mV', tauvt: '50*ms' },
      ...{ vt_inc: '2*mV', M23exc: '25', barrelarraysize: '5' },
    },
    values: {
      x: '(i % (barrelarraysize*M23exc))*(1.0/M23exc)',
      barrel_idx: 'floor(x) + floor(y)*barrelarraysize',
    },
    synapses: [
      {
        model: `w:volt
                dA_source/dt = -A_source/taup : volt (event-driven)
                dA_target/dt = -A_target/taud : volt (event-driven)`,
        onPre: `ge+=w
                A_source += Ap
                w = clip(w + A_target, 0*volt, EPSC)`,
        onPost: `
                A_target += Ad
                w = clip(w + A_source, 0*volt, EPSC)`,
        constants: { taup: '5*ms', taud: '25*ms', Ap: '.05*mV', Ad: '-.04*mV', EPSC: '1*mV' },
      },
    ],
  },
];
