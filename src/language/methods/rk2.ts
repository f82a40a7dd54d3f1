import { add, DT, let_, local, mul, slot, TIME } from '../build.ts';
import type { Node, Statement } from '../ir.ts';
import { at, finish, HALF, held, type Method, refuseNoise } from './equations.ts';

/** The midpoint rule, second order: x + dt f(x + dt/2 f(x, t), t + dt/2). */
export const rk2: Method = (equations) => {
  refuseNoise(equations);
  const lets: Statement[] = [];
  const middle = new Map<string, Node>();
  for (const [variable, { drift }] of equations.byVariable) {
    const step = mul(mul(HALF, DT), held(equations, variable, drift));
    lets.push(let_(`middle_${variable}`, add(slot(variable), step)));
    middle.set(variable, local(`middle_${variable}`));
  }
  const time = add(TIME, mul(HALF, DT));
  const values = new Map<string, Node>();
  for (const [variable, { drift }] of equations.byVariable) {
    const rate = held(equations, variable, at(drift, middle, time));
    values.set(variable, add(slot(variable), mul(DT, rate)));
  }
  return [...lets, ...finish(values)];
};
