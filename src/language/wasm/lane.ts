/**
 * The arithmetic of one WebAssembly lane type: scalars and SIMD vectors of 32 and 64 bit behind the same names. The
 * bits of a value do not depend on whether it was computed as a scalar or in a vector.
 */
import { type Arithmetic, MAGIC } from '../arithmetic.ts';
import type { ValueKind } from './module.ts';
import type { Instruction } from './opcodes.ts';
import type { Graph, Term } from './term.ts';

export type LaneName = 'f32' | 'f32x4' | 'f64' | 'f64x2';

const BITS = {
  f32: { mantissa: 23, half: 126n << 23n, rootHalf: 0x3f3504f3n, magic: 0x4b400000n, upper: 0xfffff000n },
  f64: {
    mantissa: 52,
    half: 1022n << 52n,
    rootHalf: 0x3fe6a09e00000000n,
    magic: 0x4338000000000000n,
    upper: 0xfffffffff8000000n,
  },
} as const;

type Binary = 'add' | 'sub' | 'mul' | 'div';
type Unary = 'neg' | 'abs' | 'sqrt' | 'floor' | 'ceil' | 'trunc';
type Comparison = 'lt' | 'le' | 'eq' | 'ne';

/** Values are terms of `kind`; truth values are i32 for scalars and lane masks for vectors. */
export class Lane implements Arithmetic<Term, Term> {
  readonly precision: 'f32' | 'f64';
  readonly vector: boolean;
  /** Elements at a time. */
  readonly width: 1 | 2 | 4;
  /** Bytes of one element. */
  readonly bytes: 4 | 8;
  readonly kind: ValueKind;
  readonly maskKind: ValueKind;
  /** Lanes of integers as wide as the floats. */
  readonly integers: 'i32' | 'i64' | 'i32x4' | 'i64x2';
  private readonly integerKind: ValueKind;

  constructor(
    readonly graph: Graph,
    readonly name: LaneName,
  ) {
    this.precision = name.startsWith('f32') ? 'f32' : 'f64';
    this.vector = name.includes('x');
    this.bytes = this.precision === 'f32' ? 4 : 8;
    this.width = this.vector ? (this.precision === 'f32' ? 4 : 2) : 1;
    this.kind = this.vector ? 'v128' : this.precision;
    this.maskKind = this.vector ? 'v128' : 'i32';
    const integer = this.precision === 'f32' ? 'i32' : 'i64';
    this.integers = this.vector ? (integer === 'i32' ? 'i32x4' : 'i64x2') : integer;
    this.integerKind = this.vector ? 'v128' : integer;
  }

  constant(value: number): Term {
    return this.vector ? this.graph.floatVector(value, this.bytes) : this.graph.float(value, this.precision);
  }

  /** A constant in every integer lane. */
  integer(value: bigint): Term {
    if (!this.vector) {
      return this.integers === 'i32'
        ? this.graph.i32(Number(BigInt.asIntN(32, value)))
        : this.graph.i64(value);
    }
    const bytes = Array.from({ length: this.bytes }, (_, k) => Number((value >> BigInt(8 * k)) & 0xffn));
    return this.graph.vector(bytes);
  }

  private float(operation: Binary | Unary, ...args: Term[]): Term {
    return this.graph.make(`${this.name}.${operation}` as Instruction, this.kind, args);
  }

  private compare(operation: Comparison, a: Term, b: Term): Term {
    return this.graph.make(`${this.name}.${operation}` as Instruction, this.maskKind, [a, b]);
  }

  add(a: Term, b: Term): Term {
    return this.float('add', a, b);
  }
  sub(a: Term, b: Term): Term {
    return this.float('sub', a, b);
  }
  mul(a: Term, b: Term): Term {
    return this.float('mul', a, b);
  }
  div(a: Term, b: Term): Term {
    return this.float('div', a, b);
  }
  neg(a: Term): Term {
    return this.float('neg', a);
  }
  abs(a: Term): Term {
    return this.float('abs', a);
  }
  sqrt(a: Term): Term {
    return this.float('sqrt', a);
  }
  floor(a: Term): Term {
    return this.float('floor', a);
  }
  ceil(a: Term): Term {
    return this.float('ceil', a);
  }
  trunc(a: Term): Term {
    return this.float('trunc', a);
  }
  lt(a: Term, b: Term): Term {
    return this.compare('lt', a, b);
  }
  le(a: Term, b: Term): Term {
    return this.compare('le', a, b);
  }
  eq(a: Term, b: Term): Term {
    return this.compare('eq', a, b);
  }
  ne(a: Term, b: Term): Term {
    return this.compare('ne', a, b);
  }

  min(a: Term, b: Term): Term {
    if (this.vector) return this.graph.make(`${this.name}.pmin` as Instruction, this.kind, [a, b]);
    return this.select(this.lt(b, a), b, a);
  }

  max(a: Term, b: Term): Term {
    if (this.vector) return this.graph.make(`${this.name}.pmax` as Instruction, this.kind, [a, b]);
    return this.select(this.lt(a, b), b, a);
  }

  and(a: Term, b: Term): Term {
    return this.graph.make(this.vector ? 'v128.and' : 'i32.and', this.maskKind, [a, b]);
  }

  or(a: Term, b: Term): Term {
    return this.graph.make(this.vector ? 'v128.or' : 'i32.or', this.maskKind, [a, b]);
  }

  not(a: Term): Term {
    return this.graph.make(this.vector ? 'v128.not' : 'i32.eqz', this.maskKind, [a]);
  }

