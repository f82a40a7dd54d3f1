import { expect, test } from 'vitest';
import { describeNode } from './describe.ts';
import { LanguageError } from './diagnostic.ts';
import { lowerPopulation } from './lower.ts';
import { check, type Trial } from './trial.ts';

const tau = { tau: '10*ms' };
const lower = (equations: string, method?: string, more: Partial<Trial> = {}) =>
  lowerPopulation(check({ equations, values: tau, array: () => 0, ...more }), method);

function complaint(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof LanguageError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each([
  ['dv/dt = -v**2/tau : 1', 'exact', 'the equation of v is not linear'],
  ['dv/dt = (sin(t/tau) - v)/tau : 1', 'exact', 'reads t, which changes within a step'],
  ['dv/dt = (rand() - v)/tau : 1', 'exact', 'reads rand, which changes within a step'],
  ['dv/dt = -v/tau + xi*tau**-0.5 : 1', 'exact', 'the equation of v has noise'],
  ['dv/dt = -v/tau + xi*tau**-0.5 : 1', 'rk4', 'the equation of v has noise'],
  ['dv/dt = -v/tau + xi*tau**-0.5 : 1', 'exponential_euler', 'the equation of v has noise'],
  ['dv/dt = (1 - v)*v/tau : 1', 'exponential_euler', 'the equation of v is not linear in v'],
  ['dv/dt = sin(v)/tau : 1', 'exponential_euler', 'the equation of v is not linear in v'],
  ['dv/dt = -v/tau + v*xi*tau**-0.5 : 1', 'euler', 'the noise of v is multiplicative: its factor v'],
  ['dv/dt = -v/tau + xi_a*tau**-0.5 + xi_b*tau**-0.5 : 1', 'milstein', 'more than one noise'],
  ['dv/dt = (g - I(t)*v)/tau : 1\ndg/dt = -g/tau : 1', 'exact', 'changes from step to step'],
  [
    'dv/dt = -v/tau + xi_a*tau**-0.5 : 1\ndw/dt = -w/tau + xi_a*tau**-0.5 : 1',
    'milstein',
    'the equations of v and w share a noise',
  ],
])('%s: %s is refused with the reason', (equations, method, reason) => {
  const found = complaint(() => lower(equations, method));
  expect(found?.message).toContain(`The method ${method} does not fit: `);
  expect(found?.message).toContain(reason);
  expect(found).toMatchObject({
    source: 'populations.P.method',
    line: 1,
    column: 1,
    span: { start: 0, end: method.length },
  });
});

test.each([
  ['exat', 'exact'],
  ['RK4', 'rk4'],
  ['exponential-euler', 'exponential_euler'],
  ['Euler', 'euler'],
])('an unknown method %s is refused; %s is suggested', (method, suggestion) => {
  const found = complaint(() => lower('dv/dt = -v/tau : 1', method));
  expect(found?.message).toContain(`no integration method "${method}"`);
  expect(found?.suggestion).toBe(suggestion);
});

test('conductance models get a word of warning about Euler', () => {
  const gates = 'dv/dt = (-m**3*v - v)/tau : 1\ndm/dt = (1/(1 + exp(-v)) - m)*exp(v)/tau : 1';
  const { method } = lower(gates);
  expect(method).toMatchObject({ name: 'euler', automatic: true });
  expect(method?.warning).toContain('exponential_euler');
  expect(lower(gates, 'euler').method).toEqual({ name: 'euler', automatic: false });
  expect(lower('dv/dt = v*(1 - v)/tau : 1').method?.warning).toBeUndefined();
});

test('a population without differential equations has no method', () => {
  const program = lower('v : 1');
  expect(program.method).toBeUndefined();
  expect(program.update).toEqual([]);
});

test('arrays that change within a step are not exact', () => {
  const equations = 'dv/dt = (I(t) - v)/tau : 1';
  const checked = check({ equations, values: tau });
  expect(lowerPopulation(checked).method?.name).toBe('exact');
  const varyingArrays = new Set(['I']);
  expect(lowerPopulation(checked, undefined, { varyingArrays }).method?.name).toBe('euler');
});

test('derivatives come without noise, and subexpressions written out', () => {
  const program = lower('dv/dt = J - v/tau + xi*tau**-0.5 : 1\nJ = 2*v*Hz : Hz');
  expect(describeNode(program.derivatives.get('v') ?? { kind: 'constant', value: 0, type: 'real' })).toBe(
    '2*v - v/tau',
  );
  expect([...program.subexpressions.keys()]).toEqual(['J']);
});

test('threshold, reset and refractory are passed on', () => {
  const checked = check({ equations: 'dv/dt = -v/tau : 1', values: tau, reset: 'v = 1*0 + 3; v *= 2' });
  const { reset } = lowerPopulation(checked);
  expect(reset.map((statement) => [statement.kind, describeNode(statement.value)])).toEqual([
    ['store', '3'],
    ['store', 'v*2'],
  ]);
});

test('coupled equations with a coefficient that a statement writes are not exact; a single one is', () => {
  const coupled = 'dv/dt = (g - x*v)/tau : 1\ndg/dt = -g/tau : 1\nx : 1';
  const checked = check({ equations: coupled, values: tau });
  expect(lowerPopulation(checked).method?.name).toBe('exact');
  expect(lowerPopulation(checked, undefined, { written: ['x'] }).method).toMatchObject({
    name: 'euler',
    warning: expect.stringContaining('Brian2 would solve this exactly'),
  });
  expect(lower(coupled, undefined, { reset: 'x = 2' }).method?.name).toBe('euler');
  expect(lower('dv/dt = -x*v/tau : 1\nx : 1', undefined, { reset: 'x = 2' }).method?.name).toBe('exact');
});

test('a chain of too many coupled equations is not exact, and told so in no time', () => {
  const chain = Array.from({ length: 60 }, (_, k) => `dx${k}/dt = (x${(k + 1) % 60} - x${k})/tau : 1`).join(
    '\n',
  );
  expect(complaint(() => lower(chain, 'exact'))?.message).toContain('60 equations act on each other');
  expect(lower(chain).method?.name).toBe('euler');
});
