"""Izhikevich 2004, figure 1: the twenty features, by the scheme of its program (figure1.m) in plain 64-bit Python.

Euler with the parameters, steps and inputs of the program: v first, then u with the new v, the peak tested after both.
The program's own time runs in steps of tau; spikes are counted in steps.
"""
from common import versions, write

# a, b, c, d, v0, tau, span
TABLE = {
    "A": (.02, .2, -65, 6, -70, .25, 100), "B": (.02, .25, -65, 6, -64, .25, 200),
    "C": (.02, .2, -50, 2, -70, .25, 220), "D": (.02, .25, -55, .05, -64, .2, 200),
    "E": (.02, .2, -55, 4, -70, .25, 160), "F": (.01, .2, -65, 8, -70, .25, 85),
    "G": (.02, -.1, -55, 6, -60, .25, 300), "H": (.2, .26, -65, 0, -64, .25, 300),
    "I": (.02, .2, -65, 6, -70, .2, 100), "J": (.05, .26, -60, 0, -62, .25, 200),
    "K": (.1, .26, -60, -1, -62, .25, 400), "L": (.02, -.1, -55, 6, -60, .25, 100),
    "M": (.03, .25, -60, 4, -64, .2, 200), "N": (.03, .25, -52, 0, -64, .2, 200),
    "O": (.03, .25, -60, 4, -64, .25, 100), "P": (.1, .26, -60, 0, -61, .25, 300),
    "Q": (1, .2, -60, -21, -70, .1, 50), "R": (.02, 1, -55, 4, -65, .5, 400),
    "S": (-.02, -1, -60, 8, -63.8, .5, 350), "T": (-.026, -1, -45, -2, -63.8, .5, 350),
}


def within(t, width, *starts):
    return any(start < t < start + width for start in starts)


def drive(name, t):
    if name in "ABCDEF":
        start, value = {"A": (10, 14), "B": (20, .5), "C": (22, 15), "D": (20, .6), "E": (16, 10), "F": (8.5, 30)}[name]
        return value if t > start else 0
    if name == "G":
        return .075 * (t - 30) if t > 30 else 0
    if name == "H":
        return -.5 + .015 * (t - 30) if t > 30 else -.5
    if name == "I":
        return 7.04 if within(t, 3, 10) else 0
    if name == "J":
        return 2 if within(t, 5, 20) else 0
    if name == "K":
        return .65 if within(t, 4, 40, 60, 280, 320) else 0
    if name == "L":
        return 9 if within(t, 2, 100 / 11, 100 / 11 + 5, 70, 80) else 0
    if name in "MN":
        return -15 if within(t, 5, 20) else 0
    if name == "O":
        return 1 if within(t, 5, 10, 80) else -6 if within(t, 5, 70) else 0
    if name == "P":
        return 1.24 if within(t, 5, 37.5, 216) else .24
    if name == "Q":
        return 20 if abs(t - 10) < 1 else 0
    if name == "R":
        return t / 25 if t < 200 else (t - 300) / 12.5 * 4 if 300 <= t < 312.5 else 0
    return 80 if t < 50 or t > 250 else 75


def run(name):
    a, b, c, d, v, tau, span = TABLE[name]
    u = -16 if name == "R" else b * v
    p, q = (4.1, 108) if name in "GL" else (5, 140)
    spikes, course = [], []
    for k in range(round(span / tau)):
        course.append((v, u))
        v = v + tau * (.04 * v * v + p * v + q - u + drive(name, round(k * tau, 9)))
        u = u + tau * (a * b * (v + 65) if name == "R" else a * (b * v - u))
        if v > 30:
            v, u = c, u + d
            spikes.append(k)
    return {"name": name, "tau": tau, "spikes": spikes, "v": [round(x, 9) for x, _ in course[::20]]}


def main():
    write("features", versions(), {"features": [run(name) for name in TABLE]})


if __name__ == "__main__":
    main()
