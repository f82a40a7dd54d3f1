import { nice } from 'd3-array';

/** The range where it holds both ends of the data, or there are none (`low` above `high`); else a wider one with round ends. */
export function extended(
  [from, to]: readonly [number, number],
  low: number,
  high: number,
): readonly [number, number] {
  if (low > high || (low >= from && high <= to)) return [from, to];
  const [bottom, top] = nice(Math.min(from, low), Math.max(to, high), 6);
  return [bottom, top];
}
