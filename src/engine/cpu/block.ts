/** Statements of one element as terms: what to store where once all of them are worked out. */
import type { Owner, Statement } from '../../language/ir.ts';
import { Lowering } from '../../language/wasm/lower.ts';
import type { Code } from '../../language/wasm/module.ts';
import type { Emission, Term } from '../../language/wasm/term.ts';
import { KernelLeaves, placeOf, type Scene } from './leaves.ts';

export interface Store {
  readonly owner: Owner;
  readonly name: string;
  readonly value: Term;
}

/** Walks through statements; `stores` then holds the last value of each slot that they write. */
export class BlockBuilder {
  readonly leaves: KernelLeaves;
  readonly lowering: Lowering;
  private readonly pending = new Map<string, Store>();

  constructor(readonly scene: Scene) {
    this.leaves = new KernelLeaves(scene);
    this.lowering = new Lowering(scene.lane, this.leaves);
  }

  add(statement: Statement): void {
    const { leaves, lowering } = this;
    if (statement.kind === 'let') {
      if (statement.value.type === 'boolean')
        leaves.truths.set(statement.name, lowering.truth(statement.value));
      else leaves.values.set(`local.${statement.name}`, lowering.value(statement.value));
      return;
    }
    const { owner, name } = statement.slot;
    const value = lowering.value(statement.value);
    this.pending.set(`${owner}.${name}`, { owner, name, value });
    leaves.values.set(`${owner}.${name}`, value);
    lowering.refresh();
  }

  get stores(): readonly Store[] {
    return [...this.pending.values()];
  }

  /** After stores have been emitted: values are read from memory again. */
  flushed(): void {
    for (const key of this.pending.keys()) this.leaves.values.delete(key);
    this.pending.clear();
    this.lowering.refresh();
  }
}

/** Works out all values, then writes them: none of them sees another's new value in memory. */
export function emitStores(code: Code, emission: Emission, scene: Scene, stores: readonly Store[]): void {
  for (const { value } of stores) emission.hold(value);
  const { lane } = scene;
  for (const { owner, name, value } of stores) {
    const place = placeOf(scene, owner, name);
    const address = place?.storage.arrays.get(name);
    if (!place || address === undefined) throw new Error(`${name} is written but has no place.`);
    emission.push(place.offset);
    emission.push(value);
    code.at(lane.vector ? 'v128.store' : `${lane.precision}.store`, address);
  }
}

/** What has to be announced for `emitStores`. */
export function storeRoots(scene: Scene, stores: readonly Store[]): Term[] {
  return stores.flatMap(({ owner, name, value }) => {
    const offset = placeOf(scene, owner, name)?.offset;
    return offset ? [offset, value, value] : [value];
  });
}
