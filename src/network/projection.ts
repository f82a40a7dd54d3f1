import { checkProjection, checkValue } from '../language/check.ts';
import { isSummed } from '../language/declare.ts';
import { DIMENSIONLESS, SECOND } from '../language/dimension.ts';
import type { Node, Statement } from '../language/ir.ts';
import { lowerProjection } from '../language/lower.ts';
import type { ProjectionProgram, Quantity } from '../language/model.ts';
import { parseEquations } from '../language/parse.ts';
import { eventStatements } from '../language/pathways.ts';
import { transform } from '../language/visit.ts';
import { checkPathways } from './check-pathways.ts';
import type { CompiledPopulation, CompiledProjection, Link, Values } from './compiled.ts';
import { drawConnections } from './connect/connect.ts';
import type { Connections } from './connect/rows.ts';
import { readConstants, typesOf, valuesOf } from './constants.ts';
import { type Range, readEndpoint } from './endpoint.ts';
import { NetworkError } from './error.ts';
import { type Elements, elementReader } from './evaluate.ts';
import { limits } from './limits.ts';
import { readLinks } from './links.ts';
import type { Projection } from './network.ts';
import { listPathways } from './pathways.ts';
import type { PopulationDraft, Surroundings } from './population.ts';
import { compileProbes } from './probes.ts';
import { refuseZeroDivisors } from './refuse.ts';
import { initialState, readValue } from './state.ts';

/** A projection whose texts are checked and whose synapses are not drawn yet. */
export interface ProjectionDraft {
  readonly index: number;
  readonly path: string;
  readonly projection: Projection;
  readonly from: Range;
  readonly to: Range;
  readonly pre: PopulationDraft;
  readonly post: PopulationDraft;
  readonly program: ProjectionProgram;
  readonly constants: ReadonlyMap<string, Quantity>;
  readonly links: ReadonlyMap<string, Link>;
}

const integer = (value: number): Quantity => ({ value, dimension: DIMENSIONLESS, type: 'integer' });

/** Checks the texts of a projection. Throws `NetworkError` or `LanguageError`. */
export function draftProjection(
  index: number,
  projection: Projection,
  populations: readonly PopulationDraft[],
  around: Surroundings,
): ProjectionDraft {
  const path = `projections.${index}`;
  const from = readEndpoint(projection.from, `${path}.from`, populations);
  const to = readEndpoint(projection.to, `${path}.to`, populations);
  const [pre, post] = [populations[from.population], populations[to.population]];
  if (!pre || !post) throw new NetworkError(path, 'joins populations that are not there.');
  const model = projection.model ?? '';
  const equations = parseEquations(model, `${path}.model`);
  const declared = new Set(equations.flatMap((equation) => (isSummed(equation) ? [] : [equation.name])));
  const pathways = checkPathways(projection, path, declared);
  for (const [side, end] of [
    ['pre', pre],
    ['post', post],
  ] as const)
    for (const { statements, place } of pathways[side])
      if (statements.trim() && end.checked && !end.checked.threshold)
        throw new NetworkError(
          `${path}.${place}`,
          `population "${end.name}" has no threshold, so it never fires and this is never done.`,
        );
  const known = new Map([
    ['N_pre', integer(from.end - from.start)],
    ['N_post', integer(to.end - to.start)],
  ]);
  const constants = readConstants(projection.parameters, declared, `${path}.parameters`, known);
  const checked = checkProjection({
    source: path,
    model,
    onPre: pathways.pre,
    onPost: pathways.post,
    constants: typesOf(constants),
    arrays: around.arrayTypes,
    pre: pre.checked,
    post: post.checked,
  });
  const { varyingArrays } = around;
  const program = lowerProjection(checked, path, projection.method, { varyingArrays });
  const links = readLinks(projection, path, program.model, populations, [from.population, to.population]);
  return { index, path, projection, from, to, pre, post, program, constants, links };
}

