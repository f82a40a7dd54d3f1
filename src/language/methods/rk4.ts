import { add, constant, DT, div, let_, local, mul, slot, TIME } from '../build.ts';
import type { Node, Statement } from '../ir.ts';
import { at, finish, HALF, held, type Method, refuseNoise } from './equations.ts';

/** The classical method of Runge and Kutta, fourth order. */
export const rk4: Method = (equations) => {
  refuseNoise(equations);
  const lets: Statement[] = [];
  const slope = (stage: number, variable: string) => local(`k${stage}_${variable}`);
  const variables = [...equations.byVariable.keys()];

  /** dt f at the state x + factor * (slope before), at t + factor * dt. */
  function stage(number: number, factor?: Node): void {
    const state = new Map<string, Node>();
    if (factor) {
      // Each argument of f gets a name of its own: several equations read it.
      for (const variable of variables) {
        const name = `x${number}_${variable}`;
        lets.push(let_(name, add(slot(variable), mul(factor, slope(number - 1, variable)))));
        state.set(variable, local(name));
      }
    }
    const time = factor && add(TIME, mul(factor, DT));
    for (const [variable, { drift }] of equations.byVariable)
      lets.push(let_(`k${number}_${variable}`, mul(DT, held(equations, variable, at(drift, state, time)))));
  }

  stage(1);
  stage(2, HALF);
  stage(3, HALF);
  stage(4, constant(1));
  const values = new Map<string, Node>();
  for (const variable of variables) {
    const [k1, k2, k3, k4] = [1, 2, 3, 4].map((number) => slope(number, variable)) as [
      Node,
      Node,
      Node,
      Node,
    ];
    const sum = add(add(k1, mul(constant(2), add(k2, k3))), k4);
    values.set(variable, add(slot(variable), div(sum, constant(6))));
  }
  return [...lets, ...finish(values)];
};
