"""Ornstein-Uhlenbeck noise, and a membrane that it drives: stationary statistics, analytic and from Brian2.

dx/dt = -x/tau_s + sigma sqrt(2/tau_s) xi has standard deviation sigma and autocorrelation exp(-lag/tau_s); Euler at step h
has variance sigma^2 / (1 - h/(2 tau_s)) and autocorrelation (1 - h/tau_s)^(lag/h), exactly. A membrane
tau_m dv/dt = -v + R x has variance R^2 sigma^2 tau_s/(tau_m + tau_s).
"""
import warnings

warnings.filterwarnings("ignore")
import brian2  # noqa: E402
import numpy  # noqa: E402
from brian2 import Network, NeuronGroup, StateMonitor, ms, prefs, seed  # noqa: E402

from common import versions, write  # noqa: E402

TAU_S, TAU_M, SIGMA, STEP, NEURONS = 5.0, 20.0, 0.5, 0.1, 4000


def brian_run():
    prefs.codegen.target = "numpy"
    brian2.defaultclock.dt = STEP * ms
    seed(1)
    group = NeuronGroup(
        NEURONS,
        """dx/dt = -x/tau_s + sigma*sqrt(2/tau_s)*xi : 1
           dv/dt = (x - v)/tau_m : 1""",
        method="euler",
        namespace={"tau_s": TAU_S * ms, "tau_m": TAU_M * ms, "sigma": SIGMA},
    )
    group.x = "sigma*randn()"
    trace = StateMonitor(group, ["x", "v"], record=True, dt=TAU_S * ms)
    Network(group, trace).run(200 * ms)
    x, v = numpy.array(trace.x)[:, 20:], numpy.array(trace.v)[:, 20:]
    return {
        "method": "euler, dt 0.1 ms, 4000 neurons, samples every 5 ms from 100 to 195 ms",
        "mean": round(float(x.mean()), 5),
        "deviation": round(float(x.std()), 5),
        "correlation": round(float((x[:, 1:] * x[:, :-1]).mean() / x.var()), 5),
        "membraneDeviation": round(float(v.std()), 5),
    }


def main():
    h = STEP / TAU_S
    write(
        "ornstein-uhlenbeck",
        versions("brian2", "numpy"),
        {
            "parameters": {"tau_s": "5*ms", "tau_m": "20*ms", "sigma": SIGMA, "dt": "0.1*ms"},
            "analytic": {
                "deviation": SIGMA,
                "correlation": round(float(numpy.exp(-1)), 9),
                "membraneDeviation": round(float(SIGMA * numpy.sqrt(TAU_S / (TAU_M + TAU_S))), 9),
            },
            "euler": {
                "deviation": round(float(SIGMA / numpy.sqrt(1 - h / 2)), 9),
                "correlation": round(float((1 - h) ** (TAU_S / STEP)), 9),
            },
            "brian2": brian_run(),
        },
    )


if __name__ == "__main__":
    main()
