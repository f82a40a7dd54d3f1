import type { NetworkMap } from '../experiment/figure.ts';

/** What a map of networks is coloured by: the reader's choice, or its first. */
export function shownMeasure(
  map: NetworkMap,
  name: string | undefined,
): NetworkMap['measures'][number] | undefined {
  return map.measures.find(({ measure }) => measure === name) ?? map.measures[0];
}
