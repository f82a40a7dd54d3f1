import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, constant, local, slot } from './build.ts';
import { createGlslEmitter, type GlslEnvironment, glslName, glslNumber, ShaderError } from './glsl.ts';
import type { Node, Statement } from './ir.ts';

const environment: GlslEnvironment = {
  read: ({ name }) => ({ text: name, type: 'float' }),
  write: ({ name }) => name,
  builtin: (name) =>
    name === 'not_refractory' ? { text: 'ready', type: 'bool' } : { text: name, type: 'float' },
  draw: ({ distribution, stream }) => ({ text: `${distribution}(${stream})`, type: 'float' }),
  propagator: ({ part, row, column }) => ({ text: `${part}${row}${column}`, type: 'float' }),
  array: ({ name }) => {
    throw new ShaderError(name);
  },
};

function emit(statements: readonly Statement[]): string[] {
  const emitter = createGlslEmitter(environment);
  emitter.statements(statements);
  return emitter.lines;
}

const value = (node: Node) => {
  const emitter = createGlslEmitter(environment);
  const { text } = emitter.node(node);
  return [...emitter.lines, text];
};
const store = (name: string, node: Node): Statement => ({
  kind: 'store',
  slot: { owner: 'self', name },
  value: node,
});
const let_ = (name: string, node: Node): Statement => ({ kind: 'let', name, value: node });
const [v, u, c] = [slot('v'), slot('u'), slot('c')];

describe('GLSL of statements', () => {
  test('an Euler step', () => {
    const slope = apply('div', apply('sub', c, v), constant(0.02));
    expect(
      emit([let_('new v', apply('add', v, apply('mul', constant(1e-4), slope))), store('v', local('new v'))]),
    ).toMatchInlineSnapshot(`
      [
        "float l_new_v = (v + (0.0001 * ((c - v) / 0.02)));",
        "v = l_new_v;",
      ]
    `);
  });

  test('a node that is read twice is worked out once', () => {
    const shared = apply('exp', v);
    expect(emit([store('u', apply('mul', shared, shared)), store('c', shared)])).toEqual([
      'float t0 = exp(v);',
      'u = (t0 * t0);',
      'c = t0;',
    ]);
  });

  test('but again after what it reads has changed', () => {
    const shared = apply('exp', v);
    expect(emit([store('v', shared), store('u', shared)])).toEqual([
      'float t0 = exp(v);',
      'v = t0;',
      'float t1 = exp(v);',
      'u = t1;',
    ]);
  });

  test('what is worked out where a condition holds is not known afterwards, nor what it changed', () => {
    const [before, within] = [apply('exp', v), apply('log', u)];
    const emitter = createGlslEmitter(environment);
    emitter.statements([store('c', apply('mul', before, before))]);
    emitter.when('fired', () => {
      emitter.statements([store('c', apply('mul', within, within)), store('v', before)]);
    });
    emitter.statements([store('u', apply('add', within, apply('mul', before, before)))]);
    expect(emitter.lines).toEqual([
      'float t0 = exp(v);',
      'c = (t0 * t0);',
      'if (fired) {',
      'float t1 = log(u);',
      'c = (t1 * t1);',
      'v = t0;',
      '}',
      'float t2 = log(u);',
      'float t3 = exp(v);',
      'u = (t2 + (t3 * t3));',
    ]);
  });

  test('comparisons are bool, and numbers where numbers are wanted', () => {
    const above = apply('gt', v, constant(30));
    const ready: Node = { kind: 'builtin', name: 'not_refractory', owner: 'self', type: 'boolean' };
    expect(value(apply('and', above, ready))).toEqual(['((v > 30.0) && ready)']);
    expect(value(apply('mul', u, apply('gt', v, c)))).toEqual(['(u * float((v > c)))']);
    expect(value(apply('not', u))).toEqual(['(!(u != 0.0))']);
    expect(value(apply('select', above, v, apply('lt', u, c)))).toEqual([
      '((v > 30.0) ? v : float((u < c)))',
    ]);
  });

  test('whole powers become products', () => {
    expect(value(apply('pow', v, constant(3)))).toEqual(['float t0 = v;', '(t0 * (t0 * t0))']);
    expect(value(apply('pow', v, constant(-2)))).toEqual(['float t0 = v;', '(1.0 / (t0 * t0))']);
    expect(value(apply('pow', v, constant(0.5)))).toEqual(['f_pow(v, 0.5)']);
  });

  test('quotient and remainder are Python’s, functions with edges our own', () => {
    expect(value(apply('floordiv', v, u))).toEqual(['f_floordiv(v, u)']);
    expect(value(apply('mod', v, u))).toEqual(['f_mod(v, u)']);
    expect(value(apply('exprel', v))).toEqual(['f_exprel(v)']);
  });

  test('what a shader does not do is said', () => {
    const array: Node = { kind: 'array', name: 'I', time: v, type: 'real' };
    expect(() => value(array)).toThrow(ShaderError);
  });
});

describe('GLSL words', () => {
  test('numbers read back as the same 32-bit float', () => {
    fc.assert(
      fc.property(fc.float({ noDefaultInfinity: true, noNaN: true }), (number) => {
        const text = glslNumber(number);
        expect(text).toMatch(/^\(?-?\d+(\.\d+)?(e[-+]\d+)?\)?$/);
        expect(text).toMatch(/[.e]/);
        expect(Math.fround(Number(text.replace(/[()]/g, '')))).toBe(number);
      }),
    );
    expect(glslNumber(Number.POSITIVE_INFINITY)).toContain('7f800000');
  });

  test('names are legal and unique', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (names) => {
        const taken = new Set<string>();
        const made = names.map((name) => glslName('s', name, taken));
        expect(new Set(made).size).toBe(names.length);
        for (const name of made) {
          expect(name).toMatch(/^s_[A-Za-z0-9_]*$/);
          expect(name).not.toMatch(/__/);
        }
      }),
    );
  });
});
