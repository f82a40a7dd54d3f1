/** Random numbers that a caller hands in, in Lava's order, from a file. */
import { type Draws, DrawsError } from './rounding.ts';

const names = ['decay_x', 'decay_y', 'impulse_x', 'impulse_y', 'write'] as const;

/** Reads `{"decay_x": [...], "decay_y": [...], "impulse_x": [...], "impulse_y": [...], "write": [...]}`. Throws `DrawsError`. */
export function readDraws(text: string): Draws {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DrawsError(`A file of draws is JSON with the lists ${names.join(', ')}; this is not JSON.`);
  }
  if (typeof value !== 'object' || value === null)
    throw new DrawsError(`A file of draws is an object with the lists ${names.join(', ')}.`);
  const lists = value as Readonly<Record<string, unknown>>;
  const draws = names.map((name) => [name, readList(name, lists[name])] as const);
  return Object.fromEntries(draws) as unknown as Draws;
}

function readList(name: (typeof names)[number], list: unknown): readonly number[] {
  if (!Array.isArray(list)) throw new DrawsError(`The draws have no list "${name}".`);
  const whole = name.startsWith('impulse');
  const limit = whole ? 128 : 1;
  const bad = list.findIndex(
    (draw: unknown) =>
      typeof draw !== 'number' || !(draw >= 0 && draw < limit) || (whole && !Number.isInteger(draw)),
  );
  if (bad < 0) return list as number[];
  const expected = whole ? 'whole numbers from 0 to 127' : 'numbers from 0 to below 1';
  throw new DrawsError(
    `"${name}" holds ${expected}; number ${bad + 1} is ${JSON.stringify(list[bad]).slice(0, 40)}.`,
  );
}
