/**
 * The plain interpreter: nodes and statements become closures over a tape of 64-bit numbers, one place a node, so
 * that a shared node is worked out once. The reference engine, values of the network file and hoisted uniforms are
 * computed with it. No code is generated: it runs under the strictest content security policy.
 */
import type { Builtin, LinearSystem, Node, Operation, Owner, Slot, Statement } from './ir.ts';
import { BINARY, fold, operate, UNARY } from './operations.ts';

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
  const { values, place, run } = createTape(environment);
  const k = place(node);
  return () => {
    run();
    return values[k] as number;
  };
}

/** A closure that runs statements in order; a read sees what an earlier statement stored. */
export function compileStatements(statements: readonly Statement[], environment: Environment): Step {
  const { values, steps, locals, place, forget, run } = createTape(environment);
  for (const { value, ...target } of statements) {
    const k = place(value);
    if (target.kind === 'let') {
      locals.set(target.name, k);
    } else {
      const write = known(environment.write, 'stores').call(environment, target.slot);
      steps.push(() => write(values[k] as number));
    }
    // Reads before a store, or of a local given anew, are not reads after it, though their objects may be shared.
    forget(target);
  }
  return run;
}

function known<T>(member: T | undefined, what: string): T {
  if (member === undefined) throw new EvaluationError(`Nothing is known here of ${what}.`);
  return member;
}

/** The value of constants under operations, as the simplifier works it out. */
function folded(node: Node): number | undefined {
  if (node.kind === 'constant') return node.value;
  if (node.kind !== 'apply') return undefined;
  const args: number[] = [];
  for (const argument of node.arguments) {
    const value = folded(argument);
    if (value === undefined) return undefined;
    args.push(value);
  }
  return fold(node.operation, args);
}

function createTape(environment: Environment) {
  const values: number[] = [];
  const steps: Step[] = [];
  const locals = new Map<string, number>();
  const everSet = new Set<string>();
  let places = new Map<Node, number>();

  function place(node: Node): number {
    const found = places.get(node);
    if (found !== undefined) return found;
    const k = node.kind === 'local' ? known(locals.get(node.name), `the local ${node.name}`) : compute(node);
    places.set(node, k);
    return k;
  }

  function compute(node: Exclude<Node, { kind: 'local' }>): number {
    if (node.kind === 'constant') return values.push(node.value) - 1;
    const fixed = folded(node);
    if (fixed !== undefined) return values.push(fixed) - 1;
    // What it reads comes first on the tape.
    const args = node.kind === 'apply' ? node.arguments.map(place) : [];
    const read = node.kind === 'apply' ? undefined : leaf(node);
    const k = values.push(0) - 1;
    if (node.kind === 'apply') steps.push(operation(values, k, node.operation, args));
    else if (read)
      steps.push(() => {
        values[k] = read();
      });
    return k;
  }

  function leaf(node: Exclude<Node, { kind: 'apply' | 'local' | 'constant' }>): Read {
    switch (node.kind) {
      case 'slot':
        return environment.read(node.slot);
      case 'builtin':
        return known(environment.builtin, node.name).call(environment, node.name, node.owner);
      case 'draw':
        return known(environment.draw, 'random numbers').call(environment, node);
      case 'propagator': {
        const { system, part, row, column } = node;
        return known(environment.propagator, 'propagators').call(environment, system, part, row, column);
      }
      case 'array': {
        const read = known(environment.array, `the array ${node.name}`).call(environment, node.name);
        const time = place(node.time);
        const column = node.column ? place(node.column) : undefined;
        return () => read(values[time] as number, column === undefined ? 0 : (values[column] as number));
      }
    }
  }

  function forget(target: { readonly kind: 'let' | 'store'; readonly name?: string }): void {
    const { kind, name = '' } = target;
    if (kind === 'store' || everSet.has(name)) places = new Map();
    if (kind === 'let') everSet.add(name);
  }

  const run = () => {
    for (let k = 0; k < steps.length; k++) (steps[k] as Step)();
  };
  return { values, steps, locals, place, forget, run };
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
