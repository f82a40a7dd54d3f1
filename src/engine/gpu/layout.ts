import { type Cell, cellStatements } from './cell.ts';

/** Values that change along one side of an atlas only: `columns` along x, `rows` along y. SI units. */
export interface Axes {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly rows: ReadonlyMap<string, Float64Array>;
}

export const NO_AXES: Axes = { columns: new Map(), rows: new Map() };

/** Where each stored value of a cell lives on the GPU. */
export interface Layout {
  /** Written by a statement: four to a texture, read and written by every draw. */
  readonly state: readonly string[];
  /** One value for each neuron, never written: four to a texture. */
  readonly parameters: readonly string[];
  /** One value for each column or row of an atlas. */
  readonly axes: readonly { readonly name: string; readonly along: 'x' | 'y' }[];
  /** One value for all. */
  readonly uniforms: ReadonlyMap<string, number>;
}

export function layOut(cell: Cell, axes: Axes): Layout {
  const stores = new Set(
    cellStatements(cell).flatMap((statement) => (statement.kind === 'store' ? [statement.slot.name] : [])),
  );
  const state: string[] = [];
  const parameters: string[] = [];
  const uniforms = new Map<string, number>();
  const along = (name: string) => (axes.columns.has(name) ? 'x' : axes.rows.has(name) ? 'y' : undefined);
  for (const [name, values] of [...cell.constants, ...cell.state]) {
    if (stores.has(name)) state.push(name);
    else if (along(name)) continue;
    else if (typeof values === 'number') uniforms.set(name, values);
    else parameters.push(name);
  }
  const sides = [...axes.columns.keys(), ...axes.rows.keys()];
  return {
    state,
    parameters,
    axes: sides.filter((name) => !stores.has(name)).map((name) => ({ name, along: along(name) ?? 'x' })),
    uniforms,
  };
}

/** Pixels: neuron i lies at column i % width of row floor(i / width). */
export interface Grid {
  readonly width: number;
  readonly height: number;
}

/** The smallest nearly square grid with room for `size` neurons. */
export function gridFor(size: number, largestSide: number): Grid {
  const width = Math.min(largestSide, Math.max(1, Math.ceil(Math.sqrt(size))));
  return { width, height: Math.max(1, Math.ceil(size / width)) };
}

/** The initial value of a variable for every pixel. */
export function initialValues(
  cell: Pick<Cell, 'size' | 'state' | 'constants'>,
  name: string,
  axes: Axes,
  { width }: Grid,
): Float64Array {
  const column = axes.columns.get(name);
  const row = axes.rows.get(name);
  const values = cell.state.get(name) ?? cell.constants.get(name) ?? 0;
  if (!column && !row && typeof values !== 'number') return values.slice();
  return Float64Array.from({ length: cell.size }, (_, i) => {
    if (column) return column[i % width] as number;
    if (row) return row[Math.floor(i / width)] as number;
    return values as number;
  });
}
