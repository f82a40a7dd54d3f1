"""Builds one benchmark as a Brian2 C++ standalone program: python3 brian2_standalone.py WORKLOAD FOLDER.

The program is compiled once, with Brian2's default compiler flags, and is run again and again by run.mjs; the time of
a run is what Brian2 itself reports for it (results/last_run_info.txt), without building the network.
"""

import sys

from brian2 import *  # noqa: F403  (as every Brian2 script does)

workload, folder = sys.argv[1:3]
set_device("cpp_standalone", build_on_run=False)
seed(1)

if workload in ("cuba4k", "cuba40k", "stdp4k"):
    # Vogels and Abbott (2005), benchmark 2 of Brette et al. (2007).
    defaultclock.dt = 0.1 * ms
    size, probability, scale, duration = {
        "cuba4k": (4000, 0.02, 1.0, 1 * second),
        "stdp4k": (4000, 0.02, 1.0, 1 * second),
        "cuba40k": (40000, 1000 / 40000, 0.08, 0.5 * second),
    }[workload]
    taum, taue, taui = 20 * ms, 5 * ms, 10 * ms
    Vt, Vr, El = -50 * mV, -60 * mV, -49 * mV
    equations = """
    dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
    dge/dt = -ge/taue : volt
    dgi/dt = -gi/taui : volt
    """
    group = NeuronGroup(size, equations, threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact")
    group.v = "Vr + rand()*(Vt - Vr)"
    excitatory = int(0.8 * size)
    we, wi = 1.62 * mV * scale, -9 * mV * scale
    if workload == "stdp4k":
        taupre, taupost, dpre, dpost, wmax = 20 * ms, 20 * ms, 0.0162 * mV, -0.01701 * mV, 3.24 * mV
        exc = Synapses(
            group[:excitatory],
            group,
            """w : volt
            dapre/dt = -apre/taupre : volt (event-driven)
            dapost/dt = -apost/taupost : volt (event-driven)""",
            on_pre="ge += w; apre += dpre; w = clip(w + apost, 0*mV, wmax)",
            on_post="apost += dpost; w = clip(w + apre, 0*mV, wmax)",
        )
    else:
        exc = Synapses(group[:excitatory], group, on_pre="ge += we")
    inh = Synapses(group[excitatory:], group, on_pre="gi += wi")
    exc.connect(p=probability)
    inh.connect(p=probability)
    if workload == "stdp4k":
        exc.w = we
    spikes = SpikeMonitor(group, record=False)
    network = Network(group, exc, inh, spikes)
elif workload == "hh10k":
    defaultclock.dt = 0.01 * ms
    duration = 20 * ms
    gl, El = 0.3 * msiemens / cm**2, -54.387 * mV
    gNa, ENa = 120 * msiemens / cm**2, 50 * mV
    gK, EK = 36 * msiemens / cm**2, -77 * mV
    C = 1 * uF / cm**2
    equations = """
    dv/dt = (I - gl*(v - El) - gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK))/C : volt
    dm/dt = alpham*(1 - m) - betam*m : 1
    dh/dt = alphah*(1 - h) - betah*h : 1
    dn/dt = alphan*(1 - n) - betan*n : 1
    alpham = 1/exprel(-(v + 40*mV)/(10*mV))/ms : Hz
    betam = 4*exp(-(v + 65*mV)/(18*mV))/ms : Hz
    alphah = 0.07*exp(-(v + 65*mV)/(20*mV))/ms : Hz
    betah = 1/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : Hz
    alphan = 0.1/exprel(-(v + 55*mV)/(10*mV))/ms : Hz
    betan = 0.125*exp(-(v + 65*mV)/(80*mV))/ms : Hz
    I : amp/meter**2 (constant)
    """
    group = NeuronGroup(
        10000, equations, threshold="v > 0*mV", refractory="v > 0*mV", method="exponential_euler"
    )
    group.v, group.m, group.h, group.n = -65 * mV, 0.05, 0.6, 0.32
    group.I = "(5 + 10.0*i/N)*uA/cm**2"
    spikes = SpikeMonitor(group, record=False)
    network = Network(group, spikes)
else:
    raise SystemExit(f"There is no workload {workload}.")

network.run(duration)
device.build(directory=folder, compile=True, run=False)
