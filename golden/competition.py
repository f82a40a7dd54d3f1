"""One neuron, 400 Poisson inputs and pair STDP with hard bounds (Song, Miller and Abbott 2000): Brian2, 8 copies.

The neuron of Brian2's own STDP example; the network of the figure `stdp-competition` with large steps of learning, so that
10 s are enough. Additive (mu = 0) and multiplicative (mu = 1): mean weight, shares of weights below 0.1 and above 0.9,
Sarle's coefficient of bimodality at the end, and the output rate in Hz over the last 5 s. The copies, each with its own
inputs and weights, run side by side: as independent as runs with other seeds.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Hz, Network, NeuronGroup, PoissonGroup, SpikeMonitor, Synapses, ms, mV, second, seed  # noqa: E402

from common import rounded, versions, write  # noqa: E402

COPIES, INPUTS, STEP, DURATION = 8, 400, 0.02, 10
MEASURES = ["mean", "low", "high", "bimodality", "rate"]
RULES = {"additive": 0, "multiplicative": 1}


def run():
    """Rows of measures, the copies of the first rule first."""
    seed(1)
    brian2.defaultclock.dt = 0.1 * ms
    count = COPIES * len(RULES)
    inputs = PoissonGroup(INPUTS * count, rates=20 * Hz)
    names = {
        "E_L": -74 * mV, "E_e": 0 * mV, "tau_m": 10 * ms, "tau_e": 5 * ms, "theta": -54 * mV, "V_r": -60 * mV,
        "g_max": 0.025, "A": STEP, "alpha": 1.05, "tau_plus": 20 * ms, "tau_minus": 20 * ms,
    }
    neurons = NeuronGroup(
        count,
        """dv/dt = (E_L - v + g*(E_e - v))/tau_m : volt
        dg/dt = -g/tau_e : 1""",
        threshold="v > theta", reset="v = V_r", method="euler", namespace=names,
    )
    neurons.v = -60 * mV
    synapses = Synapses(
        inputs, neurons,
        """w : 1
        mu : 1 (constant)
        dx/dt = -x/tau_plus : 1 (event-driven)
        dy/dt = -y/tau_minus : 1 (event-driven)""",
        on_pre="""g_post += g_max*w
        x += 1
        w = clip(w - alpha*A*y*w**mu, 0, 1)""",
        on_post="""y += 1
        w = clip(w + A*x*(1 - w)**mu, 0, 1)""",
        namespace=names,
    )
    synapses.connect(i=numpy.arange(INPUTS * count), j=numpy.repeat(numpy.arange(count), INPUTS))
    synapses.w = "rand()"
    synapses.mu = numpy.repeat(list(RULES.values()), INPUTS * COPIES)
    spikes = SpikeMonitor(neurons)
    Network(inputs, neurons, synapses, spikes).run(DURATION * second)
    late = numpy.array(spikes.i)[numpy.array(spikes.t / second) >= DURATION - 5]
    rates = numpy.bincount(late, minlength=count) / 5
    return [measures(w, rate) for w, rate in zip(numpy.array(synapses.w).reshape(count, INPUTS), rates)]


def measures(w, rate):
    second_, third, fourth = (numpy.mean((w - w.mean()) ** power) for power in (2, 3, 4))
    sarle = (third**2 / second_**3 + 1) * second_**2 / fourth
    return w.mean(), numpy.mean(w < 0.1), numpy.mean(w >= 0.9), sarle, rate


def main():
    rows = numpy.array(run()).reshape(len(RULES), COPIES, len(MEASURES))
    rules = {
        name: {
            "rows": [rounded(row, 5) for row in found],
            "mean": dict(zip(MEASURES, rounded(found.mean(0), 5))),
            "deviation": dict(zip(MEASURES, rounded(found.std(0, ddof=1), 5))),
        }
        for name, found in zip(RULES, rows)
    }
    write(
        "competition",
        versions("brian2", "numpy"),
        {"columns": ", ".join(MEASURES), "step": STEP, "duration": DURATION, **rules},
    )


if __name__ == "__main__":
    main()
