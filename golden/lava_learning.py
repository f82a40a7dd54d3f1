"""Lava's learning engine (bit_approximate_loihi), driven step by step on random spikes: traces, weights, delays and tags.

    LAVA=FOLDER python3 golden/lava_learning.py

FOLDER holds github.com/lava-nc/lava at commit b6822fb (28 July 2025). Only `lava.magma.core.model.py.connection` and what
it imports are needed: the class that models a plastic connection is driven here by hand, without Lava's compiler. Its float
half imports asteval, which the integers do not use.
"""
import os
import sys
import types
from pathlib import Path

import numpy as np

from common import versions, write

if "LAVA" not in os.environ:
    sys.exit("Say where Lava's source is: LAVA=FOLDER python3 golden/lava_learning.py")
sys.path.insert(0, str(Path(os.environ["LAVA"]) / "src"))
sys.modules.setdefault("asteval", types.ModuleType("asteval"))

from lava.magma.core.learning.constants import GradedSpikeCfg  # noqa: E402
from lava.magma.core.learning.learning_rule import Loihi2FLearningRule, Loihi3FLearningRule  # noqa: E402
from lava.magma.core.model.py.connection import LearningConnectionModelBitApproximate  # noqa: E402
from lava.utils.weightutils import SignMode  # noqa: E402

PRE, POST, STEPS = 3, 2, 48
DRAWN = 100


class Port:
    """A port of which the next message is set by hand."""

    def recv(self):
        return self.message


class End:
    """What the model's constructor ends in, in place of Lava's process model."""

    def __init__(self, _):
        pass


class Connection(LearningConnectionModelBitApproximate, End):
    def __init__(self, rule, sign, graded, weights, tags, delays):
        super().__init__({
            "learning_rule": rule, "shape": (POST, PRE), "graded_spike_cfg": graded, "sign_mode": sign,
        })
        for name in ("x1", "x2", "tx"):
            setattr(self, name, np.zeros(PRE, dtype=int))
        for name in ("y1", "y2", "y3", "ty"):
            setattr(self, name, np.zeros(POST, dtype=int))
        self.x0, self.y0 = np.zeros(PRE, dtype=bool), np.zeros(POST, dtype=bool)
        self.weights, self.tag_1, self.tag_2 = weights, tags, delays
        self.s_in_bap, self.s_in_y1, self.s_in_y2, self.s_in_y3 = Port(), Port(), Port(), Port()

    def step(self, time, pre, post, third):
        self.time_step = time
        self.s_in_bap.message = post
        self.s_in_y1.message, self.s_in_y2.message, self.s_in_y3.message = third
        self.recv_traces(pre)
        if self.lrn_guard():
            self.run_lrn()


def draws():
    """What the generators of rng_seed 0 hold at construction and after each advance, and that of the weights."""
    x = LearningRandoms(0, 1)
    y = LearningRandoms(2, 3)
    weights = np.random.default_rng(seed=2)
    return {
        "decay_x": x.decay, "impulse_x": x.impulse, "decay_y": y.decay, "impulse_y": y.impulse,
        "write": [float(weights.random(1)[0]) for _ in range(DRAWN + 1)],
    }


class LearningRandoms:
    def __init__(self, seed_decay, seed_impulse):
        from lava.magma.core.learning.random import TraceRandom
        random = TraceRandom(seed_trace_decay=seed_decay, seed_impulse_addition=seed_impulse)
        self.decay, self.impulse = [], []
        for _ in range(2 * DRAWN + 1):
            self.decay.append(float(random.random_trace_decay))
            self.impulse.append(int(random.random_impulse_addition))
            random.advance()


STDP = {"x1_impulse": 16, "x1_tau": 10, "y1_impulse": 16, "y1_tau": 10}
ALL = {
    "x1_impulse": 20.3, "x1_tau": 8, "x2_impulse": 24.75, "x2_tau": 3.5,
    "y1_impulse": 17.6, "y1_tau": 12, "y2_impulse": 30.1, "y2_tau": 5, "y3_impulse": 40, "y3_tau": 0,
}

