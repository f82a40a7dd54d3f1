import type { GalleryModel } from './model.ts';

const TRAUB_MILES = {
  ...{ Cm: '1*ufarad*cm**-2*20000*umetre**2', gl: '5e-5*siemens*cm**-2*20000*umetre**2', EK: '-90*mV' },
  ...{ ENa: '50*mV', VT: '-63*mV', g_na: '100*msiemens*cm**-2*20000*umetre**2' },
  ...{ g_kd: '30*msiemens*cm**-2*20000*umetre**2' },
};

/** Conductance-based models, from Hodgkin-Huxley on, and models without spikes. */
export const CONDUCTANCE: readonly GalleryModel[] = [
  {
    name: 'COBAHH',
    equations: `
      dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) -
               g_na*(m*m*m)*h*(v - ENa) -
               g_kd*(n*n*n*n)*(v - EK))/Cm : volt
      dm/dt = alpha_m*(1 - m) - beta_m*m : 1
      dn/dt = alpha_n*(1 - n) - beta_n*n : 1
      dh/dt = alpha_h*(1 - h) - beta_h*h : 1
      dge/dt = -ge*(1./taue) : siemens
      dgi/dt = -gi*(1./taui) : siemens
      alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
      beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
      alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
      beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
      alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
      beta_n = .5*exp((10*mV - v + VT)/(40*mV))/ms : Hz`,
    threshold: 'v > -20*mV',
    refractory: '3*ms',
    method: 'exponential_euler',
    constants: { ...TRAUB_MILES, El: '-60*mV', taue: '5*ms', taui: '10*ms', Ee: '0*mV', Ei: '-80*mV' },
    values: { v: 'El + (randn()*5 - 5)*mV', ge: '(randn()*1.5 + 4)*10.*nS' },
    synapses: [
      { onPre: 'ge+=we', constants: { we: '6*nS' } },
      { onPre: 'gi+=wi', constants: { wi: '67*nS' } },
    ],
  },
  {
    name: 'IF_curve_Hodgkin_Huxley',
    equations: `
      dv/dt = (gl*(El - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK) + I)/Cm : volt
      dm/dt = 0.32*(mV**-1)*4*mV/exprel((13.*mV - v + VT)/(4*mV))/ms*(1 - m)
              - 0.28*(mV**-1)*5*mV/exprel((v - VT - 40.*mV)/(5*mV))/ms*m : 1
      dn/dt = 0.032*(mV**-1)*5*mV/exprel((15.*mV - v + VT)/(5*mV))/ms*(1. - n)
              - .5*exp((10.*mV - v + VT)/(40.*mV))/ms*n : 1
      dh/dt = 0.128*exp((17.*mV - v + VT)/(18.*mV))/ms*(1. - h)
              - 4./(1 + exp((40.*mV - v + VT)/(5.*mV)))/ms*h : 1
      I : amp`,
    threshold: 'v > -40*mV',
    refractory: 'v > -40*mV',
    method: 'exponential_euler',
    constants: { ...TRAUB_MILES, El: '-65*mV', num_neurons: '100' },
    values: { I: '0.7*nA*i/num_neurons' },
  },
  {
    // A cable there (`point current`, membrane current Im); the same channels in one compartment here.
    name: 'compartmental/hodgkin_huxley_1952 (one compartment)',
    equations: `
      dv/dt = (gl*(El - v) + gNa*m**3*h*(ENa - v) + gK*n**4*(EK - v) + I)/Cm : volt
      dm/dt = alpham*(1 - m) - betam*m : 1
      dn/dt = alphan*(1 - n) - betan*n : 1
      dh/dt = alphah*(1 - h) - betah*h : 1
      alpham = (0.1/mV)*10*mV/exprel((-v + 25*mV)/(10*mV))/ms : Hz
      betam = 4*exp(-v/(18*mV))/ms : Hz
      alphah = 0.07*exp(-v/(20*mV))/ms : Hz
      betah = 1/(exp((-v + 30*mV)/(10*mV)) + 1)/ms : Hz
      alphan = (0.01/mV)*10*mV/exprel((-v + 10*mV)/(10*mV))/ms : Hz
      betan = 0.125*exp(-v/(80*mV))/ms : Hz
      I : amp/meter**2
      gNa : siemens/meter**2`,
    method: 'exponential_euler',
    constants: {
      ...{ El: '10.613*mV', ENa: '115*mV', EK: '-12*mV', gl: '0.3*msiemens/cm**2', Cm: '1*uF/cm**2' },
      ...{ gK: '36*msiemens/cm**2' },
    },
    values: { gNa: '120*msiemens/cm**2', I: '10*uA/cm**2' },
  },
  {
    name: 'advanced/exprel_function',
    equations: `v : volt
      alpha_simple = 0.32*(mV**-1)*(-50*mV - v)/
                     (exp((-50*mV - v)/(4*mV)) - 1.)/ms : Hz
      alpha_improved = 0.32*(mV**-1)*4*mV/exprel((-50*mV - v)/(4*mV))/ms : Hz`,
  },
  {
    // A cable there; the same channels in one compartment here, with the time constants' branches by int().
    name: 'frompapers/Destexhe_et_al_1998 (one compartment)',
    equations: `
      dv/dt = (gl*(El - v) - I_Na - I_K - I_T)/Cm : volt
      gl : siemens/meter**2
      g_Na : siemens/meter**2
      g_K : siemens/meter**2
      I_Na = g_Na*m**3*h*(v - E_Na) : amp/meter**2
      I_K = g_K*n**4*(v - E_K) : amp/meter**2
      v2 = v - VT : volt  # shifted membrane potential
      dm/dt = (0.32*(mV**-1)*(13.*mV - v2)/
              (exp((13.*mV - v2)/(4.*mV)) - 1.)*(1 - m) - 0.28*(mV**-1)*(v2 - 40.*mV)/
              (exp((v2 - 40.*mV)/(5.*mV)) - 1.)*m)/ms*tadj_HH : 1
      dn/dt = (0.032*(mV**-1)*(15.*mV - v2)/
              (exp((15.*mV - v2)/(5.*mV)) - 1.)*(1. - n) - .5*exp((10.*mV - v2)/(40.*mV))*n)/ms*tadj_HH : 1
      dh/dt = (0.128*exp((17.*mV - v2)/(18.*mV))*(1. - h) - 4./(1 + exp((40.*mV - v2)/(5.*mV)))*h)/ms*tadj_HH : 1
      I_T = P_Ca*m_T**2*h_T*G_Ca : amp/meter**2
      P_Ca : meter/second
      G_Ca = Z_Ca**2*F*v*gamma*(Ca_i - Ca_o*exp(-Z_Ca*gamma*v))/(1 - exp(-Z_Ca*gamma*v)) : coulomb/meter**3
      dm_T/dt = -(m_T - m_T_inf)/tau_m_T : 1
      dh_T/dt = -(h_T - h_T_inf)/tau_h_T : 1
      m_T_inf = 1/(1 + exp(-(v/mV + 56)/6.2)) : 1
      h_T_inf = 1/(1 + exp((v/mV + 80)/4)) : 1
      tau_m_T = (0.612 + 1.0/(exp(-(v/mV + 131)/16.7) + exp((v/mV + 15.8)/18.2)))*ms/tadj_m_T : second
      tau_h_T = (int(v<-81*mV)*exp((v/mV + 466)/66.6) +
                 int(v>=-81*mV)*(28 + exp(-(v/mV + 21)/10.5)))*ms/tadj_h_T : second`,
    method: 'exponential_euler',
    constants: {
      ...{ VT: '-52*mV', El: '-76.5*mV', E_Na: '50*mV', E_K: '-100*mV', Z_Ca: '2', Ca_i: '240*nM' },
      ...{ Ca_o: '2*mM', tadj_HH: '3.0**((34 - 36)/10.0)', tadj_m_T: '2.5**((34 - 24)/10.0)' },
      ...{ tadj_h_T: '2.5**((34 - 24)/10.0)', F: '96485.33289*coulomb/mole', Cm: '0.88*uF/cm**2' },
      gamma: '96485.33289*coulomb/mole/(8.3144598*joule/mole/kelvin*307.15*kelvin)',
    },
  },
  {
    name: 'frompapers/Hindmarsh_Rose_1984',
    equations: `
      dx/dt = (y - a*x**3 + b*x**2 + I - z)/time_unit : 1
      dy/dt = (c - d*x**2 - y)/time_unit : 1
      dz/dt = r*(s*(x - x_1) - z)/time_unit : 1
      I : 1 (constant)`,
    method: 'rk4',
    constants: {
      ...{ time_unit: '1*ms', x_1: '-1.6', a: '1', b: '3', c: '1', d: '5', r: '0.001', s: '4' },
    },
    values: { y: 'c - d*x**2', z: 'r*(s*(x - x_1))' },
  },
  {
    name: 'frompapers/Morris_Lecar_1981',
    equations: `
      dV/dt = (-g_L*(V - V_L) - g_Ca*m_inf*(V - V_Ca) - g_K*n*(V - V_K) + I)/C : volt
      dn/dt = lambda_n*(n_inf - n) : 1
      m_inf = 0.5*(1 + tanh((V - V_1)/V_2)) : 1
      n_inf = 0.5*(1 + tanh((V - V_3)/V_4)) : 1
      lambda_n = lambda_n__max*cosh((V - V_3)/(2*V_4)) : Hz
      I : amp`,
    method: 'exponential_euler',
    constants: {
      ...{ g_L: '2*mS', g_Ca: '4*mS', g_K: '8*mS', V_L: '-50*mV', V_Ca: '100*mV', V_K: '-70*mV' },
      ...{
        lambda_n__max: '1.0/(15*ms)',
        V_1: '10*mV',
        V_2: '15*mV',
        V_3: '-1*mV',
        V_4: '14.5*mV',
        C: '20*uF',
      },
    },
    values: { I: '(i*25 + 100)*uA' },
  },
  {
    name: 'frompapers/Wang_Buszaki_1996',
    equations: `
      dv/dt = (-gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gL*(v - EL) + Iapp)/Cm : volt
      m = alpha_m/(alpha_m + beta_m) : 1
      alpha_m = 0.1/mV*10*mV/exprel(-(v + 35*mV)/(10*mV))/ms : Hz
      beta_m = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz
      dh/dt = 5*(alpha_h*(1 - h) - beta_h*h) : 1
      alpha_h = 0.07*exp(-(v + 58*mV)/(20*mV))/ms : Hz
      beta_h = 1./(exp(-0.1/mV*(v + 28*mV)) + 1)/ms : Hz
      dn/dt = 5*(alpha_n*(1 - n) - beta_n*n) : 1
      alpha_n = 0.01/mV*10*mV/exprel(-(v + 34*mV)/(10*mV))/ms : Hz
      beta_n = 0.125*exp(-(v + 44*mV)/(80*mV))/ms : Hz`,
    method: 'exponential_euler',
    constants: {
      ...{ Cm: '1*uF', Iapp: '2*uA', gL: '0.1*msiemens', EL: '-65*mV', ENa: '55*mV', EK: '-90*mV' },
      ...{ gNa: '35*msiemens', gK: '9*msiemens' },
    },
  },
  {
    name: 'synapses/continuous_interaction',
    equations: `
      alphah = 0.128*exp(-(vm + 50.0*mV)/(18.0*mV))/ms :Hz
      alpham = 0.32/mV*(vm + 54*mV)/(1.0 - exp(-(vm + 54.0*mV)/(4.0*mV)))/ms:Hz
      alphan = 0.032/mV*(vm + 52*mV)/(1.0 - exp(-(vm + 52.0*mV)/(5.0*mV)))/ms:Hz

      betah  = 4.0/(1.0 + exp(-(vm + 27.0*mV)/(5.0*mV)))/ms:Hz
      betam  = 0.28/mV*(vm + 27.0*mV)/(exp((vm + 27.0*mV)/(5.0*mV)) - 1.0)/ms:Hz
      betan  = 0.5*exp(-(vm + 57.0*mV)/(40.0*mV))/ms:Hz

      membrane_Im = I_ext + gNa*m**3*h*(ENa - vm) +
                    gl*(El - vm) + gK*n**4*(EK - vm) + gSyn*s_in*(-vm): amp
      I_ext : amp
      s_in  : 1
      dm/dt = alpham*(1 - m) - betam*m : 1
      dn/dt = alphan*(1 - n) - betan*n : 1
      dh/dt = alphah*(1 - h) - betah*h : 1
      ds/dt = 0.5*(1 + tanh(0.1*vm/mV))*(1 - s)/tau_r - s/tau_d : 1
      dvm/dt = membrane_Im/C : volt`,
    method: 'exponential_euler',
    constants: {
      ...{ El: '-67*mV', EK: '-100*mV', ENa: '50*mV', gl: '0.1*msiemens', gK: '80*msiemens', C: '1*ufarad' },
      ...{ gNa: '100*msiemens', gSyn: '1.0*msiemens', tau_d: '2*ms', tau_r: '0.2*ms' },
    },
  },
  {
    name: 'frompapers/Jansen_Rit_1995_single_column',
    equations: `
      dy0/dt = y3/second : 1
      dy3/dt = (A*Sp - 2*y3 - y0/te*second)/te : 1
      dy1/dt = y4/second : 1
      dy4/dt = (A*(p + C2*Se) - 2*y4 - y1/te*second)/te : 1
      dy2/dt = y5/second : 1
      dy5/dt = (B*C4*Si - 2*y5 - y2/ti*second)/ti : 1
      p  = P0 + nstim(t)*dlP : 1
      Sp = e0/(1 + exp(r0*(v0 - (y1 - y2)))) : 1
      Se = e0/(1 + exp(r0*(v0 - C1*y0))) : 1
      Si = e0/(1 + exp(r0*(v0 - C3*y0))) : 1
      C1 : 1
      C2 = 0.8*C1 : 1
      C3 = 0.25*C1 : 1
      C4 = 0.25*C1 : 1
      P0 : 1
      dlP : 1`,
    method: 'euler',
    constants: {
      ...{ te: '10.*ms', ti: '20.*ms', e0: '5.', v0: '6.', r0: '0.56', A: '3.25', B: '22.' },
    },
    arrays: { nstim: '1' },
  },
];
