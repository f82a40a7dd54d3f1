"""Small deterministic networks, one for each point of docs/network-format.md, Meaning, that could be got wrong."""

LIF = "dv/dt = (I - v)/tau : 1 (unless refractory)\nI : 1\n"
DRIVEN = {"threshold": "v > 1", "reset": "v = 0"}


def lif(size, drive, record=("v",), **more):
    population = {
        "size": size,
        "equations": LIF,
        **DRIVEN,
        "method": "exact",
        "parameters": {"tau": "10*ms", "I": drive},
        "record": {"variables": list(record), "indices": list(range(size))},
    }
    equations = more.pop("equations", "")
    population["equations"] += equations
    population["parameters"].update(more.pop("parameters", {}))
    return {**population, **more}


def network(populations, projections=(), dt="0.1*ms", **more):
    return {"dt": dt, "populations": populations, "projections": list(projections), **more}


def join(source, target, **more):
    return {"from": source, "to": target, "connect": "all-to-all", **more}


PAIRING = {"size": 4, "spikes": [[round(0.0007 * k + 0.0001 * (k % 3), 4), k % 4] for k in range(1, 40)]}
TRACES = "dapre/dt = -apre/(20*ms) : 1 (event-driven)\ndapost/dt = -apost/(33*ms) : 1 (event-driven)\n"
STDP = {
    "model": "w : 1\n" + TRACES,
    "on_pre": "v_post += w; apre += 0.02; w = clip(w + apost, 0, 0.4)",
    "on_post": "apost -= 0.021; w = clip(w + apre, 0, 0.4)",
    "parameters": {"w": "0.05 + 0.02*i + 0.01*j"},
}


