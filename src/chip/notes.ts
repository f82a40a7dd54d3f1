import type { CompiledNetwork } from '../network/compiled.ts';
import type { Architecture } from './architecture.ts';
import { learningNotes } from './learning-notes.ts';
import { neuronNotes } from './neuron-notes.ts';
import { weightNotes } from './weight-notes.ts';
import type { Workload } from './workload.ts';

/** What a chip cannot do of a network, and how that is counted all the same: a sentence each; `plain` as in `neuronNotes`. */
export function chipNotes(
  network: CompiledNetwork,
  workload: Workload,
  architecture: Architecture,
  words: { readonly plain?: boolean } = {},
): string[] {
  return [
    ...neuronNotes(network, architecture, words),
    ...weightNotes(network, workload, architecture),
    ...learningNotes(workload, architecture),
  ];
}
