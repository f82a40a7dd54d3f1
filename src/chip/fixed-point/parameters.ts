import { Store } from '../../engine/reference/store.ts';
import { compileNode, type Environment } from '../../language/interpret.ts';
import type { Builtin, Node } from '../../language/ir.ts';
import { some } from '../../language/visit.ts';
import type { CompiledPopulation, CompiledProjection } from '../../network/compiled.ts';
import { NetworkError } from '../../network/error.ts';

type Owner = CompiledPopulation | CompiledProjection;

/** A number for each element, or one for all. */
export type Each = (k: number) => number;

/** The values of a population's or projection's parameters, and expressions of them, element by element. */
export class Parameters {
  readonly store: Store;

  constructor(
    readonly owner: Owner,
    size: number,
    private readonly dt: number,
  ) {
    const name = 'name' in owner ? `population ${owner.name}` : `projection ${owner.index}`;
    this.store = new Store(name, size, owner.state, owner.constants);
  }

  /** What an expression of parameters gives for element k. `read` answers for what is no parameter. */
  reader(
    node: Node,
    read?: (name: string) => Each | undefined,
    builtin?: (name: Builtin) => Each | undefined,
  ): Each {
    let element = 0;
    const environment: Environment = {
      read: ({ name }) => {
        const other = read?.(name);
        if (other) return () => other(element);
        const cell = this.store.cell(name);
        return () => cell.values[cell.stride * element] as number;
      },
      builtin: (name) => {
        const other = builtin?.(name);
        return other ? () => other(element) : () => this.#builtin(name, element);
      },
    };
    const value = compileNode(node, environment);
    return (k) => {
      element = k;
      return value();
    };
  }

  /** An expression of parameters for all elements. */
  column(node: Node): Float64Array {
    const read = this.reader(node);
    const { size } = this.store;
    return this.#uniform(node)
      ? new Float64Array(size).fill(read(0))
      : Float64Array.from({ length: size }, (_, k) => read(k));
  }

  /** A parameter by this name says how many bits there are; absent: as many as there can be. */
  bits(name: string, most: number): number {
    const value = this.store.cells.get(name)?.values[0] ?? most;
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    const { owner } = this;
    const path = 'name' in owner ? `populations.${owner.name}` : `projections.${owner.index}`;
    throw new NetworkError(
      `${path}.parameters.${name}`,
      `on the chip ${name} is a whole number from 1 to ${most}, not ${value}.`,
    );
  }

  /** Whether an expression has one value for all elements. */
  #uniform(node: Node): boolean {
    return !some(
      node,
      (part) =>
        (part.kind === 'slot' && this.store.cell(part.slot.name).stride === 1) ||
        (part.kind === 'builtin' && part.name !== 'dt' && part.name !== 'N'),
    );
  }

  #builtin(name: Builtin, k: number): number {
    if (name === 'dt') return this.dt;
    if (name === 'N') return this.store.size;
    if (name === 'not_refractory') return 1;
    const { owner } = this;
    if (!('name' in owner)) return ((name === 'i' ? owner.sources : owner.targets)[k] as number) ?? 0;
    return k;
  }
}
