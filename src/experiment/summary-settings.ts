import type { Figure } from './figure.ts';
import { presetOf } from './presets.ts';
import type { ParameterValues } from './quantities.ts';
import { unitLabel } from './unit-label.ts';

/** What a summary says besides the run: where the sliders stand, what curves are drawn, which tasks are done. */
export interface Shown {
  /** In the parameters' own units. */
  readonly values: ParameterValues;
  readonly edited: boolean;
  /** Of the sweeps that have points, by name. */
  readonly curves: ReadonlyMap<string, { readonly x: Float64Array; readonly y: Float64Array }>;
  /** State of each task, by name. */
  readonly goals: Readonly<Record<string, 'open' | 'now' | 'before'>>;
}

/** Three digits are enough to be spoken; what is no number is not spoken as one. */
export function say(value: number, unit?: string): string {
  if (!Number.isFinite(value)) return 'no value';
  const label = unitLabel(unit);
  const number = String(Number(value.toPrecision(3))).replace('-', '−');
  return label ? `${number} ${label}` : number;
}

/** Which settings differ from the defaults, by their preset's name where they have one. */
export function settingSentences(figure: Figure, { values, edited }: Shown): string[] {
  const preset = presetOf(figure, values);
  const moved = figure.parameters.filter(
    ({ name, default: own, toggle }) => (values[name] ?? own) !== own && !toggle,
  );
  const switched = figure.parameters.filter(
    ({ name, default: own, toggle }) => toggle && (values[name] ?? own) !== own,
  );
  const changes = [
    ...moved.map((p) => `${p.meaning} ${say(values[p.name] ?? p.default, p.unit)}`),
    ...switched.map((p) => `${p.meaning} ${values[p.name] ? 'on' : 'off'}`),
  ];
  const set = preset
    ? `Set to ${preset.title}.`
    : changes.length > 0
      ? `Changed: ${changes.join(', ')}.`
      : undefined;
  return [set, edited ? 'The equations are rewritten.' : undefined].filter((text) => text !== undefined);
}

/** Each curve from one end to the other, and its value where the slider stands. */
export function curveSentences(figure: Figure, { values, curves }: Shown): string[] {
  return figure.views.flatMap((view) => {
    if (view.kind !== 'curve') return [];
    const curve = curves.get(view.sweep);
    const sweep = figure.sweeps?.[view.sweep];
    const parameter = figure.parameters.find(({ name }) => name === sweep?.parameter);
    if (!curve || !sweep || !parameter || curve.x.length < 2) return [];
    const point = (k: number) => {
      const y = curve.y[k] ?? Number.NaN;
      const rate = sweep.measure === 'rate' && Number.isFinite(y);
      return `${rate ? `${say(y)} spikes a second` : say(y, sweep.unit)} at ${say(curve.x[k] ?? Number.NaN, parameter.unit)}`;
    };
    const present = values[parameter.name] ?? parameter.default;
    const nearest = curve.x.reduce(
      (best, x, k) => (Math.abs(x - present) < Math.abs((curve.x[best] ?? 0) - present) ? k : best),
      0,
    );
    const last = curve.x.length - 1;
    const inside = nearest === 0 || nearest === last ? [] : [point(nearest)];
    const all = [point(0), ...inside, point(last)].join(', ');
    return [`Curve over ${parameter.meaning}: ${all}.`];
  });
}

export function goalSentences({ goals }: Shown): string[] {
  const states = Object.values(goals);
  if (states.length === 0) return [];
  const reached = states.filter((state) => state !== 'open').length;
  return [`Tasks reached: ${reached} of ${states.length}.`];
}
