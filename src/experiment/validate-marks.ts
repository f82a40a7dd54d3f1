import type { Figure, TracesView } from './figure.ts';
import type { Say } from './problems.ts';
import { jumpsAtSpike } from './resets.ts';

/** Spikes are drawn as marks to full height only where a reset cuts them: elsewhere the peak is simulated. */
export function checkMarks(
  figure: Figure,
  { spikes, lines }: TracesView['panels'][number],
  place: string,
  say: Say,
): void {
  if (spikes === undefined) return;
  say(place, !figure.network.populations[spikes], `no population ${spikes}.`);
  const variable = lines[0]?.of.split('.')[1] ?? '';
  say(place, !jumpsAtSpike(figure, spikes, variable), `no reset of ${spikes} sets ${variable} at a spike.`);
}
