"""Siegert's formula by SciPy's adaptive quadrature: 1/nu = t_ref + tau sqrt(pi) int_a^b e^(x^2) (1 + erf x) dx.

The integrand is erfcx(-x), which keeps its digits far below 0. sigma: the free membrane's standard deviation is
sigma / sqrt(2). Voltages in mV, times in ms, rates in Hz.
"""
import numpy
import scipy
from scipy.integrate import quad
from scipy.special import erfcx

from common import versions, write  # noqa: E402

TAU, THRESHOLD, RESET = 20.0, 20.0, 10.0
DRIVES = [-100, 0, 5, 10, 15, 18, 19.9, 20, 20.1, 22, 25, 30, 50, 100, 1000]
NOISES = [0.01, 0.1, 0.5, 1, 2, 5, 10, 50]
REFRACTORY = [0.0, 2.0]


def rate(mu, sigma, refractory):
    a, b = (RESET - mu) / sigma, (THRESHOLD - mu) / sigma
    if b > 25:
        return 0.0
    # In parts, so that quad sees both the slow tail and the steep end.
    edges = sorted({a, b, *(x for x in numpy.concatenate([-numpy.logspace(6, -1, 29), numpy.arange(0, 26, 0.5)]) if a < x < b)})
    total = sum(quad(lambda x: erfcx(-x), low, high, epsrel=1e-13, epsabs=0, limit=200)[0] for low, high in zip(edges, edges[1:]))
    return 1e3 / (refractory + TAU * numpy.sqrt(numpy.pi) * total)


def main():
    rows = [
        [mu, sigma, refractory, float(f"{rate(mu, sigma, refractory):.14g}")]
        for refractory in REFRACTORY
        for sigma in NOISES
        for mu in DRIVES
    ]
    write(
        "siegert",
        versions("scipy", "numpy"),
        {"tau": TAU, "threshold": THRESHOLD, "reset": RESET, "rows": rows},
    )


if __name__ == "__main__":
    main()
