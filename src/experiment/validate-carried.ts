import type { CarriedView, Figure, LocalityView } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { seconds } from './quantities.ts';

/** Rules are recorded weights, and the numbers of the rule, of cores and of hops are parameters without a unit. */
export function checkRules(
  { parameters }: Figure,
  names: { readonly chosen: string; readonly cores: string; readonly hops: string },
  rules: readonly string[],
  place: string,
  say: Say,
  isRecorded: (of: string) => boolean,
): void {
  for (const of of rules) say(place, !isRecorded(of), `${of} is not recorded.`);
  for (const name of [names.chosen, names.cores, names.hops]) {
    const found = parameters.find((parameter) => parameter.name === name);
    say(place, !found || found.unit !== undefined, `${name} is no parameter without a unit.`);
  }
  const most = parameters.find(({ name }) => name === names.chosen)?.maximum;
  say(place, most !== rules.length, `${names.chosen} counts ${rules.length} rules.`);
}

/** The rules can be chosen, and every place is a population. */
export function checkCarried(
  figure: Figure,
  view: LocalityView | CarriedView,
  place: string,
  say: Say,
  attempt: Attempt,
  isRecorded: (of: string) => boolean,
): void {
  const weights = view.rules.map(({ of }) => of);
  checkRules(figure, view, weights, place, say, isRecorded);
  if (view.kind !== 'locality') return;
  attempt(place, () => seconds(view.travel, 'travel'));
  for (const { population } of view.places)
    say(place, !figure.network.populations[population], `no population ${population}.`);
}