NETWORKS = {
    "order within a step": network(
        {"A": lif(3, [1.2, 1.3, 1.5]), "B": lif(2, [0.2, 0.95])},
        [
            join("A", "B", on_pre="v_post += 0.3"),
            join("B", "A", on_pre="v_post -= 0.1"),
        ],
    ),
    "delays are rounded, zero is the same step": network(
        {
            "S": {"size": 3, "spikes": [[0.001, 0], [0.0021, 1], [0.00305, 2], [0.00305, 0], [0.0101, 1]]},
            "T": lif(4, 0.0),
        },
        [
            join("S", "T", on_pre="v_post += 0.1 + 0.01*i", delay=[0, 0.0001, 0.00014, 0.00015] * 3),
            join("S", "T", model="w : 1", on_pre="v_post += w", parameters={"w": "0.001*(1 + i + 10*j)"}, delay="1.26*ms"),
        ],
    ),
    "refractory time": network(
        {
            "A": lif(1, 4.0, refractory="0.5*ms"),
            "B": lif(1, 4.0, refractory="0*ms"),
            "C": lif(1, 4.0, refractory="0.55*ms"),
            "D": lif(1, 40.0, refractory="0.1*ms"),
            "E": lif(2, 4.0, refractory="tref", equations="tref : second\ndu/dt = (1 - u)/tau : 1", reset="v = 0; u -= 0.5; tref += 0.3*ms", method="exact", parameters={"tref": ["1*ms", "2*ms"]}, record=("v", "u", "tref")),
        }
    ),
    "refractory condition": network(
        {
            "A": {
                "size": 3,
                "equations": "dv/dt = (I - v + 3*sin(2*pi*t/(8*ms)))/tau : 1\nI : 1",
                "threshold": "v > 1",
                "reset": "",
                "refractory": "v > 0.6",
                "method": "euler",
                "parameters": {"tau": "2*ms", "I": [0, 0.5, 1]},
                "record": {"variables": ["v"], "indices": [0, 1, 2]},
            },
            "B": lif(2, [3.0, 5.0], refractory="v < 0.2", equations="dx/dt = -x/(5*ms) : 1", reset="v = 0; x += 1", record=("v", "x")),
        }
    ),
    "held against synapses": network(
        {
            "S": {"size": 2, "spikes": [[0.0001 * k, k % 2] for k in range(5, 200, 3)]},
            "A": lif(2, [2.0, 2.5], refractory="1*ms", equations="dg/dt = -g/(3*ms) : 1", record=("v", "g")),
        },
        [
            join("S", "A", on_pre="v_post += 0.2; g_post += 1"),
            join("A", "A", on_pre="v_post += 0.05; g_post -= 0.5", delay="0*ms"),
        ],
    ),
    "on_post after every on_pre": network(
        {"A": lif(2, [1.4, 1.7]), "B": lif(2, [1.4, 1.9], equations="y : 1", record=("v", "y"))},
        [
            join("A", "B", model="w : 1\nx : 1", on_pre="v_post += w; x += 1", on_post="w = w*0.9 + 0.01*x; y_post += x", parameters={"w": 0.1}, delay="0.3*ms", record=["w", "x"]),
            join("A", "B", model="w : 1", on_pre="w += 0.001; y_post = y_post*1.5 + w", on_post="y_post *= 0.5", parameters={"w": 0.02}, record=["w"]),
        ],
    ),
    "before the reset": network(
        {"A": lif(3, [1.3, 1.6, 1.9], equations="a : 1", record=("v", "a")), "B": lif(1, 0.5, equations="b : 1", record=("v", "b"))},
        [
            join("A", "B", on_pre="b_post = v_pre; a_pre += v_post"),
            join("A", "B", on_pre="b_post = b_post*10 + v_pre; v_post += 0.02", delay="0.2*ms"),
        ],
    ),
    "order of projections": network(
        {"S": {"size": 3, "spikes": [[0.001, 0], [0.001, 1], [0.001, 2], [0.002, 1], [0.0025, 0]]}, "T": lif(1, 0.0)},
        [
            join("S", "T", on_pre="v_post = 0.5*v_post + 0.1*(i + 1)"),
            join("S", "T", on_pre="v_post = v_post*v_post + 0.05", delay="0.5*ms"),
            join("S", "T", on_pre="v_post = 0.9*v_post + 0.01", delay=[0.001, 0.0005, 0.0]),
        ],
    ),
    "recorded arrays": network(
        {
            "A": {
                "size": 2,
                "equations": "dv/dt = (I(t) + J(t, i) - v)/(5*ms) : 1\nx = J(t, i) : 1",
                "threshold": "v > 0.8",
                "reset": "v = 0",
                "method": "euler",
                "record": {"variables": ["v", "x"], "indices": [0, 1]},
            }
        },
        arrays={
            "I": {"values": [[0.1], [0.9], [0.4], [1.5]], "dt": "3*ms"},
            "J": {"values": [[0, 1], [0.2, 0.3], [1, 0], [0.7, 0.8], [0.5, 0.6]], "dt": "0.7*ms"},
        },
    ),
    "arithmetic": network(
        {
            "A": {
                "size": 4,
                "equations": "dv/dt = -v/(7*ms) + c/ms : 1\nc : 1\nn : integer\nq = floor(v*10)//3 + (v*10) % 3 : 1\nr = clip(v, 0.2, 0.7) + int(v > 0.5) + abs(sin(v)) + exprel(v) - sign(v - 0.4) : 1\ns = (-7.5) // 2 + (-7.5) % 2 + v**2 : 1",
                "threshold": "v > 0.9 and not (v > 2)",
                "reset": "v -= 0.5; n += 1; c *= 1.1; v = v/(1 + 0.1*n)",
                "method": "euler",
                "parameters": {"c": "0.2 + 0.05*i"},
                "initial": {"v": "0.1*(N - i)"},
                "record": {"variables": ["v", "q", "r", "s", "n"], "indices": [0, 1, 2, 3]},
            }
        }
    ),
    "lastspike and not_refractory": network(
        {
            "A": lif(2, [2.0, 3.0], refractory="1.5*ms", equations="du/dt = (int(not_refractory) - u)/(4*ms) : 1\nage = clip((t - lastspike)/ms, 0, 50) : 1", method="euler", record=("v", "u", "age")),
        }
    ),
    "pairs in their own order": network(
        {"A": lif(2, [3, 4]), "B": lif(3, 0.0)},
        [
            join("A", "B", model="w : 1", on_pre="v_post = v_post*0.9 + w; w += 0.01", connect={"pairs": [[1, 2], [0, 0], [1, 2], [1, 0], [0, 2]]}, parameters={"w": [0.1, 0.2, 0.3, 0.4, 0.5]}, delay=[0.0001, 0.0002, 0.0003, 0.0004, 0.0], record=["w"]),
        ],
    ),
    "refractory by a boolean variable": network(
        {
            "A": lif(3, "3 + i", refractory="lock", equations="lock : boolean\ncount : integer", threshold="v > 1 and not lock", reset="v = 0; count += 1; lock = count > 2", record=("v", "count", "lock")),
        }
    ),
    "subexpression of synapses": network(
        {"A": lif(3, [2, 3, 4]), "B": lif(2, 0.2)},
        [
            join("A", "B", model="w : 1\neff = w*(1 - v_post) + 0.01*i*v_pre : 1", on_pre="v_post += eff", parameters={"w": "0.2 + 0.1*i"}, record=["w", "eff"]),
        ],
    ),
    "subgroups": network(
        {"A": lif(6, "1.1 + 0.1*i"), "B": lif(5, 0.3)},
        [
            {"from": {"population": "A", "range": [2, 6]}, "to": {"population": "B", "range": [1, 4]}, "model": "w : 1", "on_pre": "v_post += w", "connect": {"condition": "i != j and (i + j) % 2 == 1"}, "parameters": {"w": "0.1*(i + 1) + 0.01*j + 0.001*N_pre + 0.0001*N_post + 0.00001*N"}, "record": ["w"]},
            {"from": {"population": "A", "range": [0, 3]}, "to": "B", "model": "w : 1", "on_pre": "v_post += w*(i + 1)", "connect": {"pairs": [[2, 0], [0, 4], [2, 0], [1, 1]]}, "parameters": {"w": [0.01, 0.02, 0.03, 0.04]}, "record": ["w"]},
        ],
    ),
    **{
        f"method {method}": network(
            {
                "A": {
                    "size": 2,
                    "equations": f"dv/dt = (v*(1 - v*v/3) - w + I)/(2*ms) : 1{flag}\ndw/dt = (0.7 + v - 0.8*w)/(25*ms) : 1\nI : 1",
                    "threshold": "v > 1.5",
                    "reset": "v = -1",
                    "refractory": "1*ms",
                    "method": method,
                    "parameters": {"I": [0.8, 1.2]},
                    "initial": {"v": "-1 + 0.1*i", "w": -0.4},
                    "record": {"variables": ["v", "w"], "indices": [0, 1]},
                }
            }
        )
        for method, flag in {
            "euler": " (unless refractory)",
            "rk2": " (unless refractory)",
            "rk4": " (unless refractory)",
            "heun": "",
            "milstein": "",
        }.items()
    },
    "method exponential_euler": network(
        {
            "A": {
                "size": 2,
                "equations": "dv/dt = (I - v - 3*m*v)/(5*ms) : 1 (unless refractory)\ndm/dt = ((1 - m)*(0.1 + v**2) - m)/ms : 1\nI : 1",
                "threshold": "v > 0.5",
                "reset": "v = 0",
                "refractory": "0.8*ms",
                "method": "exponential_euler",
                "parameters": {"I": [2, 4]},
                "record": {"variables": ["v", "m"], "indices": [0, 1]},
            }
        }
    ),
    "a rate that a reset changes": network(
        {
            "A": lif(3, [1.3, 1.6, 2.4], equations="s : 1", reset="v = 0; s += 0.5", method="exact", record=("v", "s"))
            | {"equations": "dv/dt = (I - v)*(1 + s)/tau : 1\nI : 1\ns : 1"}
        }
    ),
    "method exact": network(
        {
            "A": {
                "size": 3,
                "equations": "dv/dt = (g + h - v + I)/tau : 1 (unless refractory)\ndg/dt = -g/taug : 1\ndh/dt = (g - h)/(3*ms) : 1\ntau : second\nI : 1",
                "threshold": "v > 1",
                "reset": "v = 0; g += 0.2; h -= 0.1",
                "refractory": "2*ms",
                "method": "exact",
                "parameters": {"tau": ["10*ms", "11*ms", "20*ms"], "taug": "5*ms", "I": [1.1, 1.4, 2]},
                "initial": {"g": 0.5},
                "record": {"variables": ["v", "g", "h"], "indices": [0, 1, 2]},
            }
        }
    ),
    # Synapses that learn.
    "event-driven traces, a delay for each synapse": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                **STDP,
                delay=[0, 0.0004, 0.0013, 0.0004, 0, 0.002, 0.0021, 0.0001, 0.003, 0.0002, 0.0002, 0.0011],
                record=["w", "apre", "apost"],
            )
        ],
    ),
    "event-driven traces, one delay": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                **STDP,
                delay="0.7*ms",
                record=["w"],
            )
        ],
    ),
    "event-driven variables that drive others": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                model="w : 1\ntd : second\ndy/dt = -y/td : 1 (event-driven)\ndz/dt = -z/(31*ms) : 1 (event-driven)\ndx/dt = (2*y - 0.5*z - x + 0.1)/(12.5*ms) : 1 (event-driven)",
                on_pre="v_post += w; y += 0.3; w = clip(w + 0.001*x, 0, 0.4)",
                on_post="z += 1; w = clip(w - 0.002*x, 0, 0.4); x *= 0.9",
                parameters={"w": "0.05 + 0.02*i + 0.01*j", "td": "(3 + 4*i + j)*ms"},
                delay=[0, 0.0004, 0.0013, 0.0004, 0, 0.002, 0.0021, 0.0001, 0.003, 0.0002, 0.0002, 0.0011],
                record=["w", "x", "y", "z"],
            )
        ],
    ),
    "a spike on both sides in one step": network(
        {
            "S": {"size": 1, "spikes": [[0.001 * k, 0] for k in range(1, 28)]},
            "A": {"size": 1, "spikes": [[0.001 * k, 0] for k in range(1, 28, 2)]},
        },
        [
            join("S", "A", model="w : 1\n" + TRACES, on_pre="apre += 1; w += apost", on_post="apost -= 1.05; w += apre", record=["w", "apre", "apost"]),
            join("S", "A", model="w : 1\n" + TRACES, on_pre="w += apost; apre += 1", on_post="w += apre; apost -= 1.05", record=["w"]),
        ],
    ),
    "triplets among neurons that join each other": network(
        {"A": lif(4, [1.15, 1.3, 1.5, 2.2])},
        [
            join(
                "A", "A",
                connect={"condition": "i != j"},
                model="w : 1\ndr1/dt = -r1/(16.8*ms) : 1 (event-driven)\ndr2/dt = -r2/(101*ms) : 1 (event-driven)\ndo1/dt = -o1/(33.7*ms) : 1 (event-driven)\ndo2/dt = -o2/(125*ms) : 1 (event-driven)",
                on_pre="v_post += w; w = clip(w - o1*(7e-3 + 2.3e-4*r2), 0, 1); r1 += 1; r2 += 1",
                on_post="w = clip(w + r1*(5e-10 + 6.2e-3*o2), 0, 1); o1 += 1; o2 += 1",
                parameters={"w": "0.03"},
                delay="0.3*ms",
                record=["w"],
            )
        ],
    ),
    "event-driven towards a value, synapses of a neuron to itself": network(
        {"A": lif(3, [1.3, 1.6, 2.2], equations="tx : second", parameters={"tx": ["3*ms", "8*ms", "20*ms"]})},
        [
            join(
                "A", "A",
                model="dx/dt = (x0 - x)/tx_pre : 1 (event-driven)\ny : 1\nx0 : 1",
                on_pre="v_post += 0.1*x; x *= 0.6",
                on_post="y -= 0.3*x; x0 += 0.01",
                parameters={"x0": "0.5 + 0.1*i"},
                initial={"x": 1},
                record=["x", "y", "x0"],
            )
        ],
    ),
    "clock-driven eligibility": network(
        {"S": PAIRING, "R": {"size": 1, "spikes": [[0.006, 0], [0.0154, 0]]}, "A": lif(2, [1.2, 1.5])},
        [
            join(
                "S", "A",
                model="dc/dt = -c/(50*ms) : 1 (clock-driven)\ndd/dt = -d/(10*ms) : 1 (clock-driven)\ndw/dt = c*d*(40*Hz) : 1 (clock-driven)\n" + TRACES,
                on_pre="v_post += w; apre += 1; c += apost",
                on_post="apost -= 1.05; c += apre; d += 0.1",
                method="euler",
                initial={"w": "0.05 + 0.02*i"},
                record=["w", "c", "d"],
            )
        ],
    ),
    "clock-driven, exact and coupled, reading the neurons": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                model="w : 1\ndx/dt = (v_post - x)/tx : 1 (clock-driven)\ndz/dt = (x - z)/(4*ms) : 1 (clock-driven)\ntx : second",
                on_pre="w += 0.05*z; v_post += w",
                method="exact",
                parameters={"tx": "(2.5 + i)*ms", "w": 0.02},
                record=["w", "x", "z"],
            )
        ],
    ),
    # Pathways.
    "on_post with a delay": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [join("S", "A", **STDP, delay={"pre": "0.7*ms", "post": "1.24*ms"}, record=["w"])],
    ),
    "on_post with a delay for each synapse": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                **STDP,
                delay={
                    "pre": [0, 0.0004, 0.0013, 0.0004, 0, 0.002, 0.0021, 0.0001, 0.003, 0.0002, 0.0002, 0.0011],
                    "post": [0.0003, 0, 0.0013, 0.0031, 0.0002, 0.002, 0, 0.0001, 0.0007, 0.00245, 0.0002, 0.0011],
                },
                record=["w", "apre", "apost"],
            )
        ],
    ),
    "pathways by name, with delays and orders": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5], equations="y : 1", record=("v", "y"))},
        [
            join(
                "S", "A",
                model="w : 1\nn : 1\n" + TRACES,
                on_pre={
                    "transmission": {"statements": "v_post += w; n = 2*n + 1", "order": 3},
                    "plasticity": {"statements": "apre += 0.02; w = clip(w + apost, 0, 0.4); n = 0.5*n - 1", "delay": "1.1*ms"},
                },
                on_post={
                    "answer": {"statements": "apost -= 0.021; w = clip(w + apre, 0, 0.4); n = 0.9*n", "delay": "0.5*ms", "order": -2},
                    "late": "y_post = 0.5*y_post + w; n += 0.25",
                },
                delay={"transmission": "0.7*ms", "late": [0, 0.0004, 0.0013, 0.0004, 0, 0.002, 0.0021, 0.0001, 0.003, 0.0002, 0.0002, 0.0011]},
                parameters={"w": "0.05 + 0.02*i + 0.01*j"},
                record=["w", "n"],
            )
        ],
    ),
    "two presynaptic pathways, each with a delay for each synapse": network(
        {"S": PAIRING, "A": lif(3, [1.15, 1.3, 1.5])},
        [
            join(
                "S", "A",
                model="w : 1\n" + TRACES,
                on_pre={"transmission": "v_post += w", "update": "apre += 0.02; w = clip(w + apost, 0, 0.4)"},
                on_post="apost -= 0.021; w = clip(w + apre, 0, 0.4)",
                delay={
                    "transmission": [0, 0.0004, 0.0013, 0.0004, 0, 0.002, 0.0021, 0.0001, 0.003, 0.0002, 0.0002, 0.0011],
                    "update": [0.0003, 0, 0.0013, 0.0031, 0.0002, 0.002, 0, 0.0001, 0.0007, 0.00245, 0.0002, 0.0011],
                },
                parameters={"w": "0.05 + 0.02*i + 0.01*j"},
                record=["w", "apre", "apost"],
            )
        ],
    ),
    "orders of pathways among projections": network(
        {
            "S": {"size": 2, "spikes": [[0.001 * k, k % 2] for k in range(1, 28)]},
            "A": lif(2, [3.0, 4.0], equations="y : 1", record=("v", "y")),
        },
        [
            join("S", "A", on_pre={"a": {"statements": "y_post = 0.5*y_post + 1", "order": 2}, "b": {"statements": "y_post = 0.7*y_post + 0.1*i", "order": -5}}),
            join("S", "A", on_pre="y_post = y_post*y_post*0.2 - 0.3", on_post={"post": {"statements": "y_post = 1 - 0.5*y_post", "order": -3}}),
            join("A", "A", on_pre={"x": {"statements": "y_post = 0.9*y_post + 0.01*v_pre", "order": 2, "delay": "0.3*ms"}}, on_post={"y": {"statements": "y_post = 0.8*y_post + 0.02*(i + 1)", "order": -5, "delay": "0.2*ms"}}),
        ],
    ),
    "on_post with a delay among neurons that join each other, pairs given twice": network(
        {"A": lif(3, [1.3, 1.6, 2.2])},
        [
            join(
                "A", "A",
                connect={"pairs": [[1, 2], [0, 0], [1, 2], [1, 0], [0, 2], [2, 2], [2, 1]]},
                model="w : 1\ndx/dt = -x/(8*ms) : 1 (event-driven)\ndy/dt = -y/(5*ms) : 1 (event-driven)",
                on_pre="v_post += w; x += 1; w = 0.99*w + 0.001*y",
                on_post={"post": "y += 1; w = 0.9*w + 0.01*x", "later": {"statements": "y *= 0.5; v_pre += 0.02*x", "order": 4, "delay": "0.9*ms"}},
                parameters={"w": [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07]},
                delay={"pre": "0.4*ms", "post": [0.0001, 0.0002, 0.0003, 0.0004, 0.0, 0.001, 0.0005]},
                record=["w", "x", "y"],
            )
        ],
    ),
    # Sums over synapses.
    "summed from both sides, with a weight that learns": network(
        {
            "S": lif(3, [1.3, 1.6, 2.2], equations="ds/dt = -s/(4*ms) : 1\nload : 1", reset="v = 0; s += 1", record=("v", "s", "load")),
            "A": {
                **lif(2, [0.2, 0.5], record=("v", "x", "y")),
                "equations": "dv/dt = (I + x + y - v)/tau : 1 (unless refractory)\nI : 1\nx : 1\ny : 1",
            },
        },
        [
            join(
                "S", "A",
                model="w : 1\nx_post = w*s_pre : 1 (summed)\nload_pre = w*(1 + v_post) : 1 (summed)",
                on_pre="w += 0.02",
                parameters={"w": "0.2 + 0.1*i + 0.05*j"},
                record=["w"],
            ),
            join("S", "A", connect={"pairs": [[1, 0], [1, 0], [2, 0]]}, model="dq/dt = (v_pre - q)/(2*ms) : 1 (clock-driven)\ny_post = q*0.3 : 1 (summed)", method="exact", record=["q"]),
        ],
    ),
    "summed between neurons that join each other, into parts of them": network(
        {
            "A": {
                **lif(5, "1.2 + 0.15*i", record=("v", "gap", "n")),
                "equations": "dv/dt = (I + gap - v)/tau : 1 (unless refractory)\nI : 1\ngap : 1\nn : 1",
                "initial": {"v": "0.1*i", "gap": 0.3, "n": "i"},
            },
        },
        [
            {"from": "A", "to": {"population": "A", "range": [0, 2]}, "connect": {"condition": "i != j"}, "model": "gap_post = 0.1*(v_pre - v_post) : 1 (summed)"},
            {"from": "A", "to": {"population": "A", "range": [2, 4]}, "connect": {"condition": "i != j + 2"}, "model": "c : 1\ngap_post = c*(v_pre - v_post) : 1 (summed)\nn_post = gap_pre : 1 (summed)", "parameters": {"c": "0.05 + 0.01*i"}},
        ],
    ),
    # A neuromodulator that all synapses share.
    "linked to the variables of one neuron": network(
        {
            "S": PAIRING,
            "R": {"size": 2, "spikes": [[0.004, 0], [0.006, 1], [0.0154, 0]]},
            "DA": {"size": 1, "equations": "dd/dt = -d/(6*ms) : 1\nk : 1", "threshold": "d > 0.6", "reset": "d = 0.1", "method": "exact", "parameters": {"k": 0.7}, "initial": {"d": 0.2}, "record": {"variables": ["d"], "indices": [0]}},
            "A": {**lif(2, [1.2, 1.5], record=("v", "x")), "equations": "dv/dt = (I + x - v)/tau : 1 (unless refractory)\nI : 1\nx : 1"},
        },
        [
            join("R", "DA", on_pre={"pre": {"statements": "d_post += 0.3 + 0.1*i", "delay": "0.5*ms"}}),
            join(
                "S", "A",
                model="dc/dt = -c/(50*ms) : 1 (clock-driven)\ndw/dt = c*d*k*(40*Hz) : 1 (clock-driven)\nd : 1 (linked)\nk : 1 (linked)\ngain = 1 + d : 1\n" + TRACES,
                linked={"d": "DA.d", "k": "DA.k"},
                on_pre="v_post += w; apre += 1; c += gain*apost",
                on_post="apost -= 1.05*d; c += apre",
                method="euler",
                initial={"w": "0.05 + 0.02*i"},
                record=["w", "c", "apost"],
            ),
            join("A", "A", model="level : 1 (linked)\nx_post = 0.05*level*v_pre : 1 (summed)\nn : 1", linked={"level": "DA.d"}, on_post="n = 0.5*n + level", record=["n"]),
        ],
    ),
}
