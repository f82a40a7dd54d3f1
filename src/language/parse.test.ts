import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryExpression } from '../testing/arbitrary-expression.ts';
import type { Expression } from './ast.ts';
import { printEquations, printExpression, printStatements } from './brian2.ts';
import { LanguageError } from './diagnostic.ts';
import { DEPTH_LIMIT } from './grammar.ts';
import { TEXT_LIMIT } from './lexer.ts';
import { parseEquations, parseExpression, parseStatements } from './parse.ts';

/** A tree without its places, for comparison. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, entry) => (/span/i.test(key) ? undefined : entry)));

function complaints(read: () => unknown): { message: string; line: number; column: number }[] {
  try {
    read();
  } catch (error) {
    if (error instanceof LanguageError)
      return error.diagnostics.map(({ message, line, column }) => ({ message, line, column }));
    throw error;
  }
  return [];
}

describe('expressions', () => {
  test.each([
    ['-2**2', '-(2**2)'],
    ['2**-1', '2**(-1)'],
    ['2**3**2', '2**(3**2)'],
    ['-a*b', '(-a)*b'],
    ['a - b - c', '(a - b) - c'],
    ['a/b/c', '(a/b)/c'],
    ['7//2 % 3', '(7//2) % 3'],
    ['not a == b', 'not (a == b)'],
    ['a or b and not c', 'a or (b and (not c))'],
    ['-x**-y**2', '-(x**(-(y**2)))'],
    ['.5 + 1. + 1e-3 + 2E5', '0.5 + 1 + 0.001 + 200000'],
    ['a \\\n + b', 'a + b'],
  ])('%s reads as %s', (text, same) =>
    expect(bare(parseExpression(text, 's'))).toEqual(bare(parseExpression(same, 's'))),
  );

  test('printing and parsing gives the same tree', () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression: Expression) => {
        expect(bare(parseExpression(printExpression(expression), 's'))).toEqual(bare(expression));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a +', 1, 4, 'Expected an expression'],
    ['(a + b', 1, 1, 'bracket is not closed'],
    ['a b', 1, 3, 'Expected an operator or the end, found `b`'],
    ['a < b < c', 1, 7, 'cannot be chained'],
    ['a == not b', 1, 6, 'brackets around `not'],
    ['2mV', 1, 1, '`2*mV`'],
    ['a\n + $', 2, 4, '`$` cannot stand'],
    ['a & b', 1, 3, 'write `and`'],
    ['1e999', 1, 1, 'too large'],
    ['exp(a; b)', 1, 4, 'not closed'],
    ['', 1, 1, 'Expected an expression'],
    ['lambda', 1, 1, 'found `lambda`'],
  ])('%s is refused at line %i, column %i', (text, line, column, words) => {
    const [first] = complaints(() => parseExpression(text, 's'));
    expect(first).toMatchObject({ line, column });
    expect(first?.message).toContain(words);
  });

  test('deep, long and endless texts are refused, not run into', () => {
    for (const text of [
      `${'('.repeat(5000)}a${')'.repeat(5000)}`,
      `${'-'.repeat(9000)}a`,
      `${'a+'.repeat(5000)}a`,
      `${'a**'.repeat(5000)}a`,
      `${'f('.repeat(5000)}a${')'.repeat(5000)}`,
      'x'.repeat(TEXT_LIMIT + 1),
    ])
      expect(complaints(() => parseExpression(text, 's'))).toHaveLength(1);
    const fits = `${'a+'.repeat(DEPTH_LIMIT - 2)}a`;
    expect(complaints(() => parseExpression(fits, 's'))).toEqual([]);
  });
});

describe('equations', () => {
  test('kinds, units, flags, comments, continuation', () => {
    const text = `
      # a comment: with a colon
      dv/dt = (E - v) # here too
              /tau : volt (unless refractory)
      I = g*(v -
             E) : amp/meter**2 ; w : 1 (constant, shared)
      dx / dt = -x/tau : 1
        (event-driven)`;
    expect(
      parseEquations(text, 's').map(({ kind, name, flags }) => [kind, name, flags.map((f) => f.name)]),
    ).toEqual([
      ['differential', 'v', ['unless refractory']],
      ['subexpression', 'I', []],
      ['parameter', 'w', ['constant', 'shared']],
      ['differential', 'x', ['event-driven']],
    ]);
    expect(printEquations(parseEquations(text, 's'))).toBe(
      [
        'dv/dt = (E - v)/tau : volt (unless refractory)',
        'I = g*(v - E) : amp/meter**2',
        'w : 1 (constant, shared)',
        'dx/dt = -x/tau : 1 (event-driven)',
      ].join('\n'),
    );
  });

  test('each wrong equation is named, and the right ones do not hide it', () => {
    const text = 'dv/dt = -v/tau\nw : 1\ndv/dx = 3 : 1\nI = (2 : amp\nu : volt volt';
    expect(
      complaints(() => parseEquations(text, 's')).map(({ line, message }) => [line, message.slice(0, 40)]),
    ).toEqual([
      [1, 'Expected `:` and a unit at the end of th'],
      [3, 'Expected a derivative such as `dv/dt`, f'],
      [4, 'This bracket is not closed: expected `)`'],
      [5, 'Expected the end of the equation after i'],
    ]);
  });
});

describe('statements', () => {
  test('end at a line or a semicolon, go on in brackets', () => {
    const text = 'v = v_r; w += (b\n + c)\n  x **= 2 # square\n;;y //= 3';
    expect(printStatements(parseStatements(text, 's'))).toBe('v = v_r\nw += b + c\nx **= 2\ny //= 3');
  });

  test.each([
    ['v == 3', 1, 3],
    ['v', 1, 2],
    ['v = 3 4', 1, 7],
    ['v = \nw = 2', 1, 4],
    ['3 = v', 1, 1],
    ['x = 1\nv + = 3', 2, 3],
  ])('%j is refused at line %i, column %i', (text, line, column) =>
    expect(complaints(() => parseStatements(text, 's'))[0]).toMatchObject({ line, column }),
  );
});
