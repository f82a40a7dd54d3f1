import { describe, expect, test } from 'vitest';
import { checkPopulation } from './check.ts';
import type { CheckedPopulation, NamedType } from './checked.ts';
import { describeNode } from './describe.ts';
import { LanguageError, describe as sentence } from './diagnostic.ts';
import type { Node, Statement } from './ir.ts';
import { evaluateQuantity } from './quantity.ts';

interface Texts {
  readonly equations: string;
  readonly threshold?: string;
  readonly reset?: string;
  readonly refractory?: string;
}

const CONSTANTS = { tau: '10*ms', E: '-60*mV', V_t: '-50*mV', V_r: '-65*mV', R: '10*Mohm', n: '3' };
const constants = new Map<string, NamedType>(
  Object.entries(CONSTANTS).map(([name, text]) => [name, evaluateQuantity(text, name)]),
);
const AMP = evaluateQuantity('amp', 'I').dimension;
const arrays = new Map([
  ['I_in', { dimension: AMP, columns: 1 }],
  ['I_all', { dimension: AMP, columns: 5 }],
]);

const check = (texts: Texts): CheckedPopulation =>
  checkPopulation({ ...texts, source: 'P', constants, arrays });

function complaints(texts: Texts): { text: string; suggestion: string | undefined }[] {
  try {
    check(texts);
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    return error.diagnostics.map((found) => ({ text: sentence(found), suggestion: found.suggestion }));
  }
  return [];
}

const show = (statement: Statement): string =>
  statement.kind === 'let'
    ? `let ${statement.name} = ${describeNode(statement.value)}`
    : `${statement.slot.name} <- ${describeNode(statement.value)}`;

const streams = (node: Node | undefined): string[] => {
  if (!node) return [];
  if (node.kind === 'draw') return [node.stream];
  return node.kind === 'apply' ? node.arguments.flatMap(streams) : [];
};

const LIF = 'dv/dt = (E - v)/tau : volt (unless refractory)';

