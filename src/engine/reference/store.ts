import type { Values } from '../../network/compiled.ts';

/** A variable or constant as the reference keeps it: `values[stride * k]` is element k's. */
export interface Cell {
  values: Float64Array;
  /** 0 where all elements share one value. */
  stride: 0 | 1;
}

/** The variables and constants of a population or a projection, by name. */
export class Store {
  readonly cells: ReadonlyMap<string, Cell>;

  constructor(
    /** For messages: `population E`. */
    readonly owner: string,
    readonly size: number,
    state: ReadonlyMap<string, Values>,
    readonly constants: ReadonlyMap<string, number>,
    /** Cells of other stores that are known here by these names. */
    linked: ReadonlyMap<string, Cell> = new Map(),
  ) {
    const cells = new Map<string, Cell>();
    for (const [name, values] of [...constants, ...state])
      cells.set(
        name,
        typeof values === 'number'
          ? { values: Float64Array.of(values), stride: 0 }
          : { values: values.slice(), stride: values.length === 1 ? 0 : 1 },
      );
    for (const [name, cell] of linked) cells.set(name, cell);
    this.cells = cells;
  }

  /** Throws `RangeError` for a name that is not there. */
  cell(name: string): Cell {
    const cell = this.cells.get(name);
    if (!cell) throw new RangeError(`There is no ${name} in ${this.owner}.`);
    return cell;
  }

  /** Sets all elements: one value, or a list with one for each. Throws `RangeError` where that does not fit. */
  set(name: string, value: number | ArrayLike<number>): void {
    const cell = this.cell(name);
    if (typeof value === 'number') {
      cell.values.fill(value);
      return;
    }
    if (value.length === 1) {
      cell.values.fill(value[0] as number);
      return;
    }
    if (value.length !== this.size || this.constants.has(name))
      throw new RangeError(
        `${name} of ${this.owner} takes ${this.constants.has(name) ? 'one value' : `${this.size} values`}, not ${value.length}.`,
      );
    cell.values = Float64Array.from(value);
    cell.stride = 1;
  }
}
