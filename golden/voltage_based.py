"""Sixty pairings under the voltage-based rule of Clopath et al. (2010) at a place on a passive dendrite (figure
`voltage-based`), integrated by SciPy DOP853 from spike to spike, in ms and mV.

Rows: share of the spike, depolarisation (mV), pairings a second, post before pre (1) or after (0), weight change.
"""
import numpy
from scipy.integrate import solve_ivp

from common import rounded, versions, write

E_L, TAU_M, TAU_A, TAU_LOW, TAU_HIGH, TAU_X = -70.6, 20.0, 2.0, 10.0, 7.0, 15.0
A_LTP, A_LTD, THETA_P, THETA_M = 8e-5, 14e-5, -45.3, -70.6
SETTINGS = [(1, 0, 20, 0), (1, 0, 40, 0), (1, 0, 20, 1), (1, 0, 40, 1), (0.3, 0, 40, 0), (0.3, 24, 40, 0), (0, 15, 20, 0)]


def flow(hold):
    def derivative(_, y):
        v, a, low, high, x, _w = y
        u = v + a
        rise = max(u - THETA_P, 0) * max(high - THETA_M, 0)
        return [
            (E_L + hold - v) / TAU_M, -a / TAU_A, (u - low) / TAU_LOW, (u - high) / TAU_HIGH, -x / TAU_X, A_LTP * x * rise,
        ]

    return derivative


def change(share, hold, frequency, late, lag=10.0, pairings=60):
    period = 1000.0 / frequency
    events = [(k * period + lag * late, 0) for k in range(pairings)]
    events += [(k * period + lag * (1 - late), 1) for k in range(pairings)]
    y = numpy.array([E_L + hold, 0, E_L + hold, E_L + hold, 0, 0])
    now = 0.0
    for time, kind in sorted(events) + [(pairings * period + 60, None)]:
        if time > now:
            y = solve_ivp(flow(hold), (now, time), y, method="DOP853", rtol=1e-9, atol=1e-9, max_step=0.5).y[:, -1]
            now = time
        if kind == 0:
            y[5] -= A_LTD * max(y[2] - THETA_M, 0)
            y[4] += 1 / TAU_X
            y[0] += 1
        elif kind == 1:
            y[1] += share * 100
            y[0] += share * 10
    return y[5]


def main():
    rows = [[*setting, *rounded([change(*setting)], 6)] for setting in SETTINGS]
    write("voltage-based", versions("scipy", "numpy"), {"columns": "beta, h (mV), f (Hz), late, change", "rows": rows})


if __name__ == "__main__":
    main()
