import { checkPopulation, checkProjection, checkValue } from '../check.ts';
import type { ArrayType, CheckedPopulation, NamedType } from '../checked.ts';
import type { ProjectionProgram } from '../model.ts';
import { evaluateQuantity } from '../quantity.ts';
import type { GalleryModel } from './model.ts';

const typesOf = (constants: Readonly<Record<string, string>> = {}): Map<string, NamedType> =>
  new Map(
    Object.entries(constants).map(([name, text]) => [name, evaluateQuantity(text, `parameters.${name}`)]),
  );

const arraysOf = (model: GalleryModel): Map<string, ArrayType> =>
  new Map(
    Object.entries(model.arrays ?? {}).map(([name, unit]): [string, ArrayType] => [
      name,
      { dimension: evaluateQuantity(unit, name).dimension, columns: 1 },
    ]),
  );

/** Checks every text of a model. Throws `LanguageError`. */
export function checkModel(model: GalleryModel): {
  readonly population: CheckedPopulation;
  readonly projections: readonly ProjectionProgram[];
} {
  const arrays = arraysOf(model);
  const constants = typesOf(model.constants);
  const population = checkPopulation({ ...model, source: 'populations.P', constants, arrays });
  const { variables } = population.model;
  for (const [name, text] of Object.entries(model.values ?? {}))
    checkValue(text, `populations.P.initial.${name}`, {
      names: new Map([...constants, ...variables]),
      stream: `initial/${name}`,
      expected: variables.get(name),
    });
  const projections = (model.synapses ?? []).map((synapses, index) =>
    checkProjection({
      ...synapses,
      source: `projections.${index}`,
      constants: typesOf(synapses.constants),
      arrays,
      pre: population,
      post: population,
    }),
  );
  return { population, projections };
}
