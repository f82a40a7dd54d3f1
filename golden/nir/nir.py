"""NIR files as `nir.write` lays them out (h5py, strings of any or of fixed length, arrays compressed or not), and what the
networks in them do: simulated here from what h5py reads back, step by step with exact propagators.

A spike is an input of 1 through one step: it moves v by r w dt/tau (I by w_in w dt/tau_syn) after the step's thresholds.
"""
import sys
from pathlib import Path

import h5py
import numpy as np
import scipy.signal

sys.path.insert(0, str(Path(__file__).parent.parent))
from common import rounded, versions, write

FOLDER = Path(__file__).parent
DT = 1e-4
STEPS = 2000
rng = np.random.default_rng(4)


def f32(values):
    return np.asarray(values, dtype=np.float32)


def save(name, nodes, edges, metadata=None, fixed=False, compression="gzip"):
    """`nodes`: name -> dict with `type`, arrays and numbers, or `nodes` and `edges` of a graph within."""

    def text(group, key, value):
        if fixed:
            group.create_dataset(key, data=np.bytes_(value))
        else:
            group.create_dataset(key, data=value, dtype=h5py.string_dtype())

    def put(group, values):
        for key, value in values.items():
            if isinstance(value, str):
                text(group, key, value)
            elif isinstance(value, dict):
                put(group.create_group(key), value)
            elif isinstance(value, np.ndarray) and value.shape and not fixed:
                group.create_dataset(key, data=value, compression=compression)
            else:
                group.create_dataset(key, data=value)

    def graph(group, nodes, edges, metadata):
        text(group, "type", "NIRGraph")
        pairs = np.array(edges, dtype="S") if fixed else edges
        group.create_dataset("edges", data=pairs, **({} if fixed else {"dtype": h5py.string_dtype()}))
        inside = group.create_group("nodes")
        for key, node in nodes.items():
            if "nodes" in node:
                graph(inside.create_group(key), node["nodes"], node["edges"], None)
            else:
                put(inside.create_group(key), node)
        if metadata:
            put(group.create_group("metadata"), metadata)

    with h5py.File(FOLDER / name, "w") as file:
        text(file, "version", "1.0.4")
        graph(file.create_group("node"), nodes, edges, metadata)


def read(name):
    """Arrays of the nodes, single numbers as such, by path."""
    found = {}

    def visit(path, item):
        if isinstance(item, h5py.Dataset) and item.dtype.kind in "fiu":
            found[path.replace("node/nodes/", "").replace("/nodes/", ".")] = np.asarray(item[()], dtype=float)

    with h5py.File(FOLDER / name) as file:
        file.visititems(visit)
    return found


class Neurons:
    """LIF, LI, IF, CubaLIF, CubaLI; `drive` is a constant input."""

    def __init__(self, arrays, name, size, drive=0.0, subtract=False):
        get = lambda key, default=None: (
            np.broadcast_to(arrays[f"{name}/{key}"].ravel(), size)
            if f"{name}/{key}" in arrays
            else None if default is None else np.full(size, default)
        )
        self.r, self.leak = get("r"), get("v_leak", 0.0)
        self.tau, self.tau_syn = get("tau"), get("tau_syn")
        if self.tau is None:
            self.tau = get("tau_mem")
        self.w_in, self.threshold, self.reset = get("w_in", 1.0), get("v_threshold"), get("v_reset", 0.0)
        self.v, self.i, self.drive, self.subtract = np.zeros(size), np.zeros(size), drive, subtract

    def integrate(self):
        if self.tau is None:
            self.v = self.v + DT * self.r * self.drive
        elif self.tau_syn is None:
            rest = self.leak + self.r * self.drive
            self.v = rest + (self.v - rest) * np.exp(-DT / self.tau)
        else:
            a, b = np.exp(-DT / self.tau), np.exp(-DT / self.tau_syn)
            steady = self.w_in * self.drive
            excess = self.i - steady
            rest = self.leak + self.r * steady
            coupling = self.r * self.tau_syn / (self.tau_syn - self.tau) * (b - a)
            self.v = rest + (self.v - rest) * a + excess * coupling
            self.i = steady + excess * b

    def fire(self):
        self.spikes = np.zeros(len(self.v)) if self.threshold is None else (self.v > self.threshold) * 1.0
        return self.spikes

    def receive(self, weights):
        if self.tau_syn is not None:
            self.i = self.i + self.w_in * weights * DT / self.tau_syn
        else:
            self.v = self.v + self.r * weights * DT / (1 if self.tau is None else self.tau)

    def settle(self):
        if self.threshold is None:
            return
        fired = self.spikes > 0
        self.v = np.where(fired, self.v - self.threshold if self.subtract else self.reset, self.v)


