import { formatDimension } from '../language/dimension.ts';
import type { Figure, SynapsesView } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { sameDimension, unitQuantity } from './quantities.ts';
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
