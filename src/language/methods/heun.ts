import { add, DT, let_, local, mul, slot, TIME, ZERO } from '../build.ts';
import type { Node, Statement } from '../ir.ts';
import { at, finish, HALF, held, increments, type Method } from './equations.ts';

/**
 * Stochastic Heun for noise in Stratonovich's sense, as in Brian2: with the support x' = x + g(x, t) dW, the step is
 * x + dt f(x, t) + (g(x, t) + g(x', t + dt)) dW / 2. Each of several noises has a support of its own. The drift is
 * advanced by Euler.
 */
export const heun: Method = (equations) => {
  const { lets, dW } = increments(equations);
  const steps: Statement[] = [...lets];
  const values = new Map<string, Node>();
  for (const [variable, { drift }] of equations.byVariable)
    values.set(variable, add(slot(variable), mul(DT, held(equations, variable, drift))));
  equations.noises.forEach((stream, k) => {
    const increment = dW.get(stream) ?? ZERO;
    const support = new Map<string, Node>();
    for (const [variable, { diffusion }] of equations.byVariable) {
      const g = diffusion.get(stream);
      if (!g) continue;
      const name = `support${k}_${variable}`;
      steps.push(let_(name, add(slot(variable), mul(held(equations, variable, g), increment))));
      support.set(variable, local(name));
    }
    for (const [variable, { diffusion }] of equations.byVariable) {
      const g = diffusion.get(stream);
      if (!g) continue;
      const both = held(equations, variable, add(g, at(g, support, add(TIME, DT))));
      values.set(variable, add(values.get(variable) ?? ZERO, mul(mul(HALF, increment), both)));
    }
  });
  return [...steps, ...finish(values)];
};