def run(layers, stimulus, couple):
    """`couple(spikes of all layers and the stimulus, step)` gives each layer its weighted input."""
    events, trace = {name: [] for name in layers}, []
    for step in range(STEPS):
        for layer in layers.values():
            layer.integrate()
        spikes = {name: layer.fire() for name, layer in layers.items()}
        spikes["input"] = stimulus[step]
        for name, weights in couple(spikes, step).items():
            layers[name].receive(weights)
        for name, layer in layers.items():
            layer.settle()
            events[name] += [[round(step * DT, 9), int(k)] for k in np.flatnonzero(spikes[name])]
        trace.append(list(layers.values())[-1].v.copy())
    return events, np.array(trace)


def poisson(size, rate):
    return (rng.random((STEPS, size)) < rate * DT).astype(float)


def result(stimulus, events, trace):
    given = [[round(step * DT, 9), int(k)] for step, k in np.argwhere(stimulus > 0)]
    return {"input": given, "spikes": events, "last": rounded(trace[-1], 12)}


def feedforward():
    nodes = {
        "input": {"type": "Input", "shape": np.array([3])},
        "fc1": {"type": "Affine", "weight": f32(rng.normal(40, 20, (4, 3))), "bias": f32([1.2, 0.9, 1.5, 0.2])},
        "lif1": {
            "type": "LIF",
            "tau": f32([0.01, 0.02, 0.015, 0.03]),
            "r": f32([1, 1.5, 1, 2]),
            "v_leak": f32([0, 0.1, -0.2, 0]),
            "v_threshold": f32([1, 1.1, 0.9, 1]),
            "v_reset": f32([0, -0.1, 0.2, -0.5]),
        },
        "fc2": {"type": "Linear", "weight": f32(rng.normal(0, 50, (2, 4)))},
        "readout": {"type": "LI", "tau": f32([0.05, 0.02]), "r": f32([1, 1]), "v_leak": f32([0, 0.3])},
        "output": {"type": "Output", "shape": np.array([2])},
    }
    edges = [("input", "fc1"), ("fc1", "lif1"), ("lif1", "fc2"), ("fc2", "readout"), ("readout", "output")]
    save("feedforward.nir", nodes, edges, metadata={"dt": DT, "note": "written with h5py"})
    a = read("feedforward.nir")
    layers = {"lif1": Neurons(a, "lif1", 4, a["fc1/bias"]), "readout": Neurons(a, "readout", 2)}
    stimulus = poisson(3, 150)
    couple = lambda s, _: {"lif1": a["fc1/weight"] @ s["input"], "readout": a["fc2/weight"] @ s["lif1"]}
    return result(stimulus, *run(layers, stimulus, couple))