describe('a population', () => {
  test('derivatives, subexpressions inlined, threshold, reset, refractory, holds', () => {
    const checked = check({
      equations: `${LIF}\ndw/dt = -k*w : 1\nk = 1/(2*tau) : Hz\nI : amp (constant)`,
      threshold: 'v > V_t and not_refractory',
      reset: 'old = v; v = V_r; w += (old - v)/mV',
      refractory: '5*ms',
    });
    expect(describeNode(checked.derivatives.get('w') as Node)).toBe('-(1/(2*tau))*w');
    expect([...checked.derivatives.keys()]).toEqual(['v', 'w']);
    expect([...checked.subexpressions.keys()]).toEqual(['k']);
    expect(checked.threshold?.type).toBe('boolean');
    expect(checked.reset.map(show)).toEqual(['let old = v', 'v <- V_r', 'w <- w + (old - v)/0.001']);
    expect(checked.refractory?.kind).toBe('time');
    expect([...checked.holds]).toEqual(['v']);
    expect([...checked.model.variables.keys()]).toEqual(['v', 'w', 'k', 'I']);
    expect([...checked.model.constants.keys()]).toEqual(Object.keys(CONSTANTS));
  });

  test('a refractory condition', () =>
    expect(check({ equations: LIF, refractory: 'v > V_t' }).refractory?.kind).toBe('condition'));

  test('noise draws from streams with its own name', () => {
    const { derivatives, subexpressions } = check({
      equations: `dv/dt = (E - v)/tau + 2*mV*xi*tau**-0.5 : volt
        dw/dt = noise/tau + tau**-0.5*xi_w : 1
        noise = n*sqrt(tau)*xi_s : 1
        k = 2*n : 1`,
    });
    expect(streams(derivatives.get('v'))).toEqual(['update/xi']);
    expect(streams(derivatives.get('w'))).toEqual(['update/xi_s', 'update/xi_w']);
    expect([...subexpressions.keys()]).toEqual(['k']);
  });

  test('random numbers are counted within their own place', () => {
    const texts = {
      equations: 'dv/dt = (E - v + rand()*mV)/tau : volt\ndw/dt = rand()/tau : 1',
      threshold: 'rand() < 0.5 and rand() < n*randn()',
      reset: 'w = rand() - rand()',
    };
    const { derivatives, threshold, reset } = check(texts);
    expect(streams(threshold)).toEqual(['threshold/rand/0', 'threshold/rand/1', 'threshold/randn/0']);
    expect(reset.flatMap(({ value }) => streams(value))).toEqual(['reset/rand/0', 'reset/rand/1']);
    expect(streams(derivatives.get('w'))).toEqual(['update/w/rand/0']);
    const edited = check({ ...texts, equations: texts.equations.replace('rand()*mV', 'rand()*rand()*mV') });
    expect(streams(edited.derivatives.get('w'))).toEqual(['update/w/rand/0']);
  });

  test('recorded arrays are read at a time, and at a column where there are several', () => {
    expect(
      complaints({ equations: 'dv/dt = (E - v + R*(I_in(t - 1*ms) + I_all(t, i)))/tau : volt' }),
    ).toEqual([]);
    expect(complaints({ equations: 'I = I_in(t, i) : amp' })[0]?.text).toContain('read as `I_in(t)`');
    expect(complaints({ equations: 'I = I_all(t) : amp' })[0]?.text).toContain('read as `I_all(t, i)`');
    expect(complaints({ equations: 'I = I_in : amp' })[0]?.text).toContain('write `I_in(t)`');
    expect(complaints({ equations: 'I = I_in(3) : amp' })[0]?.text).toContain('read at a time');
  });

  test('a real number in an integer is cut off, and clip may be open', () => {
    const { reset } = check({ equations: 'k : integer\nx : 1', reset: 'k = 2.7*x; x = clip(x, -inf, 1)' });
    expect(reset.map(show)).toEqual(['k <- int(2.7*x)', 'x <- min(x, 1)']);
  });

  test('shared variables use what is shared', () => {
    expect(complaints({ equations: 's : 1 (shared)\nq = 2*s*sin(t/tau) : 1 (shared)' })).toEqual([]);
    expect(complaints({ equations: 'x : 1\nq = 2*x : 1 (shared)' })[0]?.text).toContain('`x` differs');
    expect(complaints({ equations: 'ds/dt = xi*tau**-.5 : 1 (shared)' })[0]?.text).toContain('`xi` differs');
    expect(complaints({ equations: 's : 1 (shared)', reset: 's += 1' })[0]?.text).toContain('shared by all');
  });
});

