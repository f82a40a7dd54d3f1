import { describe, expect, it } from 'vitest';
import { LanguageError } from '../../language/diagnostic.ts';
import { ruleLatex } from './latex.ts';
import { parseRule } from './parse.ts';
import { lostBits, readsOf } from './rule.ts';

const complaint = (text: string) => {
  try {
    parseRule(text, 'rule');
  } catch (error) {
    if (error instanceof LanguageError) return error.diagnostics[0];
    throw error;
  }
  throw new Error(`no complaint about ${text}`);
};

describe('rules of Lava’s own tests', () => {
  it('reads products with their scale, event and factors', () => {
    const { products, decimation } = parseRule('dw = x0*(-1)*2^-1*y1 + y0*1*2^1*x1', 'rule');
    expect(products.w).toMatchObject([
      {
        dependency: 'x0',
        mantissa: -1,
        exponent: -1,
        factors: [{ variable: 'y1', constant: 0, sign: false }],
      },
      { dependency: 'y0', mantissa: 1, exponent: 1, factors: [{ variable: 'x1', constant: 0, sign: false }] },
    ]);
    expect(decimation).toBeUndefined();
    expect(readsOf({ products, decimation })).toEqual({
      pre: ['x0', 'x1'],
      post: ['y0', 'y1'],
      synapse: [],
      clock: false,
    });
  });

  it('reads weight, delay and tag, and the epochs of u', () => {
    const text = 'dw = x0*(-1)*2^-1*y1 + y0*1*2^1*x1\ndd = x0*y2*w\ndt = x0*y3*sgn(d) + y0*x2 + u4*t';
    const rule = parseRule(text, 'rule');
    expect(rule.decimation).toBe(4);
    expect(rule.products.d).toMatchObject([
      { dependency: 'x0', factors: [{ variable: 'y2' }, { variable: 'w' }] },
    ]);
    expect(rule.products.t[0]?.factors).toEqual([
      { variable: 'y3', constant: 0, sign: false },
      { variable: 'd', constant: 0, sign: true },
    ]);
    expect(readsOf(rule)).toEqual({
      pre: ['x0', 'x1', 'x2'],
      post: ['y0', 'y1', 'y2', 'y3'],
      synapse: ['w', 'd', 't'],
      clock: true,
    });
  });
});

describe('scales and constants', () => {
  const only = (text: string) => parseRule(`dw = ${text}`, 'rule').products.w[0];

  it.each([
    ['2^-2*x1*y0', 1, -2],
    ['- 2^-2*x1*y0', -1, -2],
    ['3*2^2*2^-4*x1*y0', 3, -2],
    ['12*x1*y0', 6, 1],
    ['-8*x1*y0', -4, 1],
    ['(-2)*(3)*y0', -6, 0],
    ['(2*2^3)*y0', 2, 3],
    ['0*x1*y0', 0, 0],
  ])('%s is %i * 2^%i', (text, mantissa, exponent) => {
    expect(only(text)).toMatchObject({ mantissa, exponent });
  });

  it('takes a sign out of brackets', () => {
    expect(only('(3 - x1)*y0')).toMatchObject({ mantissa: -1, factors: [{ variable: 'x1', constant: -3 }] });
    expect(only('(x1 + 2^2)*y0')).toMatchObject({ mantissa: 1, factors: [{ variable: 'x1', constant: 4 }] });
    expect(only('sgn(w - 1)*u0')).toMatchObject({ factors: [{ variable: 'w', constant: -1, sign: true }] });
  });

  it('makes a second event a factor', () => {
    expect(only('y0*x0*2')).toMatchObject({ dependency: 'y0', factors: [{ variable: 'x0' }] });
  });

  it('says how many bits a product loses', () => {
    const lost = (text: string) => lostBits(only(text) as NonNullable<ReturnType<typeof only>>);
    expect([lost('x1*y0'), lost('w*y0'), lost('x1*y1*y0'), lost('x1*y1*w*y0')]).toEqual([0, 0, 3, 12]);
  });
});

