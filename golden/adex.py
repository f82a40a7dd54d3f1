"""Adaptive exponential integrate-and-fire, firing patterns of Naud et al. 2008 (table 1; Biol. Cybern. 99:335).

SciPy DOP853 between spikes, each spike an event at the cut-off V = 0 mV. Brian2's Euler at one dt, spike by spike.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
import scipy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeMonitor, ms, prefs  # noqa: E402
from scipy.integrate import solve_ivp  # noqa: E402

from common import rounded, versions, write  # noqa: E402

# C pF, gL nS, EL mV, VT mV, DeltaT mV, a nS, tau_w ms, b pA, Vr mV, I pA
PATTERNS = {
    "tonic": (200, 10, -70, -50, 2, 2, 30, 0, -58, 500),
    "adaptation": (200, 12, -70, -50, 2, 2, 300, 60, -58, 500),
    "initial burst": (130, 18, -58, -50, 2, 4, 150, 120, -50, 400),
    "regular bursting": (200, 10, -58, -50, 2, 2, 120, 100, -46, 210),
    "delayed accelerating": (200, 12, -70, -50, 2, -10, 300, 0, -58, 300),
    "delayed regular bursting": (100, 10, -65, -50, 2, -10, 90, 30, -47, 110),
    "transient": (100, 10, -65, -50, 2, 10, 90, 100, -47, 180),
}
DURATION = 600.0


def scipy_run(c, g, el, vt, delta, a, tau, b, vr, current):
    """Spike times in ms, from V = E_L and w = 0."""

    def derivative(_t, state):
        v, w = state
        return [
            (-g * (v - el) + g * delta * numpy.exp((v - vt) / delta) - w + current) / c,
            (a * (v - el) - w) / tau,
        ]

    def cut(_t, state):
        return state[0]

    cut.terminal, cut.direction = True, 1
    time, state, spikes = 0.0, [el, 0.0], []
    while True:
        run = solve_ivp(
            derivative, (time, DURATION), state, method="DOP853", rtol=1e-11, atol=1e-11, events=cut
        )
        if not len(run.t_events[0]):
            return numpy.array(spikes)
        time = run.t_events[0][0]
        spikes.append(time)
        state = [vr, run.y_events[0][0][1] + b]


def brian_run():
    """Steps of the spikes of every pattern, Euler, dt 0.01 ms, numbers in mV, pA, nS, pF, ms."""
    prefs.codegen.target = "numpy"
    brian2.defaultclock.dt = 0.01 * ms
    group = NeuronGroup(
        len(PATTERNS),
        """dv/dt = (-g*(v - el) + g*delta*exp((v - vt)/delta) - w + current)/c/ms : 1
           dw/dt = (a*(v - el) - w)/tau/ms : 1
           c : 1
           g : 1
           el : 1
           vt : 1
           delta : 1
           a : 1
           tau : 1
           b : 1
           vr : 1
           current : 1""",
        threshold="v > 0", reset="v = vr\nw += b", method="euler",
    )
    names = ["c", "g", "el", "vt", "delta", "a", "tau", "b", "vr", "current"]
    for name, values in zip(names, numpy.array(list(PATTERNS.values()), dtype=float).T):
        setattr(group, name, values)
    group.v = group.el
    spikes = SpikeMonitor(group)
    Network(group, spikes).run(DURATION * ms)
    return [
        [int(step) for step in numpy.rint(times / (0.01 * ms))] for times in spikes.spike_trains().values()
    ]


def main():
    write(
        "adex",
        versions("brian2", "scipy", "numpy"),
        {
            "columns": "C pF, gL nS, EL mV, VT mV, DeltaT mV, a nS, tau_w ms, b pA, Vr mV, I pA; cut-off 0 mV",
            "patterns": list(PATTERNS),
            "parameters": [list(values) for values in PATTERNS.values()],
            "duration": DURATION / 1e3,
            "scipy": {
                "method": "DOP853 with events, rtol 1e-11",
                "spikes": [rounded(scipy_run(*values) / 1e3) for values in PATTERNS.values()],
            },
            "brian2": {"method": "euler, dt 0.01 ms", "steps": brian_run()},
        },
    )


if __name__ == "__main__":
    main()
