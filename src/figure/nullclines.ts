import type { Figure, PhaseView } from '../experiment/figure.ts';
import { resolveEdited } from '../experiment/method.ts';
import { type ParameterValues, unitScale } from '../experiment/quantities.ts';
import { liveTargets } from '../experiment/resolve.ts';
import { compileNode } from '../language/interpret.ts';
import type { Node } from '../language/ir.ts';
import { arrayValue } from '../network/array.ts';
import { compileNetwork } from '../network/compile.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { type Field, fixedPoints, type Plane, separatrix } from './fixed-points.ts';
import { planeRanges } from './views/plane-ranges.ts';
import type { Portrait } from './views/view.ts';

/** Columns and rows on which zeros are looked for. */
const fine = { columns: 120, rows: 32 };

/**
 * What the equations that run say of a phase plane with the given values at an instant: where the derivative of either
 * variable is zero, where both are; all other variables as they are at the start. The step is taken to be 0: a method that
 * looks a step ahead has the fixed points of the equations it solves. Empty where the population has no such
 * derivatives. The equations are compiled once for each set of texts: afterwards a slider costs the search for zeros only,
 * and an instant with the same input nothing. `timed`: it changes with time.
 */
export function portraitFinder(figure: Figure, view: PhaseView) {
  let known: { key: string; at: ParameterValues; network: CompiledNetwork | undefined } | undefined;
  let last: { portrait: Portrait; timed: boolean; mark: string } | undefined;
  return (
    values: ParameterValues,
    edits: Readonly<Record<string, string>> = {},
    time = 0,
  ): { readonly portrait: Portrait; readonly timed: boolean } => {
    const key = JSON.stringify(edits);
    let change = known?.key === key ? liveTargets(figure, known.at, values, edits) : undefined;
    if (!known || change?.kind !== 'live') {
      known = { key, at: values, network: compileOne(figure, view, values, edits) };
      change = { kind: 'live', changes: [] };
    }
    const { network } = known;
    const population = network?.populations[0];
    const live = new Map(
      change.changes.flatMap(({ target, value }) =>
        'population' in target && target.population === view.population
          ? [[target.name, value] as const]
          : [],
      ),
    );
    const axes = planeAxes(view, figure, values);
    const clock = { now: time, asked: false };
    const fields = [view.x, view.y].map(({ variable }) => {
      const node = population?.program?.derivatives.get(variable);
      return node && network ? fieldOf(node, view, network, live, clock) : undefined;
    });
    const at = fields.map((field) => field?.(axes.x[0], axes.y[0]));
    const mark = JSON.stringify([key, values, at]);
    if (last?.mark !== mark) last = { portrait: portraitOf(view, axes, fields), timed: clock.asked, mark };
    return last;
  };
}

function portraitOf(
  view: PhaseView,
  axes: Pick<Plane, 'x' | 'y'>,
  fields: readonly (Field | undefined)[],
): Portrait {
  const [f, g] = fields;
  const lines = fields.map((field) => field && zeros(field, axes.x, axes.y));
  const nullclines = [view.x, view.y].flatMap(({ variable }, k) => {
    const points = lines[k];
    return points ? [{ variable, points }] : [];
  });
  if (!view.fixedPoints || !f || !g) return { nullclines, fixedPoints: [], separatrices: [] };
  const plane = { f, g, ...axes };
  const found = fixedPoints(plane, lines[0] ?? new Float64Array(0), g);
  const saddles = found.filter(({ stability }) => stability === 'saddle');
  return { nullclines, fixedPoints: found, separatrices: saddles.map((point) => separatrix(plane, point)) };
}

/** One neuron without its synapses has the same derivatives as the whole population. */
function compileOne(
  figure: Figure,
  view: PhaseView,
  values: ParameterValues,
  edits: Readonly<Record<string, string>>,
): CompiledNetwork | undefined {
  const network = resolveEdited(figure, values, edits);
  const population = network.populations[view.population];
  if (!population) return undefined;
  const alone = {
    ...network,
    populations: { [view.population]: { ...population, size: 1 } },
    projections: [],
  };
  return compileNetwork(alone, { seed: 1 });
}

