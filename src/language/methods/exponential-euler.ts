import { affine, NotAffine } from '../affine.ts';
import { add, apply, DT, isZero, mul, NOT_REFRACTORY, select, slot, ZERO } from '../build.ts';
import { describeNode } from '../describe.ts';
import type { Node } from '../ir.ts';
import { Unfit } from '../linear.ts';
import { finish, type Method, refuseNoise } from './equations.ts';

/**
 * Solves each equation x' = A x + B exactly with all other variables held: x + (A x + B) dt exprel(A dt), which has no
 * division by A and so needs no special case at A = 0. One exponential an equation. As in Brian2, a function of x
 * beside a linear term (the spike current of an exponential integrate-and-fire neuron) is part of B.
 */
export const exponentialEuler: Method = (equations) => {
  refuseNoise(equations);
  const values = new Map<string, Node>();
  for (const [variable, { drift }] of equations.byVariable) {
    const rate = coefficient(variable, drift);
    const growth = mul(drift, isZero(rate) ? DT : mul(DT, apply('exprel', mul(rate, DT))));
    const value = add(slot(variable), growth);
    values.set(
      variable,
      equations.holds.has(variable) ? select(NOT_REFRACTORY, value, slot(variable)) : value,
    );
  }
  return finish(values);
};

/** A of x' = A x + B. Throws Unfit where the equation is not linear in its own variable. */
export function coefficient(variable: string, drift: Node): Node {
  const unknown = (leaf: Node) =>
    leaf.kind === 'slot' && leaf.slot.owner === 'self' && leaf.slot.name === variable ? variable : undefined;
  let term: Node = drift;
  try {
    const { coefficients, held } = affine(drift, { unknown, holdFunctions: true });
    const own = coefficients.get(variable);
    if (own || !held) return own ?? ZERO;
  } catch (error) {
    if (!(error instanceof NotAffine)) throw error;
    term = error.term;
  }
  throw new Unfit(
    `the equation of ${variable} is not linear in ${variable}: see its term ${describeNode(term)}`,
  );
}
