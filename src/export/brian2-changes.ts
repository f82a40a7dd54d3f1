import type { Target } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { place, synapseRenames } from './brian2-names.ts';
import { pythonName, quantity } from './python.ts';

/** Values set before the step `step` while the network runs. */
export interface Brian2Change {
  readonly step: number;
  readonly changes: readonly { readonly target: Target /** In SI base units. */; readonly value: number }[];
}

/**
 * The runs of a script: one up to each change, then its assignments, and a last one to the end. Names that are not
 * declared are looked up anew in the group's namespace at the beginning of every run.
 */
export function runLines(
  compiled: CompiledNetwork,
  duration: number,
  changes: readonly Brian2Change[],
): string[] {
  const end = Math.round(duration / compiled.dt);
  const lines: string[] = [];
  let step = 0;
  for (const change of changes) {
    const assigned = change.changes.flatMap(({ target, value }) => assignment(compiled, target, value));
    if (change.step >= end || assigned.length === 0) continue;
    if (change.step > step) lines.push(`run(${change.step - step}*defaultclock.dt, namespace={})`);
    lines.push(...assigned);
    step = change.step;
  }
  return [
    ...lines,
    step === 0 ? `run(${duration}*second, namespace={})` : `run(${end - step}*defaultclock.dt, namespace={})`,
  ];
}

/** Nothing where an edited text has dropped the name. */
function assignment(compiled: CompiledNetwork, target: Target, value: number): string[] {
  const [owner, name] =
    'population' in target
      ? [compiled.populations.find((p) => p.name === target.population), pythonName(target.population)]
      : [compiled.projections.find((p) => p.index === target.projection), `synapses_${target.projection}`];
  const model = owner?.program?.model;
  const variable = model?.variables.get(target.name);
  const renames = owner && 'targets' in owner ? synapseRenames(owner, compiled) : undefined;
  const own = renames?.get(target.name) ?? target.name;
  if (variable) return [`${place(name, own)} = ${quantity(value, variable.dimension, variable.type)}`];
  const dimension = model?.constants.get(target.name);
  return dimension ? [`${name}.namespace['${own}'] = ${quantity(value, dimension)}`] : [];
}