/** Draws a projection's synapses and works out their values. `before` synapses exist already. */
export function finishProjection(
  draft: ProjectionDraft,
  populations: readonly CompiledPopulation[],
  around: Surroundings,
  before: number,
): CompiledProjection {
  const { index, path, projection, from, to, constants } = draft;
  const [pre, post] = [populations[from.population], populations[to.population]];
  if (!pre || !post) throw new NetworkError(path, 'joins populations that are not there.');
  const connections = drawConnections({
    path: `${path}.connect`,
    owner: path,
    projection,
    from,
    to,
    size: pre.size,
    seed: around.seed,
    before,
    condition: compileCondition(draft, pre, post, around),
  });
  const { targets, offsets, order } = connections;
  const program = withIndices(draft.program, from, to, targets.length);
  const place = synapseElements(draft, pre, post, around, connections);
  const written = new Set(storesTo(eventStatements(program), 'self'));
  for (const name of program.derivatives?.keys() ?? []) written.add(name);
  const texts = {
    path,
    model: program.model,
    constants,
    arrays: around.arrayTypes,
    synapse: { pre: draft.pre.checked, post: draft.post.checked },
  };
  const { parameters, initial } = projection;
  const state = initialState({ ...texts, parameters, initial, written, elements: place });
  const own = (name: string) => {
    const { population = -1, variable = '' } = draft.links.get(name) ?? {};
    return state.get(name) ?? constants.get(name)?.value ?? populations[population]?.state.get(variable);
  };
  if (program.derivatives) refuseZeroDivisors(program.derivatives, place(own), `${path}.model`);
  const sides = listPathways(projection);
  const delays = new Map(
    [...sides.pre, ...sides.post].map(({ name, delay, delayPlace }) => {
      if (delay === undefined) return [name, 0];
      const where = `${path}.${delayPlace}`;
      const time = { dimension: SECOND, type: 'real' } as const;
      return [
        name,
        delaySteps(readValue(delay, time, where, delayPlace, texts, state, place(own)), around.dt, where),
      ];
    }),
  );
  let sources: Uint32Array | undefined;
  return {
    index,
    from: from.population,
    to: to.population,
    ranges: { pre: [from.start, from.end], post: [to.start, to.end] },
    program,
    get sources() {
      sources ??= connections.sources();
      return sources;
    },
    targets,
    offsets,
    ...(order ? { order } : {}),
    links: draft.links,
    delays: program.pathways.map(({ name }) => delays.get(name) ?? 0),
    constants: valuesOf(constants),
    state,
    probes: compileProbes(projection.record, program.model, targets.length, around.dt, `${path}.record`, 0),
  };
}

/** Rounded to the nearest step (Meaning 3). */
function delaySteps(delays: Values, dt: number, path: string): number | Uint32Array {
  const steps = (delay: number) => {
    if (delay < 0) throw new NetworkError(path, `a delay must not be negative, but found ${delay * 1e3} ms.`);
    const rounded = Math.floor(delay / dt + 0.5);
    if (rounded > limits.delaySteps)
      throw new NetworkError(
        path,
        `a delay of ${rounded} steps is too long; at most ${limits.delaySteps} are allowed.`,
      );
    return rounded;
  };
  return typeof delays === 'number' ? steps(delays) : Uint32Array.from(delays, steps);
}

function synapseElements(
  { path, from, to }: ProjectionDraft,
  pre: CompiledPopulation,
  post: CompiledPopulation,
  around: Surroundings,
  { sources: findSources, targets }: Pick<Connections, 'sources' | 'targets'>,
): (own: (name: string) => Values | undefined) => Elements {
  const side = { pre, post };
  let known: Uint32Array | undefined;
  const sourceOf = (k: number): number => {
    known ??= findSources();
    return known[k] as number;
  };
  return (own) => ({
    size: targets.length,
    seed: around.seed,
    dt: around.dt,
    owner: path,
    arrays: around.arrays,
    values: (owner, name) =>
      owner === 'self' ? own(name) : (side[owner].state.get(name) ?? side[owner].constants.get(name)),
    element: (owner, k) => (owner === 'self' ? k : owner === 'pre' ? sourceOf(k) : (targets[k] as number)),
    builtin: (name, owner, k) => {
      if (name === 'i') return sourceOf(k) - from.start;
      if (name === 'j') return (targets[k] as number) - to.start;
      if (name === 'N')
        return owner === 'self'
          ? targets.length
          : owner === 'pre'
            ? from.end - from.start
            : to.end - to.start;
      return name === 'dt' ? around.dt : 0;
    },
  });
}

