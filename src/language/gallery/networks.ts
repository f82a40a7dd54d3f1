import type { GalleryModel } from './model.ts';

/** Models from network examples: plasticity, slow synapses, sound. Summed and linked inputs are parameters here. */
export const NETWORKS: readonly GalleryModel[] = [
  {
    name: 'frompapers/Brunel_Wang_2001',
    equations: `
      dv / dt = (- g_m_E * (v - V_L) - I_syn) / C_m_E : volt (unless refractory)

      I_syn = I_AMPA_ext + I_AMPA_rec + I_NMDA_rec + I_GABA_rec : amp

      I_AMPA_ext = g_AMPA_ext_E * (v - V_E) * s_AMPA_ext : amp
      I_AMPA_rec = g_AMPA_rec_E * (v - V_E) * 1 * s_AMPA : amp
      ds_AMPA_ext / dt = - s_AMPA_ext / tau_AMPA : 1
      ds_AMPA / dt = - s_AMPA / tau_AMPA : 1

      I_NMDA_rec = g_NMDA_E * (v - V_E) / (1 + Mg2 * exp(-0.062 * v / mV) / 3.57) * s_NMDA_tot : amp
      s_NMDA_tot : 1

      I_GABA_rec = g_GABA_E * (v - V_I) * s_GABA : amp
      ds_GABA / dt = - s_GABA / tau_GABA : 1`,
    threshold: 'v > V_thr',
    reset: 'v = V_reset',
    refractory: 'tau_rp_E',
    method: 'euler',
    constants: {
      ...{ V_L: '-70. * mV', V_thr: '-50. * mV', V_reset: '-55. * mV', V_E: '0. * mV', V_I: '-70. * mV' },
      ...{ C_m_E: '0.5 * nF', g_m_E: '25. * nS', tau_rp_E: '2. * ms', g_AMPA_ext_E: '2.08 * nS' },
      ...{ g_AMPA_rec_E: '0.104 * nS', tau_AMPA: '2. * ms', g_NMDA_E: '0.327 * nS', Mg2: '1.' },
      ...{ g_GABA_E: '1.25 * nS', tau_GABA: '10. * ms' },
    },
    synapses: [
      {
        model: `
          ds_NMDA / dt = - s_NMDA / tau_NMDA_decay + alpha * x * (1 - s_NMDA) : 1 (clock-driven)
          dx / dt = - x / tau_NMDA_rise : 1 (clock-driven)
          w : 1`,
        onPre: 's_AMPA += w\nx += 1',
        constants: { tau_NMDA_decay: '100. * ms', tau_NMDA_rise: '2. * ms', alpha: '0.5 / ms' },
      },
      { onPre: 's_GABA += 1' },
    ],
  },
  {
    name: 'frompapers/Clopath_et_al_2010_homeostasis',
    equations: `
      dv/dt = (gleak*(V_rest - v) + I_ext + I_syn)/C: volt      # voltage
      dv_lowpass1/dt = (v - v_lowpass1)/tau_lowpass1 : volt     # low-pass filter of the voltage
      dv_lowpass2/dt = (v - v_lowpass2)/tau_lowpass2 : volt
      dv_homeo/dt = (v - V_rest - v_homeo)/tau_homeo : volt
      I_ext : amp                                               # external current
      I_syn = g_ampa*(E_AMPA - v): amp                          # synaptic current
      dg_ampa/dt = -g_ampa/tau_AMPA : siemens
      dx_trace/dt = -x_trace/taux :1                            # spike trace`,
    threshold: 'v > V_thresh',
    reset: 'v = V_rest;x_trace += x_reset/(taux/ms)',
    method: 'euler',
    constants: {
      ...{ V_rest: '-70.*mV', V_thresh: '-55.*mV', x_reset: '1.', taux: '15.*ms', tau_lowpass1: '40*ms' },
      ...{ tau_lowpass2: '30*ms', tau_homeo: '1000*ms', gleak: '30.*nS', C: '300.*pF', tau_AMPA: '2.*ms' },
      E_AMPA: '0.*mV',
    },
    synapses: [
      {
        model: 'w_ampa:1                # synaptic weight (ampa synapse)',
        onPre: `
          g_ampa_post += w_ampa*ampa_max_cond      # increment synaptic conductance
          A_LTD_u = A_LTD*(v_homeo**2/v_target)    # metaplasticity
          w_minus = A_LTD_u*(v_lowpass1_post/mV - Theta_low/mV)*int(v_lowpass1_post/mV - Theta_low/mV > 0)
          w_ampa = clip(w_ampa - w_minus, 0, w_max)`,
        onPost: `
          v_lowpass1 += 10*mV                      # mimics the depolarisation effect due to a spike
          v_lowpass2 += 10*mV
          v_homeo += 0.1*mV
          w_plus = A_LTP*x_trace_pre*(v_lowpass2_post/mV - Theta_low/mV)*int(v_lowpass2_post/mV - Theta_low/mV > 0)
          w_ampa = clip(w_ampa + w_plus, 0, w_max)`,
        constants: {
          ...{ ampa_max_cond: '5.e-8*siemens', A_LTD: '1.5e-4', A_LTP: '1.5e-2', v_target: '12*mV**2' },
          ...{ Theta_low: '-70.*mV', w_max: '1.' },
        },
      },
    ],
  },
  {
    name: 'frompapers/Clopath_et_al_2010_homeostasis (inputs)',
    equations: `
      dv/dt = gleak*(V_rest - v)/C: volt
      dx_trace/dt = -x_trace/taux :1
      rates : Hz
      selected_index : integer (shared)`,
    threshold: 'rand()<rates*dt',
    reset: 'v = V_rest;x_trace+=x_reset/(taux/ms)',
    method: 'exact',
    constants: { gleak: '30.*nS', V_rest: '-70.*mV', C: '300.*pF', taux: '15.*ms', x_reset: '1.' },
  },
  {
    name: 'frompapers/Diehl_Cook_2015',
    equations: `
      dv/dt = (v_rest - v + i_exc + i_inh) / tau_mem  : volt (unless refractory)
      i_exc = ge * -v                         : volt
      i_inh = gi * (v_inh_base - v)           : volt
      dge/dt = -ge/(1 * ms)                   : 1
      dgi/dt = -gi/(2 * ms)                   : 1
      dtimer/dt = 1                           : second
      dtheta/dt = -theta / (1e7 * ms)         : volt`,
    threshold: 'v > (theta - 72 * mV) and (timer > 50 * ms)',
    reset: 'v = -65*mV; timer = 0 * ms; theta += 0.05 * mV',
    refractory: '5 * ms',
    method: 'euler',
    constants: { tau_mem: '100 * ms', v_rest: '-65 * mV', v_inh_base: '-100 * mV' },
    synapses: [{ onPre: 'ge_post += 10.400000' }, { onPre: 'gi_post += 17.000000' }],
  },
  {
    name: 'frompapers/Graupner_Brunel_2012',
    equations: 'tspike:second',
    threshold: 't>tspike',
    refractory: '1*second',
    synapses: [
      {
        model: `
          tau      : second (constant, shared)
          rho_star : 1      (constant, shared)
          gamma_p  : 1      (constant, shared)
          theta_p  : 1      (constant, shared)
          gamma_d  : 1      (constant, shared)
          theta_d  : 1      (constant, shared)
          drho/dt = (-rho*(1 - rho)*(rho_star - rho)
                     + gamma_p*(1 - rho)*int((c - theta_p) > 0)
                     - gamma_d*rho*int((c - theta_d) > 0)
                     + sigma*sqrt(tau)*sqrt(int((c - theta_d) > 0) + int((c - theta_p) > 0))*xi
                     ) / tau : 1 (clock-driven)
          dc/dt = -c/tau_Ca  : 1 (clock-driven)
          tau_Ca : second (constant, shared)
          sigma  : 1      (constant, shared)`,
        onPre: 'c += C_pre',
        onPost: 'c += C_post',
        constants: { C_pre: '1', C_post: '2' },
      },
    ],
  },
  {
    name: 'frompapers/Izhikevich_2007',
    equations: 'dv/dt = (ge*(Ee - v) + El - v)/taum : volt\ndge/dt = -ge/taue : 1',
    threshold: 'v>vt',
    reset: 'v = vr',
    method: 'euler',
    constants: { Ee: '0*mV', El: '-74*mV', taum: '10*ms', taue: '5*ms', vt: '-54*mV', vr: '-60*mV' },
    synapses: [
      {
        model: `mode: 1
          dc/dt = -c / tauc : 1 (clock-driven)
          dd/dt = -d / taud : 1 (clock-driven)
          ds/dt = mode * c * d / taus : 1 (clock-driven)
          dApre/dt = -Apre / taupre : 1 (event-driven)
          dApost/dt = -Apost / taupost : 1 (event-driven)`,
        onPre: `ge += s
          Apre += dApre
          c = clip(c + mode * Apost, -gmax, gmax)
          s = clip(s + (1-mode) * Apost, -gmax, gmax)
          `,
        onPost: `Apost += dApost
          c = clip(c + mode * Apre, -gmax, gmax)
          s = clip(s + (1-mode) * Apre, -gmax, gmax)
          `,
        constants: {
          ...{ tauc: '1000*ms', taud: '200*ms', taus: '1*ms', taupre: '20*ms', taupost: '20*ms' },
          ...{ dApre: '.01*.01', dApost: '-.01*1.05*.01', gmax: '.01' },
        },
      },
    ],
  },
  {
    name: 'frompapers/Nicola_Clopath_2017',
    equations: `
      dv/dt = (-v + BIAS + IPSC + E*z)/tm: 1 (unless refractory)
      dIPSC/dt = -IPSC/tr + h : 1
      dh/dt = -h/td : 1/second
      dr/dt = -r/tr + hr : 1
      dhr/dt = -hr/td : 1/second
      BPhi : 1
      z : 1 (shared)
      E : 1`,
    threshold: 'v>=vpeak',
    reset: 'v=vreset; hr += 1/(tr*td)*second',
    refractory: 'tref',
    method: 'euler',
    constants: {
      BIAS: '-40',
      tm: '10*ms',
      tr: '2*ms',
      td: '20*ms',
      vpeak: '-40',
      vreset: '-65',
      tref: '2*ms',
    },
    synapses: [{ model: 'w : second', onPre: 'h += w/(tr*td)', constants: { tr: '2*ms', td: '20*ms' } }],
  },
  {
    name: 'frompapers/Spreizer_et_al_2019',
    equations: `
      dv/dt = (E-v)/tau_m + (noise + I_syn)/C : volt (unless refractory)
      I_syn :  amp
      noise  = mu + sigma*sqrt(noise_dt)*xi_pop: amp

      mu               : amp (shared)
      sigma            : amp (shared)
      noise_dt = 1*ms  : second (shared)
      C = 250*pF       : farad (shared)
      tau_m = 10*ms      : second (shared)
      E = -70*mV       : volt (shared)`,
    threshold: 'v > -55*mV',
    reset: 'v = -70*mV',
    refractory: '2*ms',
    method: 'euler',
    synapses: [
      {
        model: `
          dg/dt = (-g+h) / tau_s : 1 (clock-driven)
          dh/dt = -h / tau_s     : 1 (clock-driven)
          J = -50*pA             : amp (shared)
          tau_s = 5*ms           : second (shared)`,
        onPre: 'h += exp(1)',
      },
    ],
  },
  {
    name: 'frompapers/Stimberg_et_al_2018/example_1_COBA',
    equations: `
      dv/dt = (g_l*(E_l-v) + g_e*(E_e-v) + g_i*(E_i-v) +
               I_ex)/C_m    : volt (unless refractory)
      dg_e/dt = -g_e/tau_e  : siemens  # post-synaptic exc. conductance
      dg_i/dt = -g_i/tau_i  : siemens  # post-synaptic inh. conductance`,
    threshold: 'v>V_th',
    reset: 'v=V_r',
    refractory: 'tau_r',
    method: 'euler',
    constants: {
      ...{ E_l: '-60*mV', g_l: '9.99*nS', E_e: '0*mV', E_i: '-80*mV', C_m: '198*pF', tau_e: '5*ms' },
      ...{ tau_i: '10*ms', tau_r: '5*ms', I_ex: '150*pA', V_th: '-50*mV', V_r: '-60*mV', w_e: '0.05*nS' },
    },
    values: { v: 'E_l + rand()*(V_th-E_l)', g_e: 'rand()*w_e' },
    synapses: [
      {
        model: `
          du_S/dt = -Omega_f * u_S     : 1 (event-driven)
          dx_S/dt = Omega_d *(1 - x_S) : 1 (event-driven)`,
        onPre: `
          u_S += U_0 * (1 - u_S)
          r_S = u_S * x_S
          x_S -= r_S
          g_e_post += w_e*r_S`,
        constants: { Omega_f: '3.33/second', Omega_d: '2.0/second', U_0: '0.6', w_e: '0.05*nS' },
      },
    ],
  },
  {
    // The gate is linked to an astrocyte and the input summed there; both are parameters here.
    name: 'frompapers/Tetzlaff_2015',
    equations: `
      F = F_max/(1+exp(beta*(epsilon-u))) : 1
      du/dt = (-u + R*(I_E - I_I + W_input*(I_stim_A + I_stim_B)))/tau_u + R*W_ext*20*sqrt((DT/ms)/ms)*xi: 1
      I_E : 1
      I_I : 1
      index : 1 (constant)
      stim_units_A = index < stim_A_units_until :  boolean
      stim_units_B = index >= (stim_B_units_from) : boolean
      I_stim_A = learning_phase(t)*int(stim_units_A)*stim_A_gate(t)*stim_func(t) : 1
      I_stim_B = learning_phase(t)*int(stim_units_B)*stim_B_gate(t)*stim_func(t) : 1`,
    method: 'euler',
    constants: {
      ...{
        F_max: '100',
        beta: '0.03',
        epsilon: '120',
        R: '0.012',
        W_input: '77.8',
        W_ext: '77.8',
        DT: '0.5*ms',
      },
      ...{ tau_u: '1*ms', stim_A_units_until: '20', stim_B_units_from: '80' },
    },
    arrays: { learning_phase: '1', stim_A_gate: '1', stim_B_gate: '1', stim_func: '1' },
    synapses: [
      {
        model: 'dw/dt = 1/tau_H*F_pre*F_post + 1/tau_SS*(F_T - F_post)*w**2 : 1 (clock-driven)',
        constants: { tau_H: '3e4*ms', tau_SS: '60*3e4*ms', F_T: '1' },
      },
    ],
  },
  {
    name: 'frompapers/Wang_2002',
    equations: `
      label : integer (constant)  # label for decision encoding populations
      dV/dt = (- gLeakE * (V - El) - I_AMPA - I_NMDA - I_GABA - I_AMPA_ext + I_input) / CmE : volt (unless refractory)

      I_AMPA = s_AMPA * (V - V_E) : amp
      ds_AMPA / dt = - s_AMPA / tau_AMPA : siemens

      I_NMDA = gEEN * s_NMDA_tot * (V - V_E) / ( 1 + exp(-0.062 * V/mvolt) * (C/mmole / 3.57) ) : amp
      s_NMDA_tot : 1

      I_GABA = s_GABA * (V - V_I) : amp
      ds_GABA / dt = - s_GABA / tau_GABA : siemens

      I_AMPA_ext = s_AMPA_ext * (V - V_E) : amp
      ds_AMPA_ext / dt = - s_AMPA_ext / tau_AMPA : siemens

      I_input : amp

      ds_NMDA / dt = - s_NMDA / tau_NMDA_decay + alpha * x * (1 - s_NMDA) : 1
      dx / dt = - x / tau_NMDA_rise : 1`,
    threshold: 'V > Vt',
    reset: 'V = Vr',
    refractory: 'refE',
    method: 'euler',
    constants: {
      ...{ gLeakE: '25.0 * nS', El: '-70.0 * mV', CmE: '0.5 * nF', V_E: '0. * mV', V_I: '-70. * mV' },
      ...{ tau_AMPA: '2.0 * ms', tau_GABA: '5.0 * ms', gEEN: '0.165 * nS', C: '1 * mmole', Vt: '-50.0 * mV' },
      ...{ tau_NMDA_decay: '100.0 * ms', tau_NMDA_rise: '2.0 * ms', alpha: '0.5 * kHz', refE: '2.0 * ms' },
      Vr: '-55.0 * mV',
    },
  },
  {
    name: 'synapses/STDP',
    equations: 'dv/dt = (ge * (Ee-v) + El - v) / taum : volt\ndge/dt = -ge / taue : 1',
    threshold: 'v>vt',
    reset: 'v = vr',
    method: 'euler',
    constants: { Ee: '0*mV', El: '-74*mV', taum: '10*ms', taue: '5*ms', vt: '-54*mV', vr: '-60*mV' },
    synapses: [
      {
        model: `w : 1
                dApre/dt = -Apre / taupre : 1 (event-driven)
                dApost/dt = -Apost / taupost : 1 (event-driven)`,
        onPre: `ge += w
                Apre += dApre
                w = clip(w + Apost, 0, gmax)`,
        onPost: `Apost += dApost
                 w = clip(w + Apre, 0, gmax)`,
        constants: {
          ...{ taupre: '20*ms', taupost: '20*ms', dApre: '.0001', dApost: '-.000105', gmax: '.01' },
        },
      },
    ],
  },
  {
    name: 'synapses/jeffress',
    equations: `
      dx/dt = (sound(t-delay)-x)/tau_ear+sigma_ear*(2./tau_ear)**.5*xi : 1 (unless refractory)
      delay = distance*sin(theta) : second
      distance : second # distance to the centre of the head in time units
      dtheta/dt = angular_speed : radian`,
    threshold: 'x>1',
    reset: 'x = 0',
    refractory: '2.5*ms',
    method: 'euler',
    constants: { tau_ear: '1*ms', sigma_ear: '.1', angular_speed: '2*pi/second' },
    arrays: { sound: '1' },
  },
  {
    name: 'synapses/licklider',
    equations: `
      dx/dt = (sound-x)/tau_ear+0.1*(2./tau_ear)**.5*xi : 1 (unless refractory)
      sound = 5*sin(2*pi*frequency*t)**3 : 1 # nonlinear distortion
      frequency = (200+200*t*Hz)*Hz : Hz # increasing pitch`,
    threshold: 'x>1',
    reset: 'x=0',
    refractory: '2*ms',
    method: 'euler',
    constants: { tau_ear: '1*ms' },
  },
  {
    name: 'synapses/state_variables',
    equations: 'v:volt',
    threshold: 'v>-50*mV',
    values: { v: '(sin(2*pi*i/N) - 70 + 0.25*randn())*mV' },
    synapses: [{ model: 'w : volt', onPre: 'v += w' }],
  },
  {
    name: 'synapses/synapses',
    equations: 'dv/dt = -v / (10*ms) : 1',
    threshold: 'v > 1',
    reset: 'v=0.',
    method: 'exact',
    synapses: [{ model: 'dw/dt = -w / (50*ms): 1 (event-driven)', onPre: 'v += w' }],
  },
];
