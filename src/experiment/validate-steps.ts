import type { ConvergenceView, Figure, SamplesView, Sweep } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { sameDimension, unitQuantity } from './quantities.ts';
import { closedForm } from './reference.ts';
import { resolveNetwork } from './resolve.ts';

/** Throws where a sweep of runs asks for what one run after another cannot give, or sets what leads nowhere. */
export function checkRuns(figure: Figure, sweep: Sweep, ends: ArrayLike<number>): void {
  if (!figure.network.populations[sweep.population])
    throw new RangeError(`no population ${sweep.population}.`);
  for (const name of ['trials', 'fan'] as const)
    if (sweep[name] !== undefined) throw new RangeError(`a sweep of runs has no ${name}.`);
  for (const end of Array.from(ends)) resolveNetwork(figure, { [sweep.parameter]: end });
}

/** Samples over their closed form, and errors on logarithmic axes. */
export function checkSteps(
  figure: Figure,
  view: SamplesView | ConvergenceView,
  place: string,
  say: Say,
  attempt: Attempt,
  isRecorded: (of: string) => boolean,
): void {
  attempt(place, () => unitQuantity(view.unit));
  say(place, !(view.range[0] < view.range[1]), 'the range of its axis is empty.');
  if (view.kind === 'samples') {
    attempt(place, () => closedForm(figure, view.reference));
    for (const { of } of view.panels) say(place, !isRecorded(of), `${of} is not recorded.`);
    return;
  }
  say(place, !(view.range[0] > 0), 'a logarithmic axis begins above 0.');
  const find = (wanted: string) => figure.parameters.find(({ name }) => name === wanted);
  const swept = new Set(view.sweeps.map(({ sweep }) => figure.sweeps?.[sweep]?.parameter));
  const parameter = find([...swept][0] ?? '');
  say(place, swept.size !== 1, 'its sweeps are not of one parameter.');
  say(place, parameter?.scale !== 'log', 'the parameter that it sweeps has no log scale.');
  for (const limit of view.limits ?? []) {
    const { dimension } = unitQuantity(find(limit.parameter)?.unit);
    const wanted = unitQuantity(parameter?.unit).dimension;
    say(place, !sameDimension(dimension, wanted), `${limit.parameter} is no value of the swept parameter.`);
  }
}
