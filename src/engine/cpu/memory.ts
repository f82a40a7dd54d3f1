/** Typed views of the kernel's memory, and what is written to it before the first step. */

import type { CompiledNetwork, Values } from '../../network/compiled.ts';
import type { Layout, PopulationLayout, ProjectionLayout, Storage } from './layout.ts';
import { writeRoutes } from './routes.ts';

export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly bytes: Uint8Array;
  private readonly u16: Uint16Array;
  private readonly i32: Int32Array;
  private readonly u32: Uint32Array;
  private readonly i64: BigInt64Array;
  private readonly f32: Float32Array;
  private readonly f64: Float64Array;

  constructor(readonly layout: Layout) {
    const pages = Math.ceil(layout.bytes / 65536);
    try {
      this.memory = new WebAssembly.Memory({ initial: pages });
    } catch {
      throw new RangeError(
        `The network needs ${Math.ceil(layout.bytes / 2 ** 20)} MB, which this machine does not give.`,
      );
    }
    const { buffer } = this.memory;
    this.bytes = new Uint8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.i64 = new BigInt64Array(buffer);
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
  }

  get step(): number {
    return Number(this.i64[this.layout.step / 8]);
  }

  set step(step: number) {
    this.i64[this.layout.step / 8] = BigInt(step);
    this.f64[this.layout.time / 8] = step * this.layout.network.dt;
  }

  cell(address: number): number {
    return this.i32[address >> 2] as number;
  }

  setCell(address: number, value: number): void {
    this.i32[address >> 2] = value;
  }

  uniform(address: number): number {
    return this.f64[address / 8] as number;
  }

  setUniform(address: number, value: number): void {
    this.f64[address / 8] = value;
  }

  words(address: number, count: number): Uint32Array {
    return this.u32.subarray(address / 4, address / 4 + count);
  }

  shorts(address: number, count: number): Uint16Array {
    return this.u16.subarray(address / 2, address / 2 + count);
  }

  doubles(address: number, count: number): Float64Array {
    return this.f64.subarray(address / 8, address / 8 + count);
  }

  /** Numbers of the kernel's precision. */
  floats(address: number, count: number): Float32Array | Float64Array {
    return this.layout.precision === 'f32'
      ? this.f32.subarray(address / 4, address / 4 + count)
      : this.doubles(address, count);
  }

  /** Integers as wide as the floats. */
  integers(address: number, count: number): Int32Array | BigInt64Array {
    return this.layout.precision === 'f32'
      ? this.i32.subarray(address / 4, address / 4 + count)
      : this.i64.subarray(address / 8, address / 8 + count);
  }

  /** One number for all, or a copy of the array in the kernel's order. */
  read(storage: Storage, name: string): number | Float64Array | undefined {
    const uniform = storage.uniforms.get(name);
    if (uniform !== undefined) return this.uniform(uniform);
    const array = storage.arrays.get(name);
    if (array !== undefined) return Float64Array.from(this.floats(array, storage.size));
    const linked = storage.links.get(name);
    return linked === undefined ? undefined : this.floats(linked, 1)[0];
  }

  /** Padding lanes take the last element's value, so that they compute what is computed anyway. */
  write(storage: Storage, name: string, values: Values, order?: Uint32Array): void {
    const uniform = storage.uniforms.get(name);
    if (uniform !== undefined) {
      if (typeof values === 'number') this.setUniform(uniform, values);
      return;
    }
    const array = storage.arrays.get(name);
    if (array === undefined) return;
    const view = this.floats(array, storage.padded);
    if (typeof values === 'number') view.fill(values);
    else if (order) for (let k = 0; k < order.length; k++) view[k] = values[order[k] as number] as number;
    else view.set(values);
    this.pad(storage, array);
  }

  pad(storage: Storage, array: number): void {
    if (storage.size === storage.padded || storage.size === 0) return;
    const view = this.floats(array, storage.padded);
    view.fill(view[storage.size - 1] as number, storage.size);
  }

  /** Connectivity, given spikes, recorded arrays: what never changes. */
  writeFixed(): void {
    const { layout } = this;
    layout.populations.forEach((population) => {
      this.writePopulation(population);
    });
    layout.projections.forEach((projection) => {
      this.writeProjection(projection, layout.network);
    });
    for (const [name, { address, rowBytes }] of layout.arrays) {
      const array = layout.network.arrays.get(name);
      if (!array) continue;
      const { rows, columns, values } = array;
      for (let row = 0; row < rows; row++) {
        this.floats(address + row * rowBytes, columns).set(
          values.subarray(row * columns, (row + 1) * columns),
        );
      }
    }
  }

  private writePopulation({ shape, given, probes }: PopulationLayout): void {
    if (given && shape.spikes) {
      this.words(given.steps, given.count).set(shape.spikes.steps);
      this.words(given.indices, given.count).set(shape.spikes.indices);
    }
    probes.forEach((probe, k) => {
      this.words(probe.indices, probe.count).set(shape.probes[k]?.indices ?? []);
    });
  }

  private writeProjection(projection: ProjectionLayout, network: CompiledNetwork): void {
    const { shape, order, targetBytes } = projection;
    const { targets, offsets } = shape;
    const count = targets.length;
    this.words(projection.offsets, offsets.length).set(offsets);
    const ordered = order
      ? (list: Uint32Array) => order.map((k) => list[k] as number)
      : (list: Uint32Array) => list;
    const inside = ordered(targets);
    if (targetBytes === 2) this.shorts(projection.targets, count).set(inside);
    else this.words(projection.targets, count).set(inside);
    if (projection.sources !== undefined) this.words(projection.sources, count).set(ordered(shape.sources));
    const places = order && inverse(order);
    if (projection.probes.length > 0) {
      for (const { indices, count: columns, probe } of projection.probes) {
        const wanted = shape.probes[probe]?.indices ?? new Uint32Array(0);
        this.words(indices, columns).set(places ? wanted.map((k) => places[k] as number) : wanted);
      }
    }
    if (projection.numbers !== undefined && order) this.words(projection.numbers, count).set(order);
    writeRoutes(this, projection.routes, shape, network.populations[shape.to]?.size ?? 0, places);
  }
}

/** Where each number of the file stands in the kernel's order. */
function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((number, place) => {
    places[number] = place;
  });
  return places;
}
