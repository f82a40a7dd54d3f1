import type { StatisticsView } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import type { Rows } from '../history.ts';
import type { Ink } from '../tokens.ts';
import { axisRoom, footRoom, headRoom, viewTitle, xAxis, yAxis } from './axes.ts';
import { labelOf, variableOf } from './symbols.ts';
import type { Draw, ViewState } from './view.ts';

const bins = 40;
const lags = 24;

/** Histograms of recorded noise over its Gaussians, or its autocorrelation over exponentials. */
export const drawStatistics: Draw<StatisticsView> = (view, picture, size, theme, state) => {
  const { figure, lit } = state;
  const autocorrelation = view.shows === 'autocorrelation';
  const scale = unitScale(view.unit);
  const [from, to] = view.range;
  const places = autocorrelation
    ? Array.from({ length: lags + 1 }, (_, k) => (to * k) / lags)
    : Array.from({ length: bins }, (_, k) => from + ((to - from) * (k + 0.5)) / bins);
  const smooth = Array.from({ length: 201 }, (_, k) => from + ((to - from) * k) / 200);
  const curves = view.lines.map((line) => {
    const found = picture.history?.find(line.of);
    const dt = picture.history?.network.dt ?? 1;
    const ring = found && found.ring.length > 50 ? found.ring : undefined;
    const at = places.map((place) => place * scale);
    const measured = ring && (autocorrelation ? correlations(ring, at, dt) : density(ring, at, scale));
    const formula = smooth.map((place) => closedForm(view, line, place * scale, state));
    return { line, measured, formula };
  });
  const highest = Math.max(...curves.flatMap(({ formula }) => formula));
  const area: Area = {
    id: view.shows,
    x: axisRoom([[0, 0.5]], theme),
    y: headRoom(theme),
    width: 0,
    height: Math.max(10, size.height - headRoom(theme) - footRoom(theme)),
    xDomain: view.range,
    yDomain: autocorrelation ? [-0.2, 1] : [0, Math.max(1e-9, highest * 1.4)],
  };
  const plot = { ...area, width: Math.max(10, size.width - area.x - 2.4 * theme.size.small) };
  const name = autocorrelation ? 'correlation' : 'density';
  const items: Item[] = [
    ...yAxis(
      plot,
      { label: name, unit: autocorrelation ? undefined : `1/${view.unit}`, ink: 'muted', words: true },
      theme,
    ),
    ...xAxis(plot, view.unit, theme),
  ];
  items.push(viewTitle(plot, view.title, theme, items));
  for (const { line, measured, formula } of curves) {
    const variable = variableOf(line.of);
    const { text, ink } = labelOf(figure, variable);
    const dim = lit === undefined || lit === variable ? 1 : 0.45;
    if (measured && autocorrelation)
      items.push({
        kind: 'dots',
        points: Float32Array.from(project(plot, places, measured)),
        ink,
        size: 3 * theme.size.line,
        opacity: dim,
      });
    else if (measured) items.push(...bars(plot, measured, ink, 0.5 * dim));
    items.push({
      kind: 'polyline',
      points: project(plot, smooth, formula),
      ink: 'neutral',
      width: theme.size.thin,
    });
    const peak = autocorrelation ? 50 : formula.indexOf(Math.max(...formula));
    const [x = 0, y = 0] = project(plot, [smooth[peak] ?? 0], [formula[peak] ?? 0]);
    items.push({
      kind: 'text',
      x: x + (autocorrelation ? theme.size.label : 0),
      y: y - 0.9 * theme.size.label,
      text,
      ink,
      size: theme.size.label,
      anchor: autocorrelation ? 'start' : 'middle',
      italic: true,
    });
  }
  return { ...size, items, areas: [plot], handles: [] };
};

/** Of an Ornstein-Uhlenbeck process, at a value or a lag in SI units; a density is per unit of the axis. */
function closedForm(
  view: StatisticsView,
  line: StatisticsView['lines'][number],
  at: number,
  { figure, values }: ViewState,
): number {
  const present = (name: string) => {
    const parameter = figure.parameters.find((p) => p.name === name);
    return (values[name] ?? parameter?.default ?? Number.NaN) * unitScale(parameter?.unit);
  };
  if (view.shows === 'autocorrelation') return Math.exp(-at / present(line.time));
  const deviation = Math.max(present(line.deviation), 1e-3 * unitScale(view.unit));
  const z = (at - present(line.mean)) / deviation;
  return (Math.exp(-(z ** 2) / 2) * unitScale(view.unit)) / (deviation * Math.sqrt(2 * Math.PI));
}

/** Share of the samples in each bin of even width about `centres`, by the bin's width in units of `scale`. */
function density(ring: Rows, centres: readonly number[], scale: number): number[] {
  const width = (centres[1] ?? 1) - (centres[0] ?? 0);
  const low = (centres[0] ?? 0) - width / 2;
  const counts = new Array<number>(centres.length).fill(0);
  for (let k = 0; k < ring.length; k++) {
    const bin = Math.floor((ring.value(k, 0) - low) / width);
    if (bin >= 0 && bin < counts.length) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => (count / ring.length / width) * scale);
}

/** Correlation of the samples with those a lag (in seconds) later. */
function correlations(ring: Rows, at: readonly number[], dt: number): number[] {
  const interval = (ring.step(1) - ring.step(0)) * dt;
  const values = Float64Array.from({ length: ring.length }, (_, k) => ring.value(k, 0));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const centred = values.map((value) => value - mean);
  const square = centred.reduce((sum, value) => sum + value * value, 0) / values.length;
  return at.map((lag) => {
    const shift = Math.round(lag / interval);
    const count = centred.length - shift;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += (centred[k] as number) * (centred[k + shift] as number);
    return sum / count / square;
  });
}

function bars(area: Area, heights: readonly number[], ink: Ink, opacity: number): Item[] {
  const width = area.width / heights.length;
  const high = area.yDomain[1];
  return heights.flatMap((value, k): Item[] => {
    const height = area.height * Math.min(1, value / high);
    return height < 0.2
      ? []
      : [
          {
            kind: 'rect',
            x: area.x + k * width,
            y: area.y + area.height - height,
            width,
            height,
            ink,
            opacity,
          },
        ];
  });
}

function project(area: Area, xs: readonly number[], ys: readonly number[]): Float64Array {
  const [left, right] = area.xDomain;
  const [low, high] = area.yDomain;
  const points = new Float64Array(2 * xs.length);
  xs.forEach((x, k) => {
    points[2 * k] = area.x + ((x - left) / (right - left)) * area.width;
    const y = Math.min(Math.max(ys[k] as number, low), high);
    points[2 * k + 1] = area.y + ((high - y) / (high - low)) * area.height;
  });
  return points;
}
