import type { Figure, OpenedView, PhaseView, WallView } from './figure.ts';
import type { Say } from './problems.ts';

/** Phase planes, walls of panels and the panel that is opened: their names are the network's and the table's. */
export function checkPlanes(
  figure: Figure,
  view: PhaseView | WallView | OpenedView,
  place: string,
  say: Say,
  isRecorded: (of: string) => boolean,
): void {
  const parameter = (name: string) =>
    say(place, !figure.parameters.some((p) => p.name === name), `no parameter ${name}.`);
  const recorded = (of: string) => say(place, !isRecorded(of), `${of} is not recorded.`);
  if (view.kind === 'phase') {
    if (view.start) for (const name of [view.start.x, view.start.y]) parameter(name);
    if (view.frames) parameter(view.frames.parameter);
    return;
  }
  recorded(view.of);
  if (view.kind === 'opened') {
    say(place, !figure.views.some(({ kind }) => kind === 'wall'), 'there is no wall to open a panel of.');
    return;
  }
  if (view.input !== undefined) recorded(view.input);
  parameter(view.chosen);
  for (const { preset } of view.panels)
    say(place, !figure.presets?.some(({ name }) => name === preset), `no preset ${preset}.`);
}
