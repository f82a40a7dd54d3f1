import { checkPopulation } from '../language/check.ts';
import type { ArrayType, CheckedPopulation } from '../language/checked.ts';
import { DIMENSIONLESS } from '../language/dimension.ts';
import type { Node } from '../language/ir.ts';
import { lowerPopulation } from '../language/lower.ts';
import type { PopulationProgram, Quantity } from '../language/model.ts';
import { parseEquations } from '../language/parse.ts';
import type { CompiledArray, CompiledPopulation, Part, Values } from './compiled.ts';
import { readConstants, typesOf, valuesOf } from './constants.ts';
import type { Elements } from './evaluate.ts';
import type { Population } from './network.ts';
import { compileProbes } from './probes.ts';
import { refuseEndlessRefractoriness, refuseMissingColumns, refuseZeroDivisors } from './refuse.ts';
import { givenSpikes } from './spikes.ts';
import { initialState } from './state.ts';

/** What all populations and projections of a network share while they are compiled. */
export interface Surroundings {
  readonly dt: number;
  readonly seed: number;
  readonly arrays: ReadonlyMap<string, CompiledArray>;
  readonly arrayTypes: ReadonlyMap<string, ArrayType>;
  /** Arrays with a shorter step than the network's: they are not constant through a step. */
  readonly varyingArrays: ReadonlySet<string>;
}

/** A population whose texts are checked; its values wait until it is known which projections write to it. */
export interface PopulationDraft {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly part?: Part;
  readonly population: Population;
  readonly checked?: CheckedPopulation;
  readonly program?: PopulationProgram;
  readonly constants: ReadonlyMap<string, Quantity>;
}

/** Checks the texts of a population, whole or a piece of one. Throws `NetworkError` or `LanguageError`. */
export function draftPopulation(
  name: string,
  population: Population,
  around: Surroundings,
  part?: Part,
): PopulationDraft {
  const path = `populations.${name}`;
  const { size } = population;
  const draft = { name, path, size, population, ...(part ? { part } : {}) };
  if (population.spikes !== undefined) return { ...draft, constants: new Map() };
  const equations = population.equations ?? '';
  const declared = new Set(parseEquations(equations, `${path}.equations`).map((equation) => equation.name));
  const known = new Map<string, Quantity>([
    ['N', { value: part?.of ?? size, dimension: DIMENSIONLESS, type: 'integer' }],
  ]);
  const constants = readConstants(population.parameters, declared, `${path}.parameters`, known);
  const checked = checkPopulation({
    source: path,
    equations,
    threshold: population.threshold,
    reset: population.reset,
    refractory: population.refractory,
    constants: typesOf(constants),
    arrays: around.arrayTypes,
  });
  const program = lowerPopulation(checked, population.method, { varyingArrays: around.varyingArrays });
  return { ...draft, checked, program, constants };
}

/** Works out a population's values. `written` are the variables that statements write to, here or in synapses. */
export function finishPopulation(
  draft: PopulationDraft,
  written: ReadonlySet<string>,
  around: Surroundings,
): CompiledPopulation {
  const { name, path, size, part, population, checked, constants } = draft;
  if (!checked || !draft.program)
    return {
      name,
      size,
      spikes: givenSpikes(population.spikes ?? [], around.dt, `${path}.spikes`),
      constants: new Map(),
      state: new Map(),
      probes: [],
    };
  // A parameter that synapses write is no constant coefficient: the method may be another then.
  const parameterWritten = [...written].some(
    (variable) => checked.model.variables.get(variable)?.kind === 'parameter',
  );
  const program = parameterWritten
    ? lowerPopulation(checked, population.method, { varyingArrays: around.varyingArrays, written })
    : draft.program;
  const elements = (own: (name: string) => Values | undefined): Elements => ({
    size,
    seed: around.seed,
    dt: around.dt,
    owner: name,
    ...(part ? { first: part.first } : {}),
    arrays: around.arrays,
    values: (_, variable) => own(variable),
    element: (_, k) => k,
    builtin: (builtin, _, k) =>
      builtin === 'i'
        ? (part?.first ?? 0) + k
        : builtin === 'N'
          ? (part?.of ?? size)
          : builtin === 'dt'
            ? around.dt
            : 0,
  });
  const subexpressions = new Map(
    [...checked.subexpressions].map(([key, node]) => [
      key,
      { node, dimension: checked.model.variables.get(key)?.dimension ?? DIMENSIONLESS },
    ]),
  );
  const state = initialState({
    path,
    model: checked.model,
    parameters: population.parameters,
    initial: population.initial,
    constants,
    subexpressions,
    arrays: around.arrayTypes,
    written,
    elements,
  });
  const values = (key: string) => state.get(key) ?? constants.get(key)?.value;
  refuseZeroDivisors(checked.derivatives, elements(values), `${path}.equations`);
  refuseMissingColumns(textsOf(checked, path), around.arrays, part?.of ?? size);
  if (checked.refractory?.kind === 'time')
    refuseEndlessRefractoriness(
      checked.refractory.value,
      elements(values),
      (name) => !written.has(name),
      `${path}.refractory`,
    );
  return {
    name,
    size,
    ...(part ? { part } : {}),
    program,
    constants: valuesOf(constants),
    state,
    probes: compileProbes(population.record, checked.model, size, around.dt, `${path}.record`, 1),
  };
}

function textsOf(
  { derivatives, subexpressions, threshold, reset, refractory }: CheckedPopulation,
  path: string,
): [string, Node][] {
  return [
    ...[...derivatives.values(), ...subexpressions.values()].map((node): [string, Node] => [
      `${path}.equations`,
      node,
    ]),
    ...reset.map(({ value }): [string, Node] => [`${path}.reset`, value]),
    ...(threshold ? [[`${path}.threshold`, threshold] as [string, Node]] : []),
    ...(refractory ? [[`${path}.refractory`, refractory.value] as [string, Node]] : []),
  ];
}
