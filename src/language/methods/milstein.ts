import { add, apply, DT, div, let_, local, mul, slot, sub, ZERO } from '../build.ts';
import type { Node, Statement } from '../ir.ts';
import { Unfit } from '../linear.ts';
import { at, type Equations, finish, HALF, held, increments, type Method } from './equations.ts';

/**
 * Milstein's method without derivatives, for diagonal noise in Stratonovich's sense, as in Brian2: with the support
 * x' = x + dt f + sqrt(dt) g, the step is x + dt f + g dW + (g(x') - g(x)) dW^2 / (2 sqrt(dt)). The drift in the support
 * costs half an order: strong order 1 without drift, 1/2 with it. `heun` keeps order 1.
 */
export const milstein: Method = (equations) => {
  refuseShared(equations);
  const { lets, dW } = increments(equations);
  const steps: Statement[] = [...lets];
  const root = apply('sqrt', DT);
  const drifted = new Map<string, Node>();
  for (const [variable, { drift }] of equations.byVariable) {
    const rate = held(equations, variable, drift);
    steps.push(let_(`drifted_${variable}`, add(slot(variable), mul(DT, rate))));
    drifted.set(variable, local(`drifted_${variable}`));
  }
  const values = new Map<string, Node>();
  for (const [variable, { diffusion }] of equations.byVariable) {
    const start = drifted.get(variable) ?? ZERO;
    const [stream, factor] = [...diffusion][0] ?? [];
    if (stream === undefined || factor === undefined) {
      values.set(variable, start);
      continue;
    }
    const g = held(equations, variable, factor);
    const increment = dW.get(stream) ?? ZERO;
    // The other variables' supports for this noise have no noise of their own: it is diagonal.
    steps.push(let_(`support_${variable}`, add(start, mul(root, g))));
    const support = new Map(drifted).set(variable, local(`support_${variable}`));
    const difference = sub(held(equations, variable, at(factor, support)), g);
    const correction = mul(div(mul(HALF, difference), root), mul(increment, increment));
    values.set(variable, add(add(start, mul(g, increment)), correction));
  }
  return [...steps, ...finish(values)];
};

/** Noise is diagonal where each noise stands in one equation only, and each equation has one at most. */
function refuseShared({ byVariable }: Equations): void {
  const owners = new Map<string, string>();
  for (const [variable, { diffusion }] of byVariable) {
    if (diffusion.size > 1) throw new Unfit(`the equation of ${variable} has more than one noise`);
    for (const stream of diffusion.keys()) {
      const other = owners.get(stream);
      if (other) throw new Unfit(`the equations of ${other} and ${variable} share a noise`);
      owners.set(stream, variable);
    }
  }
}
