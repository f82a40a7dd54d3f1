import type { ArrayType } from '../language/checked.ts';
import { DIMENSIONLESS } from '../language/dimension.ts';
import { nameProblem } from '../language/names.ts';
import { eventStatements } from '../language/pathways.ts';
import { compileArrays, readTime } from './array.ts';
import type { CompiledNetwork, CompiledProjection, Part } from './compiled.ts';
import { NetworkError } from './error.ts';
import { checkMemory } from './memory.ts';
import type { Network } from './network.ts';
import { draftPopulation, finishPopulation, type PopulationDraft, type Surroundings } from './population.ts';
import { draftProjection, finishProjection, type ProjectionDraft, storesTo } from './projection.ts';
import { refuseSumsTwice } from './sums.ts';
import { refuseUnusedNames } from './unused.ts';

export interface CompileOptions {
  /** Decides every random draw; an integer from 0 to 2^32 - 1. */
  readonly seed: number;
  /**
   * What to do with a constant that nothing uses. `refuse` (absent: this) catches misspelt names in files; `ignore` is
   * for a reader who edits an equation and so leaves a constant behind.
   */
  readonly unused?: 'refuse' | 'ignore';
  /** Populations of the network that are pieces of larger ones, by name. */
  readonly parts?: Readonly<Record<string, Part>>;
}

/**
 * Checks every text of a network, works out every value and draws every synapse. Throws `NetworkError` for members
 * that do not fit and `LanguageError` for texts, each with the place; nothing large is allocated before the limits
 * are known to hold.
 */
export function compileNetwork(network: Network, options: CompileOptions): CompiledNetwork {
  const seed = options.seed >>> 0;
  const dt = readTime(network.dt, 'dt');
  if (!(dt > 0)) throw new NetworkError('dt', `dt must be longer than 0, but "${network.dt}" is not.`);
  for (const name of Object.keys(network.arrays ?? {})) {
    const problem = nameProblem(name);
    if (problem) throw new NetworkError(`arrays.${name}`, `"${name}" ${problem}: choose another name.`);
  }
  const arrays = compileArrays(network);
  const arrayTypes = new Map<string, ArrayType>(
    [...arrays].map(([name, { columns }]) => [name, { dimension: DIMENSIONLESS, columns }]),
  );
  const varyingArrays = new Set([...arrays].filter(([, array]) => array.dt < dt).map(([name]) => name));
  const around: Surroundings = { dt, seed, arrays, arrayTypes, varyingArrays };
  const drafts = Object.entries(network.populations).map(([name, population]) =>
    draftPopulation(name, population, around, options.parts?.[name]),
  );
  const joins = (network.projections ?? []).map((projection, index) =>
    draftProjection(index, projection, drafts, around),
  );
  refuseSumsTwice(joins);
  if (options.unused !== 'ignore') refuseUnusedNames(drafts, joins);
  checkMemory(drafts, joins);
  const populations = drafts.map((draft, place) =>
    finishPopulation(draft, writtenNames(draft, place, joins), around),
  );
  const projections: CompiledProjection[] = [];
  let synapses = 0;
  for (const join of joins) {
    const projection = finishProjection(join, populations, around, synapses);
    synapses += projection.targets.length;
    projections.push(projection);
  }
  return { dt, seed, populations, projections, arrays };
}

/** Variables of a population that its own statements or those of synapses write to. */
function writtenNames(draft: PopulationDraft, place: number, joins: readonly ProjectionDraft[]): Set<string> {
  const written = new Set(draft.program?.derivatives.keys());
  for (const statements of [draft.program?.update ?? [], draft.program?.reset ?? []])
    for (const name of storesTo(statements, 'self')) written.add(name);
  for (const { from, to, program } of joins) {
    const statements = eventStatements(program);
    const end = { pre: from.population, post: to.population };
    for (const { side, name } of program.sums) if (end[side] === place) written.add(name);
    if (from.population === place) for (const name of storesTo(statements, 'pre')) written.add(name);
    if (to.population === place) for (const name of storesTo(statements, 'post')) written.add(name);
  }
  return written;
}
