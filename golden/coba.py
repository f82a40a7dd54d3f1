"""COBA network of 4,000 neurons (Vogels and Abbott 2005; benchmark 1 of Brette et al. 2007): Brian2 over 8 seeds.

Rate in Hz and CV of the inter-spike intervals over all neurons from 0.1 s to the end, for runs that are still firing after
1 s; the time of the last spike for the others. Exponential Euler, as the figure runs it.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV, nS, pF, second, seed  # noqa: E402

from common import rounded, versions, write  # noqa: E402


def run(number):
    """Time of the last spike (s), rate, CV."""
    seed(number)
    brian2.defaultclock.dt = 0.1 * ms
    names = {
        "C_m": 200 * pF, "g_L": 10 * nS, "E_L": -60 * mV, "E_e": 0 * mV, "E_i": -80 * mV, "theta": -50 * mV,
        "V_r": -60 * mV, "tau_e": 5 * ms, "tau_i": 10 * ms, "kick": 1,
    }
    cells = NeuronGroup(
        4000,
        """dv/dt = (g_L*(E_L - v) + g_e*(E_e - v) + g_i*(E_i - v))/C_m : volt (unless refractory)
           dg_e/dt = -g_e/tau_e : siemens
           dg_i/dt = -g_i/tau_i : siemens""",
        threshold="v > theta", reset="v = V_r", refractory=5 * ms, method="exponential_euler", namespace=names,
    )
    cells.v = "E_L + (5*randn() - 5)*mV"
    cells.g_e = "kick*clip(1.5*randn() + 4, 0, 100)*g_L"
    cells.g_i = "kick*clip(12*randn() + 20, 0, 100)*g_L"
    excitatory = Synapses(cells[:3200], cells, on_pre="g_e_post += 6*nS")
    inhibitory = Synapses(cells[3200:], cells, on_pre="g_i_post += 67*nS")
    excitatory.connect(p=0.02)
    inhibitory.connect(p=0.02)
    spikes = SpikeMonitor(cells)
    Network(cells, excitatory, inhibitory, spikes).run(1 * second)
    times, who = numpy.array(spikes.t / second), numpy.array(spikes.i)
    last = times.max() if len(times) else 0
    times, who = times[times >= 0.1 - 1e-9], who[times >= 0.1 - 1e-9]
    order = numpy.argsort(who, kind="stable")
    trains = [numpy.diff(train) for train in numpy.split(times[order], numpy.flatnonzero(numpy.diff(who[order])) + 1)]
    long = [train.std() / train.mean() for train in trains if len(train) >= 2]
    cv = numpy.mean(long) if long else 0
    return last, len(times) / 4000 / 0.9, cv


def main():
    rows = numpy.array([run(number) for number in range(1, 9)])
    alive = rows[rows[:, 0] > 0.99]
    write(
        "coba",
        versions("brian2", "numpy"),
        {
            "columns": "seed, time of the last spike (s), rate of all (Hz), CV",
            "rows": [[number, *rounded(row, 4)] for number, row in enumerate(rows, 1)],
            "alive": len(alive),
            "mean": {"rate": round(float(alive[:, 1].mean()), 4), "cv": round(float(alive[:, 2].mean()), 4)},
            "duration": 1.0,
        },
    )


if __name__ == "__main__":
    main()
