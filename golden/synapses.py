"""A small deterministic network: given spikes, exponential synapses, delays per synapse, recurrence; Brian2, exact.

Draws pairs, weights and delays once, writes them into `networks/synapses.json`, and runs the same network in Brian2 with
the order within a step fixed to the order of the file.
"""
import json
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeGeneratorGroup, SpikeMonitor, StateMonitor, Synapses  # noqa: E402
from brian2 import ms, mV, prefs, second  # noqa: E402

from common import FOLDER, rounded, versions, write  # noqa: E402

EQUATIONS = """dv/dt = (g_e + g_i - (v - E_L))/tau_m : volt (unless refractory)
dg_e/dt = -g_e/tau_e : volt
dg_i/dt = -g_i/tau_i : volt"""
CONSTANTS = {
    "tau_m": "20*ms", "tau_e": "5*ms", "tau_i": "10*ms", "E_L": "-60*mV", "theta": "-50*mV", "V_r": "-62*mV",
}
SOURCES, CELLS, DURATION = 20, 30, 0.5


def drawn():
    """Spikes, and for each projection pairs, weights in volt and delays in seconds."""
    generator = numpy.random.default_rng(20)
    steps = numpy.sort(generator.choice(4900, 900, replace=False))
    spikes = [[round(int(step) * 1e-4, 9), int(generator.integers(SOURCES))] for step in steps]

    def projection(sources, targets, count, low, high, shortest):
        pairs = [[int(generator.integers(sources)), int(generator.integers(targets))] for _ in range(count)]
        weights = [round(float(generator.uniform(low, high)), 6) for _ in pairs]
        delays = [round(int(generator.integers(shortest, 60)) * 1e-4, 9) for _ in pairs]
        return pairs, weights, delays

    return spikes, [
        ("input", "cells", "g_e", projection(SOURCES, CELLS, 240, 2e-3, 8e-3, 0)),
        ("cells", "cells", "g_i", projection(CELLS, CELLS, 90, -5e-3, -1e-3, 0)),
        ("cells", "cells", "g_e", projection(CELLS, CELLS, 90, 1e-3, 5e-3, 0)),
    ]


def network(spikes, projections):
    return {
        "format": 1,
        "dt": "0.1*ms",
        "populations": {
            "input": {"size": SOURCES, "spikes": spikes},
            "cells": {
                "size": CELLS,
                "equations": EQUATIONS,
                "threshold": "v > theta",
                "reset": "v = V_r",
                "refractory": "3*ms",
                "method": "exact",
                "parameters": CONSTANTS,
                "initial": {"v": "E_L"},
                "record": {"variables": ["v", "g_e", "g_i"], "indices": [0, 7], "every": "5*ms"},
            },
        },
        "projections": [
            {
                "from": source, "to": target, "model": "w : volt", "on_pre": f"{variable}_post += w",
                "connect": {"pairs": pairs}, "parameters": {"w": weights}, "delay": delays,
            }
            for source, target, variable, (pairs, weights, delays) in projections
        ],
    }


def brian_run(spikes, projections):
    prefs.codegen.target = "numpy"
    brian2.defaultclock.dt = 0.1 * ms
    times, indices = numpy.array([s[0] for s in spikes]), [s[1] for s in spikes]
    source = SpikeGeneratorGroup(SOURCES, indices, times * second)
    names = {
        "tau_m": 20 * ms, "tau_e": 5 * ms, "tau_i": 10 * ms, "E_L": -60 * mV, "theta": -50 * mV, "V_r": -62 * mV,
    }
    cells = NeuronGroup(
        CELLS, EQUATIONS, threshold="v > theta", reset="v = V_r", refractory=3 * ms, method="exact", namespace=names
    )
    cells.v = -60 * mV
    groups = {"input": source, "cells": cells}
    synapses = []
    for order, (origin, target, variable, (pairs, weights, delays)) in enumerate(projections):
        joined = Synapses(groups[origin], groups[target], "w : volt", on_pre=f"{variable}_post += w")
        joined.connect(i=[p[0] for p in pairs], j=[p[1] for p in pairs])
        joined.w = numpy.array(weights) * 1e3 * mV
        joined.delay = numpy.array(delays) * second
        joined.pre.order = order
        synapses.append(joined)
    monitor = SpikeMonitor(cells)
    trace = StateMonitor(cells, ["v", "g_e", "g_i"], record=[0, 7], dt=5 * ms)
    Network(source, cells, *synapses, monitor, trace).run(DURATION * second)
    steps = numpy.rint(numpy.array(monitor.t) / 1e-4).astype(int)
    order = numpy.lexsort((numpy.array(monitor.i), steps))
    return {
        "method": "exact, dt 0.1 ms",
        "steps": [int(step) for step in steps[order]],
        "indices": [int(index) for index in numpy.array(monitor.i)[order]],
        "samples": {
            "times": rounded(numpy.array(trace.t)),
            **{name: [rounded(row, 12) for row in numpy.array(getattr(trace, name))] for name in ("v", "g_e", "g_i")},
        },
    }


def main():
    spikes, projections = drawn()
    text = json.dumps(network(spikes, projections), separators=(",", ":"))
    (FOLDER / "networks" / "synapses.json").write_text(text + "\n")
    write(
        "synapses",
        versions("brian2", "numpy"),
        {"duration": DURATION, "brian2": brian_run(spikes, projections)},
    )


if __name__ == "__main__":
    main()