describe('complaints: the place, and what was expected', () => {
  it.each([
    ['dw = x1*y1', 1, 6, /`x1\*y1` never happens: a product waits for x0/],
    ['dw = 2^-2*x1*y0 -\n  z1*x0', 2, 3, /`z1` is no variable of the engine/],
    ['dw = x1*y0 +', 1, 13, /Expected a number or one of .*not the end/],
    ['dw = 0.25*x1*y0', 1, 6, /not a whole number; the engine scales by a\*2\^b: `2\^-2`/],
    ['dw = 0.3*x1*y0', 1, 6, /not a whole number/],
    ['dw = 3^2*x1*y0', 1, 6, /only powers are those of two/],
    ['dw = 2^x1*y0', 1, 8, /Expected a whole number as power of two, not `x1`/],
    ['dw = 9*x1*y0', 1, 6, /scale 9\*2\^0 does not fit/],
    ['dw = 2^-8*x1*y0', 1, 6, /scale 2\^-8 does not fit/],
    ['dw = x1*-2*y0', 1, 9, /stands in brackets/],
    ['dw = (x1 + y1)*y0', 1, 12, /Within brackets stand/],
    ['dw = (-x1)*y0', 1, 8, /sign before the product/],
    ['dw = (x1 + 300)*y0', 1, 12, /whole and lies from -256 to 255/],
    ['dw = (x1 + 3*y0', 1, 13, /Expected `\)`/],
    ['dw = sgn(x1)*y0', 1, 10, /sign of `w`, `d` or `t` alone/],
    ['dw = sgn(-w)*y0', 1, 11, /sign before `sgn`/],
    ['dw = x0*u0*y1', 1, 9, /waits for one event/],
    ['dw = u10*x1', 1, 6, /one digit too many/],
    ['dw = u1*x1\ndt = u2*y1', 2, 6, /share one number/],
    ['dw = x1/2*y0', 1, 8, /cannot stand in a learning rule: the engine does not divide/],
    ['dw = x1 y0', 1, 9, /Expected `\*`, `\+` or `-` before `y0`/],
    ['dv = x1*y0', 1, 1, /`dv` cannot be set here: there are dw, dd and dt/],
    ['dw = x1*y0\ndw = x1*y0', 2, 1, /given twice/],
    ['x1*y0', 1, 1, /Expected `name = \.\.\.`/],
    ['# nothing', 1, 1, /There is no rule/],
  ])('%j', (text, line, column, message) => {
    expect(complaint(text)).toMatchObject({ line, column, message: expect.stringMatching(message) });
  });

  it('offers the nearest name, and the power of two that was meant', () => {
    expect(complaint('dw = x3*y0')?.suggestion).toBe('x1');
    expect(complaint('dw = 0.75*x1*y0')?.suggestion).toBe('3*2^-2');
    expect(complaint('dW = x1*y0')?.suggestion).toBe('dw');
  });

  it('tells of every bad rule at once', () => {
    try {
      parseRule('dw = x1\ndt = z*y0', 'rule');
    } catch (error) {
      expect((error as LanguageError).diagnostics.map(({ line }) => line)).toEqual([1, 2]);
    }
    expect.assertions(1);
  });
});

it('typesets a rule', () => {
  const text = 'dw = 2^-2*x1*y0 - 3*y1*x0 # pairs\ndt = -2^3*sgn(w + 4)*(x1 - 1)*u2 + t*u2';
  expect(ruleLatex(parseRule(text, 'rule'))).toEqual([
    '\\Delta w &= 2^{-2}\\,x_{1}\\,y_{0} - 3\\,y_{1}\\,x_{0}',
    '\\Delta t &= -2^{3}\\,\\operatorname{sgn}\\left(w + 4\\right)\\,\\left(x_{1} - 1\\right)\\,u_{2} + t\\,u_{2}',
  ]);
});
