import type { CourseView, Figure, HistogramView, RasterView } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { seconds, unitQuantity } from './quantities.ts';

/** The synapses' variable is recorded, populations are there, and times and marks are such as can be told of. */
export function checkLearning(
  { network }: Figure,
  view: HistogramView | CourseView,
  place: string,
  say: Say,
  attempt: Attempt,
  isRecorded: (of: string) => boolean,
): void {
  attempt(place, () => unitQuantity(view.unit));
  if (view.kind === 'histogram') {
    const { projection, variable, range, bins } = view;
    say(
      place,
      !isRecorded(`${projection}.${variable}`),
      `projection ${projection} does not record ${variable}.`,
    );
    say(
      place,
      !(range[0] < range[1] && bins >= 2 && Number.isInteger(bins)),
      'needs a range and at least 2 bins.',
    );
    return;
  }
  attempt(place, () => {
    const [span, stretch] = [seconds(view.span, 'span'), seconds(view.stretch, 'stretch')];
    say(place, !(stretch > 0 && span >= stretch), 'a stretch is longer than 0 and no longer than the span.');
  });
  for (const { tells, population, after, within } of view.lines) {
    for (const name of [population, ...(after === undefined ? [] : [after])])
      say(place, !network.populations[name], `no population ${name}.`);
    if (within !== undefined) attempt(place, () => seconds(within, 'within'));
    const marked = tells !== 'rate' && tells !== 'cv';
    say(
      place,
      marked !== (after !== undefined && within !== undefined),
      `${tells} ${marked ? 'needs' : 'has no'} marks.`,
    );
  }
}

/** The populations of a raster's marks are there, and its shaded stretches have a length. */
export function checkRasterMarks(
  { shaded, lines }: RasterView,
  knows: (population: string) => void,
  place: string,
  attempt: Attempt,
): void {
  if (lines) knows(lines.of);
  if (!shaded) return;
  knows(shaded.after);
  attempt(place, () => seconds(shaded.within, 'within'));
}
