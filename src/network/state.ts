import { checkValue } from '../language/check.ts';
import type { ArrayType, CheckedPopulation, CheckedValue, NamedType } from '../language/checked.ts';
import { sameDimension, sayDimension } from '../language/dimension.ts';
import type { Model, Quantity, Variable } from '../language/model.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import { nearestName } from '../language/suggest.ts';
import type { Values } from './compiled.ts';
import { typesOf } from './constants.ts';
import { NetworkError } from './error.ts';
import { type Elements, evaluateAll } from './evaluate.ts';
import type { Value } from './network.ts';

export interface StateRequest {
  readonly path: string;
  readonly model: Model;
  readonly parameters?: Readonly<Record<string, Value>> | undefined;
  readonly initial?: Readonly<Record<string, Value>> | undefined;
  readonly constants: ReadonlyMap<string, Quantity>;
  readonly subexpressions?: ReadonlyMap<string, CheckedValue> | undefined;
  readonly arrays: ReadonlyMap<string, ArrayType>;
  readonly synapse?:
    | { readonly pre?: CheckedPopulation | undefined; readonly post?: CheckedPopulation | undefined }
    | undefined;
  /** Variables that statements write: they get a number for each element. */
  readonly written: ReadonlySet<string>;
  /** Where expressions are worked out, given what is set so far. */
  readonly elements: (own: (name: string) => Values | undefined) => Elements;
}

/**
 * The values that declared variables begin with: `parameters`, then `initial`, each in the order of the file; what
 * neither sets is 0. Throws `NetworkError` or `LanguageError` at the value that is wrong.
 */
export function initialState(request: StateRequest): Map<string, Values> {
  const { model, constants } = request;
  const state = new Map<string, Values>();
  const own = (name: string) => state.get(name) ?? constants.get(name)?.value;
  const elements = request.elements(own);
  const set = (member: 'parameters' | 'initial', name: string, value: Value) => {
    const path = `${request.path}.${member}.${name}`;
    const variable = model.variables.get(name);
    if (!variable) {
      if (member === 'parameters') return;
      const nearest = nearestName(name, model.variables.keys());
      throw new NetworkError(
        path,
        `the equations declare no variable "${name}"${nearest ? `; did you mean "${nearest}"?` : '.'}`,
        nearest,
      );
    }
    if (variable.kind === 'subexpression')
      throw new NetworkError(
        path,
        `"${name}" is a subexpression: it follows from its equation and cannot be set.`,
      );
    state.set(name, readValue(value, variable, path, `${member}/${name}`, request, state, elements));
  };
  for (const [name, value] of Object.entries(request.parameters ?? {})) set('parameters', name, value);
  for (const [name, value] of Object.entries(request.initial ?? {})) set('initial', name, value);
  return complete(state, request, elements.size);
}

/** Declared variables that were not set are 0; what is written has a number for each element. */
function complete(state: Map<string, Values>, request: StateRequest, size: number): Map<string, Values> {
  const all = new Map<string, Values>();
  for (const variable of request.model.variables.values()) {
    if (variable.kind === 'subexpression' || variable.flags.has('linked')) continue;
    const values = state.get(variable.name) ?? 0;
    const spread = typeof values === 'number' && request.written.has(variable.name);
    all.set(variable.name, spread ? new Float64Array(size).fill(values) : values);
  }
  return all;
}

type Target = NamedType & Partial<Pick<Variable, 'name' | 'flags'>>;

/** One value of the file for all elements. `target` says what dimension and type it must have. */
export function readValue(
  value: Value,
  target: Target,
  path: string,
  stream: string,
  request: Pick<StateRequest, 'constants' | 'model' | 'subexpressions' | 'arrays' | 'synapse'>,
  state: ReadonlyMap<string, Values>,
  elements: Elements,
): Values {
  if (typeof value === 'object') return readList(value, target, path, elements.size);
  if (typeof value !== 'string') return plain(value, target, path);
  const names = typesOf(request.constants);
  for (const name of state.keys()) {
    const known = request.model.variables.get(name);
    if (known) names.set(name, known);
  }
  const { node } = checkValue(value, path, {
    names,
    arrays: request.arrays,
    subexpressions: request.subexpressions,
    synapse: request.synapse,
    stream,
    expected: { dimension: target.dimension, type: target.type },
  });
  const values = evaluateAll(node, elements);
  if (typeof values !== 'number' && target.flags?.has('shared'))
    throw new NetworkError(
      path,
      `"${target.name}" is shared: it has one value, which may not depend on i, j or chance.`,
    );
  requireFinite(values, value, path);
  return values;
}

function requireFinite(values: Values, text: string, path: string): void {
  const bad =
    typeof values === 'number'
      ? Number.isFinite(values)
        ? -1
        : 0
      : values.findIndex((x) => !Number.isFinite(x));
  if (bad < 0) return;
  const found = typeof values === 'number' ? values : values[bad];
  const where = typeof values === 'number' ? '' : ` at index ${bad}`;
  throw new NetworkError(path, `"${text}" gives ${found}${where}, which is not a finite number.`);
}

function readList(
  list: readonly (string | number | boolean)[],
  target: Target,
  path: string,
  size: number,
): Values {
  if (target.flags?.has('shared'))
    throw new NetworkError(path, `"${target.name}" is shared: it has one value, not a list.`);
  if (list.length !== size)
    throw new NetworkError(
      path,
      `a list of ${size} values is expected, one for each, but found ${list.length}.`,
    );
  return Float64Array.from(list, (value, k) => {
    const place = `${path}.${k}`;
    return typeof value === 'string' ? quantity(value, target, place) : plain(value, target, place);
  });
}

function quantity(text: string, target: Target, path: string): number {
  const { value, dimension } = evaluateQuantity(text, path);
  if (!sameDimension(dimension, target.dimension))
    throw new NetworkError(
      path,
      `a value that ${sayDimension(target.dimension)} is expected, but "${text}" ${sayDimension(dimension)}.`,
    );
  requireFinite(value, text, path);
  return value;
}

/** A number counts in SI base units of whatever is set. */
function plain(value: number | boolean, target: Target, path: string): number {
  if (typeof value === 'boolean') {
    if (target.type !== 'boolean') throw new NetworkError(path, `a number is expected, but found ${value}.`);
    return value ? 1 : 0;
  }
  if (target.type === 'boolean' && value !== 0 && value !== 1)
    throw new NetworkError(path, `true or false is expected, but found ${value}.`);
  if (target.type === 'integer' && !Number.isInteger(value))
    throw new NetworkError(path, `a whole number is expected, but found ${value}.`);
  return value;
}
