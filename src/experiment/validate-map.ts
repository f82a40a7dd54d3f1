import type { Figure } from './figure.ts';
import { mapBase, mapChanges, mapTimes } from './network-map.ts';
import type { Attempt, Say } from './problems.ts';
import { completeValues } from './quantities.ts';

/** What is wrong with a figure's map of networks. */
export function checkMap(figure: Figure, say: Say, attempt: Attempt): void {
  const { map } = figure;
  if (!map) return;
  const { columns, rows } = map;
  say('map', !(columns > 0 && rows > 0), 'needs columns and rows.');
  for (const { measure, range, levels } of map.measures) {
    say('map', !figure.measures?.[measure], `no measure ${measure}.`);
    say('map', !(range[0] < range[1]), `the range of ${measure} is empty.`);
    const theory = figure.measures?.[measure]?.selfConsistent;
    say('map', levels !== undefined && !theory, `${measure} has levels but no self-consistent rate.`);
  }
  attempt('map', () => {
    const { duration, settle } = mapTimes(map);
    say('map', settle >= duration, 'settle must be shorter than duration.');
    const base = mapBase(map, completeValues(figure, {}));
    mapChanges(figure, map, base, {}, { column: columns - 1, row: rows - 1 });
  });
}
