/**
 * The plain interpreter: nodes and statements become closures over a tape of 64-bit numbers, one place a node, so
 * that a shared node is worked out once. The reference engine, values of the network file and hoisted uniforms are
 * computed with it. No code is generated: it runs under the strictest content security policy.
 */
import type { Builtin, LinearSystem, Node, Operation, Owner, Slot, Statement } from './ir.ts';
import { BINARY, operate, UNARY } from './operations.ts';

type Read = () => number;
type Step = () => void;

/**
 * Where a compiled piece reads and writes. Each member is asked once, while compiling, and answers with a closure
 * that is called for every evaluation; which element is meant is the closure's business.
 */
export interface Environment {
  read(slot: Slot): Read;
  write?(slot: Slot): (value: number) => void;
  builtin?(name: Builtin, owner: Owner): Read;
  draw?(draw: Node & { readonly kind: 'draw' }): Read;
  /** Value of a recorded array at a time in seconds, and a column (0 where it has one). */
  array?(name: string): (time: number, column: number) => number;
  propagator?(system: LinearSystem, part: 'state' | 'input', row: number, column: number): Read;
}

/** Thrown where a node asks for what its environment does not have, such as a random number in a constant. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

/** A closure that works out a node. A boolean is 0 or 1. */
export function compileNode(node: Node, environment: Environment): Read {
  const tape = createTape(environment);
  const place = tape.place(node);
  const { run, values } = tape;
  return () => {
    run();
    return values[place] as number;
  };
}

/** A closure that runs statements in order; a read sees what an earlier statement stored. */
export function compileStatements(statements: readonly Statement[], environment: Environment): Step {
  const locals = new Map<string, Float64Array>();
  const steps = statements.map((statement) => {
    // A tape each: objects are shared within a statement, but not over a store that may change what they read.
    const value = compileNode(statement.value, withLocals(environment, locals));
    if (statement.kind === 'let') {
      const cell = new Float64Array(1);
      locals.set(statement.name, cell);
      return () => {
        cell[0] = value();
      };
    }
    const write = require(environment.write, 'write')(statement.slot);
    return () => write(value());
  });
  return () => {
    for (let k = 0; k < steps.length; k++) (steps[k] as Step)();
  };
}

interface Scope extends Environment {
  readonly local?: (name: string) => Read;
}

function withLocals(environment: Environment, locals: ReadonlyMap<string, Float64Array>): Scope {
  const local = (name: string): Read => {
    const cell = locals.get(name);
    if (!cell) throw new EvaluationError(`The local ${name} is read before it is set.`);
    return () => cell[0] as number;
  };
  return Object.assign(Object.create(environment) as Environment, { local });
}

function require<T>(member: T | undefined, what: string): T {
  if (member === undefined) throw new EvaluationError(`Nothing is known here of ${what}.`);
  return member;
}

function createTape(environment: Scope): { values: number[]; run: Step; place(node: Node): number } {
  const values: number[] = [];
  const steps: Step[] = [];
  const places = new Map<Node, number>();

  function place(node: Node): number {
    const known = places.get(node);
    if (known !== undefined) return known;
    // Children first: their places precede this one.
    const args = node.kind === 'apply' ? node.arguments.map(place) : [];
    const step = node.kind === 'apply' ? undefined : leaf(node);
    const k = values.push(0) - 1;
    places.set(node, k);
    if (node.kind === 'apply') steps.push(operation(values, k, node.operation, args));
    else if (typeof step === 'number') values[k] = step;
    else if (step)
      steps.push(() => {
        values[k] = step();
      });
    return k;
  }

  function leaf(node: Exclude<Node, { kind: 'apply' }>): number | Read {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'slot':
        return environment.read(node.slot);
      case 'local':
        return require(environment.local, `the local ${node.name}`)(node.name);
      case 'builtin':
        return require(environment.builtin, node.name).call(environment, node.name, node.owner);
      case 'draw':
        return require(environment.draw, 'random numbers').call(environment, node);
      case 'propagator': {
        const { system, part, row, column } = node;
        return require(environment.propagator, 'propagators').call(environment, system, part, row, column);
      }
      case 'array': {
        const read = require(environment.array, `the array ${node.name}`).call(environment, node.name);
        const time = place(node.time);
        const column = node.column ? place(node.column) : undefined;
        return () => read(values[time] as number, column === undefined ? 0 : (values[column] as number));
      }
    }
  }

  const run = () => {
    for (let k = 0; k < steps.length; k++) (steps[k] as Step)();
  };
  return { values, run, place };
}

/** One operation on the tape. The commonest have closures of their own: a call less. */
function operation(values: number[], k: number, name: Operation, places: readonly number[]): Step {
  const [a = 0, b = 0, c = 0] = places;
  const at = (place: number) => values[place] as number;
  const set = (value: number) => {
    values[k] = value;
  };
  if (places.length === 2) {
    if (name === 'add') return () => set(at(a) + at(b));
    if (name === 'sub') return () => set(at(a) - at(b));
    if (name === 'mul') return () => set(at(a) * at(b));
    if (name === 'div') return () => set(at(a) / at(b));
    if (name in BINARY) {
      const binary = BINARY[name as keyof typeof BINARY];
      return () => set(binary(at(a), at(b)));
    }
  }
  if (places.length === 1 && name in UNARY) {
    const unary = UNARY[name as keyof typeof UNARY];
    return () => set(unary(at(a)));
  }
  if (name === 'select' && places.length === 3) return () => set(at(a) !== 0 ? at(b) : at(c));
  return () => set(operate(name, places.map(at)));
}
