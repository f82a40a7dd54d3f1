import { formatDimension } from '../language/dimension.ts';
import type { Figure, Measure, SynapsesView, TrainsView } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { sameDimension, seconds, unitQuantity } from './quantities.ts';
import { closedForm, namesOver } from './reference.ts';

/** Both axes are recorded variables of the projection, and the closed form is one over the first in the unit of the second. */
export function checkSynapses(
  figure: Figure,
  { projection, x, y, curves = [], knots = [], breaks }: SynapsesView,
  place: string,
  say: Say,
  attempt: Attempt,
  isRecorded: (of: string) => boolean,
): void {
  for (const { variable, unit, range } of [x, y]) {
    say(
      place,
      !isRecorded(`${projection}.${variable}`),
      `projection ${projection} does not record ${variable}.`,
    );
    attempt(place, () => unitQuantity(unit));
    say(place, !(range[0] < range[1]), `the range of ${variable} is empty.`);
  }
  say(
    place,
    breaks !== undefined && !(breaks > x.range[0] && breaks < x.range[1]),
    'the closed form breaks outside the axis.',
  );
  for (const { parameter, at } of knots) {
    const found = figure.parameters.find(({ name }) => name === parameter);
    say(
      place,
      found?.unit !== y.unit || !found,
      `${parameter} is no parameter in the unit of ${y.variable}.`,
    );
    say(place, !(at >= x.range[0] && at <= x.range[1]), `the point of ${parameter} lies outside the axis.`);
  }
  for (const { form } of curves)
    attempt(place, () => {
      const over = { name: x.variable, unit: x.unit };
      const { dimension } = closedForm(figure, form, 'reference', namesOver(over));
      if (!sameDimension(dimension, unitQuantity(y.unit).dimension))
        throw new RangeError(
          `the closed form is in ${formatDimension(dimension)}, not in that of ${y.variable}.`,
        );
    });
}

/** Trains are of known populations, and what is placed on them are times in ms that end with the view's window. */
export function checkTrains(
  figure: Figure,
  { trains, window }: TrainsView,
  place: string,
  say: Say,
  knows: (population: string) => void,
): void {
  for (const { population, placed } of trains) {
    knows(population);
    for (const name of placed) {
      const found = figure.parameters.find((parameter) => parameter.name === name);
      const fits = found?.unit === 'ms' && Math.abs(found.maximum * 1e-3 - seconds(window, 'window')) < 1e-9;
      say(place, !fits, `${name} is no time in ms up to the end of the window.`);
    }
  }
}

/** Both sides of a sum over pairs are known populations, and what it names of the table is there. */
export function checkPairs(
  { network, parameters }: Figure,
  { pre, post, gain, loss, area }: Extract<Measure, { readonly kind: 'pair sum' }>,
  place: string,
  say: Say,
  attempt: Attempt,
): void {
  for (const name of [pre, post]) say(place, !network.populations[name], `no population ${name}.`);
  const names = [gain.amplitude, gain.time, loss.amplitude, loss.time, ...(area ? [area.toggle] : [])];
  for (const wanted of names)
    say(place, !parameters.some(({ name }) => name === wanted), `no parameter ${wanted}.`);
  if (area) attempt(place, () => seconds(area.time, 'area'));
}
