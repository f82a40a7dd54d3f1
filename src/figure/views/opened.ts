import type { OpenedView, WallView } from '../../experiment/figure.ts';
import { seconds, unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { chosenPanel, panelPoints } from './panel-points.ts';
import { labelOf, variableOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** The neuron opened from a wall over its own time, sweeping, over the thin grey trace that the wall shows. */
export const drawOpened: Draw<OpenedView> = (view, picture, size, theme, state) => {
  const { figure } = state;
  const wall = figure.views.find((other): other is WallView => other.kind === 'wall');
  const panel = wall?.panels[chosenPanel(wall, state)];
  if (!wall || !panel) return { ...size, items: [], areas: [], handles: [] };
  const left = axisRoom([wall.range], theme);
  const top = headRoom(theme);
  const area: Area = {
    id: 'opened',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - 2.8 * theme.size.small),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: [0, seconds(panel.span, 'span') * 1e3],
    yDomain: wall.range,
  };
  const name = labelOf(figure, variableOf(view.of));
  const items: Item[] = [
    ...yAxis(area, { label: name.text, unit: wall.unit, ink: name.ink }, theme),
    ...xAxis(area, 'ms', theme),
  ];
  items.push(viewTitle(area, view.title.replace('{panel}', panel.title), theme, items));
  const { history, before } = picture;
  const scale = unitScale(wall.unit);
  // Before the pen stands what the wall drew last time, or is drawing.
  const grey = before ?? history;
  if (grey)
    items.push({
      kind: 'polyline',
      points: panelPoints(grey, wall.of, panel, { from: 0, origin: 0 }, area, scale),
      ink: 'neutral',
      width: theme.size.thin,
      opacity: 0.7,
    });
  if (history) {
    const start = Math.max(0, Math.floor((history.end - 1) / panel.steps) * panel.steps);
    items.push({
      kind: 'polyline',
      points: panelPoints(
        history,
        view.of,
        { ...panel, index: 0 },
        { from: start, origin: start },
        area,
        scale,
      ),
      ink: name.ink,
      width: theme.size.line,
    });
  }
  return { width: size.width, height: size.height, items, areas: [area], handles: [] };
};
