import type { Figure, NetworkMap } from './figure.ts';
import { resolveEdited } from './method.ts';
import { type ParameterValues, seconds } from './quantities.ts';
import { type Edits, type LiveChange, liveTargets } from './resolve.ts';

/** One run: where it stands among the finest cells, and how many a side its number stands for until finer ones are there. */
export interface MapCell {
  readonly column: number;
  readonly row: number;
  readonly stride: number;
}

/**
 * All runs of a map, coarse first, row by row from the lower left corner: each pass has three times as many a side as the
 * last, and those that a coarser pass made stand in the middle of their block and are not made again.
 */
export function mapPasses({ columns, rows }: Pick<NetworkMap, 'columns' | 'rows'>): MapCell[][] {
  const strides = [9, 3, 1].filter((stride) => columns % stride === 0 && rows % stride === 0);
  const done = new Set<number>();
  return strides.map((stride) => {
    const cells: MapCell[] = [];
    const middle = (stride - 1) / 2;
    for (let row = middle; row < rows; row += stride)
      for (let column = middle; column < columns; column += stride) {
        const place = row * columns + column;
        if (!done.has(place)) cells.push({ column, row, stride });
        done.add(place);
      }
    return cells;
  });
}

/** The finest cells that a run stands for, as places row by row from the lower left corner. */
export function mapBlock(
  { columns }: Pick<NetworkMap, 'columns'>,
  { column, row, stride }: MapCell,
): number[] {
  const middle = (stride - 1) / 2;
  return Array.from(
    { length: stride * stride },
    (_, k) => (row - middle + Math.floor(k / stride)) * columns + column - middle + (k % stride),
  );
}

export function mapTimes({ duration, settle }: NetworkMap): {
  readonly duration: number;
  readonly settle: number;
} {
  return {
    duration: seconds(duration, 'map.duration'),
    settle: settle === undefined ? 0 : seconds(settle, 'map.settle'),
  };
}

/** The table's values in the network that the map runs, but for its two: those are at the lower left corner. */
export function mapBase(map: NetworkMap, values: ParameterValues): Record<string, number> {
  return {
    ...values,
    ...map.values,
    [map.x.parameter]: map.x.from,
    [map.y.parameter]: map.y.from,
  };
}

/**
 * What takes the network from the lower left corner to the middle of a cell while it runs. Throws `RangeError` where a
 * parameter of the map changes more than that.
 */
export function mapChanges(
  figure: Figure,
  map: NetworkMap,
  base: ParameterValues,
  edits: Edits,
  cell: Pick<MapCell, 'column' | 'row'>,
): readonly LiveChange[] {
  const along = ({ from, to }: NetworkMap['x'], k: number, n: number) => from + ((to - from) * (k + 0.5)) / n;
  const values = {
    ...base,
    [map.x.parameter]: along(map.x, cell.column, map.columns),
    [map.y.parameter]: along(map.y, cell.row, map.rows),
  };
  const change = liveTargets(figure, base, values, edits);
  if (change.kind === 'rebuild')
    throw new RangeError(`a map cannot change ${change.path}: that makes another network.`);
  return change.changes;
}

/** What a map depends on: everything but where the table stands in the two parameters that it spans. */
export function mapKey(figure: Figure, map: NetworkMap, values: ParameterValues, edits: Edits): string {
  return JSON.stringify(resolveEdited(figure, mapBase(map, values), edits));
}
