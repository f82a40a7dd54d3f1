"""Integration methods by Brian2's own definition.

Brian2 writes a step of each method as statements ("abstract code"). They are run here in plain Python, in 64 bit,
with a known sequence in place of the random numbers, so that a step of Spikebook can be compared digit by digit.
Also lists the method that Brian2 chooses where none is named. Writes methods.json.

    python3 golden/methods.py
"""

import math

import numpy
from brian2 import NeuronGroup, TimedArray, ms
from brian2.stateupdaters.base import UnsupportedEquationsException

from common import versions, write

I = TimedArray([0.0, 1.0, 2.0, 1.5], dt=1 * ms)
ARRAY = {"values": [0.0, 1.0, 2.0, 1.5], "dt": 1e-3}

DECAY = "dv/dt = (1 - v)/tau : 1\ntau : second"
PSC = """dv/dt = (ge + gi - v)/taum : 1 (unless refractory)
dge/dt = -ge/taue : 1
dgi/dt = -gi/taui : 1
taum : second
taue : second
taui : second"""
FOLLOWED = "dv/dt = (g - v)/tau : 1 (unless refractory)\ndg/dt = -g/s : 1\ntau : second\ns : second"
GATES = """dv/dt = (-v + 3*m**3*h*(2 - v) + n**4*(-1 - v) + I(t))/tau : 1
dm/dt = (1 - m)*exp(v)/tau - m*exp(-v)/tau : 1
dh/dt = exprel(-v)*(1 - h)/tau - h/(1 + exp(-v))/tau : 1
dn/dt = (0.3 + sin(t/tau) - n)/tau : 1
tau : second"""
LOGISTIC = "dv/dt = v*(1 - v)/tau : 1\ntau : second"
ADEX = """dv/dt = (-v + exp(v - 1) - w)/tau : 1
dw/dt = (a*v - w)/s : 1
tau : second
s : second
a : 1"""
ADDITIVE = "dv/dt = (w - v)/tau + s*tau**-0.5*xi : 1\ndw/dt = -w/tau : 1 (unless refractory)\ntau : second\ns : 1"
GEOMETRIC = "dv/dt = -v/tau + s*v*tau**-0.5*xi : 1\ntau : second\ns : 1"
DIAGONAL = """dv/dt = (w - v)/tau + s*v*w*tau**-0.5*xi_1 : 1 (unless refractory)
dw/dt = -w/tau + s*(1 + v)*cos(t/tau)*tau**-0.5*xi_2 : 1
dx/dt = v/tau : 1
tau : second
s : 1"""
SHARED = """dv/dt = (w - v)/tau + s*v*w*tau**-0.5*xi_1 + s*w*tau**-0.5*xi_2 : 1
dw/dt = -w/tau + s*v**2*tau**-0.5*xi_2 : 1 (unless refractory)
tau : second
s : 1"""

STEPS = [
    (DECAY, {"v": 0.2, "tau": 0.01}, ["exact", "exponential_euler", "euler", "rk2", "rk4", "heun", "milstein"]),
    # Not exponential_euler: Brian2's statements for it divide by int(not_refractory) here.
    (PSC, {"v": 0.2, "ge": 1.0, "gi": -0.5, "taum": 0.02, "taue": 0.005, "taui": 0.01}, ["exact", "euler", "rk2", "rk4"]),
    (FOLLOWED, {"v": 0.2, "g": 1.0, "tau": 0.01, "s": 0.004}, ["exact", "exponential_euler", "rk4"]),
    (GATES, {"v": -0.2, "m": 0.1, "h": 0.6, "n": 0.3, "tau": 0.004}, ["exponential_euler", "euler", "rk2", "rk4"]),
    (LOGISTIC, {"v": 0.1, "tau": 0.002}, ["euler", "rk2", "rk4"]),
    (ADEX, {"v": 0.1, "w": 0.3, "tau": 0.01, "s": 0.1, "a": 0.5}, ["exponential_euler", "euler", "rk2", "rk4"]),
    (ADDITIVE, {"v": 0.1, "w": 0.3, "tau": 0.01, "s": 0.5}, ["euler", "heun", "milstein"]),
    (GEOMETRIC, {"v": 0.9, "tau": 0.01, "s": 0.5}, ["heun", "milstein"]),
    (DIAGONAL, {"v": 0.9, "w": -0.4, "x": 0.0, "tau": 0.01, "s": 0.5}, ["heun", "milstein"]),
    (SHARED, {"v": 0.9, "w": -0.4, "tau": 0.01, "s": 0.5}, ["heun"]),
]

