import { describe, expect, it } from 'vitest';
import * as elementary from '../elementary.ts';
import type { Node, Operation } from '../ir.ts';
import { math } from '../math.ts';
import { draw32, draw64, streamKey } from '../random.ts';
import { Draws } from './draw.ts';
import { Lane, type LaneName } from './lane.ts';
import { Lowering } from './lower.ts';
import { Code, Module, memoryImmediate } from './module.ts';
import { opcode } from './opcodes.ts';
import { Emission, Graph, Rate, type Term } from './term.ts';

/** Runs `y = f(x)` over whole arrays in a lane; `build` may read two arrays. */
function apply(
  name: LaneName,
  build: (lane: Lane, x: Term, y: Term) => Term,
  xs: number[],
  ys: number[] = xs,
) {
  const graph = new Graph();
  const lane = new Lane(graph, name);
  const count = xs.length + ((4 - (xs.length % 4)) % 4);
  const stride = lane.bytes * count;
  const code = new Code();
  const emission = new Emission(code);
  const offset = code.local('i32');
  const address = graph.local(offset, 'i32', Rate.element);
  const load = lane.vector ? 'v128.load' : (`${lane.precision}.load` as const);
  const at = (start: number) => graph.load(load, lane.kind, address, start, Rate.element);
  const result = build(lane, at(0), at(stride));
  emission.announce([result]);
  code.loop(
    () => {
      code.get(offset);
      emission.push(result);
      code.put(opcode(lane.vector ? 'v128.store' : `${lane.precision}.store`));
      code.put(memoryImmediate(2 * stride));
      code.get(offset);
      code.i32(lane.bytes * lane.width);
      code.put(opcode('i32.add'));
      code.tee(offset);
    },
    () => {
      code.i32(stride);
      code.put(opcode('i32.lt_u'));
    },
  );
  const module = new Module();
  module.add(code, 'run');
  const memory = new WebAssembly.Memory({ initial: 64 });
  const view = (start: number) =>
    lane.precision === 'f32'
      ? new Float32Array(memory.buffer, start, count)
      : new Float64Array(memory.buffer, start, count);
  view(0).set(xs);
  view(stride).set(ys);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  (instance.exports.run as () => void)();
  return Array.from(view(2 * stride)).slice(0, xs.length);
}

function lowered(operation: Operation) {
  const leaf = (name: string): Node => ({ kind: 'local', name, type: 'real' });
  const unary: Node = { kind: 'apply', operation, arguments: [leaf('x')], type: 'real' };
  const binary: Node = { kind: 'apply', operation, arguments: [leaf('x'), leaf('y')], type: 'real' };
  const two = ['pow', 'mod', 'floordiv'].includes(operation);
  return (lane: Lane, x: Term, y: Term) => {
    const lowering = new Lowering(lane, {
      leaf: (node) => (node.kind === 'local' && node.name === 'y' ? y : x),
    });
    return lowering.value(two ? binary : unary);
  };
}

const xs: number[] = [];
for (let k = -400; k < 400; k++) xs.push(k * 0.25, k * 1e-3 + 1e-4, Math.sin(k) * 0.999);
xs.push(0, 1, -1, 700, -700, 89, -89, 1e30, -1e30, 1e-40, Infinity, -Infinity, Number.NaN);
const ys = xs.map((_, k) => ((k * 37) % 41) / 4 - 5);

const table: readonly [Operation, (x: number, y: number) => number, number][] = [
  ['exp', math.exp, 2],
  ['expm1', math.expm1, 3],
  ['exprel', math.exprel, 4],
  ['log', math.log, 2],
  ['log10', math.log10, 3],
  ['log1p', math.log1p, 3],
  ['sinh', math.sinh, 4],
  ['cosh', math.cosh, 3],
  ['tanh', math.tanh, 4],
  ['sin', math.sin, 2],
  ['cos', math.cos, 2],
  ['arcsin', math.asin, 4],
  ['arccos', math.acos, 4],
  ['arctan', math.atan, 3],
  ['sqrt', Math.sqrt, 1],
  ['sign', math.sign, 0],
  ['int', Math.trunc, 0],
  ['ceil', Math.ceil, 0],
  ['pow', math.pow, 1],
  ['mod', (x, y) => x - y * Math.floor(x / y), 0],
  ['floordiv', (x, y) => Math.floor(x / y), 0],
];

const same = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));

