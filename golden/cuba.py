"""CUBA network of 4,000 neurons (Vogels and Abbott 2005; benchmark 2 of Brette et al. 2007): Brian2 over 8 seeds.

Rate in Hz over the first second and all neurons; CV of the inter-spike intervals averaged over neurons with at least
3 spikes.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV, second, seed  # noqa: E402

from common import rounded, versions, write  # noqa: E402


def cells_of(number):
    """The 4,000 neurons with their initial potentials, for a seed."""
    seed(number)
    brian2.defaultclock.dt = 0.1 * ms
    names = {"taum": 20 * ms, "taue": 5 * ms, "taui": 10 * ms, "El": -49 * mV, "Vt": -50 * mV, "Vr": -60 * mV}
    cells = NeuronGroup(
        4000,
        """dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)
           dge/dt = -ge/taue : volt
           dgi/dt = -gi/taui : volt""",
        threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact", namespace=names,
    )
    cells.v = "Vr + rand()*(Vt - Vr)"
    return cells


def run(number):
    """Rates of the excitatory and the inhibitory neurons and of all, and the CV."""
    cells = cells_of(number)
    excitatory = Synapses(cells[:3200], cells, on_pre="ge_post += 1.62*mV")
    inhibitory = Synapses(cells[3200:], cells, on_pre="gi_post += -9*mV")
    excitatory.connect(p=0.02)
    inhibitory.connect(p=0.02)
    spikes = SpikeMonitor(cells)
    Network(cells, excitatory, inhibitory, spikes).run(1 * second)
    trains = [numpy.diff(numpy.array(train)) for train in spikes.spike_trains().values()]
    cv = numpy.mean([intervals.std() / intervals.mean() for intervals in trains if len(intervals) >= 2])
    counts = numpy.array(spikes.count)
    return counts[:3200].mean(), counts[3200:].mean(), counts.mean(), cv


def main():
    rows = numpy.array([run(number) for number in range(1, 9)])
    write(
        "cuba",
        versions("brian2", "numpy"),
        {
            "columns": "seed, excitatory rate, inhibitory rate, rate of all (Hz), CV",
            "rows": [[number, *rounded(row, 4)] for number, row in enumerate(rows, 1)],
            "mean": {"rate": round(float(rows[:, 2].mean()), 4), "cv": round(float(rows[:, 3].mean()), 4)},
            "deviation": {
                "rate": round(float(rows[:, 2].std(ddof=1)), 4), "cv": round(float(rows[:, 3].std(ddof=1)), 4),
            },
            "duration": 1.0,
        },
    )


if __name__ == "__main__":
    main()