  truth(value: boolean): Term {
    return this.vector ? this.graph.vector([value ? 0xff : 0]) : this.graph.i32(value ? 1 : 0);
  }

  select(condition: Term, whenTrue: Term, whenFalse: Term): Term {
    const args = [whenTrue, whenFalse, condition];
    if (this.vector) return this.graph.make('v128.bitselect', 'v128', args);
    return this.graph.make('select', whenTrue.kind, args);
  }

  copySign(a: Term, b: Term): Term {
    if (!this.vector) return this.graph.make(`${this.precision}.copysign`, this.kind, [a, b]);
    const sign = this.integer(1n << BigInt(8 * this.bytes - 1));
    return this.graph.make('v128.bitselect', 'v128', [b, a, sign]);
  }

  /** The lanes' bits as integers. */
  toBits(a: Term): Term {
    if (this.vector) return a;
    return this.precision === 'f32'
      ? this.graph.make('i32.reinterpret_f32', 'i32', [a])
      : this.graph.make('i64.reinterpret_f64', 'i64', [a]);
  }

  fromBits(a: Term): Term {
    if (this.vector) return a;
    return this.precision === 'f32'
      ? this.graph.make('f32.reinterpret_i32', 'f32', [a])
      : this.graph.make('f64.reinterpret_i64', 'f64', [a]);
  }

  whole(operation: 'add' | 'sub', a: Term, b: Term): Term {
    return this.graph.make(`${this.integers}.${operation}` as Instruction, this.integerKind, [a, b]);
  }

  shift(operation: 'shl' | 'shr_s' | 'shr_u', a: Term, bits: number): Term {
    const by = this.integers === 'i64' ? this.graph.i64(BigInt(bits)) : this.graph.i32(bits);
    return this.graph.make(`${this.integers}.${operation}` as Instruction, this.integerKind, [a, by]);
  }

  /** The integers of a vector or scalar and those of another, bit by bit. */
  bitwise(operation: 'and' | 'or' | 'xor', a: Term, b: Term): Term {
    const prefix = this.vector ? 'v128' : this.integers;
    return this.graph.make(`${prefix}.${operation}` as Instruction, this.integerKind, [a, b]);
  }

  halfPower(y: Term): Term {
    const { mantissa, half } = BITS[this.precision];
    const shifted = this.shift('shl', this.toBits(y), mantissa);
    return this.fromBits(this.whole('add', shifted, this.integer(half)));
  }

  bit(y: Term, bit: 0 | 1): Term {
    const top = 8 * this.bytes - 1;
    if (this.vector) return this.shift('shr_s', this.shift('shl', y, top - bit), top);
    const bits = this.toBits(y);
    const low = this.integers === 'i64' ? this.graph.make('i32.wrap_i64', 'i32', [bits]) : bits;
    const moved = this.graph.make('i32.shr_u', 'i32', [low, this.graph.i32(bit)]);
    return this.graph.make('i32.and', 'i32', [moved, this.graph.i32(1)]);
  }

  split(x: Term): { mantissa: Term; exponent: Term } {
    const { mantissa, rootHalf, magic } = BITS[this.precision];
    const bits = this.toBits(x);
    const exponent = this.shift('shr_s', this.whole('sub', bits, this.integer(rootHalf)), mantissa);
    const scaled = this.whole('sub', bits, this.shift('shl', exponent, mantissa));
    const raised = this.fromBits(this.whole('add', exponent, this.integer(magic)));
    return {
      mantissa: this.fromBits(scaled),
      exponent: this.sub(raised, this.constant(MAGIC[this.precision])),
    };
  }

  upper(x: Term): Term {
    return this.fromBits(this.bitwise('and', this.toBits(x), this.integer(BITS[this.precision].upper)));
  }

  /** A 64-bit scalar rounded to the lane's precision, in every lane. */
  spread(value: Term): Term {
    const rounded = this.precision === 'f32' ? this.graph.make('f32.demote_f64', 'f32', [value]) : value;
    return this.vector ? this.graph.make(`${this.name}.splat` as Instruction, 'v128', [rounded]) : rounded;
  }

  /** A truth value (i32) in every lane. */
  spreadTruth(value: Term): Term {
    if (!this.vector) return value;
    const { graph } = this;
    const all = graph.make('i32.sub', 'i32', [graph.i32(0), value]);
    if (this.integers === 'i32x4') return graph.make('i32x4.splat', 'v128', [all]);
    return graph.make('i64x2.splat', 'v128', [graph.make('i64.extend_i32_s', 'i64', [all])]);
  }

  /** Integers as wide as the floats, of less than 2^24 (2^51), as numbers. */
  fromInteger(value: Term): Term {
    if (this.name === 'f32x4') return this.graph.make('f32x4.convert_i32x4_s', 'v128', [value]);
    const { magic } = BITS[this.precision];
    const raised = this.fromBits(this.whole('add', value, this.integer(magic)));
    return this.sub(raised, this.constant(MAGIC[this.precision]));
  }

  /** One bit a lane, as an i32. */
  bitmask(mask: Term): Term {
    return this.vector ? this.graph.make(`${this.integers}.bitmask` as Instruction, 'i32', [mask]) : mask;
  }

  /** Scalar from a lane of a vector. */
  extract(value: Term, lane: number): Term {
    if (!this.vector) return value;
    return this.graph.make(`${this.name}.extract_lane` as Instruction, this.precision, [value], [lane]);
  }

  replace(value: Term, lane: number, scalar: Term): Term {
    if (!this.vector) return scalar;
    return this.graph.make(`${this.name}.replace_lane` as Instruction, 'v128', [value, scalar], [lane]);
  }
}
