import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryExpression } from '../testing/arbitrary-expression.ts';
import { typeset } from '../testing/typeset.ts';
import { printExpression } from './brian2.ts';
import { alignedLatex, expressionLatex, populationLatex, projectionLatex, symbolLatex } from './latex.ts';
import { parseExpression } from './parse.ts';

const latex = (text: string) => expressionLatex(parseExpression(text, 'text'));

describe('expressions', () => {
  test.each([
    ['a-(b-c)', 'a - \\left(b - c\\right)'],
    ['a+(b+c)', 'a + b + c'],
    ['a-(-b)', 'a - \\left(-b\\right)'],
    ['-a*b', '-a\\,b'],
    ['-(a+b)*c', '-\\left(a + b\\right)\\,c'],
    ['a*(b*c)', 'a\\,b\\,c'],
    ['2*3', '2 \\cdot 3'],
    ['(a+b)/(c*d)', '\\frac{a + b}{c\\,d}'],
    ['-v/tau', '-\\frac{v}{\\tau}'],
    ['(a/b)**2', '\\left(\\frac{a}{b}\\right)^{2}'],
    ['x**(1/3)', 'x^{1/3}'],
    ['x**.5', '\\sqrt{x}'],
    ['v_post**2', '\\left(v^{\\mathrm{post}}\\right)^{2}'],
    ['10*uF/cm**2', '10\\,\\mathrm{\\mu F}\\,\\mathrm{cm}^{-2}'],
    ['1/ms', '\\mathrm{ms}^{-1}'],
    ['v/mV', 'v/\\mathrm{mV}'],
    ['1.5e-9*amp', '1.5 \\cdot 10^{-9}\\,\\mathrm{A}'],
    ['abs(x)', '\\left|x\\right|'],
    ['int(a > b)', '\\left[a > b\\right]'],
    ['not (a > b) and c', '\\text{not }\\left(a > b\\right) \\;\\text{and}\\; c'],
    ['a >= b', 'a \\ge b'],
    ['exp(-x)', '\\exp\\left(-x\\right)'],
    ['randn()', '\\mathcal{N}(0, 1)'],
  ])('%s is typeset as %s', (text, expected) => expect(latex(text)).toBe(expected));

  test('whatever parses, KaTeX typesets', () => {
    fc.assert(
      fc.property(arbitraryExpression, fc.boolean(), (expression, interactive) => {
        expect(typeset(expressionLatex(expression, { interactive }))).toContain('katex');
        expect(typeset(latex(printExpression(expression)))).toContain('katex');
      }),
      { numRuns: 150 },
    );
  });
});

describe('symbols', () => {
  const symbols = new Map([['tau_m', { latex: '\\tau_{\\text{mem}}', role: 'parameter' }]]);

  test('a given symbol takes the place of the one worked out', () =>
    expect(symbolLatex('tau_m', { symbols })).toBe('\\tau_{\\text{mem}}'));

  test('interactive symbols carry their name and role', () => {
    const text = symbolLatex('tau_m', { symbols, interactive: true });
    expect(text).toBe('\\htmlData{symbol=tau_m}{\\htmlClass{role-parameter}{\\tau_{\\text{mem}}}}');
    const html = typeset(text);
    expect(html).toContain('data-symbol="tau_m"');
    expect(html).toContain('role-parameter');
  });

  test('a declared name is a symbol even where a unit is spelt alike', () => {
    const own = new Map([['m', {}]]);
    expect(expressionLatex(parseExpression('m**3*mV', 'text'), { symbols: own })).toBe(
      'm^{3}\\,\\mathrm{mV}',
    );
  });
});

test('a population: equations, then what a spike does', () => {
  const lines = populationLatex({
    source: 'populations.E',
    equations: 'dv/dt = (E - v)/tau : volt (unless refractory)\nw : volt',
    threshold: 'v > V_t',
    reset: 'v = V_r; w *= 2',
    refractory: '5*ms',
  });
  expect(lines).toEqual([
    '\\frac{\\mathrm{d}v}{\\mathrm{d}t} &= \\frac{E - v}{\\tau}',
    '&\\text{if } v > V_{t}\\text{: }v \\leftarrow V_{r},\\quad w \\leftarrow w \\cdot 2',
    '&\\text{refractory for } 5\\,\\mathrm{ms}',
  ]);
  expect(typeset(alignedLatex(lines))).toContain('refractory for');
});

test('a projection: what a spike does on either side', () => {
  expect(
    projectionLatex({ source: 'projections.0', model: 'w : volt', onPre: 'v_post += w', onPost: 'w = 0*mV' }),
  ).toEqual([
    '&\\text{on a presynaptic spike: }v^{\\mathrm{post}} \\leftarrow v^{\\mathrm{post}} + w',
    '&\\text{on a postsynaptic spike: }w \\leftarrow 0\\,\\mathrm{mV}',
  ]);
});