describe('is refused with the place and the reason', () => {
  test.each<[texts: Texts, text: string, suggestion?: string]>([
    [
      { equations: 'dv/dt = (E - v)/tua : volt' },
      'P.equations, line 1, column 17: `tua` is not known. Did you mean `tau`?',
      'tau',
    ],
    [
      { equations: 'dv/dt = (E - v)/tau : vlot' },
      'P.equations, line 1, column 23: There is no unit `vlot`. Did you mean `volt`?',
      'volt',
    ],
    [
      { equations: 'dv/dt = (E - v)/tau : mV' },
      'P.equations, line 1, column 23: After the colon stand unscaled units: write `volt` in place of `mV`.',
      'volt',
    ],
    [
      { equations: 'dv/dt = E - v : volt' },
      'P.equations, line 1, column 9: `dv/dt` must be in volt/second because `v` is in volt, but its right side is in volt.',
    ],
    [
      { equations: 'x = exp(E) : 1' },
      'P.equations, line 1, column 5: `exp` takes a pure number, but `E` is in volt.',
    ],
    [
      { equations: 'x = E**n : 1' },
      'P.equations, line 1, column 5: `E` is in volt, so its exponent must be a plain number, not `n`.',
    ],
    [
      { equations: 'x = n**E : 1' },
      'P.equations, line 1, column 5: An exponent is a pure number, but `E` is in volt.',
    ],
    [
      { equations: 'x = clip(E, 0, 1) : volt' },
      'P.equations, line 1, column 5: `E` is in volt, but `0` has no units: `clip` needs the same units throughout.',
    ],
    [
      { equations: 'x = (E > V_t)*2 : 1' },
      'P.equations, line 1, column 5: `(E > V_t)` is a condition, not a number: write `int((E > V_t))` to count it as 0 or 1.',
    ],
    [
      { equations: 'x = n and n : boolean' },
      'P.equations, line 1, column 5: `and` joins conditions, but `n` is a number.',
    ],
    [
      { equations: 'x = E > 0 : boolean' },
      'P.equations, line 1, column 5: `E` is in volt, but `0` has no units: a comparison needs the same units on both sides.',
    ],
    [
      { equations: 'x = E // V_t : 1' },
      'P.equations, line 1, column 5: `//` takes pure numbers, but `E` is in volt.',
    ],
    [
      { equations: 'x = 2*E : amp' },
      'P.equations, line 1, column 5: `x` must be in amp, but `2*E` is in volt.',
    ],
    [{ equations: 'x = foo(2) : 1' }, 'P.equations, line 1, column 5: There is no function `foo`'],
    [
      { equations: 'x = sqr(2) : 1' },
      'P.equations, line 1, column 5: There is no function `sqr`. Did you mean `sqrt`?',
      'sqrt',
    ],
    [
      { equations: 'x = n(2) : 1' },
      'P.equations, line 1, column 5: `n` is not a function: write `n*(...)` for a product.',
    ],
    [{ equations: 'x = exp : 1' }, 'P.equations, line 1, column 5: `exp` is a function: write `exp(...)`.'],
    [{ equations: 'x = exp(1, 2) : 1' }, 'P.equations, line 1, column 5: `exp` takes one argument, found 2.'],
    [{ equations: 'x = poisson(2) : 1' }, 'P.equations, line 1, column 5: `poisson` is not supported'],
    [
      { equations: 'x = inf : 1' },
      'P.equations, line 1, column 5: `inf` can only stand as a bound of `clip`.',
    ],
    [{ equations: 'x = rand() : 1' }, 'P.equations, line 1, column 5: `rand()` cannot stand here'],
    [{ equations: 'x = j : 1' }, 'P.equations, line 1, column 5: `j` is the index of a postsynaptic neuron'],
    [
      { equations: 'x = y : 1\ny = 2*x : 1' },
      'P.equations, line 2, column 7: Subexpressions go in a circle: `x` needs `y` needs `x`.',
    ],
    [
      { equations: 'x = xi : 1' },
      'P.equations, line 1, column 5: Noise `xi` can only stand in a differential equation: write `xi_name` in a subexpression.',
    ],
    [
      { equations: 'x = sqrt(tau)*xi_x : 1', threshold: 'x > 1' },
      'P.threshold, line 1, column 1: `x` holds noise, which can only stand in a differential equation.',
    ],
    [
      { equations: 'dx/dt = xi*tau**-.5 : 1\ndy/dt = xi*tau**-.5 : 1' },
      'P.equations, line 2, column 9: `xi` stands in the equations of `x` and `y`',
    ],
    [{ equations: 'v : 1\nv : 1' }, 'P.equations, line 2, column 1: `v` is defined twice.'],
    [
      { equations: 'mV : 1' },
      'P.equations, line 1, column 1: `mV` is the name of a unit: choose another name.',
    ],
    [
      { equations: 'xi_a : 1' },
      'P.equations, line 1, column 1: `xi_a` is a built-in name: choose another name.',
    ],
    [
      { equations: 'exp : 1' },
      'P.equations, line 1, column 1: `exp` is a built-in function: choose another name.',
    ],
    [
      { equations: 'pi : 1' },
      'P.equations, line 1, column 1: `pi` is a built-in constant: choose another name.',
    ],
    [{ equations: '_x : 1' }, 'P.equations, line 1, column 1: `_x` begins with `_`'],
    [
      { equations: 'v : 1 (constan)' },
      'P.equations, line 1, column 8: There is no flag `constan`. Did you mean `constant`?',
      'constant',
    ],
    [
      { equations: 'v : 1 (unless refractory)' },
      'P.equations, line 1, column 8: The flag `unless refractory` does not fit a parameter.',
    ],
    [
      { equations: 'dv/dt = -v/tau : 1 (event-driven)' },
      'P.equations, line 1, column 21: The flag `event-driven` is for synapses',
    ],
    [
      { equations: 'x = y_pre : 1 (summed)' },
      'P.equations, line 1, column 16: The flag `summed` is for synapses: neurons declare the parameter that they sum into.',
    ],
    [{ equations: 'x : 1 (linked)' }, 'P.equations, line 1, column 8: Linked variables are not supported'],
    [
      { equations: 'x = 2 : 1 (constant over dt)' },
      'P.equations, line 1, column 12: Subexpressions that are constant over dt are not supported yet.',
    ],
    [
      { equations: 'dk/dt = 1/tau : integer' },
      'P.equations, line 1, column 17: A differential equation gives a real number, but `k` is an integer.',
    ],
    [
      { equations: LIF, threshold: 'v' },
      'P.threshold, line 1, column 1: The threshold is a condition (true or false), but `v` is a number.',
    ],
    [
      { equations: LIF, threshold: 'v > V_t', reset: 'v = 0' },
      'P.reset, line 1, column 5: `v` must be in volt, but `0` has no units.',
    ],
    [
      { equations: LIF, reset: 'v += 1' },
      'P.reset, line 1, column 1: `v` is in volt, but `1` has no units: a sum needs the same units on both sides.',
    ],
    [
      { equations: 'dge/dt = -ge/tau : volt', reset: 'g_e = V_r' },
      'P.reset, line 1, column 1: `g_e` is not a variable, and no later statement reads it. Did you mean `ge`?',
      'ge',
    ],
    [
      { equations: LIF, reset: 'E = V_r' },
      'P.reset, line 1, column 1: `E` is a constant of the namespace: declare it',
    ],
    [
      { equations: 'c : 1 (constant)', reset: 'c = 1' },
      'P.reset, line 1, column 1: `c` is marked `(constant)` and cannot be set here.',
    ],
    [
      { equations: 'c = 2 : 1', reset: 'c = 1' },
      'P.reset, line 1, column 1: `c` is computed by its equation and cannot be set.',
    ],
    [
      { equations: LIF, reset: 't = 1*ms' },
      'P.reset, line 1, column 1: `t` is a built-in name: it cannot be set.',
    ],
    [
      { equations: LIF, refractory: '3' },
      'P.refractory, line 1, column 1: `refractory` is a time (`5*ms`) or a condition (`v > -20*mV`), but `3` has no units.',
    ],
    [
      { equations: 'x = kV : 1' },
      'P.equations, line 1, column 5: `kV` is not known. Did you mean `kvolt`?',
      'kvolt',
    ],
  ])('%#: %j', (texts, text, suggestion) => {
    const found = complaints(texts);
    expect(found.map((complaint) => complaint.text.slice(0, text.length))).toContain(text);
    if (suggestion) expect(found.map((complaint) => complaint.suggestion)).toContain(suggestion);
  });

  test('a sum of unlike units says both', () =>
    expect(complaints({ equations: 'I : amp\ndv/dt = (I + E - v)/tau : volt' })[0]?.text).toBe(
      'P.equations, line 2, column 10: `I` is in amp, but `E` is in volt: a sum needs the same units on both sides.',
    ));

  test('independent complaints come together, in the order of the texts', () => {
    const found = complaints({
      equations: 'dv/dt = (E - v)/tua : volt\nx = 2*E : amp\ny = foo : 1\nz = x + y : 1',
      threshold: 'v > 3',
      reset: 'w = 2',
    });
    expect(found.map(({ text }) => text.split(':')[0])).toEqual([
      'P.equations, line 1, column 17',
      'P.equations, line 2, column 5',
      'P.equations, line 3, column 5',
      'P.threshold, line 1, column 1',
      'P.reset, line 1, column 1',
    ]);
  });

  test('texts that do not parse are reported together too', () =>
    expect(complaints({ equations: 'dv/dt = (', threshold: 'v >', reset: 'v' })).toHaveLength(3));
});
