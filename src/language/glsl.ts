/**
 * Statements as text of GLSL ES 3.00, in 32 bit. Stored values are floats; comparisons are `bool` while they last. A
 * node that several others read is worked out once, into a local. What the functions named here do stands in
 * `glsl-library.ts`.
 */
import type { Builtin, Node, Operation, Owner, Slot, Statement } from './ir.ts';
import { children, some } from './visit.ts';

export type GlslType = 'float' | 'bool';

/** An expression that can stand anywhere an operand can. */
export interface GlslValue {
  readonly text: string;
  readonly type: GlslType;
}

/** What the names of a program are called in the shader. Each member may throw `ShaderError`. */
export interface GlslEnvironment {
  read(slot: Slot): GlslValue;
  /** A float to assign to. */
  write(slot: Slot): string;
  builtin(name: Builtin, owner: Owner): GlslValue;
  draw(draw: Node & { readonly kind: 'draw' }): GlslValue;
  propagator(node: Node & { readonly kind: 'propagator' }): GlslValue;
  array(node: Node & { readonly kind: 'array' }): GlslValue;
}

/** Thrown where a program needs what a shader does not do; the sentence says what. */
export class ShaderError extends Error {
  override readonly name = 'ShaderError';
}

export interface GlslEmitter {
  /** Appends statements to `lines`. */
  statements(list: readonly Statement[]): void;
  /** Appends what a node needs to `lines` and answers with its value. */
  node(node: Node): GlslValue;
  /** Appends what is done only where `condition` holds: what is worked out within is not known afterwards. */
  when(condition: string, within: () => void): void;
  readonly lines: string[];
}

/** A 32-bit number as GLSL writes it. */
export function glslNumber(value: number): string {
  const number = Math.fround(value);
  if (Object.is(number, -0)) return '(-0.0)';
  if (Number.isNaN(number)) return 'uintBitsToFloat(0x7fc00000u)';
  if (!Number.isFinite(number)) return `uintBitsToFloat(${number > 0 ? '0x7f800000u' : '0xff800000u'})`;
  const shortest = [6, 7, 8, 9].map((digits) => number.toPrecision(digits));
  const text = shortest.find((candidate) => Math.fround(Number(candidate)) === number) ?? String(number);
  const trimmed = text.includes('e') || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
  const float = /[.e]/.test(trimmed) ? trimmed : `${trimmed}.0`;
  return number < 0 ? `(${float})` : float;
}

/** A name that GLSL takes, made of a reader's name: letters, digits and single underscores. */
export function glslName(prefix: string, name: string, taken: Set<string>): string {
  const plain = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_|_$/g, '') || 'x';
  let candidate = `${prefix}_${plain}`;
  for (let k = 2; taken.has(candidate); k++) candidate = `${prefix}_${plain}_${k}`;
  taken.add(candidate);
  return candidate;
}

const INFIX: Partial<Record<Operation, string>> = { add: '+', sub: '-', mul: '*', div: '/' };
const COMPARISON: Partial<Record<Operation, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '==',
  ne: '!=',
};
const CALL: Partial<Record<Operation, string>> = {
  exp: 'exp',
  expm1: 'f_expm1',
  exprel: 'f_exprel',
  log: 'log',
  log10: 'f_log10',
  log1p: 'f_log1p',
  sqrt: 'sqrt',
  sin: 'f_sin',
  cos: 'f_cos',
  tan: 'f_tan',
  arcsin: 'f_arcsin',
  arccos: 'f_arccos',
  arctan: 'atan',
  sinh: 'f_sinh',
  cosh: 'f_cosh',
  tanh: 'f_tanh',
  abs: 'abs',
  sign: 'sign',
  floor: 'floor',
  ceil: 'ceil',
  int: 'trunc',
  min: 'min',
  max: 'max',
  floordiv: 'f_floordiv',
  mod: 'f_mod',
  pow: 'f_pow',
};

const LARGEST_UNROLLED_POWER = 16;

