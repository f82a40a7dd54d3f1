import { affine } from './affine.ts';
import { sub, ZERO } from './build.ts';
import type { Node } from './ir.ts';

/** `by * variable > of`; `by` and `of` read no variable. */
export interface Crossing {
  readonly variable: string;
  readonly by: Node;
  readonly of: Node;
}

/**
 * A condition as one variable above something that no variable changes; undefined where it is no such comparison.
 * Throws `NotAffine` where its two sides are not linear in the variables.
 */
export function crossingOf(condition: Node, variables: readonly string[]): Crossing | undefined {
  const difference = condition.kind === 'apply' ? exceeds(condition) : undefined;
  if (!difference) return undefined;
  const { coefficients, rest } = affine(difference, {
    unknown: (leaf) =>
      leaf.kind === 'slot' && variables.includes(leaf.slot.name) ? leaf.slot.name : undefined,
  });
  const [[variable, by] = [], second] = coefficients;
  return variable === undefined || by === undefined || second
    ? undefined
    : { variable, by, of: sub(ZERO, rest) };
}

/** Left side minus right side of `a > b`; the other way round for `a < b`. */
function exceeds({ operation, arguments: [a, b] }: Node & { kind: 'apply' }): Node | undefined {
  if (!a || !b) return undefined;
  if (operation === 'gt' || operation === 'ge') return sub(a, b);
  return operation === 'lt' || operation === 'le' ? sub(b, a) : undefined;
}
