/** From a checked population to the statements of one step: chooses the integration method, applies it, tidies. */
import type { CheckedPopulation } from './checked.ts';
import { LanguageError, locate } from './diagnostic.ts';
import type { Node, Statement } from './ir.ts';
import { isSingular, linearEquations, Unfit } from './linear.ts';
import { type Equations, type Method, splitNoise } from './methods/equations.ts';
import { euler } from './methods/euler.ts';
import { exact } from './methods/exact.ts';
import { coefficient, exponentialEuler } from './methods/exponential-euler.ts';
import { heun } from './methods/heun.ts';
import { milstein } from './methods/milstein.ts';
import { rk2 } from './methods/rk2.ts';
import { rk4 } from './methods/rk4.ts';
import type { MethodChoice, MethodName, PopulationProgram } from './model.ts';
import { createSimplifier } from './simplify.ts';
import { nearestName } from './suggest.ts';
import { some } from './visit.ts';

const METHODS: Readonly<Record<MethodName, Method>> = {
  exact,
  exponential_euler: exponentialEuler,
  euler,
  rk2,
  rk4,
  heun,
  milstein,
};

export interface LowerOptions {
  /** Recorded arrays whose dt is shorter than the network's: they are not constant through a step. */
  readonly varyingArrays?: ReadonlySet<string>;
  /** Variables that synapses write (`x_post += w`): not constant from step to step. */
  readonly written?: Iterable<string>;
}

/**
 * Lowers a checked population. Without a method the first that fits of exact, euler and heun is taken, as Brian2 2.5
 * does. Throws LanguageError, located in `SOURCE.method`, where the named method is unknown or does not fit.
 */
export function lowerPopulation(
  checked: CheckedPopulation,
  method?: string,
  options: LowerOptions = {},
): PopulationProgram {
  const { model, threshold, reset, refractory } = checked;
  const source = `${model.source.replace(/\.equations$/, '')}.method`;
  const complain = (message: string, suggestion?: string): never => {
    const text = method ?? '';
    throw new LanguageError([locate(text, source, { start: 0, end: text.length }, message, suggestion)]);
  };
  const reading = createSimplifier();
  const written = reset.flatMap((statement) => (statement.kind === 'store' ? [statement.slot.name] : []));
  const surroundings = {
    holds: checked.holds,
    varyingArrays: options.varyingArrays ?? new Set<string>(),
    changing: new Set([...written, ...(options.written ?? [])]),
  };
  const equations = attempt(() => splitNoise(mapNodes(checked.derivatives, reading.node), surroundings));
  if (equations instanceof Unfit)
    return complain(`No method can integrate these equations: ${equations.message}.`);

  const [choice, statements] = choose();
  const simplifier = createSimplifier();
  const update = simplifier.statements(statements);
  const program = {
    model,
    update,
    ...(threshold && { threshold: simplifier.node(threshold) }),
    reset: simplifier.statements(reset),
    ...(refractory && { refractory: { ...refractory, value: simplifier.node(refractory.value) } }),
    derivatives: new Map([...equations.byVariable].map(([name, { drift }]) => [name, reading.node(drift)])),
    subexpressions: mapNodes(checked.subexpressions, reading.node),
  };
  return choice ? { ...program, method: choice } : program;

  function choose(): [MethodChoice | undefined, Statement[]] {
    const system = equations as Equations;
    if (method !== undefined && !isMethod(method)) {
      const near = nearestName(method, Object.keys(METHODS));
      return complain(
        `There is no integration method ${JSON.stringify(method)}; known are ${Object.keys(METHODS).join(', ')}.`,
        near,
      );
    }
    if (system.byVariable.size === 0) return [undefined, []];
    if (method !== undefined) {
      const result = attempt(() => METHODS[method](system));
      if (!(result instanceof Unfit)) return [{ name: method, automatic: false }, result];
      return complain(`The method ${method} does not fit: ${result.message}.`);
    }
    let passed: string | undefined;
    for (const name of ['exact', 'euler', 'heun'] as const) {
      if (name === 'exact' && !brianSolves(system)) continue;
      const result = attempt(() => METHODS[name](system));
      if (result instanceof Unfit) {
        if (name === 'exact') passed = `Brian2 would solve this exactly, but here ${result.message}.`;
        continue;
      }
      const warning = passed ?? (name === 'euler' ? eulerWarning(system) : undefined);
      return [{ name, automatic: true, ...(warning && { warning }) }, result];
    }
    return complain('None of the methods exact, euler and heun fits these equations.');
  }
}

const isMethod = (name: string): name is MethodName => Object.hasOwn(METHODS, name);

function mapNodes(nodes: ReadonlyMap<string, Node>, change: (node: Node) => Node): Map<string, Node> {
  return new Map([...nodes].map(([name, node]) => [name, change(node)]));
}

function attempt<T>(action: () => T): T | Unfit {
  try {
    return action();
  } catch (error) {
    if (error instanceof Unfit) return error;
    throw error;
  }
}

/** Brian2 has no exact solution of a singular system, though we have: its automatic choice then is Euler, so ours is. */
function brianSolves({ byVariable, varyingArrays }: Equations): boolean {
  const drifts = new Map([...byVariable].map(([name, { drift }]) => [name, drift]));
  const linear = attempt(() => linearEquations(drifts, varyingArrays));
  return !(linear instanceof Unfit) && !isSingular(linear.matrix);
}

/** Euler is poor where rates depend on the state, as in conductance models, and exponential_euler would do. */
function eulerWarning({ byVariable, noises }: Equations): string | undefined {
  if (noises.length > 0) return undefined;
  const stiff: string[] = [];
  for (const [variable, { drift }] of byVariable) {
    const rate = attempt(() => coefficient(variable, drift));
    if (rate instanceof Unfit) return undefined;
    if (some(rate, (node) => node.kind === 'slot' && byVariable.has(node.slot.name))) stiff.push(variable);
  }
  if (stiff.length === 0) return undefined;
  return `Euler is a poor choice here: ${stiff.join(', ')} relax${stiff.length === 1 ? 'es' : ''} at rates that depend on the state. exponential_euler is more accurate and stays stable.`;
}
