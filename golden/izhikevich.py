"""Izhikevich neuron, the types of Izhikevich 2003 under constant input.

Brian2's Euler at two steps, spike by spike, and SciPy DOP853 with events at v = 30 as the converged answer.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
import scipy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeMonitor, ms, prefs  # noqa: E402
from scipy.integrate import solve_ivp  # noqa: E402

from common import rounded, versions, write  # noqa: E402

# a, b, c, d, I
TYPES = {
    "regular spiking": (0.02, 0.2, -65, 8, 10),
    "intrinsically bursting": (0.02, 0.2, -55, 4, 10),
    "chattering": (0.02, 0.2, -50, 2, 10),
    "fast spiking": (0.1, 0.2, -65, 2, 10),
    "low-threshold spiking": (0.02, 0.25, -65, 2, 10),
    "thalamo-cortical": (0.02, 0.25, -65, 0.05, 2),
    "resonator": (0.1, 0.26, -65, 2, 1),
}


def scipy_run(a, b, c, d, current, duration):
    """Spike times in ms, from v = -65 and u = b v."""

    def derivative(_t, state):
        v, u = state
        return [0.04 * v * v + 5 * v + 140 - u + current, a * (b * v - u)]

    def peak(_t, state):
        return state[0] - 30

    peak.terminal, peak.direction = True, 1
    time, state, spikes = 0.0, [-65.0, b * -65], []
    while True:
        run = solve_ivp(derivative, (time, duration), state, method="DOP853", rtol=1e-11, atol=1e-11, events=peak)
        if not len(run.t_events[0]):
            return numpy.array(spikes)
        time = run.t_events[0][0]
        spikes.append(time)
        state = [c, run.y_events[0][0][1] + d]


def brian_run(step, duration):
    """Steps of the spikes of every type; `step` and `duration` in ms."""
    group = NeuronGroup(
        len(TYPES),
        """dv/dt = (0.04*v**2 + 5*v + 140 - u + current)/ms : 1
           du/dt = a*(b*v - u)/ms : 1
           a : 1
           b : 1
           c : 1
           d : 1
           current : 1""",
        threshold="v > 30", reset="v = c\nu += d", method="euler", dt=step * ms,
    )
    for name, values in zip("abcd", numpy.array(list(TYPES.values())).T):
        setattr(group, name, values)
    group.current = [values[4] for values in TYPES.values()]
    group.v = -65
    group.u = "b*v"
    spikes = SpikeMonitor(group)
    Network(group, spikes).run(duration * ms)
    return [[int(k) for k in numpy.rint(times / (step * ms))] for times in spikes.spike_trains().values()]


def main():
    prefs.codegen.target = "numpy"
    converged = [scipy_run(*values, 1000) for values in TYPES.values()]
    write(
        "izhikevich",
        versions("brian2", "scipy", "numpy"),
        {
            "columns": "a, b, c, d, I",
            "types": list(TYPES),
            "parameters": [list(values) for values in TYPES.values()],
            "scipy": {
                "method": "DOP853 with events, rtol 1e-11",
                "duration": 1.0,
                "counts": [len(spikes) for spikes in converged],
                "spikes": [rounded(spikes[:12] / 1e3) for spikes in converged],
                "lastInterval": rounded([(spikes[-1] - spikes[-2]) / 1e3 for spikes in converged]),
            },
            "brian2": {
                "method": "euler",
                "coarse": {"dt": "0.1*ms", "duration": 0.5, "steps": brian_run(0.1, 500)},
                "fine": {"dt": "0.01*ms", "duration": 0.2, "steps": brian_run(0.01, 200)},
            },
        },
    )


if __name__ == "__main__":
    main()
