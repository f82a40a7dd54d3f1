"""Leaky integrate-and-fire with refractory period: Brian2's exact method, and the closed form of the f-I curve.

f(I) = 1 / (t_ref + tau ln((R I - (V_r - E_L)) / (R I - (theta - E_L)))), 0 at or below rheobase.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Mohm, Network, NeuronGroup, SpikeMonitor, StateMonitor, ms, mV, nA, prefs  # noqa: E402

from common import rounded, versions, write  # noqa: E402

CURRENTS = [1.4, 1.5, 1.51, 1.6, 1.8, 2, 2.5, 3, 4, 6, 10]


def closed_form(current):
    drive = 10 * current
    if drive <= 15:
        return 0.0
    return 1e3 / (2 + 10 * numpy.log(drive / (drive - 15)))


def main():
    prefs.codegen.target = "numpy"
    brian2.defaultclock.dt = 0.1 * ms
    names = {"tau_m": 10 * ms, "E_L": -65 * mV, "theta": -50 * mV, "V_r": -65 * mV, "R": 10 * Mohm}
    group = NeuronGroup(
        len(CURRENTS),
        "dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)\nI : amp",
        threshold="v > theta", reset="v = V_r", refractory=2 * ms, method="exact", namespace=names,
    )
    group.v = -65 * mV
    group.I = numpy.array(CURRENTS) * nA
    spikes, trace = SpikeMonitor(group), StateMonitor(group, "v", record=[0, 5])
    Network(group, spikes, trace).run(500 * ms)
    first = numpy.array(trace.v)[:, :1000:20]
    write(
        "lif",
        versions("brian2", "numpy"),
        {
            "currents": CURRENTS,
            "duration": 0.5,
            "closedForm": rounded([closed_form(current) for current in CURRENTS], 6),
            "brian2": {
                "method": "exact, dt 0.1 ms",
                "steps": [
                    [int(step) for step in numpy.rint(times / (0.1 * ms))]
                    for times in spikes.spike_trains().values()
                ],
                "trace": {
                    "indices": [0, 5],
                    "times": rounded(numpy.array(trace.t)[:1000:20]),
                    "v": [rounded(row, 12) for row in first],
                },
            },
        },
    )


if __name__ == "__main__":
    main()
