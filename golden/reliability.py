"""Spike timing under a constant and a frozen fluctuating current: the model of `reliability.figure.ts` in Brian2, over seeds.

The fluctuation is the figure's own: Philox4x32-10 (Salmon et al. 2011), Box and Muller, rounded to 3 decimals.
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Mohm, Network, NeuronGroup, SpikeMonitor, TimedArray, mV, ms, nA, prefs, second  # noqa: E402

from common import rounded, versions, write  # noqa: E402

TRIALS, ROWS, SEEDS = 25, 1200, 20
FLUCTUATIONS = [0, 0.4, 0.75]
MASK = 0xFFFFFFFF


def philox(counter, key):
    x, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * x[0], 0xCD9E8D57 * x[2]
        x = [(b >> 32) ^ x[1] ^ k[0], b & MASK, (a >> 32) ^ x[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return x


def stream_key(name):
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & MASK
    return value


def frozen_noise(rows, seed):
    values = []
    for row in range(rows):
        x = philox((row, 0, 0, 0), (seed, stream_key("frozen/noise")))
        u, v = [(high * 2**21 + (low >> 11)) * 2.0**-53 for high, low in ((x[0], x[1]), (x[2], x[3]))]
        values.append(numpy.floor(1000 * numpy.sqrt(-2 * numpy.log(1 - u)) * numpy.cos(2 * numpy.pi * v) + 0.5) / 1000)
    return numpy.array(values)


def reliability(trains, width):
    """Mean normalised correlation of all pairs of Gaussian-filtered trains, convolved on a grid of 0.1 ms."""
    grid = numpy.zeros((len(trains), 13000))
    for row, train in zip(grid, trains):
        numpy.add.at(row, numpy.rint(numpy.asarray(train) / 1e-4).astype(int) + 500, 1)
    tau = numpy.arange(-300, 301) * 1e-4
    kernel = numpy.exp(-(tau**2) / (2 * width**2))
    smooth = numpy.array([numpy.convolve(row, kernel, "same") for row in grid])
    lengths = numpy.linalg.norm(smooth, axis=1)
    smooth = smooth / numpy.where(lengths > 0, lengths, 1)[:, None]
    products = smooth @ smooth.T
    return products[numpy.triu_indices(len(trains), 1)].mean()


def run(amplitude, noise, seed):
    brian2.seed(seed)
    names = {
        "E_L": -65 * mV, "theta": -50 * mV, "V_r": -65 * mV, "R": 10 * Mohm, "tau_m": 20 * ms, "sigma": 0.225 * mV,
        "I_0": 1.65 * nA, "A": amplitude * nA, "tau_s": 5 * ms, "n": TimedArray(noise, dt=1 * ms),
        "period": 1.2 * second, "on": 1 * second,
    }
    group = NeuronGroup(
        TRIALS,
        """dv/dt = (E_L - v + R*I)/tau_m + sigma*sqrt(2/tau_m)*xi : volt (unless refractory)
        dx/dt = (sqrt(2*tau_s/ms)*n(t % period) - x)/tau_s : 1
        I = (I_0 + A*x)*int(t % period < on) : amp""",
        threshold="v > theta", reset="v = V_r", refractory=5 * ms, method="euler", namespace=names,
    )
    group.v = -65 * mV
    spikes = SpikeMonitor(group)
    Network(group, spikes).run(1.2 * second)
    trains = [numpy.asarray(times) for times in spikes.spike_trains().values()]
    return reliability(trains, 1.8e-3), sum(map(len, trains)) / TRIALS, trains


def main():
    prefs.codegen.target = "numpy"
    brian2.defaultclock.dt = 0.1 * ms
    noise = frozen_noise(ROWS, 11)
    conditions = []
    for amplitude in FLUCTUATIONS:
        runs = [run(amplitude, noise, seed) for seed in range(1, SEEDS + 1)]
        found, counts = [numpy.array(column) for column in zip(*[(r, c) for r, c, _ in runs])]
        condition = {
            "A": amplitude,
            "reliability": rounded([found.mean(), found.std(ddof=1)], 4),
            "spikes": rounded([counts.mean(), counts.std(ddof=1)], 4),
        }
        if amplitude == 0:
            # Spread over all trials of all seeds of the k-th spike, in ms.
            trains = [train for _, _, some in runs for train in some]
            condition["spread"] = rounded(
                [numpy.std([train[k] for train in trains if len(train) > k]) * 1e3 for k in range(16)], 4
            )
        conditions.append(condition)
    write(
        "reliability",
        versions("brian2", "numpy"),
        {"noise": rounded(noise[:20], 3), "seeds": SEEDS, "trials": TRIALS, "conditions": conditions},
    )


if __name__ == "__main__":
    main()
