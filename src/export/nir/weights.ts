import { affine, NotAffine } from '../../language/affine.ts';
import { describeNode } from '../../language/describe.ts';
import type { Node } from '../../language/ir.ts';
import { eventStatements } from '../../language/pathways.ts';
import { some, transform } from '../../language/visit.ts';
import type { CompiledNetwork, CompiledProjection, Values } from '../../network/compiled.ts';
import { type Elements, evaluateAll } from '../../network/evaluate.ts';
import { every } from '../../network/linear-cell.ts';
import type { Parts } from './parts.ts';

/** What the spikes of a projection add, and to which variable of their targets. */
export interface Addition {
  readonly variable: string;
  /** For each synapse. */
  readonly amount: Values;
}

/** The largest weight matrices that are written, in numbers, all together. */
const largest = 2 ** 24;

/** How a projection is called in sentences. */
export function nameOf({ index, from, to }: CompiledProjection, { populations }: CompiledNetwork): string {
  return `projection ${index} (${populations[from]?.name} to ${populations[to]?.name})`;
}

/** What each spike adds to its target; reasons why it is more than that go to `parts`. */
export function additionsOf(
  projection: CompiledProjection,
  compiled: CompiledNetwork,
  parts: Parts,
): Addition[] {
  const { program, to, from } = projection;
  const name = nameOf(projection, compiled);
  const stores = eventStatements(program);
  const own = (statement: (typeof stores)[number]) =>
    statement.kind === 'store' && statement.slot.owner === 'self';
  if (stores.some(own) || program.update.length > 0 || program.catchUp.length > 0)
    parts.left.push(`what the synapses of ${name} learn or forget; their weights stay as they begin`);
  if (eventStatements(program, 'post').some((statement) => !own(statement)))
    parts.impossible.push(`${name} acts on neurons when its targets fire`);
  const elements = synapses(projection, compiled);
  const changing = new Set(compiled.populations[to]?.program?.derivatives.keys());
  for (const key of compiled.populations[from]?.program?.derivatives.keys() ?? []) changing.add(key);
  if (program.pathways.filter(({ side }) => side === 'pre').length > 1)
    parts.impossible.push(`${name} has several pathways, each with a delay of its own`);
  return eventStatements(program, 'pre').flatMap((statement) => {
    if (own(statement)) return [];
    const value = unguarded(statement.value);
    const words = `${name} sets ${statement.kind === 'store' ? statement.slot.name : statement.name} to ${describeNode(value)}`;
    const refuse = (why: string) => {
      parts.impossible.push(`${words}, ${why}`);
      return [];
    };
    if (statement.kind === 'let' || statement.slot.owner !== 'post')
      return refuse('not a weight to its target');
    const variable = statement.slot.name;
    try {
      const { coefficients, rest } = affine(value, {
        unknown: (leaf) =>
          leaf.kind === 'slot' && leaf.slot.owner === 'post' && leaf.slot.name === variable
            ? variable
            : undefined,
      });
      const factor = coefficients.get(variable);
      const plain =
        factor && constantly(factor, changing) && every(evaluateAll(factor, elements), (x) => x === 1);
      if (!plain) return refuse('which is no weight added');
      if (!constantly(rest, changing)) return refuse('which depends on more than a weight');
      return [{ variable, amount: evaluateAll(rest, elements) }];
    } catch (error) {
      if (error instanceof NotAffine) return refuse('which is no weight added');
      throw error;
    }
  });
}

/** What is written where the target is not refractory. */
function unguarded(node: Node): Node {
  const yes: Node = { kind: 'constant', value: 1, type: 'boolean' };
  return transform(node, (part) => {
    if (part.kind === 'builtin' && part.name === 'not_refractory') return yes;
    if (part.kind !== 'apply' || part.operation !== 'select') return undefined;
    const [condition, whenTrue] = part.arguments;
    const guard = condition?.kind === 'builtin' && condition.name === 'not_refractory';
    return guard && whenTrue ? unguarded(whenTrue) : undefined;
  });
}

const constantly = (node: Node, changing: ReadonlySet<string>): boolean =>
  !some(
    node,
    (part) =>
      part.kind === 'draw' ||
      part.kind === 'array' ||
      part.kind === 'local' ||
      (part.kind === 'builtin' && !['i', 'j', 'dt', 'N'].includes(part.name)) ||
      (part.kind === 'slot' && part.slot.owner !== 'self' && changing.has(part.slot.name)),
  );

function synapses(projection: CompiledProjection, { populations, seed, dt }: CompiledNetwork): Elements {
  const { sources, targets, state, constants, from, to, index } = projection;
  const sides = { pre: populations[from], post: populations[to] };
  return {
    size: targets.length,
    seed,
    dt,
    owner: `projections.${index}`,
    arrays: new Map(),
    values: (owner, name) => {
      const side = owner === 'self' ? { state, constants } : sides[owner];
      return side?.state.get(name) ?? side?.constants.get(name);
    },
    element: (owner, k) => (owner === 'self' ? k : ((owner === 'pre' ? sources : targets)[k] as number)),
    builtin: (name, _, k) =>
      name === 'i' ? (sources[k] as number) : name === 'j' ? (targets[k] as number) : dt,
  };
}

/** Row-major, a row for each target and a column for each source; synapses of the same pair add up. */
export function matrixOf(
  { sources, targets }: CompiledProjection,
  amount: Values,
  weight: Values,
  shape: readonly [rows: number, columns: number],
): Float64Array {
  const [rows, columns] = shape;
  const matrix = new Float64Array(rows * columns);
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k] as number;
    const at = target * columns + (sources[k] as number);
    const scale = typeof weight === 'number' ? weight : (weight[target] as number);
    matrix[at] =
      (matrix[at] as number) + scale * (typeof amount === 'number' ? amount : (amount[k] as number));
  }
  return matrix;
}

/** Refuses what would not fit before it is made. */
export function checkSize(total: number, parts: Parts): void {
  if (total > largest)
    parts.impossible.push(
      `its weights as full matrices are ${total} numbers, more than the ${largest} that are written`,
    );
}

/**
 * The delay of each source in steps; undefined where all are 0. NIR has a delay for each source: where its synapses
 * differ, their mean is taken and `parts` told.
 */
export function delaysOf(
  projection: CompiledProjection,
  size: number,
  name: string,
  parts: Parts,
): Float64Array | undefined {
  const { sources, program } = projection;
  const delays = projection.delays[program.pathways.findIndex(({ side }) => side === 'pre')] ?? 0;
  if (delays === 0) return undefined;
  if (typeof delays === 'number') return new Float64Array(size).fill(delays);
  const sums = new Float64Array(size);
  const counts = new Uint32Array(size);
  for (const [k, source] of sources.entries()) {
    sums[source] = (sums[source] as number) + (delays[k] as number);
    counts[source] = (counts[source] as number) + 1;
  }
  const means = sums.map((sum, k) => (counts[k] ? Math.round(sum / (counts[k] as number)) : 0));
  if (sources.some((source, k) => means[source] !== delays[k]))
    parts.left.push(
      `the delays of ${name}, which differ between the synapses of one neuron; their mean is taken`,
    );
  return means.some((mean) => mean > 0) ? means : undefined;
}
