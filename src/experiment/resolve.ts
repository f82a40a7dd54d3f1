import type { Target } from '../engine/simulation.ts';
import { LanguageError } from '../language/diagnostic.ts';
import { parseExpression } from '../language/parse.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import type { Network, Projection } from '../network/network.ts';
import { listPathways } from '../network/pathways.ts';
import { FigureError, messageOf } from './error.ts';
import { expressionNames, replaceNames } from './expression.ts';
import type { Figure, Override, Parameter } from './figure.ts';
import { readPath, replacePath, splitPath } from './path.ts';
import { baseUnit, completeValues, type ParameterValues, tableQuantities, withUnit } from './quantities.ts';

export type Edits = Readonly<Record<string, string>>;

/** One override with its value: what to write at `path`, and what the engine is told when it can change in flight. */
interface Setting {
  readonly path: string;
  readonly text: string | number;
  /** The run begins anew when it changes. */
  readonly anew: boolean;
}

/**
 * The network that a figure runs: its declaration, with the reader's texts, with the parameter table's values. Values
 * are in the parameters' own units; a missing one is the default.
 * Throws `FigureError` for a path that leads nowhere or a table that does not fit, `LanguageError` for a bad text.
 */
export function resolveNetwork(figure: Figure, values: ParameterValues, edits: Edits = {}): Network {
  let network = applyEdits(figure, edits);
  for (const { path, text } of settings(figure, values)) network = replacePath(network, path, text);
  return network;
}

export interface LiveChange {
  readonly target: Target;
  /** In SI base units. */
  readonly value: number;
}

/**
 * What to tell a running engine when the values go from `before` to `after`; or `rebuild` with the path that needs
 * it: the step, sizes, connections, delays, initial values, random or per-neuron values, values on which another value
 * of the same population or projection depends, and those of parameters that begin the run anew.
 */
export function liveTargets(
  figure: Figure,
  before: ParameterValues,
  after: ParameterValues,
  edits: Edits = {},
):
  | { readonly kind: 'live'; readonly changes: readonly LiveChange[] }
  | { readonly kind: 'rebuild'; readonly path: string } {
  const old = new Map(settings(figure, before).map((setting) => [setting.path, setting.text]));
  const changed = settings(figure, after).filter(({ path, text }) => old.get(path) !== text);
  const network = changed.length > 0 ? applyEdits(figure, edits) : figure.network;
  const changes: LiveChange[] = [];
  for (const { path, text, anew } of changed) {
    const target = parameterTarget(path);
    if (anew || !target || needsCompile(text) || othersDependOn(network, path))
      return { kind: 'rebuild', path };
    changes.push({ target, value: typeof text === 'number' ? text : evaluateQuantity(text, path).value });
  }
  return { kind: 'live', changes };
}

/**
 * What the table writes, by path, where one parameter (in its own unit) runs through `column` and the others stay: one
 * list in SI base units for each path that depends on it.
 */
export function overriddenValues(
  figure: Figure,
  name: string,
  column: ArrayLike<number>,
  values: ParameterValues,
): Map<string, number[]> {
  const known = new Map<number, Map<string, string | number>>();
  const at = (value: number) => {
    let texts = known.get(value);
    if (!texts) {
      texts = new Map(settings(figure, { ...values, [name]: value }).map(({ path, text }) => [path, text]));
      known.set(value, texts);
    }
    return texts;
  };
  const paths = new Set<string>();
  const parameter = figure.parameters.find((candidate) => candidate.name === name);
  for (const { path } of parameter?.sets ?? []) paths.add(path);
  const first = at(column[0] ?? 0);
  const last = at(column[column.length - 1] ?? 0);
  for (const [path, text] of first) if (last.get(path) !== text) paths.add(path);
  const si = (text: string | number | undefined, path: string) =>
    typeof text === 'string' ? evaluateQuantity(text, path).value : Number(text);
  return new Map(
    [...paths].map((path) => {
      const numbers = new Map<number, number>();
      const list = Array.from(column, (value) => {
        const number = numbers.get(value) ?? si(at(value).get(path), path);
        numbers.set(value, number);
        return number;
      });
      return [path, list];
    }),
  );
}

