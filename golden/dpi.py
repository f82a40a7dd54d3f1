"""The silicon neuron of the figure `dpi-neuron`, nominal device: SciPy DOP853 with events at the threshold.

C dV/dt = I_in/(1 + I_mem/I_th) - I_tau - I_ahp + I_a with I_mem proportional to exp(kappa V/U_T) gives the equation below;
after Livi and Indiveri 2009 and Chicca et al. 2014. I_a = I_fb I_mem/(I_mem + I_Na). Currents in pA, times in seconds.
"""
import numpy
import scipy
from scipy.integrate import solve_ivp

from common import rounded, versions, write

TAU = 1.5e-12 * 25.85e-3 / (0.7 * 5e-12)
DURATION = 0.3


def derivative(_t, state, current):
    mem, ahp = state
    drive = current / (1 + mem / 20) - 5 - ahp + 500 * mem / (mem + 5000)
    return [(mem * drive / 5 + 0.001) / TAU, -ahp / 0.1]


def train(current, increment):
    """Spike times; reset to 1 pA, held there for 4 ms, `increment` added to the adaptation at the spike."""

    def crossing(_t, state, _current):
        return state[0] - 1000

    crossing.terminal, crossing.direction = True, 1
    time, state, spikes = 0.0, [1.0, 0.0], []
    while time < DURATION:
        solution = solve_ivp(
            derivative, (time, DURATION), state, method="DOP853", rtol=1e-11, atol=1e-12,
            events=crossing, args=(current,),
        )
        if solution.status != 1:
            break
        spikes.append(solution.t[-1])
        time = spikes[-1] + 0.004
        state = [1.0, (solution.y[1, -1] + increment) * numpy.exp(-0.004 / 0.1)]
    return spikes


def main():
    cases = [(current, increment) for current in (8, 15, 30, 60, 100) for increment in (0, 1, 4)]
    write(
        "dpi",
        versions("scipy", "numpy"),
        {
            "duration": DURATION,
            "method": "DOP853, rtol 1e-11, atol 1e-12, events",
            "cases": [
                {"I_in": current, "b": increment, "spikes": rounded(train(current, increment))}
                for current, increment in cases
            ],
        },
    )


if __name__ == "__main__":
    main()
