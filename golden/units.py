"""Writes units.json: every unit name that Brian2 knows in a model's text, with its scale and dimension, and the values
of some constant expressions. Run with the Python that has Brian2: python3 golden/units.py"""

import brian2
import numpy  # noqa: F401 (its version is noted)
from brian2 import *  # noqa: F403 (the expressions below use it)
from brian2.core.namespace import DEFAULT_UNITS

from common import versions, write

EXPRESSIONS = """
-65*mV
10*ms
1*uF/cm**2
(1*ufarad*cm**-2)*20000*umetre**2
0.3*msiemens/cm**2
(60*0.27/10)*mV
1/(2*pi*20*Hz)
0.0805*nA
3.0**((34 - 36)/10.0)
sqrt(4*mV**2)
2*Mohm*3*nA
clip(5*mV, 0*mV, 1*mV)
-2**2
2**-1
2**3**2
7//2
-7//2
-7 % 3
7 % -3
5.5 % 2
-(3 - 5)*mV/(2*ms)
exp(-1) + log(10) + log10(1000) + expm1(1e-9) + log1p(1e-9)
sin(1)*cos(2)/tan(3) + arcsin(0.3) - arccos(0.2)*arctan(4)
sinh(1) + cosh(1)*tanh(0.5)
exprel(0.5) + exprel(1e-9)
abs(-3*mV)
sign(-2*nA)
floor(2.7) + ceil(-2.7)
96485.33289*coulomb/mole/(8.3144598*joule/mole/kelvin*307.15*kelvin)
500*mvolt*3*metre**2/second**0.5
24*mV/ms**0.5
1*molar + 3*mM
1e3*um2 + 2*cm2
""".strip().splitlines()


def entry(value):
    value = brian2.Quantity(value)
    return [float(value), [float(exponent) for exponent in value.dim._dims]]


units = {name: entry(DEFAULT_UNITS[name]) for name in sorted(DEFAULT_UNITS)}
expressions = {text: entry(eval(text)) for text in EXPRESSIONS}  # noqa: S307 (our own text)

write("units", versions("brian2", "numpy"), {"units": units, "expressions": expressions})
