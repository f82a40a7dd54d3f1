"""A cortical model cell with currents to plug in, by SciPy's DOP853: spike times for four settings.

Sodium and potassium after Traub and Miles (1991), A-type potassium after Connor and Stevens, M-type potassium and T-type
calcium in the forms of Pospischil et al. (2008).
"""
import warnings

warnings.filterwarnings("ignore")
import numpy  # noqa: E402
import scipy  # noqa: E402
from scipy.integrate import solve_ivp  # noqa: E402

from common import rounded, versions, write  # noqa: E402

exp = numpy.exp
THRESHOLD = -56.2
START = [-70, 0.00002, 0.9999, 0.0007, 0.542, 0.332, 0.0293, 0.0373]


def ratio(x):
    """x / (1 - exp(-x))"""
    return 1 + x / 2 if abs(x) < 1e-6 else x / (1 - exp(-x))


def derivatives(_, y, current, g_a, g_m, g_t):
    v, m, h, n, a, b, p, u = y
    x = v - THRESHOLD
    rates = [
        (1.28 * ratio((x - 13) / 4), 1.4 * ratio(-(x - 40) / 5)),
        (0.128 * exp(-(x - 17) / 18), 4 / (1 + exp(-(x - 40) / 5))),
        (0.16 * ratio((x - 15) / 5), 0.5 * exp(-(x - 10) / 40)),
    ]
    a_inf = (0.0761 * exp((v + 94.22) / 31.84) / (1 + exp((v + 1.17) / 28.93))) ** (1 / 3)
    b_inf = 1 / (1 + exp((v + 53.3) / 14.54)) ** 4
    p_inf = 1 / (1 + exp(-(v + 35) / 10))
    u_inf = 1 / (1 + exp((v + 83) / 4))
    s_inf = 1 / (1 + exp(-(v + 59) / 6.2))
    tau_a = 0.3632 + 1.158 / (1 + exp((v + 55.96) / 20.12))
    tau_b = 1.24 + 2.678 / (1 + exp((v + 50) / 16.027))
    tau_p = 600 / (3.3 * exp((v + 35) / 20) + exp(-(v + 35) / 20))
    tau_u = (30.8 + (211.4 + exp((v + 115.2) / 5)) / (1 + exp((v + 86) / 3.2))) / 3.737
    ionic = 50 * m**3 * h * (v - 50) + (5 * n**4 + g_a * a**3 * b + g_m * p) * (v + 90) + 0.1 * (v + 70)
    ionic += g_t * s_inf**2 * u * (v - 120)
    gates = [opening * (1 - gate) - closing * gate for gate, (opening, closing) in zip((m, h, n), rates)]
    slow = [(a_inf - a) / tau_a, (b_inf - b) / tau_b, (p_inf - p) / tau_p, (u_inf - u) / tau_u]
    return [current - ionic, *gates, *slow]


def crossing(_, y, *rest):
    return y[0] + 20


crossing.direction = 1


def spikes(stretches, *conductances):
    """Spike times in ms over stretches of (duration in ms, current)."""
    state, begin, times = START, 0.0, []
    for duration, current in stretches:
        run = solve_ivp(
            derivatives, (begin, begin + duration), state, method="DOP853", rtol=1e-9, atol=1e-10,
            events=crossing, args=(current, *conductances), max_step=1.0,
        )
        state, begin = run.y[:, -1], begin + duration
        times += list(run.t_events[0])
    return rounded(times, 4)


def main():
    write(
        "currents",
        versions("numpy", "scipy"),
        {
            "bare": spikes([(300, 3)], 0, 0, 0),
            "a-type": spikes([(300, 3)], 0.3, 0, 0),
            "m-type": spikes([(500, 3)], 0, 0.1, 0),
            "t-type": spikes([(200, -2), (200, 0)], 0, 0, 1),
        },
    )


if __name__ == "__main__":
    main()