/** The axes in SI units. */
function planeAxes(view: PhaseView, figure: Figure, values: ParameterValues): Pick<Plane, 'x' | 'y'> {
  const { x, y } = planeRanges(view, figure, values);
  const scaled = ([from, to]: readonly [number, number], unit: string | undefined) =>
    [from * unitScale(unit), to * unitScale(unit)] as const;
  return { x: scaled(x, view.x.unit), y: scaled(y, view.y.unit) };
}

function fieldOf(
  node: Node,
  view: PhaseView,
  network: CompiledNetwork,
  live: ReadonlyMap<string, number>,
  clock: { readonly now: number; asked: boolean },
): Field {
  const population = network.populations[0];
  const at = { x: 0, y: 0 };
  const read = (name: string): (() => number) => {
    if (name === view.x.variable) return () => at.x;
    if (name === view.y.variable) return () => at.y;
    const stored = live.get(name) ?? population?.constants.get(name) ?? population?.state.get(name) ?? 0;
    const value = typeof stored === 'number' ? stored : (stored[0] ?? 0);
    return () => value;
  };
  const evaluate = compileNode(node, {
    read: ({ name }) => read(name),
    builtin: (name) => {
      if (name === 't') {
        clock.asked = true;
        return () => clock.now;
      }
      const value = name === 'not_refractory' || name === 'N' ? 1 : name === 'lastspike' ? -1e4 : 0;
      return () => value;
    },
    array: (name) => {
      const array = network.arrays.get(name);
      return (time, column) => (array ? arrayValue(array, time, column, network.dt) : 0);
    },
    draw: () => () => 0,
  });
  return (x, y) => {
    at.x = x;
    at.y = y;
    return evaluate();
  };
}

/** Points where a field is zero, as lines: looked for along columns, and along rows where these have hardly any. */
export function zeros(
  field: Field,
  xs: readonly [number, number],
  ys: readonly [number, number],
  grid: { readonly columns: number; readonly rows: number } = fine,
): Float64Array {
  const upright = scan((a, b) => field(a, b), xs, ys, grid);
  if (upright.length > grid.columns / 2) return upright;
  const level = scan((a, b) => field(b, a), ys, xs, grid);
  if (level.length <= upright.length) return upright;
  const turned = new Float64Array(level.length);
  for (let k = 0; k < level.length; k += 2) {
    turned[k] = level[k + 1] as number;
    turned[k + 1] = Number.isNaN(level[k + 1] as number) ? Number.NaN : (level[k] as number);
  }
  return turned;
}

/** The k-th zero of every column joined into the k-th line. */
function scan(
  field: Field,
  across: readonly [number, number],
  along: readonly [number, number],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Float64Array {
  const lines: number[][] = [];
  for (let c = 0; c <= columns; c++) {
    const x = across[0] + (c / columns) * (across[1] - across[0]);
    const found = rootsOf((y) => field(x, y), along, rows);
    for (let k = 0; k < Math.max(found.length, lines.length); k++) {
      const line = lines[k] ?? [];
      lines[k] = line;
      const root = found[k];
      if (root !== undefined) line.push(x, root);
      else if (line.length > 0 && !Number.isNaN(line.at(-1) as number)) line.push(x, Number.NaN);
    }
  }
  return Float64Array.from(lines.flatMap((line) => [...line, line.at(-2) ?? 0, Number.NaN]));
}

function rootsOf(f: (y: number) => number, [from, to]: readonly [number, number], rows: number): number[] {
  const roots: number[] = [];
  let low = from;
  let before = f(low);
  for (let r = 1; r <= rows; r++) {
    const high = from + (r / rows) * (to - from);
    const after = f(high);
    if (before === 0) roots.push(low);
    else if (before * after < 0) roots.push(refine(f, low, high, before, after));
    low = high;
    before = after;
  }
  return roots;
}

/** Regula falsi in the Illinois form (Dowell and Jarratt 1971): a dozen evaluations reach rounding. */
function refine(f: (y: number) => number, from: number, to: number, atFrom: number, atTo: number): number {
  let [a, b, fa, fb] = [from, to, atFrom, atTo];
  for (let k = 0; k < 14; k++) {
    const c = (a * fb - b * fa) / (fb - fa);
    const fc = f(c);
    if (fc === 0) return c;
    if (fc * fb < 0) [a, fa] = [b, fb];
    else fa /= 2;
    [b, fb] = [c, fc];
    if (Math.abs(b - a) <= 1e-13 * Math.abs(to - from)) break;
  }
  return b;
}
