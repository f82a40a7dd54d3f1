/** From so many expected successes on a table of gaps pays. */
const MANY = 100_000;
const BUCKETS = 1 << 14;

/**
 * Walks through `total` independent trials of probability p and calls `hit` with the number of each success. The gaps
 * between successes are geometric: P(gap >= k) = q^k with q = 1 - p. The largest k with q^k >= u is found by squaring,
 * not by a logarithm, so that the same seed gives the same network on every machine.
 */
export function eachSuccess(
  p: number,
  total: number,
  uniform: () => number,
  hit: (trial: number) => void,
): void {
  if (p <= 0) return;
  const powers: number[] = [];
  for (let q = 1 - p; powers.length === 0 || (2 ** powers.length <= total && q > 2 ** -53); q *= q)
    powers.push(q);
  powers.push((powers.at(-1) ?? 0) ** 2);
  const search = (u: number): number => {
    let reached = 1;
    let gap = 0;
    for (let m = powers.length - 1; m >= 0; m--) {
      const next = reached * (powers[m] as number);
      if (next >= u) {
        reached = next;
        gap += 2 ** m;
      }
    }
    return gap;
  };
  const gapOf = p * total < MANY ? search : tabulated(search);
  let trial = -1;
  while (true) {
    trial += gapOf(uniform()) + 1;
    if (trial >= total) return;
    hit(trial);
  }
}

/**
 * The same numbers as `search`, which never rises: where it gives the same at both ends of a bucket of (0, 1], it gives
 * that within.
 */
function tabulated(search: (u: number) => number): (u: number) => number {
  const gaps = new Int32Array(BUCKETS + 1).fill(-1);
  let lower = search(0);
  for (let k = 0; k < BUCKETS; k++) {
    const upper = search((k + 1) / BUCKETS);
    if (lower === upper && upper < 2 ** 31) gaps[k] = upper;
    lower = upper;
  }
  return (u) => {
    const known = gaps[(u * BUCKETS) | 0] as number;
    return known >= 0 ? known : search(u);
  };
}

/**
 * `count` different whole numbers below `total`, each set of them equally likely (Floyd's algorithm: Bentley and Floyd
 * 1987), in ascending order.
 */
export function sample(count: number, total: number, uniform: () => number): number[] {
  const chosen = new Set<number>();
  for (let k = total - count; k < total; k++) {
    const candidate = Math.min(k, Math.floor((1 - uniform()) * (k + 1)));
    chosen.add(chosen.has(candidate) ? k : candidate);
  }
  return [...chosen].sort((a, b) => a - b);
}