def recurrent():
    """A graph within a graph, as snnTorch writes its recurrent layers; no v_reset, no dt."""
    lif = lambda n, **more: {
        "type": "CubaLIF",
        "tau_mem": f32(np.full(n, 0.01)),
        "tau_syn": f32(np.linspace(0.004, 0.006, n)),
        "r": f32(np.ones(n)),
        "v_leak": f32(np.zeros(n)),
        "v_threshold": f32(np.ones(n)),
        **more,
    }
    layer = {
        "nodes": {
            "input": {"type": "Input", "shape": np.array([5])},
            "lif": lif(5, w_in=f32(np.full(5, 40.0))),
            "w_rec": {"type": "Linear", "weight": f32(rng.normal(-0.3, 0.6, (5, 5)))},
            "output": {"type": "Output", "shape": np.array([5])},
        },
        "edges": [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")],
    }
    nodes = {
        "input": {"type": "Input", "shape": np.array([3])},
        "fc1": {"type": "Linear", "weight": f32(rng.normal(1.2, 0.5, (5, 3)))},
        "lif1": layer,
        "fc2": {"type": "Affine", "weight": f32(rng.normal(40, 10, (2, 5))), "bias": f32([0.3, 0.5])},
        "lif2": lif(2),
        "output": {"type": "Output", "shape": np.array([2])},
    }
    edges = [("input", "fc1"), ("fc1", "lif1"), ("lif1", "fc2"), ("fc2", "lif2"), ("lif2", "output")]
    save("recurrent.nir", nodes, edges)
    a = read("recurrent.nir")
    layers = {
        "lif1.lif": Neurons(a, "lif1.lif", 5, subtract=True),
        "lif2": Neurons(a, "lif2", 2, a["fc2/bias"], subtract=True),
    }
    stimulus = poisson(3, 250)
    couple = lambda s, _: {
        "lif1.lif": a["fc1/weight"] @ s["input"] + a["lif1.w_rec/weight"] @ s["lif1.lif"],
        "lif2": a["fc2/weight"] @ s["lif1.lif"],
    }
    return result(stimulus, *run(layers, stimulus, couple))


def fixed():
    """Strings of fixed length, nothing compressed, single numbers for all neurons; a delay and a scale."""
    nodes = {
        "in": {"type": "Input", "shape": np.array([4])},
        "wait": {"type": "Delay", "delay": np.array([0.0, 0.001, 0.002, 0.0035])},
        "gain": {"type": "Scale", "scale": np.array([90.0, 80.0, 70.0, 60.0])},
        "cells": {"type": "LIF", "tau": 0.02, "r": 1.0, "v_leak": 0.0, "v_threshold": 0.5},
        "out": {"type": "Output", "shape": np.array([4])},
    }
    edges = [("in", "wait"), ("wait", "gain"), ("gain", "cells"), ("cells", "out")]
    save("fixed.nir", nodes, edges, metadata={"dt": DT}, fixed=True)
    a = read("fixed.nir")
    stimulus = poisson(4, 300)
    steps = np.round(a["wait/delay"] / DT).astype(int)
    late = lambda step: np.array([stimulus[step - d, k] if step >= d else 0.0 for k, d in enumerate(steps)])
    couple = lambda _, step: {"cells": a["gain/scale"] * late(step)}
    return result(stimulus, *run({"cells": Neurons(a, "cells", 4)}, stimulus, couple))


def convolution():
    nodes = {
        "input": {"type": "Input", "shape": np.array([1, 6, 5])},
        "conv": {
            "type": "Conv2d",
            "input_shape": np.array([6, 5]),
            "weight": f32(rng.normal(900, 500, (2, 1, 3, 3))),
            "bias": f32([2.0, 5.0]),
            "stride": np.array([1, 2]),
            "padding": np.array([1, 1]),
            "dilation": np.array([1, 1]),
            "groups": 1,
        },
        "if": {"type": "IF", "r": np.ones((2, 6, 3)), "v_threshold": np.ones((2, 6, 3)), "v_reset": np.zeros((2, 6, 3))},
        "pool": {
            "type": "SumPool2d",
            "kernel_size": np.array([2, 2]),
            "stride": np.array([2, 2]),
            "padding": np.array([0, 0]),
        },
        "flat": {"type": "Flatten", "start_dim": 0, "end_dim": -1, "input_type": {"input": np.array([2, 3, 1])}},
        "fc": {"type": "Affine", "weight": f32(rng.normal(10, 30, (3, 6))), "bias": f32([0.5, 0, 1.2])},
        "lif": {
            "type": "LIF",
            "tau": np.full(3, 0.02),
            "r": np.ones(3),
            "v_leak": np.zeros(3),
            "v_threshold": np.ones(3),
            "v_reset": np.zeros(3),
        },
        "output": {"type": "Output", "shape": np.array([3])},
    }
    names = ["input", "conv", "if", "pool", "flat", "fc", "lif", "output"]
    save("convolution.nir", nodes, list(zip(names, names[1:])), metadata={"dt": DT})
    a = read("convolution.nir")

    def convolve(spikes):
        image = np.pad(spikes.reshape(6, 5), 1)
        return np.array([scipy.signal.correlate2d(image, k[0], "valid")[:, ::2] for k in a["conv/weight"]])

    def pool(spikes):
        return spikes.reshape(2, 3, 2, 3)[..., :2].sum(axis=(2, 3)).ravel()

    bias = np.repeat(a["conv/bias"], 18)
    layers = {"if": Neurons(a, "if", 36, bias), "lif": Neurons(a, "lif", 3, a["fc/bias"])}
    stimulus = poisson(30, 40)
    couple = lambda s, _: {"if": convolve(s["input"]).ravel(), "lif": a["fc/weight"] @ pool(s["if"])}
    return result(stimulus, *run(layers, stimulus, couple))


write(
    "nir/nir",
    {**versions("numpy", "scipy", "h5py"), "hdf5": h5py.version.hdf5_version},
    {
        "dt": DT,
        "steps": STEPS,
        "feedforward": feedforward(),
        "recurrent": recurrent(),
        "fixed": fixed(),
        "convolution": convolution(),
    },
)
