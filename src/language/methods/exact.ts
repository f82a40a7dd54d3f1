import { add, apply, DT, isZero, mul, NOT_REFRACTORY, select, slot, ZERO } from '../build.ts';
import type { Node } from '../ir.ts';
import { type LinearEquations, linearEquations } from '../linear.ts';
import { components, coupled } from './coupled.ts';
import { finish, type Method, readsRefractoriness, refuseNoise, whileRefractory } from './equations.ts';

/**
 * The exact solution of linear equations x' = A x + b over a step through which b is held. An equation that is coupled
 * to no other has a closed form, x exp(A dt) + b dt exprel(A dt), which a kernel can work out for each neuron; coupled
 * ones use the propagator of their system (Rotter and Diesmann 1999).
 *
 * Variables held while refractory have their rows of A and b set to zero then; what follows them goes by the
 * propagator of that second system, what does not shares the first.
 */
export const exact: Method = (equations) => {
  refuseNoise(equations);
  const drifts = new Map([...equations.byVariable].map(([variable, { drift }]) => [variable, drift]));
  const linear = linearEquations(drifts, equations.varyingArrays);
  const values = new Map<string, Node>();
  for (const group of components(linear.matrix)) {
    const [row = 0] = group;
    const rows =
      group.length === 1 ? new Map([[row, single(linear, row)]]) : coupled(linear, group, equations);
    for (const [k, value] of rows) {
      const variable = linear.variables[k] ?? '';
      const stays = equations.holds.has(variable) && value.kind !== 'slot';
      values.set(variable, stays ? select(NOT_REFRACTORY, value, slot(variable)) : value);
    }
  }
  // In the order of the equations.
  return finish(
    new Map(linear.variables.map((variable) => [variable, values.get(variable) ?? slot(variable)])),
  );
};

function single({ variables, matrix, input }: LinearEquations, row: number): Node {
  const x = slot(variables[row] ?? '');
  const rate = matrix[row]?.[row] ?? ZERO;
  const b = input[row] ?? ZERO;
  if (isZero(rate)) return add(x, mul(b, DT));
  const solution = (a: Node): Node => {
    const exponent = mul(a, DT);
    return add(mul(x, apply('exp', exponent)), mul(b, mul(DT, apply('exprel', exponent))));
  };
  // Two rates rather than one that changes: each of them may be the same for all neurons.
  return readsRefractoriness(rate)
    ? select(NOT_REFRACTORY, solution(whileRefractory(rate, false)), solution(whileRefractory(rate, true)))
    : solution(rate);
}
