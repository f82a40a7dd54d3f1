"""Hodgkin-Huxley squid axon, -65 mV convention: SciPy DOP853 as truth, NEURON's CVODE as a second opinion.

A step current from rest: V = -65 mV and the gates at their steady values there. A spike is an upward crossing of 0 mV.
"""
import numpy
import scipy
from scipy.integrate import solve_ivp
from scipy.special import exprel

from common import rounded, versions, write

START = -65.0


def rates(v):
    """alpha_m, beta_m, alpha_h, beta_h, alpha_n, beta_n in 1/ms at v in mV."""
    return (
        1 / exprel(-(v + 40) / 10),
        4 * numpy.exp(-(v + 65) / 18),
        0.07 * numpy.exp(-(v + 65) / 20),
        1 / (1 + numpy.exp(-(v + 35) / 10)),
        0.1 / exprel(-(v + 55) / 10),
        0.125 * numpy.exp(-(v + 65) / 80),
    )


def derivative(_t, state, current):
    v, m, h, n = state
    am, bm, ah, bh, an, bn = rates(v)
    return [
        current - 120 * m**3 * h * (v - 50) - 36 * n**4 * (v + 77) - 0.3 * (v + 54.387),
        am * (1 - m) - bm * m,
        ah * (1 - h) - bh * h,
        an * (1 - n) - bn * n,
    ]


def steady():
    am, bm, ah, bh, an, bn = rates(START)
    return [START, am / (am + bm), ah / (ah + bh), an / (an + bn)]


def scipy_run(current, duration, samples=()):
    """Spike times in ms, and the states at the sample times."""

    def crossing(_t, state, _current):
        return state[0]

    crossing.direction = 1
    solution = solve_ivp(
        derivative, (0, duration), steady(), method="DOP853", rtol=1e-11, atol=1e-12,
        events=crossing, args=(current,), t_eval=list(samples) or None,
    )
    return solution.t_events[0], solution.y


def neuron_run(current, duration):
    """Spike times in ms from NEURON's hh mechanism: exact rates, our reversal potentials."""
    from neuron import h

    h.load_file("stdrun.hoc")
    section = h.Section(name="soma")
    section.L = section.diam = 100 / numpy.sqrt(numpy.pi)  # 10,000 um2, so that 1 nA is 10 uA/cm2
    section.cm = 1
    section.insert("hh")
    h.usetable_hh = 0
    section.el_hh, section.ena, section.ek = -54.387, 50, -77
    h.celsius = 6.3
    clamp = h.IClamp(section(0.5))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e9, current / 10
    times = h.Vector()
    detector = h.NetCon(section(0.5)._ref_v, None, sec=section)
    detector.threshold = 0
    detector.record(times)
    h.cvode_active(1)
    h.cvode.atol(1e-9)
    h.cvode.rtol(1e-9)
    h.finitialize(START)
    h.continuerun(duration)
    return numpy.array(times)


def frequency(times):
    """Spikes a second from the interval between the last two; 0 where firing stopped."""
    return 1e3 / (times[-1] - times[-2])


def main():
    import neuron

    times = numpy.arange(0, 20.0001, 0.5)
    spikes, trace = scipy_run(10, 100, times)
    rates_hz = []
    for current in [2.2, 2.3, 6.0, 6.2, 6.3, 7, 8, 10, 15, 20, 30]:
        train, _ = scipy_run(current, 1000)
        sustained = len(train) > 2 and train[-1] > 900
        rates_hz.append([current, len(train), frequency(train) if sustained else 0])
    write(
        "hodgkin-huxley",
        {**versions("scipy", "numpy"), "neuron": neuron.__version__},
        {
            "current": "10*uA/cm**2 from t = 0",
            "start": rounded(steady(), 12),
            "scipy": {
                "method": "DOP853, rtol 1e-11, atol 1e-12",
                "spikes": rounded(spikes / 1e3),
                "times": rounded(times / 1e3),
                "v": rounded(trace[0] / 1e3),
                "m": rounded(trace[1]),
                "h": rounded(trace[2]),
                "n": rounded(trace[3]),
            },
            "neuron": {"method": "CVODE, rtol and atol 1e-9", "spikes": rounded(neuron_run(10, 100) / 1e3)},
            "fI": {
                "columns": "current in uA/cm2, spikes in the first second, steady rate in Hz (0: falls silent)",
                "rows": [rounded(row, 4) for row in rates_hz],
            },
        },
    )


if __name__ == "__main__":
    main()
