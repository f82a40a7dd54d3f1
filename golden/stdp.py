"""CUBA (see cuba.py) with pair STDP, all to all, on every synapse of the excitatory neurons: Brian2 over 8 seeds.

Rates in Hz over the first second; mean and standard deviation of the plastic weights in mV at its end. Spikes of both
sides in one step: `on_pre` first, and neither sees its own trace's increment of that step before it is made.
"""
import json
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, SpikeMonitor, Synapses, mV, second  # noqa: E402

from common import FOLDER, rounded, versions, write  # noqa: E402
from cuba import cells_of  # noqa: E402

MODEL = """w : volt
dapre/dt = -apre/taupre : volt (event-driven)
dapost/dt = -apost/taupost : volt (event-driven)"""
ON_PRE = "ge_post += w; apre += dpre; w = clip(w + apost, 0*mV, wmax)"
ON_POST = "apost += dpost; w = clip(w + apre, 0*mV, wmax)"
RULE = {"taupre": "20*ms", "taupost": "20*ms", "dpre": "0.0162*mV", "dpost": "-0.01701*mV", "wmax": "3.24*mV"}


def network():
    """The network of cuba.json with a plastic first projection."""
    data = json.loads((FOLDER / "networks" / "cuba.json").read_text())
    first = data["projections"][0]
    first.update(model=MODEL, on_pre=ON_PRE, on_post=ON_POST, parameters={"w": "1.62*mV", **RULE})
    return data


def run(number):
    cells = cells_of(number)
    rule = {name: eval(value, vars(brian2)) for name, value in RULE.items()}
    excitatory = Synapses(cells[:3200], cells, MODEL, on_pre=ON_PRE, on_post=ON_POST, namespace=rule)
    inhibitory = Synapses(cells[3200:], cells, on_pre="gi_post += -9*mV")
    excitatory.connect(p=0.02)
    inhibitory.connect(p=0.02)
    excitatory.w = 1.62 * mV
    spikes = SpikeMonitor(cells, record=False)
    Network(cells, excitatory, inhibitory, spikes).run(1 * second)
    counts = numpy.array(spikes.count)
    weights = numpy.array(excitatory.w / mV)
    return counts[:3200].mean(), counts[3200:].mean(), counts.mean(), weights.mean(), weights.std()


def main():
    (FOLDER / "networks" / "stdp.json").write_text(json.dumps(network(), indent=2) + "\n")
    rows = numpy.array([run(number) for number in range(1, 9)])
    columns = ["excitatory", "inhibitory", "rate", "weight", "spread"]
    write(
        "stdp",
        versions("brian2", "numpy"),
        {
            "columns": "seed, excitatory rate, inhibitory rate, rate of all (Hz), mean and deviation of weights (mV)",
            "rows": [[number, *rounded(row, 5)] for number, row in enumerate(rows, 1)],
            "mean": dict(zip(columns, rounded(rows.mean(0), 5))),
            "deviation": dict(zip(columns, rounded(rows.std(0, ddof=1), 5))),
            "duration": 1.0,
        },
    )


if __name__ == "__main__":
    main()