describe.each(table)('%s', (operation, plain, bound) => {
  const build = lowered(operation);
  it('has the bits of the plain one in 64 bit, as scalar and as vector', () => {
    for (const name of ['f64', 'f64x2'] as const) {
      const results = apply(name, build, xs, ys);
      const wrong = results.findIndex((value, k) => !same(value, plain(xs[k] as number, ys[k] as number)));
      expect(wrong < 0 ? 'none' : [name, xs[wrong], ys[wrong], results[wrong]]).toBe('none');
    }
  });

  it('is the same for scalar and vector in 32 bit, and near the plain one', () => {
    const single = xs.map(Math.fround);
    const singleY = ys.map(Math.fround);
    const vector = apply('f32x4', build, single, singleY);
    expect(apply('f32', build, single, singleY)).toEqual(vector);
    if (bound === 0) return;
    const trigonometric = operation === 'sin' || operation === 'cos';
    vector.forEach((value, k) => {
      const x = single[k] as number;
      const exact = plain(x, singleY[k] as number);
      if (Math.abs(x) > 1e5 && trigonometric) return;
      if (Math.abs(exact) < 2e-38 || Math.abs(exact) > 1e36 || !Number.isFinite(exact)) return;
      const ulp = 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 23);
      // A zero of sine is met to an absolute error only.
      const allowed = trigonometric ? Math.max(bound * ulp, 1e-9) : bound * ulp;
      expect(Math.abs(value - exact), `${operation}(${x})`).toBeLessThanOrEqual(allowed);
    });
  });
});

describe('special values in 32 bit', () => {
  it.each([
    ['exp', [Infinity, -Infinity, 89, -104, 0], [Infinity, 0, Infinity, 0, 1]],
    ['log', [0, -1, Infinity, 1], [-Infinity, Number.NaN, Infinity, 0]],
    ['exprel', [0, Infinity, -Infinity], [1, Infinity, 0]],
    ['expm1', [-Infinity, 0], [-1, 0]],
    ['tanh', [-Infinity, 100], [-1, 1]],
  ] as const)('%s', (operation, inputs, outputs) => {
    expect(apply('f32x4', lowered(operation), [...inputs])).toEqual([...outputs]);
  });
});

describe('relaxed arithmetic', () => {
  it('emits fused products', () => {
    const graph = new Graph();
    const lane = new Lane(graph, 'f32x4');
    const x = graph.local(0, 'v128', Rate.element);
    const root = elementary.exp(lane, x);
    const count = (relaxed: boolean) => {
      const code = new Code(['v128']);
      const emission = new Emission(code, relaxed);
      emission.announce([root]);
      emission.push(root);
      return code.bytes.length;
    };
    expect(count(true)).toBeLessThan(count(false));
  });
});

describe('random numbers', () => {
  it.each(['f32', 'f32x4', 'f64', 'f64x2'] as const)('are those of the host in %s', (name) => {
    const key = streamKey('E', 'update/xi');
    const step = 2 ** 32 * 3 + 12345;
    const elements = [0, 1, 2, 3, 1000, 40001, 65536, 999999];
    const draw = (distribution: 'uniform' | 'normal') => (lane: Lane, x: Term) => {
      const { graph } = lane;
      const wide = new Lane(graph, lane.vector ? 'f64x2' : 'f64');
      const integers = lane.name === 'f32x4' ? lane : wide;
      // The element arrives as a number plus the magic one: its low bits are the integer.
      const magic = lane.precision === 'f32' ? 2 ** 23 : 2 ** 52;
      const raised = lane.toBits(lane.add(x, lane.constant(magic)));
      const low = lane.bitwise('and', raised, lane.integer(0x3fffffn));
      const element = lane.name === 'f32' ? graph.make('i64.extend_i32_u', 'i64', [low]) : low;
      const draws = new Draws(lane, wide, 77, {
        stepLow: integers.integer(12345n),
        stepHigh: integers.integer(3n),
        element,
      });
      return draws[distribution](key);
    };
    const host = name.startsWith('f32') ? draw32 : draw64;
    expect(apply(name, draw('uniform'), elements)).toEqual(
      elements.map((element) => host('uniform', 77, key, step, element)),
    );
    apply(name, draw('normal'), elements).forEach((value, k) => {
      expect(value).toBeCloseTo(host('normal', 77, key, step, elements[k] as number), 5);
    });
  });
});
