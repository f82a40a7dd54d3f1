import { type Architecture, coresOf } from './architecture.ts';
import { Draws } from './draws.ts';
import { distanceOf, type Flow } from './traffic.ts';

/** Slots in the order of a Hilbert curve over the tiles: cores that follow one another lie side by side. */
export function hilbertSlots({ mesh }: Architecture): Uint16Array {
  const { width, height, coresPerTile } = mesh;
  let side = 1;
  while (side < Math.max(width, height)) side *= 2;
  const slots = new Uint16Array(width * height * coresPerTile);
  let next = 0;
  for (let k = 0; k < side * side; k++) {
    // The first half of the curve fills a half of the square: turned so that a mesh of 2 by 1 squares is that half.
    const [along, across] = hilbertPoint(side, k);
    const [x, y] = width > height ? [across, along] : [along, across];
    if (x >= width || y >= height) continue;
    for (let core = 0; core < coresPerTile; core++) slots[next++] = (x * height + y) * coresPerTile + core;
  }
  return slots;
}

/** Point k of the Hilbert curve through a square (Hilbert 1891; the turning of its quarters, from small to large). */
function hilbertPoint(side: number, k: number): [number, number] {
  let [x, y, rest] = [0, 0, k];
  for (let size = 1; size < side; size *= 2) {
    const right = (rest >> 1) & 1;
    const up = (rest ^ right) & 1;
    if (up === 0) {
      if (right === 1) [x, y] = [size - 1 - x, size - 1 - y];
      [x, y] = [y, x];
    }
    x += size * right;
    y += size * up;
    rest >>= 2;
  }
  return [x, y];
}

export interface AnnealOptions {
  readonly seed?: number;
  /** Exchanges that are tried. */
  readonly tries?: number;
}

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over exchanges of two slots, on the cost of the ways:
 * messages times what their hops cost. Begins at the given slots and returns the best that it met. The change of
 * an exchange is found in O(cores that the two talk to).
 */
export function anneal(
  architecture: Architecture,
  flows: readonly Flow[],
  begin: ArrayLike<number>,
  { seed = 1, tries = 150_000 }: AnnealOptions = {},
): Uint16Array {
  const slot = Uint16Array.from(begin);
  const slots = coresOf(architecture);
  if (slot.length < 1 || slots < 2 || flows.length === 0) return slot;
  const occupant = new Int32Array(slots).fill(-1);
  slot.forEach((place, core) => {
    occupant[place] = core;
  });
  const distance = distanceOf(architecture);
  const partners = neighbours(flows, slot.length);
  const change = (core: number, other: number, to: number): number => {
    if (core < 0) return 0;
    const from = slot[core] as number;
    let sum = 0;
    for (const [partner, messages] of partners[core] ?? []) {
      // Two that change places with one another stay as far apart.
      if (partner === other) continue;
      const place = slot[partner] as number;
      sum += messages * (distance(to, place) - distance(from, place));
    }
    return sum;
  };
  const draws = new Draws(seed);
  let cost = flows.reduce(
    (sum, { from, to, messages }) => sum + messages * distance(slot[from] as number, slot[to] as number),
    0,
  );
  let best = cost;
  let found = slot.slice();
  let warmth = (cost / slot.length) * 0.5;
  const cooling = 1e-4 ** (1 / tries);
  for (let k = 0; k < tries; k++) {
    warmth *= cooling;
    const core = draws.below(slot.length);
    const to = draws.below(slots);
    const from = slot[core] as number;
    if (to === from) continue;
    const other = occupant[to] as number;
    const difference = change(core, other, to) + change(other, core, from);
    if (difference > 0 && draws.unit() >= Math.exp(-difference / warmth)) continue;
    slot[core] = to;
    occupant[to] = core;
    occupant[from] = other;
    if (other >= 0) slot[other] = from;
    cost += difference;
    if (cost < best * (1 - 1e-12)) {
      best = cost;
      found = slot.slice();
    }
  }
  return found;
}

/** Of each core, those that it talks to or that talk to it, with the messages both ways. */
function neighbours(flows: readonly Flow[], cores: number): (readonly [core: number, messages: number])[][] {
  const sums = Array.from({ length: cores }, () => new Map<number, number>());
  for (const { from, to, messages } of flows)
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const)
      sums[a]?.set(b, (sums[a]?.get(b) ?? 0) + messages);
  return sums.map((each) => [...each]);
}