export function createGlslEmitter(environment: GlslEnvironment): GlslEmitter {
  const lines: string[] = [];
  const taken = new Set<string>();
  const uses = new Map<Node, number>();
  const known = new Map<Node, GlslValue>();
  const locals = new Map<string, GlslValue>();
  let temporaries = 0;

  const float = ({ text, type }: GlslValue) => (type === 'bool' ? `float(${text})` : text);
  const bool = ({ text, type }: GlslValue) => (type === 'float' ? `(${text} != 0.0)` : text);

  function count(node: Node): void {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before === 0) children(node).forEach(count);
  }

  function temporary(value: GlslValue): GlslValue {
    const text = `t${temporaries++}`;
    lines.push(`${value.type} ${text} = ${value.text};`);
    return { text, type: value.type };
  }

  function value(node: Node): GlslValue {
    const before = known.get(node);
    if (before) return before;
    const fresh = leafOrApply(node);
    const shared = (uses.get(node) ?? 1) > 1 && node.kind !== 'constant' && node.kind !== 'local';
    // Slots and builtins are variables of the shader already.
    const answer = shared && node.kind !== 'slot' && node.kind !== 'builtin' ? temporary(fresh) : fresh;
    known.set(node, answer);
    return answer;
  }

  function leafOrApply(node: Node): GlslValue {
    switch (node.kind) {
      case 'constant':
        return node.type === 'boolean'
          ? { text: node.value === 0 ? 'false' : 'true', type: 'bool' }
          : { text: glslNumber(node.value), type: 'float' };
      case 'slot':
        return environment.read(node.slot);
      case 'builtin':
        return environment.builtin(node.name, node.owner);
      case 'draw':
        return environment.draw(node);
      case 'propagator':
        return environment.propagator(node);
      case 'array':
        return environment.array(node);
      case 'local': {
        const local = locals.get(node.name);
        if (!local) throw new Error(`The local ${node.name} is read before it is set.`);
        return local;
      }
      case 'apply':
        return apply(node);
    }
  }

  function apply(node: Node & { readonly kind: 'apply' }): GlslValue {
    const { operation } = node;
    const power = operation === 'pow' ? unrolled(node) : undefined;
    if (power) return power;
    const args = node.arguments.map(value);
    const [a, b, c] = args;
    if (a === undefined) throw new Error(`${operation} without arguments.`);
    if (operation === 'neg') return { text: `(-${float(a)})`, type: 'float' };
    if (operation === 'not') return { text: `(!${bool(a)})`, type: 'bool' };
    const infix = INFIX[operation];
    if (b && infix) return { text: `(${float(a)} ${infix} ${float(b)})`, type: 'float' };
    const comparison = COMPARISON[operation];
    if (b && comparison) return { text: `(${float(a)} ${comparison} ${float(b)})`, type: 'bool' };
    if (b && (operation === 'and' || operation === 'or'))
      return { text: `(${bool(a)} ${operation === 'and' ? '&&' : '||'} ${bool(b)})`, type: 'bool' };
    if (b && c && operation === 'select') {
      const both = b.type === 'bool' && c.type === 'bool';
      const side = both ? bool : float;
      return { text: `(${bool(a)} ? ${side(b)} : ${side(c)})`, type: both ? 'bool' : 'float' };
    }
    const name = CALL[operation];
    if (name === undefined) throw new Error(`No GLSL for ${operation}.`);
    return { text: `${name}(${args.map(float).join(', ')})`, type: 'float' };
  }

  /** Small whole exponents as products: GLSL's pow knows no negative base. */
  function unrolled(node: Node & { readonly kind: 'apply' }): GlslValue | undefined {
    const [base, exponent] = node.arguments;
    if (!base || exponent?.kind !== 'constant') return undefined;
    const n = Math.abs(exponent.value);
    if (!Number.isInteger(n) || n > LARGEST_UNROLLED_POWER) return undefined;
    if (n === 0) return { text: '1.0', type: 'float' };
    let square = { text: float(value(base)), type: 'float' } as const;
    let product: GlslValue | undefined;
    for (let rest = n; rest > 0; rest >>= 1) {
      if (rest > 1) square = { ...temporary(square), type: 'float' };
      if (rest & 1)
        product = product ? { text: `(${product.text} * ${square.text})`, type: 'float' } : square;
      square = { text: `(${square.text} * ${square.text})`, type: 'float' };
    }
    return exponent.value < 0 ? { text: `(1.0 / ${product?.text})`, type: 'float' } : product;
  }

  /** Forgets what was worked out from a slot that has changed. */
  function forget(slot: Slot): void {
    const memo = new Map<Node, boolean>();
    const reads = (node: Node) =>
      node.kind === 'slot' && node.slot.name === slot.name && node.slot.owner === slot.owner;
    for (const node of [...known.keys()]) if (some(node, reads, memo)) known.delete(node);
  }

  function statements(list: readonly Statement[]): void {
    for (const statement of list) count(statement.value);
    for (const statement of list) {
      const result = value(statement.value);
      if (statement.kind === 'let') {
        const text = glslName('l', statement.name, taken);
        lines.push(`${result.type} ${text} = ${result.text};`);
        locals.set(statement.name, { text, type: result.type });
      } else {
        lines.push(`${environment.write(statement.slot)} = ${float(result)};`);
        forget(statement.slot);
      }
    }
  }

  function when(condition: string, within: () => void): void {
    const before = new Map(known);
    lines.push(`if (${condition}) {`);
    within();
    lines.push('}');
    for (const [node, found] of known) if (before.get(node) !== found) known.delete(node);
  }

  return {
    lines,
    statements,
    when,
    node: (node) => {
      count(node);
      return value(node);
    },
  };
}