/** `populations.E.parameters.w` as the engine names it; undefined for any other kind of path. */
function parameterTarget(path: string): Target | undefined {
  const [kind, owner, member, name, ...more] = splitPath(path);
  if (member !== 'parameters' || owner === undefined || name === undefined || more.length > 0)
    return undefined;
  if (kind === 'populations') return { population: owner, name };
  return kind === 'projections' ? { projection: Number(owner), name } : undefined;
}

function applyEdits(figure: Figure, edits: Edits): Network {
  let network = figure.network;
  for (const [path, text] of Object.entries(edits)) {
    if (typeof readPath(network, path) !== 'string')
      throw new FigureError(`Figure "${figure.title}" has no text at ${path} that could be edited.`);
    network = replacePath(network, path, text);
  }
  return network;
}

function settings(figure: Figure, values: ParameterValues): Setting[] {
  const complete = completeValues(figure, values);
  return figure.parameters.flatMap((parameter) =>
    parameter.sets.map((override) => {
      const present = readPath(figure.network, override.path);
      if (present === undefined)
        throw new FigureError(
          `${placeOf(figure, parameter, override)}: the path leads nowhere in the network.`,
        );
      const text = overrideText(figure, parameter, override, complete);
      const whole = wantsInteger(override.path);
      return {
        path: override.path,
        text: whole ? Math.round(Number(text)) : text,
        anew: parameter.anew === true,
      };
    }),
  );
}

function overrideText(
  figure: Figure,
  parameter: Parameter,
  override: Override,
  values: Readonly<Record<string, number>>,
): string | number {
  const place = placeOf(figure, parameter, override);
  const value = values[parameter.name] ?? parameter.default;
  if (!Number.isFinite(value)) throw new FigureError(`${place}: ${value} is not a finite number.`);
  if (override.value === undefined) return withUnit(value, parameter.unit);
  const names = tableQuantities(figure, values);
  try {
    const used = expressionNames(parseExpression(override.value, place));
    if (drawn(used, names)) return replaceNames(override.value, place, texts(figure, values));
    const quantity = evaluateQuantity(override.value, place, names);
    const unit = baseUnit(quantity.dimension);
    return unit === '1' ? quantity.value : `${quantity.value}*${unit}`;
  } catch (error) {
    if (error instanceof LanguageError) throw error;
    throw new FigureError(`${place}: ${messageOf(error)}`);
  }
}

/** Whether an expression is different for each neuron or draw, and so is for the compiler. */
function drawn(used: ReadonlySet<string>, table: ReadonlyMap<string, unknown>): boolean {
  return ['i', 'j', 'N', 'rand', 'randn'].some((name) => used.has(name) && !table.has(name));
}

function needsCompile(text: string | number): boolean {
  return typeof text === 'string' && drawn(expressionNames(parseExpression(text, 'value')), new Map());
}

function texts(figure: Figure, values: Readonly<Record<string, number>>): Map<string, string> {
  return new Map(
    figure.parameters.map((p) => [p.name, `(${withUnit(values[p.name] ?? p.default, p.unit)})`]),
  );
}

const integers = new Set(['size', 'in_degree']);

function wantsInteger(path: string): boolean {
  return integers.has(splitPath(path).at(-1) ?? '');
}

/** Whether another parameter, a delay or a connection of the same owner is computed from this one. */
function othersDependOn(network: Network, path: string): boolean {
  const [kind, owner, , name] = splitPath(path);
  if (name === undefined) return true;
  // Of a projection's members a population has its parameters only, and no pathways.
  const home = readPath(network, `${kind}.${owner}`) as Projection;
  const others: unknown[] = Object.entries(home.parameters ?? {}).flatMap(([key, value]) =>
    key === name ? [] : [value],
  );
  const { connect } = home;
  if (typeof connect === 'object' && connect !== null && 'condition' in connect)
    others.push(connect.condition);
  for (const pathways of Object.values(listPathways(home)))
    others.push(...pathways.map(({ delay }) => delay));
  return others.some(
    (text) => typeof text === 'string' && expressionNames(parseExpression(text, path)).has(name),
  );
}

function placeOf(figure: Figure, parameter: Parameter, override: Override): string {
  return `Figure "${figure.title}", parameter ${parameter.name}, ${override.path}`;
}
