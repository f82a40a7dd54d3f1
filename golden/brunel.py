"""Brunel's network (2000, model A) at the size that the figure runs: Brian2 over 8 seeds.

Brunel: 2,500 neurons of 200 excitatory and 50 inhibitory synapses each (fixed in-degree), 0.5 mV a spike, delay
1.5 ms, g = 5, eta = 2; white noise with the mean and variance of Poisson input. Rate in Hz and CV of the excitatory neurons'
intervals from 0.1 s to 0.6 s.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, NeuronGroup, SpikeMonitor, Synapses, ms, mV, seed  # noqa: E402

from common import rounded, versions, write  # noqa: E402

EXCITATORY, INHIBITORY, INPUTS = 2000, 500, 200
G, ETA = 5, 2


def sources(number, count, size):
    """For each target `count` different sources."""
    draw = numpy.random.default_rng(number)
    return numpy.concatenate([draw.choice(size, count, replace=False) for _ in range(EXCITATORY + INHIBITORY)])


def run(number):
    """Rate and CV of the excitatory neurons, and the swing of their rate in bins of 0.5 ms."""
    seed(number)
    brian2.defaultclock.dt = 0.1 * ms
    names = {"tau": 20 * ms, "theta": 20 * mV, "V_r": 10 * mV, "eta": ETA, "J": 100 * mV / INPUTS}
    cells = NeuronGroup(
        EXCITATORY + INHIBITORY,
        """dv/dt = (mu_x - v)/tau + sigma_x*xi/sqrt(tau) : volt (unless refractory)
           mu_x = eta*theta : volt
           sigma_x = sqrt(eta*theta*J) : volt""",
        threshold="v > theta", reset="v = V_r", refractory=2 * ms, method="euler", namespace=names,
    )
    cells.v = "rand()*theta"
    targets = numpy.arange(EXCITATORY + INHIBITORY)
    weight = 100 * mV / INPUTS
    parts = []
    for first, size, count, jump in ((0, EXCITATORY, INPUTS, weight), (EXCITATORY, INHIBITORY, INPUTS // 4, -G * weight)):
        synapses = Synapses(cells, cells, on_pre="v_post += w", delay=1.5 * ms, namespace={"w": jump})
        synapses.connect(i=first + sources(number + first, count, size), j=numpy.repeat(targets, count))
        parts.append(synapses)
    spikes = SpikeMonitor(cells[:EXCITATORY])
    Network(cells, *parts, spikes).run(600 * ms)
    times, who = numpy.array(spikes.t / ms), numpy.array(spikes.i)
    kept = times >= 100 - 1e-6
    times, who = times[kept], who[kept]
    trains = [numpy.diff(times[who == k]) for k in range(EXCITATORY)]
    cv = numpy.mean([intervals.std() / intervals.mean() for intervals in trains if len(intervals) >= 2])
    counts = numpy.bincount(numpy.floor((times - 100 + 1e-6) / 0.5).astype(int), minlength=1000)
    swing = numpy.sqrt(max(0, counts.var() - counts.mean())) / counts.mean()
    return len(times) / EXCITATORY / 0.5, cv, swing


def main():
    rows = numpy.array([run(number) for number in range(1, 9)])
    names = ["rate", "cv", "swing"]
    write(
        "brunel",
        versions("brian2", "numpy"),
        {
            "columns": "seed, rate of excitatory neurons (Hz), CV, swing of the population rate",
            "rows": [[number, *rounded(row, 4)] for number, row in enumerate(rows, 1)],
            "mean": {name: round(float(rows[:, k].mean()), 4) for k, name in enumerate(names)},
            "deviation": {name: round(float(rows[:, k].std(ddof=1)), 4) for k, name in enumerate(names)},
        },
    )


if __name__ == "__main__":
    main()