# Name, rules, trace settings, epoch, and what is not usual.
CASES = [
    ("pair STDP, every step", {"dw": "2^-2*x1*y0 - 2^-2*y1*x0"}, STDP, 1, {}),
    ("pair STDP, epochs of 2", {"dw": "2*x1*y0 - 3*2^-1*y1*x0"}, STDP, 2, {}),
    ("fractional impulses, epochs of 4", {"dw": "x0*(-1)*2^-1*y1 + y0*1*2^1*x1"}, ALL, 4, {}),
    ("triplets, excitatory, epochs of 3",
     {"dw": "2^-1*x1*y0*y2 - 2^-2*y1*x0 - 2^-3*y1*x0*x2"}, ALL, 3, {"sign": "EXCITATORY"}),
    ("inhibitory, with its own weight, epochs of 6",
     {"dw": "2^-3*x1*y0*(w + 100) - x0*(y1 - 5) + u0*sgn(w + 40)"}, ALL, 6, {"sign": "INHIBITORY"}),
    ("weight, delay and tag, every fourth epoch of 2",
     {"dw": "y0*(3 - x1)*2^1 + u2*t*2^-2", "dd": "x0*x2*2^-1 - y0*y1*2^-2", "dt": "x0*y0*(d + 4) + y0*x1 - u2*t*2^-1"},
     ALL, 2, {}),
    ("four factors, wrapping in 32 bits", {"dw": "7*2^3*y0*x1*x2*y1*(w + 200)", "dt": "2^8*x0*y3*(t - 9)"}, ALL, 5, {}),
    ("payloads overwrite x1", {"dw": "x0*x1 + y0*x2"}, ALL, 4, {"graded": "OVERWRITE"}),
    ("payloads add to x1 up to 127", {"dw": "2^-1*y0*x1"}, ALL, 4, {"graded": "ADD_WITH_SATURATION"}),
    ("payloads overflow into x2", {"dw": "2^-1*x0*x1 + y0*x2"}, ALL, 4, {"graded": "ADD_WITHOUT_SATURATION"}),
    ("reward, eligibility as tag, epochs of 2",
     {"dw": "u0*t*y2*2^-4", "dt": "(1)*(-2)*x0*y1 + (1)*(4)*y0*x1 - u0*t*(1)*2^-1"},
     {"x1_impulse": 16, "x1_tau": 10}, 2, {"third": True}),
]


def run(name, rules, traces, epoch, special):
    # Spikes and first values of a case depend on its name alone.
    random = np.random.default_rng(list(name.encode()))
    third = special.get("third", False)
    kind = Loihi3FLearningRule if third else Loihi2FLearningRule
    rule = kind(**rules, **traces, t_epoch=epoch, rng_seed=0)
    sign = special.get("sign", "MIXED")
    low, high = {"MIXED": (-60, 60), "EXCITATORY": (0, 120), "INHIBITORY": (-120, 0)}[sign]
    weights = random.integers(low, high, (POST, PRE))
    tags = random.integers(-20, 20, (POST, PRE))
    delays = random.integers(0, 20, (POST, PRE))
    graded = special.get("graded", "USE_REGULAR_IMPULSE")
    if graded != "USE_REGULAR_IMPULSE":
        rule.x1_impulse = 0  # as Lava's LearningDense does
    result = {
        "name": name, "rules": rules, "traces": traces, "epoch": epoch, "sign": sign.lower(), "graded": graded,
        "third": third, "weights": weights.ravel().tolist(), "tags": tags.ravel().tolist(),
        "delays": delays.ravel().tolist(), "pre": [], "post": [], "given": [],
        "x1": [], "x2": [], "y1": [], "y2": [], "y3": [], "w": [], "d": [], "t": [],
    }
    model = Connection(rule, SignMode[sign], GradedSpikeCfg[graded], weights, tags, delays)
    for time in range(1, STEPS + 1):
        pre = (random.random(PRE) < .25) * (1 if graded == "USE_REGULAR_IMPULSE" else random.integers(1, 256, PRE))
        post = random.random(POST) < .25
        given = random.integers(0, 128, (3, POST))
        model.step(time, pre, post, given)
        result["pre"] += pre.tolist()
        result["post"] += post.astype(int).tolist()
        if third:
            result["given"] += given.ravel().tolist()
        for key in ("x1", "x2", "y1", "y2", "y3"):
            result[key] += [int(value) for value in getattr(model, key)]
        for key, variable in (("w", "weights"), ("d", "tag_2"), ("t", "tag_1")):
            if time % epoch == 0 and f"d{key}" in rules:
                result[key] += [int(value) for value in getattr(model, variable).ravel()]
    return result


def main():
    tools = {**versions("numpy"), "lava": "b6822fb (28 July 2025)"}
    write("lava-learning", tools, {"draws": draws(), "cases": [run(*case) for case in CASES]})


if __name__ == "__main__":
    main()
