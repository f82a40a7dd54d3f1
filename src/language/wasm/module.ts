import { type Instruction, opcode } from './opcodes.ts';

/** Writes WebAssembly modules: sections, functions, numbers in LEB128. One imported memory, no tables, no data. */
export type ValueKind = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

const KINDS: Readonly<Record<ValueKind, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return bytes;
}

export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = Number(rest & 0x7fn);
    rest >>= 7n;
    const last = (rest === 0n && (byte & 0x40) === 0) || (rest === -1n && (byte & 0x40) !== 0);
    bytes.push(last ? byte : byte | 0x80);
    if (last) return bytes;
  }
}

/** Offset immediate of a load or store; the alignment is a hint without effect on the result. */
export function memoryImmediate(offset: number): number[] {
  return [0, ...unsigned(offset)];
}

/** The body of one function under construction. */
export class Code {
  readonly bytes: number[] = [];
  private readonly locals: ValueKind[] = [];

  constructor(
    readonly parameters: readonly ValueKind[] = [],
    readonly results: readonly ValueKind[] = [],
  ) {}

  /** A new local; returns its index. */
  local(kind: ValueKind): number {
    this.locals.push(kind);
    return this.parameters.length + this.locals.length - 1;
  }

  put(bytes: Iterable<number>): void {
    for (const byte of bytes) this.bytes.push(byte);
  }

  /** An instruction without immediates. */
  op(name: Instruction): void {
    this.put(opcode(name));
  }

  /** A load or store at the address on the stack plus `offset`. */
  at(name: Instruction, offset: number): void {
    this.put(opcode(name));
    this.put(memoryImmediate(offset));
  }

  /** local + amount, left on the stack. */
  plus(local: number, amount: number): void {
    this.get(local);
    this.i32(amount);
    this.op('i32.add');
  }

  /** The i32 at a fixed address. */
  cell(address: number): void {
    this.i32(0);
    this.at('i32.load', address);
  }

  /** Copies `length` bytes: destination, source and length are on the stack. */
  copyBytes(): void {
    this.put([0xfc, 0x0a, 0, 0]);
  }

  /** memory.fill: address, byte and length are on the stack. */
  fillBytes(): void {
    this.put([0xfc, 0x0b, 0]);
  }

  get(local: number): void {
    this.put([0x20, ...unsigned(local)]);
  }

  setLocal(local: number): void {
    this.put([0x21, ...unsigned(local)]);
  }

  tee(local: number): void {
    this.put([0x22, ...unsigned(local)]);
  }

  i32(value: number): void {
    this.put([0x41, ...signed(BigInt(value | 0))]);
  }

  call(index: number): void {
    this.put([0x10, ...unsigned(index)]);
  }

  /** Runs the body while its last `continueWhile` holds. */
  loop(body: () => void, continueWhile: () => void): void {
    this.put([0x03, 0x40]);
    body();
    continueWhile();
    this.put([0x0d, 0, 0x0b]);
  }

  /** Runs the body where the i32 on the stack is not 0. */
  when(body: () => void): void {
    this.put([0x04, 0x40]);
    body();
    this.put([0x0b]);
  }

  /** while (condition) body */
  during(condition: () => void, body: () => void): void {
    condition();
    this.when(() => this.loop(body, condition));
  }

  /** for (local = 0; local < limit; local++) body, where `limit` is a local. */
  count(local: number, limit: number, body: () => void): void {
    this.i32(0);
    this.setLocal(local);
    this.during(
      () => {
        this.get(local);
        this.get(limit);
        this.op('i32.lt_u');
      },
      () => {
        body();
        this.plus(local, 1);
        this.setLocal(local);
      },
    );
  }

  encoded(): number[] {
    const groups: { kind: ValueKind; count: number }[] = [];
    for (const kind of this.locals) {
      const last = groups.at(-1);
      if (last?.kind === kind) last.count++;
      else groups.push({ kind, count: 1 });
    }
    const head = unsigned(groups.length);
    for (const { kind, count } of groups) head.push(...unsigned(count), KINDS[kind]);
    const size = unsigned(head.length + this.bytes.length + 1);
    const whole = size.concat(head);
    for (const byte of this.bytes) whole.push(byte);
    whole.push(0x0b);
    return whole;
  }
}

/** A module of functions over one imported memory, `env.memory`. */
export class Module {
  private readonly types: string[] = [];
  private readonly typeBytes: number[][] = [];
  private readonly functions: { code: Code; name: string | undefined }[] = [];

  /** Returns the function's index; a name exports it. */
  add(code: Code, name?: string): number {
    this.functions.push({ code, name });
    return this.functions.length - 1;
  }

  private typeIndex(code: Code): number {
    const key = `${code.parameters.join()}>${code.results.join()}`;
    const known = this.types.indexOf(key);
    if (known >= 0) return known;
    const list = (kinds: readonly ValueKind[]) => [kinds.length, ...kinds.map((kind) => KINDS[kind])];
    this.types.push(key);
    this.typeBytes.push([0x60, ...list(code.parameters), ...list(code.results)]);
    return this.types.length - 1;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const indices = this.functions.flatMap(({ code }) => unsigned(this.typeIndex(code)));
    const exported = this.functions.flatMap(({ name }, index) =>
      name === undefined ? [] : [{ name, index }],
    );
    const out: number[] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    const section = (id: number, count: number, content: readonly number[]) => {
      const head = unsigned(count);
      out.push(id, ...unsigned(head.length + content.length), ...head);
      for (const byte of content) out.push(byte);
    };
    section(1, this.typeBytes.length, this.typeBytes.flat());
    // From one page on, without an upper bound of its own.
    section(2, 1, [...text('env'), ...text('memory'), 0x02, 0x00, 0x01]);
    section(3, this.functions.length, indices);
    section(
      7,
      exported.length,
      exported.flatMap(({ name, index }) => [...text(name), 0, ...unsigned(index)]),
    );
    const bodies: number[] = [];
    for (const { code } of this.functions) for (const byte of code.encoded()) bodies.push(byte);
    section(10, this.functions.length, bodies);
    return Uint8Array.from(out);
  }
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
