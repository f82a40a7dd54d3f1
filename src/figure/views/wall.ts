import type { WallView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Handle, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import type { History } from '../history.ts';
import type { Theme } from '../tokens.ts';
import { headRoom, viewTitle } from './axes.ts';
import { chosenPanel, panelPoints } from './panel-points.ts';
import { labelOf, symbolOf, variableOf } from './symbols.ts';
import type { Draw, Picture, ViewState } from './view.ts';

type Panel = WallView['panels'][number];

/** Narrower panels than this are one column fewer. */
const narrowest = 78;
/** Share of a panel's height for its input. */
const inputShare = 0.2;

/**
 * Small multiples: one neuron of a population each, over its own time, its input a thin line beneath. What the last run
 * drew stays faintly ahead of the pen. A click on a panel chooses it.
 */
export const drawWall: Draw<WallView> = (view, picture, size, theme, state) => {
  const chosen = chosenPanel(view, state);
  const areas = cells(view, size, theme);
  const items: Item[] = [];
  const top = areas[0] as Area;
  items.push(viewTitle({ ...top, x: 0, width: size.width, y: headRoom(theme) }, view.title, theme));
  view.panels.forEach((panel, k) => {
    items.push(...panelItems(view, panel, k, areas[k] as Area, picture, theme, state, k === chosen));
  });
  const handles = view.panels.map(
    ({ preset }, k): Handle => ({ area: `wall-${k}`, at: {}, everywhere: true, preset }),
  );
  return { width: size.width, height: size.height, items, areas, handles };
};

function cells(view: WallView, size: { width: number; height: number }, theme: Theme): Area[] {
  const fits = Math.max(1, Math.floor(size.width / (narrowest * theme.size.scale)));
  const columns = Math.min(view.columns, fits);
  const rows = Math.ceil(view.panels.length / columns);
  const head = headRoom(theme);
  const gap = 0.35 * theme.size.small;
  const width = (size.width - gap * (columns - 1)) / columns;
  const height = (size.height - head - gap * (rows - 1)) / rows;
  return view.panels.map((_, k) => ({
    id: `wall-${k}`,
    x: (k % columns) * (width + gap),
    y: head + Math.floor(k / columns) * (height + gap),
    width: Math.max(10, width),
    height: Math.max(10, height),
    xDomain: [0, 1],
    yDomain: view.range,
  }));
}

function panelItems(
  view: WallView,
  panel: Panel,
  k: number,
  area: Area,
  picture: Picture,
  theme: Theme,
  state: ViewState,
  chosen: boolean,
): Item[] {
  const { small, thin: hair, rule, scale } = theme.size;
  const items: Item[] = [
    {
      kind: 'rect',
      x: area.x,
      y: area.y,
      width: area.width,
      height: area.height,
      ink: chosen ? 'background' : 'raised',
      opacity: 1,
      radius: 3 * scale,
    },
  ];
  const { pointer } = state;
  const under =
    pointer !== undefined &&
    pointer.x >= area.x &&
    pointer.x <= area.x + area.width &&
    pointer.y >= area.y &&
    pointer.y <= area.y + area.height;
  if (chosen || under) items.push(frameOf(area, chosen ? 'accent' : 'neutral', chosen ? 2 * hair : rule));
  const letter = String.fromCharCode(65 + k);
  const room = area.width - 0.9 * small;
  const name = [`${letter} ${panel.title}`, `${letter} ${panel.short}`, letter].find(
    (text) => estimateWidth(text, small) < room,
  );
  items.push({
    kind: 'text',
    x: area.x + 0.45 * small,
    y: area.y + 1.15 * small,
    text: name ?? letter,
    ink: chosen ? 'accent' : 'muted',
    size: small,
    anchor: 'start',
    bold: chosen,
  });
  const inner = { ...area, x: area.x + 0.3 * small, width: area.width - 0.6 * small };
  const y = area.y + 1.55 * small;
  const height = Math.max(8, area.y + area.height - 0.4 * small - y);
  const trace: Area = { ...inner, y, height: height * (view.input ? 1 - inputShare - 0.08 : 1) };
  const foot = { ...inner, y: y + height * (1 - inputShare), height: height * inputShare };
  const { ink } = labelOf(state.figure, variableOf(view.of));
  for (const { history, from, opacity } of passes(picture)) {
    const points = panelPoints(history, view.of, panel, { from, origin: 0 }, trace, unitScale(view.unit));
    items.push({ kind: 'polyline', points, ink, width: theme.size.thin, opacity });
    if (view.input) {
      const { ink } = labelOf(state.figure, variableOf(view.input));
      const level = inputPoints(view.input, panel, foot, history, from, state);
      items.push({ kind: 'polyline', points: level, ink, width: theme.size.thin, opacity });
    }
  }
  return items;
}

/** The last whole run, from where the pen is now on, and this one. */
function passes({ history, before }: Picture): { history: History; from: number; opacity: number }[] {
  if (!history) return [];
  const past = before ? [{ history: before, from: history.end, opacity: 0.3 }] : [];
  return [...past, { history, from: 0, opacity: 1 }];
}

/** The input, on a scale of its own. Where it stays level only the ends are kept. */
function inputPoints(
  of: string,
  { index, steps, input = [0, 1] }: Panel,
  area: Area,
  history: History,
  from: number,
  { figure }: ViewState,
): Float64Array {
  const found = history.find(of);
  const column = found?.indices.indexOf(index) ?? -1;
  if (!found || column < 0) return new Float64Array(0);
  const { ring } = found;
  const scale = unitScale(symbolOf(figure, variableOf(of)).unit);
  const [low, high] = input;
  const points: number[] = [];
  for (let k = ring.search(from); k < ring.length && ring.step(k) <= steps; k++) {
    const y = area.y + ((high - ring.value(k, column) / scale) / (high - low || 1)) * area.height;
    const x = area.x + (ring.step(k) / steps) * area.width;
    if (points.length > 3 && points.at(-1) === y && points.at(-3) === y) points[points.length - 2] = x;
    else points.push(x, y);
  }
  return Float64Array.from(points);
}

function frameOf(area: Area, ink: 'accent' | 'neutral', width: number): Item {
  const [x, y, r, b] = [area.x, area.y, area.x + area.width, area.y + area.height];
  return { kind: 'polyline', points: Float64Array.of(x, y, r, y, r, b, x, b, x, y), ink, width };
}
