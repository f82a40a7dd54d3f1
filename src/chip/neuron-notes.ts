import type { CompiledNetwork, CompiledPopulation } from '../network/compiled.ts';
import type { Architecture } from './architecture.ts';
import { Misfit, neuronForm } from './fixed-point/neuron-form.ts';
import { listed } from './words.ts';

/**
 * Which neurons of a network are not of the kind that a chip's cores compute, and how they are counted all the same: a
 * sentence for all populations with the same fault. Empty where all fit, and where the chip's neuron is programmable or
 * not known.
 */
export function neuronNotes(
  { populations }: Pick<CompiledNetwork, 'populations'>,
  { neuron }: Pick<Architecture, 'neuron'>,
): string[] {
  if (!neuron) return [];
  const strange = new Map<string, string[]>();
  for (const population of populations) {
    const fault = faultOf(population);
    if (fault !== undefined) strange.set(fault, [...(strange.get(fault) ?? []), population.name]);
  }
  return [...strange].map(
    ([fault, names]) =>
      `${listed(names)}: this chip has no such neuron (${fault}); each update is counted as one of a ${neuron.model} neuron, the kind that it has.`,
  );
}

/** Why a population's equations are no leaky integrate-and-fire neuron's; undefined where they are, or where it only sends. */
function faultOf(population: CompiledPopulation): string | undefined {
  const { program, size, spikes } = population;
  if (size === 0 || spikes || !program || program.derivatives.size === 0) return undefined;
  try {
    // Chips add noise of one kind or another: it makes no other neuron.
    neuronForm(population, { noise: true });
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    // A threshold that is never reached does for none.
    return program.threshold || !error.path.endsWith('.threshold') ? error.fault : undefined;
  }
  return undefined;
}
