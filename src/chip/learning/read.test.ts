import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageError } from '../../language/diagnostic.ts';
import { readDraws } from './draws.ts';
import { parseRule } from './parse.ts';
import { readRuleFile } from './read.ts';
import { OwnRounding } from './rounding.ts';
import { runRule } from './run.ts';
import { ruleText } from './text.ts';

const docs = readFileSync(new URL('../../../docs/learning-rules.md', import.meta.url), 'utf8');

it('reads the example of the documentation', () => {
  const file = readRuleFile(/```\n(# Pair[\s\S]*?)```/.exec(docs)?.[1] ?? '', 'rule.txt');
  expect(file.settings).toMatchObject({ epoch: 1, sign: 'mixed', traces: { x1: { impulse: 16, tau: 10 } } });
  expect(file.initial).toMatchObject({ w: 20, d: 0, t: 0, x1: 0 });
  expect(file.rule.products.w).toHaveLength(2);
});

it('reads every setting, comments and rules over several lines', () => {
  const file = readRuleFile(
    `# three factors
    dw = u0*t*y2 # a reward
    dt = x0*y1
       - 2^-1*u0*t
    t_epoch = 4 # steps
    x1_impulse = 16.25
    sign = inhibitory
    weight_bits = 6
    graded = saturate
    w = -40
    x1 = 7
    y2_course = 0, 12@34, 0@51`,
    'rule.txt',
  );
  expect(file.settings).toMatchObject({ epoch: 4, sign: 'inhibitory', weightBits: 6, graded: 'saturate' });
  expect(file.settings.traces.x1).toEqual({ impulse: 16.25, tau: 0 });
  expect(file.initial).toMatchObject({ w: -40, x1: 7 });
  expect(file.courses).toEqual({
    y2: [
      { value: 0, from: 1 },
      { value: 12, from: 34 },
      { value: 0, from: 51 },
    ],
  });
});

describe('complaints', () => {
  it.each([
    ['dw = x0*y1\nx1_tau = -3', 2, 10, /`x1_tau` takes a number from 0 to 65535 \(steps\), not `-3`/],
    ['dw = x0*y1\nx1_tau =', 2, 9, /not nothing/],
    ['t_epoch = 2.5\ndw = x0*y1', 1, 11, /whole number from 1 to 63/],
    ['dw = x0*y1\nw = 300', 2, 5, /from -256 to 255 \(weight\)/],
    ['dw = x0*y1\nsign = both', 2, 8, /takes mixed, excitatory, inhibitory, not `both`/],
    ['dw = x0*y1\ny2_course = 0, 12@3, 5@2', 2, 13, /with the step from which it holds/],
    ['dw = x0*y1\nx1_tua = 3', 2, 1, /`x1_tua` cannot be set here/],
  ])('%j', (text, line, column, message) => {
    try {
      readRuleFile(text, 'rule.txt');
    } catch (error) {
      expect((error as LanguageError).diagnostics[0]).toMatchObject({
        line,
        column,
        message: expect.stringMatching(message),
      });
      expect(error).toBeInstanceOf(LanguageError);
    }
    expect.assertions(2);
  });

  it.each([
    ['[1', /is JSON/],
    ['3', /is an object/],
    ['{}', /no list "decay_x"/],
    ['{"decay_x": [0.5, 1]}', /"decay_x" holds numbers from 0 to below 1; number 2 is 1/],
    ['{"decay_x": [], "decay_y": [], "impulse_x": [3.5]}', /"impulse_x" holds whole numbers/],
  ])('of draws %j', (text, message) => {
    expect(() => readDraws(text)).toThrow(message);
  });
});

it('writes a rule as text that reads as the same rule', () => {
  const text = 'dw = (3 - x1)*y0*x0*2^-2 - 12*u2*sgn(w + 4)\ndt = -y1*x0';
  const rule = parseRule(text, 'rule');
  const written = ruleText(rule);
  expect(written).toEqual(['dw = -2^-2*y0*(x1 - 3)*x0 - 6*2^1*u2*sgn(w + 4)', 'dt = -x0*y1']);
  expect(ruleText(parseRule(written.join('\n'), 'rule'))).toEqual(written);
});

describe('one synapse', () => {
  const three = `dw = u0*t*y2*2^-6
    dt = 2*y0*x1
    x1_impulse = 16
    y1_impulse = 20
    y1_tau = 5
    y2_course = 0, 64@4, 0@6`;

  it('with three factors learns only while the reward is there', () => {
    const { w, t, y1, y2 } = runRule(readRuleFile(three, 'rule'), { pre: [2], post: [2] }, 8, 'real');
    expect(y2).toEqual([0, 0, 0, 64, 64, 0, 0, 0]);
    // The neuron's own trace: an impulse a step after its spike.
    expect([y1[1], y1[2], y1[3]]).toEqual([0, 20, 20 * Math.exp(-1 / 5)]);
    expect(t).toEqual([0, 32, 32, 32, 32, 32, 32, 32]);
    // What comes from outside fades by one part in 65535 until the epoch's end, in Lava as here.
    const gain = 32 * Math.exp(-1 / 65535);
    const expected = [0, 0, 0, gain, 2 * gain, 2 * gain, 2 * gain, 2 * gain];
    for (const [k, value] of expected.entries()) expect(w[k]).toBeCloseTo(value, 12);
  });

  it('in integers loses the bits of a product of tag and trace', () => {
    const { w } = runRule(readRuleFile(three, 'rule'), { pre: [2], post: [2] }, 8, new OwnRounding(1));
    // 16 bits of factors and 4 of the scale in an accumulator of 15: an 2^-5 that nothing makes up for.
    expect(w).toEqual([0, 0, 0, 1, 2, 2, 2, 2]);
  });
});
