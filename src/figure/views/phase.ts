import type { PhaseView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import type { Ink } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { labelOf } from './symbols.ts';
import type { Draw } from './view.ts';

/** How much of the path stays on the screen, in samples: the newest part in full ink, the rest fading. */
const tail = 4000;

/** One variable against another: the path of the state, and where either derivative is zero. */
export const drawPhase: Draw<PhaseView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const left = axisRoom([view.y.range], theme);
  const top = headRoom(theme);
  const right = 1.6 * theme.size.small;
  const area: Area = {
    id: 'phase',
    x: left,
    y: top,
    width: Math.max(10, size.width - left - right),
    height: Math.max(10, size.height - top - footRoom(theme)),
    xDomain: view.x.range,
    yDomain: view.y.range,
  };
  const x = labelOf(figure, view.x.variable);
  const y = labelOf(figure, view.y.variable);
  const items: Item[] = [
    ...yAxis(area, { label: y.text, unit: view.y.unit, ink: y.ink, bold: lit === view.y.variable }, theme),
    ...xAxis(area, view.x.unit, theme, x),
    viewTitle(area, view.title, theme),
  ];
  const xScale = unitScale(view.x.unit);
  const yScale = unitScale(view.y.unit);
  const toX = (value: number) =>
    area.x + ((value / xScale - area.xDomain[0]) / (area.xDomain[1] - area.xDomain[0])) * area.width;
  const toY = (value: number) =>
    area.y + ((area.yDomain[1] - value / yScale) / (area.yDomain[1] - area.yDomain[0])) * area.height;
  const inside = (px: number, py: number) =>
    px >= area.x - 2 && px <= area.x + area.width + 2 && py >= area.y - 2 && py <= area.y + area.height + 2;
  for (const nullcline of picture.nullclines) {
    const points = new Float64Array(nullcline.points.length);
    for (let k = 0; k + 1 < points.length; k += 2) {
      const px = toX(nullcline.points[k] as number);
      const py = toY(nullcline.points[k + 1] as number);
      points[k] = px;
      points[k + 1] = inside(px, py) ? py : Number.NaN;
    }
    const ink = labelOf(figure, nullcline.variable).ink;
    items.push({ kind: 'polyline', points, ink, width: theme.size.thin, opacity: 0.75, dash: [6, 4] });
    items.push(
      ...nullclineName(
        points,
        `d${labelOf(figure, nullcline.variable).text}/dt = 0`,
        area,
        ink,
        theme.size.small,
      ),
    );
  }
  const { history } = picture;
  const a = history?.find(`${view.population}.${view.x.variable}`);
  const b = history?.find(`${view.population}.${view.y.variable}`);
  if (a && b && a.ring.length > 0) {
    const count = Math.min(a.ring.length, b.ring.length);
    const points = new Float64Array(2 * count);
    for (let k = 0; k < count; k++) {
      const px = toX(a.ring.value(a.ring.length - count + k, 0));
      const py = toY(b.ring.value(b.ring.length - count + k, 0));
      points[2 * k] = Math.min(Math.max(px, area.x), area.x + area.width);
      points[2 * k + 1] = Math.min(Math.max(py, area.y), area.y + area.height);
    }
    const recent = Math.max(0, 2 * (count - Math.min(tail, Math.ceil(count / 4))));
    items.push({
      kind: 'polyline',
      points: points.subarray(0, recent + 2),
      ink: 'membrane',
      width: theme.size.thin,
      opacity: 0.3,
    });
    items.push({
      kind: 'polyline',
      points: points.subarray(recent),
      ink: 'membrane',
      width: theme.size.line,
    });
    const [px, py] = [points.at(-2) as number, points.at(-1) as number];
    items.push({
      kind: 'circle',
      x: px,
      y: py,
      radius: 0.75 * theme.size.handle,
      fill: 'membrane',
      stroke: 'background',
      width: theme.size.thin,
    });
  }
  return { width: size.width, height: size.height, items, areas: [area], handles: [] };
};

/** The name of a nullcline beside its last point within the plot. */
function nullclineName(points: Float64Array, text: string, area: Area, ink: Ink, size: number): Item[] {
  for (let k = points.length - 2; k >= 0; k -= 2) {
    const px = points[k] as number;
    const py = points[k + 1] as number;
    if (Number.isNaN(py) || px > area.x + area.width - 1) continue;
    const end = px > area.x + 0.6 * area.width;
    return [
      {
        kind: 'text',
        x: end ? px - 4 : px + 4,
        y: Math.max(py - 0.5 * size, area.y + size),
        text,
        ink,
        size,
        anchor: end ? 'end' : 'start',
        italic: true,
      },
    ];
  }
  return [];
}
