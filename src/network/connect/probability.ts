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
  let trial = -1;
  while (true) {
    const u = uniform();
    let reached = 1;
    let gap = 0;
    for (let m = powers.length - 1; m >= 0; m--) {
      const next = reached * (powers[m] as number);
      if (next >= u) {
        reached = next;
        gap += 2 ** m;
      }
    }
    trial += gap + 1;
    if (trial >= total) return;
    hit(trial);
  }
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