TAU = "\ntau : second"
CHOICES = {
    "leaky integrate-and-fire": "dv/dt = (E - v + R*J)/tau : volt (unless refractory)\nE : volt\nR : ohm\nJ : amp" + TAU,
    "current-based synapses": PSC,
    "conductance-based synapse": "dv/dt = (E - v + g*(F - v))/tau : 1\ndg/dt = -g/tau : 1\nE : 1\nF : 1" + TAU,
    "Izhikevich": "dv/dt = (0.04*v**2 + 5*v + 140 - u)/ms : 1\ndu/dt = a*(b*v - u)/ms : 1\na : 1\nb : 1",
    "adaptive exponential": ADEX,
    "gates": GATES,
    "additive noise": ADDITIVE,
    "multiplicative noise": GEOMETRIC,
    "noise by time": "dv/dt = -v/tau + sin(t/tau)*xi*tau**-0.5 : 1" + TAU,
    "noise by a recorded array": "dv/dt = -v/tau + I(t)*xi*tau**-0.5 : 1" + TAU,
    "noise by a subexpression": "dv/dt = -v/tau + s*xi*tau**-0.5 : 1\ns = 2*v : 1" + TAU,
    "nonlinear with additive noise": "dv/dt = (v - v**3)/tau + xi*tau**-0.5 : 1" + TAU,
    "perfect integrator": "dv/dt = g/tau : 1\ndg/dt = -g/tau : 1" + TAU,
    "constant slope": "dv/dt = 1/tau : 1" + TAU,
    "no slope": "dv/dt = 0/second : 1",
    "one part singular": "dv/dt = -v/tau : 1\ndx/dt = 1/tau : 1" + TAU,
    "oscillator": "dx/dt = y*w : 1\ndy/dt = -x*w : 1\nw : Hz",
    "resonate": "dx/dt = b*x - w*y : 1\ndy/dt = w*x + b*y : 1\nw : Hz\nb : Hz",
    "equal time constants": "dv/dt = (g - v)/tau : 1\ndg/dt = -g/tau : 1" + TAU,
    "adaptation": "dv/dt = (-v - w)/tau : 1\ndw/dt = (a*v - w)/s : 1\na : 1\ns : second" + TAU,
    "input by time": "dv/dt = (sin(t/tau) - v)/tau : 1" + TAU,
    "input by a subexpression of time": "dv/dt = (J - v)/tau : 1\nJ = sin(t/tau) : 1" + TAU,
    "input by a condition on time": "dv/dt = (int(t > 5*ms) - v)/tau : 1" + TAU,
    "recorded input": "dv/dt = (I(t) - v)/tau : 1" + TAU,
    "recorded coefficient": "dv/dt = (1 - I(t)*v)/tau : 1" + TAU,
    "recorded input of another time": "dv/dt = (I(t + dt) - v)/tau : 1" + TAU,
    "random input": "dv/dt = (rand() - v)/tau : 1" + TAU,
    "input by index": "dv/dt = (i - v)/tau : 1" + TAU,
    "input by condition on the state": "dv/dt = (int(v > 0.5) - v)/tau : 1" + TAU,
    "expanded product": "dv/dt = -(1 + v)*(1 - x)/tau - v*x/tau : 1\nx : 1" + TAU,
    "absolute value": "dv/dt = -abs(v)/tau : 1" + TAU,
    "divided by a parameter": "dv/dt = -v/x/tau : 1\nx : 1" + TAU,
    "divided by a variable": "dv/dt = -v/x/tau : 1\ndx/dt = -x/tau : 1" + TAU,
    "first power": "dv/dt = -v**1/tau : 1" + TAU,
}


def group(equations):
    refractory = "False" if "refractory" in equations else False
    return NeuronGroup(1, equations, threshold="i < 0", reset="", refractory=refractory, namespace={"I": I})


def abstract_code(equations, method):
    neurons = group(equations)  # kept: the updater holds it weakly
    updater = neurons.state_updater
    updater.method_choice = method
    neurons.method_choice = method
    updater.update_abstract_code({})
    return updater.abstract_code


def draw(name, step):
    """The numbers in place of standard normal ones: the same formula stands in the test."""
    return 2 * math.sin(1 + 0.7 * step + (3 if name.endswith("2") else 0))


def run(equations, values, method, steps=8, dt=2.5e-4):
    code = abstract_code(equations, method)
    # Whether the neuron is refractory is given below, not worked out from the last spike.
    lines = [line for line in code.split("\n") if line.strip() and not line.startswith("not_refractory")]
    names = {name: getattr(numpy, name) for name in ("exp", "sin", "cos", "sqrt")}
    names["exprel"] = lambda x: numpy.expm1(x) / x
    names["int"] = int
    names["I"] = lambda t: ARRAY["values"][min(3, int(t / ARRAY["dt"] + 1e-6))]
    state = dict(values)
    for step in range(steps):
        # Held for two steps of eight.
        scope = {**names, **state, "dt": dt, "t": step * dt, "not_refractory": step not in (3, 4)}
        for line in lines:
            target = line.split("=")[0].strip()
            scope["randn"] = lambda: draw(target, step)
            exec(line, scope)
        state = {name: float(scope[name]) for name in state}
    return state


def choice(equations):
    for method in ("exact", "euler", "heun"):
        try:
            abstract_code(equations, method)
            return method
        except Exception as error:
            if not isinstance(error, UnsupportedEquationsException) and not isinstance(
                error.__cause__, UnsupportedEquationsException
            ):
                raise
    raise ValueError("no method fits")


def main():
    steps = [
        {"equations": equations, "values": values, "method": method, "final": run(equations, values, method)}
        for equations, values, methods in STEPS
        for method in methods
    ]
    choices = [{"name": name, "equations": text, "method": choice(text)} for name, text in CHOICES.items()]
    data = {"dt": 2.5e-4, "array": ARRAY, "held_steps": [3, 4], "steps": steps, "choices": choices}
    write("methods", versions("brian2", "numpy", "sympy"), data)


if __name__ == "__main__":
    main()
