import { add, DT, mul, slot } from '../build.ts';
import { describeNode } from '../describe.ts';
import type { Node } from '../ir.ts';
import { changesWithinStep, Unfit } from '../linear.ts';
import { some } from '../visit.ts';
import { type Equations, finish, held, increments, type Method } from './equations.ts';

/**
 * Forward Euler; with additive noise Euler and Maruyama: x + dt f(x, t) + g(t) dW. Refuses multiplicative noise, whose
 * Stratonovich sense it would miss.
 */
export const euler: Method = (equations) => {
  refuseMultiplicative(equations);
  const { lets, dW } = increments(equations);
  const values = new Map<string, Node>();
  for (const [variable, { drift, diffusion }] of equations.byVariable) {
    let value = add(slot(variable), mul(DT, held(equations, variable, drift)));
    for (const [stream, g] of diffusion)
      value = add(value, mul(held(equations, variable, g), dW.get(stream) as Node));
    values.set(variable, value);
  }
  return [...lets, ...finish(values)];
};

/** Noise is multiplicative where its factor reads a variable of a differential equation, or the time. */
function refuseMultiplicative({ byVariable, varyingArrays }: Equations): void {
  for (const [variable, { diffusion }] of byVariable)
    for (const g of diffusion.values()) {
      const reads = some(g, (node) => node.kind === 'slot' && byVariable.has(node.slot.name));
      if (reads || changesWithinStep(g, varyingArrays))
        throw new Unfit(
          `the noise of ${variable} is multiplicative: its factor ${describeNode(g)} changes with the state or the time`,
        );
    }
}