function compileCondition(
  draft: ProjectionDraft,
  pre: CompiledPopulation,
  post: CompiledPopulation,
  around: Surroundings,
): ((i: number, j: number) => boolean) | undefined {
  const { projection, path, from, to, constants } = draft;
  const { connect } = projection;
  if (typeof connect !== 'object' || !('condition' in connect)) return undefined;
  const { node } = checkValue(connect.condition, `${path}.connect.condition`, {
    names: typesOf(constants),
    arrays: around.arrayTypes,
    synapse: { pre: draft.pre.checked, post: draft.post.checked },
    stream: 'connect/condition',
    expected: { dimension: DIMENSIONLESS, type: 'boolean' },
  });
  // A pair is looked at as if it were the only synapse.
  const source = new Uint32Array(1);
  const target = new Uint32Array(1);
  const one = synapseElements(draft, pre, post, around, { sources: () => source, targets: target });
  const columns = to.end - to.start;
  const elements = one((name) => constants.get(name)?.value);
  const read = elementReader(node, {
    ...elements,
    element: (owner) => (owner === 'pre' ? source : target)[0] as number,
    builtin: (name, owner) => elements.builtin(name, owner, 0),
  });
  return (i, j) => {
    source[0] = from.start + i;
    target[0] = to.start + j;
    return read(i * columns + j) !== 0;
  };
}

/** Names that statements store to. */
export function storesTo(statements: readonly Statement[], owner: 'self' | 'pre' | 'post'): string[] {
  return statements.flatMap((statement) =>
    statement.kind === 'store' && statement.slot.owner === owner ? [statement.slot.name] : [],
  );
}

/**
 * Within ranges `i` and `j` count from the range's beginning, and `N` is known once the synapses are drawn: both are
 * written into the program, so that engines count in whole populations only.
 */
function withIndices(
  program: ProjectionProgram,
  from: Range,
  to: Range,
  synapses: number,
): ProjectionProgram {
  const memo = new Map<Node, Node>();
  const number = (value: number): Node => ({ kind: 'constant', value, type: 'integer' });
  const change = (node: Node): Node =>
    transform(
      node,
      (part) => {
        if (part.kind !== 'builtin') return undefined;
        if (part.name === 'N')
          return number(
            part.owner === 'self'
              ? synapses
              : part.owner === 'pre'
                ? from.end - from.start
                : to.end - to.start,
          );
        const start = part.name === 'i' ? from.start : part.name === 'j' ? to.start : 0;
        if (start === 0) return undefined;
        return { kind: 'apply', operation: 'sub', arguments: [part, number(start)], type: 'integer' };
      },
      memo,
    );
  const changeAll = (statements: readonly Statement[]) =>
    statements.map((statement) => ({ ...statement, value: change(statement.value) }));
  const changeMap = (nodes: ReadonlyMap<string, Node>) =>
    new Map([...nodes].map(([name, node]) => [name, change(node)]));
  return {
    model: program.model,
    ...(program.method ? { method: program.method } : {}),
    sums: program.sums.map((sum) => ({ ...sum, value: change(sum.value) })),
    update: changeAll(program.update),
    catchUp: changeAll(program.catchUp),
    pathways: program.pathways.map((pathway) => ({ ...pathway, statements: changeAll(pathway.statements) })),
    ...(program.derivatives ? { derivatives: changeMap(program.derivatives) } : {}),
    ...(program.subexpressions ? { subexpressions: changeMap(program.subexpressions) } : {}),
  };
}
