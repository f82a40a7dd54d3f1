import type { GalleryModel } from './model.ts';

/** Integrate-and-fire models: from leaky to adaptive exponential. */
export const INTEGRATE_AND_FIRE: readonly GalleryModel[] = [
  {
    name: 'adaptive_threshold',
    equations: `
      dv/dt  = -v/(10*ms)             : volt
      dvt/dt = (10*mV - vt)/(15*ms)   : volt`,
    threshold: 'v > vt',
    reset: 'v = 0*mV\nvt += 3*mV',
    method: 'exact',
    values: { vt: '10*mV' },
    synapses: [{ onPre: 'v += 3*mV' }],
  },
  {
    name: 'CUBA',
    equations: `
      dv/dt  = (ge + gi - (v - El))/taum : volt (unless refractory)
      dge/dt = -ge/taue                  : volt
      dgi/dt = -gi/taui                  : volt`,
    threshold: 'v > Vt',
    reset: 'v = Vr',
    refractory: '5*ms',
    method: 'exact',
    constants: { taum: '20*ms', taue: '5*ms', taui: '10*ms', Vt: '-50*mV', Vr: '-60*mV', El: '-49*mV' },
    values: { v: 'Vr + rand()*(Vt - Vr)' },
    synapses: [
      { onPre: 'ge += we', constants: { we: '(60*0.27/10)*mV' } },
      { onPre: 'gi += wi', constants: { wi: '(-20*4.5/10)*mV' } },
    ],
  },
  {
    name: 'IF_curve_LIF',
    equations: 'dv/dt = (v0 - v)/tau : volt (unless refractory)\nv0 : volt',
    threshold: 'v > 10*mV',
    reset: 'v = 0*mV',
    refractory: '5*ms',
    method: 'exact',
    constants: { tau: '10*ms', n: '1000' },
    values: { v0: '20*mV*i/(n - 1)' },
  },
  {
    name: 'non_reliability',
    equations: 'dx/dt = (1.1 - x)/tau + sigma*(2/tau)**.5*xi : 1 (unless refractory)',
    threshold: 'x > 1',
    reset: 'x = 0',
    refractory: '5*ms',
    method: 'euler',
    constants: { tau: '20*ms', sigma: '.015' },
  },
  {
    // Its input is a linked variable there, a recorded array here.
    name: 'reliability',
    equations: 'dx/dt = (0.9 + .5*I(t) - x)/tau + sigma*(2/tau)**.5*xi : 1',
    threshold: 'x > 1',
    reset: 'x = 0',
    refractory: '5*ms',
    method: 'euler',
    constants: { tau: '10*ms', sigma: '.015' },
    arrays: { I: '1' },
    values: { x: 'rand()' },
  },
  {
    name: 'phase_locking',
    equations: 'dv/dt = (-v + a*sin(2*pi*freq*t) + b)/tau : 1\na : 1',
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'euler',
    constants: { tau: '20*ms', b: '1.2', freq: '10*Hz', n: '100' },
    values: { v: 'rand()', a: '0.05 + 0.7*i/n' },
  },
  {
    name: 'advanced/Ornstein_Uhlenbeck',
    equations: `
      tau   : second
      sigma : 1
      dy/dt = -y/tau + sqrt(2*sigma**2/tau)*xi : 1`,
    method: 'euler',
    values: { tau: '1*second', y: '1' },
  },
  {
    name: 'advanced/stochastic_odes',
    equations: 'dX/dt = (mu - 0.5*second*sigma**2)*X + X*sigma*xi*second**.5 : 1',
    method: 'milstein',
    constants: { mu: '0.5/second', sigma: '0.1/second' },
  },
  {
    name: 'frompapers/Brette_2004',
    equations: 'dv/dt = (-v + a + 2*sin(2*pi*t/tau))/tau : 1\na : 1',
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'euler',
    constants: { tau: '100*ms' },
  },
  {
    name: 'frompapers/Brette_Gerstner_2005',
    equations: `
      dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt
      dw/dt  = (a*(vm - EL) - w)/tauw : amp
      I : amp`,
    threshold: 'vm > Vcut',
    reset: 'vm = Vr; w += b',
    method: 'euler',
    constants: {
      ...{ C: '281*pF', gL: '30*nS', EL: '-70.6*mV', VT: '-50.4*mV', DeltaT: '2*mV', tauw: '144*ms' },
      ...{ a: '4*nS', b: '0.0805*nA', Vr: '-70.6*mV', Vcut: '-50.4*mV + 5*2*mV' },
    },
    values: { I: '1*nA' },
  },
  {
    // Its input x is a linked variable there, a recorded array here.
    name: 'frompapers/Brette_Guigon_2003',
    equations: `
      dv/dt = (v*I + 1)/tau + sigma*(2/tau)**.5*xi : 1
      I = 0.5 + 3*p*B                              : 1
      B = 2./(1 + exp(-2*x(t))) - 1                : 1 (shared)
      p : 1`,
    threshold: 'v > 1',
    reset: 'v = 0',
    method: 'euler',
    constants: { tau: '33*ms', sigma: '0.02' },
    arrays: { x: '1' },
    values: { p: '1.0*i/N', v: 'rand()' },
  },
  {
    name: 'frompapers/Brunel_2000',
    equations: 'dv/dt = -v/tau : volt (unless refractory)',
    threshold: 'v > theta',
    reset: 'v = V_r',
    refractory: 'tau_rp',
    method: 'exact',
    constants: { tau: '20*ms', theta: '20*mV', V_r: '10*mV', tau_rp: '2*ms' },
    synapses: [
      { onPre: 'v += J', constants: { J: '0.1*mV' } },
      { onPre: 'v += -g*J', constants: { J: '0.1*mV', g: '4.5' } },
    ],
  },
  {
    name: 'frompapers/Brunel_Hakim_1999',
    equations: 'dV/dt = (-V + muext + sigmaext*sqrt(tau)*xi)/tau : volt',
    threshold: 'V > theta',
    reset: 'V = Vr',
    refractory: 'taurefr',
    method: 'euler',
    constants: {
      ...{ Vr: '10*mV', theta: '20*mV', tau: '20*ms', taurefr: '2*ms', muext: '25*mV', sigmaext: '1*mV' },
    },
    synapses: [{ onPre: 'V += -J', constants: { J: '.1*mV' } }],
  },
  {
    name: 'frompapers/Diesmann_et_al_1999',
    equations: `
      dV/dt = (-(V - Vr) + x)*(1./taum) : volt
      dx/dt = (-x + y)*(1./taupsp) : volt
      dy/dt = -y*(1./taupsp) + 25.27*mV/ms +
              (39.24*mV/ms**0.5)*xi : volt`,
    threshold: 'V > Vt',
    reset: 'V = Vr',
    refractory: '1*ms',
    method: 'euler',
    constants: { Vr: '-70*mV', Vt: '-55*mV', taum: '10*ms', taupsp: '0.325*ms' },
    values: { V: 'Vr + rand()*(Vt - Vr)' },
    synapses: [{ onPre: 'y += weight', constants: { weight: '4.86*mV' } }],
  },
  {
    name: 'frompapers/Izhikevich_2003',
    equations: `
      dv/dt = (0.04*v**2 + 5*v + 140 - u + I + I_noise)/ms : 1
      du/dt = (a*(b*v - u))/ms : 1
      I : 1
      I_noise : 1
      a : 1
      b : 1
      c : 1
      d : 1`,
    threshold: 'v >= 30',
    reset: 'v = c\nu += d',
    method: 'euler',
    values: { a: '0.02 + 0.08*rand()', I_noise: '5*randn()', c: '-65 + 15*rand()**2' },
    synapses: [
      { model: 'w : 1', onPre: 'I += w' },
      { model: 'w : 1', onPre: 'I -= w' },
    ],
  },
  {
    name: 'frompapers/Naud_et_al_2008_adex_firing_patterns',
    equations: `
      dvm/dt = (g_l*(e_l - vm) + g_l*d_t*exp((vm - v_t)/d_t) + i_stim - w)/c_m : volt
      dw/dt  = (a*(vm - e_l) - w)/tau_w : amp`,
    threshold: 'vm > 0*mV',
    reset: 'vm = v_r; w += b',
    method: 'euler',
    constants: {
      ...{ c_m: '200*pF', g_l: '10*nS', e_l: '-70.0*mV', v_t: '-50.0*mV', d_t: '2.0*mV' },
      ...{ a: '2.0*nS', tau_w: '30.0*ms', b: '0.0*pA', v_r: '-58.0*mV', i_stim: '500*pA' },
    },
  },
];
