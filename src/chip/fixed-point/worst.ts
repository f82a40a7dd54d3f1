import { relativeError } from '../../engine/integers.ts';

/** The place where two lists differ most, relatively. */
export function worst(wanted: ArrayLike<number>, got: (k: number) => number): number {
  let place = 0;
  let largest = -1;
  for (let k = 0; k < wanted.length; k++) {
    const error = Math.abs(relativeError({ wanted: wanted[k] as number, got: got(k) }));
    if (error > largest) [place, largest] = [k, error];
  }
  return place;
}
