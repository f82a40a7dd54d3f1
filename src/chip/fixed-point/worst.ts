import { relativeError } from '../../engine/integers.ts';

/** The place where two lists differ most, relatively; or, with `absolute`, as they are: small weights may be lost. */
export function worst(wanted: ArrayLike<number>, got: (k: number) => number, absolute = false): number {
  let place = 0;
  let largest = -1;
  for (let k = 0; k < wanted.length; k++) {
    const pair = { wanted: wanted[k] as number, got: got(k) };
    const error = Math.abs(absolute ? pair.got - pair.wanted : relativeError(pair));
    if (error > largest) [place, largest] = [k, error];
  }
  return place;
}
