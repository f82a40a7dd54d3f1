"""
Runs the networks of networks.py in Brian2 itself and writes what came out to semantics.json, beside the networks in the
published format. The translation is written here, by hand, apart from the exporter that it helps to check.

    python3 golden/semantics/semantics.py
"""
import json
from pathlib import Path

import brian2
from brian2 import *
from networks import NETWORKS

prefs.codegen.target = "numpy"
DURATION = 30 * ms


def constant(value):
    return eval(value, dict(vars(brian2))) if isinstance(value, str) else value


def assign(owner, values):
    for name, value in values.items():
        if name not in owner.variables or name in getattr(owner, "namespace_constants", ()):
            continue
        if isinstance(value, list):
            value = [float(constant(element)) for element in value]
            owner.variables[name].get_value()[:] = value
        elif isinstance(value, str):
            setattr(owner, name, value)
        else:
            owner.variables[name].get_value()[:] = value


def namespace(equations, parameters):
    return {name: constant(value) for name, value in parameters.items() if name not in equations.names}


def endpoint(groups, end):
    if isinstance(end, str):
        return groups[end]
    return groups[end["population"]][end["range"][0] : end["range"][1]]


def pathways(s):
    """on_pre, on_post and delays as Brian2 takes them, and the orders that are given."""
    events, delays, orders = {}, {}, {}
    given = s.get("delay", {})
    if not isinstance(given, dict):
        given = {"pre": given}
    delays.update(given)
    for side in ("on_pre", "on_post"):
        value = s.get(side)
        if isinstance(value, dict):
            events[side] = {}
            for name, pathway in value.items():
                if isinstance(pathway, str):
                    pathway = {"statements": pathway}
                events[side][name] = pathway["statements"]
                if "delay" in pathway:
                    delays[name] = pathway["delay"]
                if "order" in pathway:
                    orders[name] = pathway["order"]
        elif value is not None:
            events[side] = value
    return events, delays, orders


def build(network):
    dt = constant(network["dt"])
    defaultclock.dt = dt
    arrays = {
        name: TimedArray([row[0] for row in a["values"]] if len(a["values"][0]) == 1 else a["values"], dt=constant(a["dt"]))
        for name, a in network.get("arrays", {}).items()
    }
    groups, objects, monitors = {}, [], {}
    for place, (name, p) in enumerate(network["populations"].items()):
        label = f"population_{place:02d}"
        if "spikes" in p:
            times, indices = [s[0] for s in p["spikes"]], [s[1] for s in p["spikes"]]
            group = SpikeGeneratorGroup(p["size"], indices, times * second, name=label)
        else:
            equations = Equations(p["equations"])
            options = {"refractory": p["refractory"]} if "refractory" in p else {}
            group = NeuronGroup(
                p["size"], equations, threshold=p["threshold"], reset=p["reset"], method=p["method"], name=label,
                namespace={**namespace(equations, p.get("parameters", {})), **arrays}, **options,
            )
            assign(group, p.get("parameters", {}))
            assign(group, p.get("initial", {}))
            states = {}
            for variable in p["record"]["variables"]:
                states[variable] = StateMonitor(group, variable, record=p["record"]["indices"])
                objects.append(states[variable])
            monitors[name] = states
        spikes = SpikeMonitor(group)
        objects += [group, spikes]
        groups[name] = (group, spikes)
    plain = {name: group for name, (group, _) in groups.items()}
    joins = []
    for place, s in enumerate(network["projections"]):
        events, delays, orders = pathways(s)
        options = {**events, **({"method": s["method"]} if "method" in s else {})}
        # Brian2 has the flag for neurons only; for synapses the reference is made below.
        model = "\n".join(line for line in s.get("model", "").split("\n") if "(linked)" not in line) or None
        synapses = Synapses(
            endpoint(plain, s["from"]), endpoint(plain, s["to"]), model, name=f"synapses_{place:02d}",
            namespace=dict(arrays), **options,
        )
        for name, variable in s.get("linked", {}).items():
            owner, variable = variable.split(".")
            synapses.variables.add_reference(name, plain[owner], variable, index="0")
        connect = s["connect"]
        if connect == "all-to-all":
            synapses.connect()
        elif "condition" in connect:
            synapses.connect(condition=connect["condition"])
        else:
            synapses.connect(i=[pair[0] for pair in connect["pairs"]], j=[pair[1] for pair in connect["pairs"]])
        assign(synapses, s.get("parameters", {}))
        assign(synapses, s.get("initial", {}))
        for name, delay in delays.items():
            getattr(synapses, name).delay = [constant(d) for d in delay] * second if isinstance(delay, list) else delay
        for name, order in orders.items():
            getattr(synapses, name).order = order
        for updater in synapses.summed_updaters.values():
            # Before the neurons, also where they are a subgroup: Brian2 puts that one step of order later, and then goes by names.
            updater.order = -1
        joins.append(synapses)
    return Network(*objects, *joins), groups, monitors, joins


def steps(times, dt):
    return [int(round(float(time / dt))) for time in times]


def run_one(network):
    net, groups, monitors, joins = build(network)
    net.run(DURATION)
    dt = constant(network["dt"])
    populations = {
        name: {
            "spikes": [[step, int(i)] for step, i in zip(steps(spikes.t, dt), spikes.i)],
            "variables": {
                # Every third sample is enough to see a step's slip, and keeps the file small.
                variable: [[float(x) for x in row] for row in np.asarray(getattr(monitor, variable)).T[::3]]
                for variable, monitor in monitors.get(name, {}).items()
            },
        }
        for name, (_, spikes) in groups.items()
    }
    projections = [
        {
            "i": [int(i) for i in synapses.i[:]],
            "j": [int(j) for j in synapses.j[:]],
            "final": {v: [float(x) for x in np.asarray(getattr(synapses, v)[:])] for v in s.get("record", [])},
        }
        for s, synapses in zip(network["projections"], joins)
    ]
    return {"populations": populations, "projections": projections}


if __name__ == "__main__":
    cases = []
    for name, network in NETWORKS.items():
        print(name)
        cases.append({"name": name, "network": network, "duration": "30*ms", "result": run_one(network)})
    data = {"tools": {"brian2": brian2.__version__, "numpy": np.__version__}, "cases": cases}
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    (Path(__file__).parent / "semantics.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
