import type { PopulationProgram } from '../language/model.ts';
import { some } from '../language/visit.ts';
import type { CompiledNetwork, CompiledPopulation } from '../network/compiled.ts';
import type { Architecture } from './architecture.ts';
import { Misfit, neuronForm } from './fixed-point/neuron-form.ts';
import { listed } from './words.ts';

/**
 * Which neurons of a network are not of the kind that a chip's cores compute, and how they are counted all the same: a
 * sentence for all populations with the same fault. Empty where all fit, and where the chip's neuron is programmable or
 * not known. `plain`: in words for readers of a figure, names of variables between backticks, for it to write them in its
 * own symbols; else with the expressions that do not fit.
 */
export function neuronNotes(
  { populations }: Pick<CompiledNetwork, 'populations'>,
  { neuron }: Pick<Architecture, 'neuron'>,
  { plain = false } = {},
): string[] {
  if (!neuron) return [];
  const strange = new Map<string, string[]>();
  for (const population of populations) {
    const fault = faultOf(population, plain);
    if (fault !== undefined) strange.set(fault, [...(strange.get(fault) ?? []), population.name]);
  }
  return [...strange].map(
    ([fault, names]) =>
      `${listed(names)}: this chip has no such neuron (${fault}); each update is counted as one of a ${neuron.model} neuron, the kind that it has.`,
  );
}

/** Why a population's equations are no leaky integrate-and-fire neuron's; undefined where they are, or where it only sends. */
function faultOf(population: CompiledPopulation, plain: boolean): string | undefined {
  const { program, size, spikes } = population;
  if (size === 0 || spikes || !program || program.derivatives.size === 0) return undefined;
  try {
    // Chips add noise of one kind or another: it makes no other neuron.
    neuronForm(population, { noise: true });
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    // A threshold that is never reached does for none, but not for equations that are too many.
    if (!program.threshold && error.path.endsWith('.threshold'))
      return program.derivatives.size > 2 ? tooMany(program) : undefined;
    return plain ? plainly(program, error) : error.fault;
  }
  return undefined;
}

const quoted = (name: string) => `\`${name}\``;

function tooMany({ derivatives }: PopulationProgram): string {
  const names = [...derivatives.keys()].map(quoted);
  return `${names.length} variables have an equation, ${listed(names)}, where the chip's neuron has two: a membrane potential and a current`;
}

function plainly(program: PopulationProgram, { path, fault }: Misfit): string {
  const field = path.slice(path.lastIndexOf('.') + 1);
  if (field === 'threshold') {
    const reads = (name: string) =>
      program.threshold !== undefined &&
      some(program.threshold, (node) => node.kind === 'builtin' && node.name === name);
    if (reads('t'))
      return 'it fires at times that are given, not where a membrane potential crosses a threshold';
    if (program.threshold && some(program.threshold, ({ kind }) => kind === 'draw'))
      return 'it fires at random, not where a membrane potential crosses a threshold';
    return 'it does not fire where a membrane potential rises above a constant';
  }
  if (field === 'reset')
    return 'a spike does something other than to set the membrane potential to a constant';
  if (field === 'refractory')
    return 'its refractory period is no constant time in which the membrane potential is held';
  const bent = [...program.derivatives.keys()].find((name) =>
    fault.startsWith(`the equation of ${name} is not linear`),
  );
  if (bent !== undefined) return `the equation of ${quoted(bent)} is not linear`;
  if (program.derivatives.size > 2) return tooMany(program);
  return 'its equations are not those of a membrane potential with one current that decays';
}
