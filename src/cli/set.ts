import type { Figure, Parameter } from '../experiment/figure.ts';
import { readPath, replacePath, splitPath } from '../experiment/path.ts';
import { presetValues } from '../experiment/presets.ts';
import { inRange, isWhole, unitQuantity } from '../experiment/quantities.ts';
import { formatDimension, sameDimension } from '../language/dimension.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import { advice } from './advice.ts';
import { printable, quote, UsageError } from './fail.ts';

type Settings = readonly (readonly [name: string, value: string])[];

/**
 * Values of a figure's parameters, in their own units: those of a preset, and over them `name=value`. Throws
 * `UsageError`.
 */
export function figureValues(
  figure: Figure,
  settings: Settings,
  preset: string | undefined,
): Record<string, number> {
  const values: Record<string, number> = preset === undefined ? {} : chosenPreset(figure, preset);
  for (const [name, text] of settings) {
    const parameter = figure.parameters.find((candidate) => candidate.name === name);
    if (!parameter) {
      const names = figure.parameters.map((candidate) => candidate.name);
      throw new UsageError(
        `The figure has no parameter ${quote(name)}${advice(name, names, '"spikebook list" shows its parameters')}`,
      );
    }
    const value = parameterValue(parameter, text);
    const unit = parameter.unit ? ` ${parameter.unit}` : '';
    if (!inRange(parameter, value))
      throw new UsageError(
        `${name} lies between ${parameter.minimum} and ${parameter.maximum}${unit}, but ${quote(text)} is ${value}${unit}.`,
      );
    if (isWhole(parameter) && !Number.isInteger(value))
      throw new UsageError(
        `${name} ${parameter.toggle ? 'is 0 (off) or 1 (on)' : `takes whole numbers from ${parameter.minimum} to ${parameter.maximum}`}, but ${quote(text)} is ${value}.`,
      );
    values[name] = value;
  }
  return values;
}

function chosenPreset(figure: Figure, name: string): Record<string, number> {
  const names = figure.presets?.map((preset) => preset.name) ?? [];
  if (names.length === 0) throw new UsageError(`This figure has no presets, so none called ${quote(name)}.`);
  const values = presetValues(figure, name);
  if (!values) throw new UsageError(`The figure has no preset ${quote(name)}${advice(name, names)}`);
  return values;
}

/** A plain number counts in the parameter's unit; anything else must be a quantity that fits it. */
function parameterValue(parameter: Parameter, text: string): number {
  const unit = unitQuantity(parameter.unit);
  const plain = Number(text);
  if (text !== '' && Number.isFinite(plain)) return plain;
  const { value, dimension } = evaluateQuantity(text, `--set ${parameter.name}`);
  if (!sameDimension(dimension, unit.dimension))
    throw new UsageError(
      `${parameter.name} is in ${parameter.unit ?? 'pure numbers'}, but ${quote(text)} is in ${formatDimension(dimension)}.`,
    );
  if (!Number.isFinite(value)) throw new UsageError(`${quote(text)} is not a finite number.`);
  // 10*mV in mV is 10, not 10.000000000000002.
  return Number((value / unit.value).toPrecision(15));
}

/**
 * A network file with some of its members replaced: `populations.E.size=100`,
 * `populations.E.parameters.taum=20*ms`. Throws `UsageError` for a path that leads nowhere.
 */
export function setPaths(network: unknown, settings: Settings): unknown {
  let changed = network;
  for (const [path, text] of settings) {
    requirePath(changed, path);
    changed = replacePath(changed, path, parseMember(text, readPath(changed, path)));
  }
  return changed;
}

function requirePath(network: unknown, path: string): void {
  const keys = splitPath(path);
  for (const [depth, key] of keys.entries()) {
    const above = keys.slice(0, depth).join('.');
    const node = depth === 0 ? network : readPath(network, above);
    const known = typeof node === 'object' && node !== null ? Object.keys(node) : [];
    if (Array.isArray(node) && !known.includes(key))
      throw new UsageError(
        `--set ${printable(path)} leads nowhere: ${above} has no ${quote(key)}; ${members(node.length)}.`,
      );
    if (!known.includes(key))
      throw new UsageError(
        `--set ${printable(path)} leads nowhere: ${above || 'the network'} has no ${quote(key)}${known.length > 0 ? advice(key, known) : '.'}`,
      );
  }
}

/** Of a list, by their places. */
function members(count: number): string {
  if (count === 0) return 'it is empty';
  return count === 1 ? 'its only member is 0' : `its members are 0 to ${count - 1}`;
}

/** A text stays a text where a text stood, unless it is a number or boolean that may stand in its place. */
function parseMember(text: string, present: unknown): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text !== '' && Number.isFinite(Number(text))) return Number(text);
  if (typeof present === 'object') {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}
