import type { TransferView } from '../../experiment/figure.ts';
import { windowGain } from '../../experiment/rate-estimators.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { axisRoom, footRoom, headRoom, xAxis, yAxis } from './axes.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';
import { widthOf } from './window-shape.ts';

/** A measured gain may lie above 1 by chance. */
const ceiling = 1.2;

/** What each window leaves of a modulation, over its frequency: closed forms, and what was measured at the present one. */
export const drawTransfer: Draw<TransferView> = (view, _, size, theme, state) => {
  const { figure, lit, measures = {} } = state;
  const parameter = figure.parameters.find(({ name }) => name === view.frequency);
  if (!parameter) return { ...size, items: [], areas: [], handles: [] };
  const { small, thin, handle, scale } = theme.size;
  const top = headRoom(theme);
  const left = axisRoom([[0, 1]], theme);
  const area: Area = {
    id: 'transfer',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - 1.2 * small),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: [0, parameter.maximum],
    yDomain: [0, ceiling],
  };
  const name = labelOf(figure, parameter.name);
  const items: Item[] = [
    ...yAxis(area, { label: view.title, ink: 'muted', words: true }, theme),
    ...xAxis(area, parameter.unit, theme, name),
  ];
  const toX = (frequency: number) => area.x + (frequency / parameter.maximum) * area.width;
  const toY = (gain: number) => area.y + area.height * (1 - Math.min(gain / ceiling, 1));
  const present = state.values[parameter.name] ?? parameter.default;
  const x = toX(present);
  const bright = lit === parameter.name;
  items.push({
    kind: 'segments',
    points: Float64Array.of(x, area.y, x, area.y + area.height),
    ink: name.ink,
    width: thin * (bright ? 1.8 : 1.1),
    dash: [2 * scale, 3 * scale],
  });
  const count = Math.max(2, Math.floor(area.width / 2));
  view.windows.forEach(({ shape, width, gain, label: words }, k) => {
    const seconds = widthOf(state, width);
    const points = new Float64Array(2 * count);
    for (let p = 0; p < count; p++) {
      const frequency = (p / (count - 1)) * parameter.maximum;
      points.set([toX(frequency), toY(windowGain(shape, seconds, frequency))], 2 * p);
    }
    const own = lit === width;
    items.push({
      kind: 'polyline',
      points,
      ink: own ? 'weight' : 'neutral',
      width: thin * (own ? 1.8 : 1.1),
    });
    // Each curve has its name at a height of its own, where it falls through it.
    const level = toY(0.85 - 0.3 * k);
    let at = 0;
    while (at < count - 1 && (points[2 * at + 1] as number) < level) at++;
    const end = points[2 * at] as number;
    const inside = end + estimateWidth(words, small) + small < area.x + area.width;
    items.push({
      kind: 'text',
      x: inside ? end + 0.5 * small : end - 0.5 * small,
      y: level + 0.3 * small,
      text: words,
      ink: own ? 'weight' : 'muted',
      size: small,
      anchor: inside ? 'start' : 'end',
    });
    const measured = measures[gain];
    if (measured !== undefined && Number.isFinite(measured))
      items.push({
        kind: 'circle',
        x,
        y: toY(measured),
        radius: 0.75 * handle,
        fill: 'membrane',
        stroke: 'background',
        width: thin,
      });
  });
  const handles = [{ area: area.id, x: parameter.name, at: { x } }];
  return { width: size.width, height: size.height, items, areas: [area], handles };
};
