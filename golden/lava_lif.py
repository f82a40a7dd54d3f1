"""Lava's bit-accurate models of Loihi's neuron and synapse (BSD-3), step by step: LIF, Dense and DelayDense, tag fixed_pt.

Six source neurons with a bias drive six destination neurons through a weight matrix (row: destination, column: source).
The cases' parameters were drawn once and stand in `lava-lif.json` itself, from where this script reads them; what Lava
computes is written anew. It needs a checkout of https://github.com/lava-nc/lava (commit b6822fb) with its `src/` on
PYTHONPATH, and networkx and asteval, which Lava imports.
"""
import json

import numpy
from lava.magma.core.run_conditions import RunSteps
from lava.magma.core.run_configs import Loihi2SimCfg
from lava.proc.dense.process import DelayDense, Dense
from lava.proc.lif.process import LIF

from common import FOLDER, versions, write

STEPS = 60


def run(case):
    decays = {"du": case["du"], "dv": case["dv"]}
    source = LIF(
        shape=(6,), bias_mant=numpy.array(case["bias"]), bias_exp=numpy.array(case["bias_exp"]), vth=case["vth"], **decays
    )
    weights = {"weights": numpy.array(case["w"]), "weight_exp": case["weight_exp"], "num_weight_bits": case["weight_bits"]}
    if case["delays"]:
        synapses = DelayDense(delays=numpy.array(case["delays"]), **weights)
    else:
        synapses = Dense(**weights)
    destination = LIF(shape=(6,), bias_mant=0, bias_exp=0, vth=case["vth_dst"], **decays)
    source.s_out.connect(synapses.s_in)
    synapses.a_out.connect(destination.a_in)
    u, v = [], []
    for _ in range(STEPS):
        destination.run(condition=RunSteps(num_steps=1), run_cfg=Loihi2SimCfg(select_tag="fixed_pt"))
        u.append(destination.u.get().astype(int).tolist())
        v.append(destination.v.get().astype(int).tolist())
    destination.stop()
    return {**case, "u": u, "v": v}


def main():
    cases = json.loads((FOLDER / "lava-lif.json").read_text())["cases"]
    tools = {**versions("numpy"), "lava": "0.11.0.dev0, commit b6822fb"}
    write("lava-lif", tools, {"cases": [run(case) for case in cases]})


if __name__ == "__main__":
    main()
