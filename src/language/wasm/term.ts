/** Expressions over WebAssembly values as a graph in which equal parts are one, and their emission into a function. */
import { type Code, memoryImmediate, signed, unsigned, type ValueKind } from './module.ts';
import { type Instruction, opcode } from './opcodes.ts';

/** How often a value changes; loops keep what changes less often than they turn out of their bodies. */
export const Rate = { constant: 0, run: 1, step: 2, source: 3, element: 4 } as const;
export type Rate = (typeof Rate)[keyof typeof Rate];

export interface Term {
  readonly id: number;
  readonly kind: ValueKind;
  readonly name: Instruction | 'const' | 'local';
  /** Opcode and immediates. */
  readonly bytes: readonly number[];
  readonly arguments: readonly Term[];
  readonly rate: Rate;
}

const scratch = new DataView(new ArrayBuffer(8));

function floatBytes(value: number, width: 4 | 8): number[] {
  if (width === 4) scratch.setFloat32(0, value, true);
  else scratch.setFloat64(0, value, true);
  return Array.from({ length: width }, (_, k) => scratch.getUint8(k));
}

/** Makes terms; asking twice for the same gives the same. All of them are free of effects. */
export class Graph {
  private readonly known = new Map<string, Term>();

  private intern(
    key: string,
    name: Term['name'],
    kind: ValueKind,
    makeBytes: () => readonly number[],
    args: readonly Term[],
    rate: Rate,
  ): Term {
    const found = this.known.get(key);
    if (found) return found;
    const term: Term = { id: this.known.size, kind, name, bytes: makeBytes(), arguments: args, rate };
    this.known.set(key, term);
    return term;
  }

  make(name: Instruction, kind: ValueKind, args: readonly Term[], immediates: readonly number[] = []): Term {
    let key: string = name;
    let rate: Rate = Rate.constant;
    for (const term of args) {
      key += `,${term.id}`;
      if (term.rate > rate) rate = term.rate;
    }
    if (immediates.length > 0) key += `;${immediates.join()}`;
    const makeBytes = () => (immediates.length > 0 ? [...opcode(name), ...immediates] : opcode(name));
    return this.intern(key, name, kind, makeBytes, args, rate);
  }

  /** A load at `address + offset`, of a value that changes at least as often as the address. */
  load(name: Instruction, kind: ValueKind, address: Term, offset: number, rate: Rate): Term {
    const own = rate > address.rate ? rate : address.rate;
    const makeBytes = () => [...opcode(name), ...memoryImmediate(offset)];
    return this.intern(`${name}@${offset},${address.id},${own}`, name, kind, makeBytes, [address], own);
  }

  local(index: number, kind: ValueKind, rate: Rate): Term {
    return this.intern(`local${index},${rate}`, 'local', kind, () => [0x20, ...unsigned(index)], [], rate);
  }

  private constant(key: string, kind: ValueKind, makeBytes: () => readonly number[]): Term {
    return this.intern(key, 'const', kind, makeBytes, [], Rate.constant);
  }

  i32(value: number): Term {
    return this.constant(`i32 ${value | 0}`, 'i32', () => [0x41, ...signed(BigInt(value | 0))]);
  }

  i64(value: bigint): Term {
    return this.constant(`i64 ${value}`, 'i64', () => [0x42, ...signed(BigInt.asIntN(64, value))]);
  }

  float(value: number, kind: 'f32' | 'f64'): Term {
    return this.constant(`${kind} ${show(value)}`, kind, () =>
      kind === 'f32' ? [0x43, ...floatBytes(value, 4)] : [0x44, ...floatBytes(value, 8)],
    );
  }

  /** The given little-endian bytes, repeated to 16. */
  vector(bytes: readonly number[]): Term {
    return this.constant(`bytes ${bytes.join()}`, 'v128', () => vectorBytes(bytes));
  }

  floatVector(value: number, width: 4 | 8): Term {
    return this.constant(`v${width} ${show(value)}`, 'v128', () => vectorBytes(floatBytes(value, width)));
  }
}

/** Tells 0 from -0. */
function show(value: number): string {
  return Object.is(value, -0) ? '-0' : `${value}`;
}

function vectorBytes(bytes: readonly number[]): number[] {
  const all = opcode('v128.const').slice();
  for (let k = 0; k < 16; k++) all.push(bytes[k % bytes.length] ?? 0);
  return all;
}

/** Emits terms into a function: what is used more than once goes into a local when it is first met. */
export class Emission {
  private readonly uses = new Map<Term, number>();
  private held = new Map<Term, number>();

  constructor(
    readonly code: Code,
    private readonly relaxed = false,
  ) {}

  /** Counts uses; every term that will be pushed has to be announced before the first push. */
  announce(roots: Iterable<Term>): void {
    for (const root of roots) {
      const count = this.uses.get(root) ?? 0;
      this.uses.set(root, count + 1);
      if (count === 0) this.announce(root.arguments);
    }
  }

  /** Leaves the value on the stack. */
  push(term: Term): void {
    const local = this.held.get(term);
    if (local !== undefined) {
      this.code.get(local);
      return;
    }
    if (!this.pushFused(term)) {
      for (const argument of term.arguments) this.push(argument);
      this.code.put(term.bytes);
    }
    if (term.arguments.length > 0 && (this.uses.get(term) ?? 0) > 1) {
      const fresh = this.code.local(term.kind);
      this.held.set(term, fresh);
      this.code.tee(fresh);
    }
  }

  /** Computes into a local now, so that it is there on every later path. */
  hold(term: Term): void {
    if (isCheap(term) || this.held.has(term)) return;
    this.push(term);
    if (this.held.has(term)) {
      this.code.put([0x1a]);
      return;
    }
    const fresh = this.code.local(term.kind);
    this.held.set(term, fresh);
    this.code.setLocal(fresh);
  }

  /** Holds the parts of the roots that change no more often than `rate`, but are read by parts that do. */
  hoist(roots: Iterable<Term>, rate: Rate): void {
    const seen = new Set<Term>();
    const visit = (term: Term): void => {
      if (seen.has(term)) return;
      seen.add(term);
      if (term.rate <= rate) this.hold(term);
      else term.arguments.forEach(visit);
    };
    for (const root of roots) visit(root);
  }

  /** What is first met inside the body may not have been computed after it. */
  branch(body: () => void): void {
    const before = new Map(this.held);
    body();
    this.held = before;
  }

  /** Forgets held values: they are read afresh from here on. */
  forget(matches: (term: Term) => boolean): void {
    for (const term of [...this.held.keys()]) if (matches(term)) this.held.delete(term);
  }

  private pushFused(term: Term): boolean {
    if (!this.relaxed) return false;
    const match = /^(f32x4|f64x2)\.(add|sub)$/.exec(term.name);
    if (!match) return false;
    const [a, b] = term.arguments as [Term, Term];
    const product = `${match[1]}.mul`;
    const free = (t: Term) => t.name === product && this.uses.get(t) === 1 && !this.held.has(t);
    const negated = match[2] === 'sub';
    const factors = free(b) ? b : !negated && free(a) ? a : undefined;
    if (!factors) return false;
    for (const factor of factors.arguments) this.push(factor);
    this.push(factors === b ? a : b);
    this.code.put(opcode(`${match[1] as 'f32x4' | 'f64x2'}.relaxed_${negated ? 'nmadd' : 'madd'}`));
    return true;
  }
}

/** Not worth a local. Vector constants are: some machines' compilers build them anew at each use. */
function isCheap({ name, kind }: Term): boolean {
  return name === 'local' || (name === 'const' && kind !== 'v128');
}
