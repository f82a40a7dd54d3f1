/** From a checked population or projection to the statements of one step: chooses the integration method, applies it, tidies. */
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
import type { MethodChoice, MethodName, PopulationProgram, ProjectionProgram } from './model.ts';
import { eventStatements } from './pathways.ts';
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
  const reading = createSimplifier();
  const { equations, choice, statements } = integrate(
    mapNodes(checked.derivatives, reading.node),
    method,
    `${model.source.replace(/\.equations$/, '')}.method`,
    { ...options, holds: checked.holds, written: [...storedNames(reset), ...(options.written ?? [])] },
  );
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
}

/**
 * Lowers what a projection's own equations say: clock-driven variables go by a method, chosen as for neurons; the
 * event-driven ones have their exact solution already. `source` is the projection's path.
 */
export function lowerProjection(
  program: ProjectionProgram,
  source: string,
  method?: string,
  options: LowerOptions = {},
): ProjectionProgram {
  const { derivatives, model } = program;
  const clocked = [...(derivatives ?? [])].filter(
    ([name]) => model.variables.get(name)?.flags.has('event-driven') !== true,
  );
  const linked = [...model.variables.values()].flatMap(({ name, flags }) =>
    flags.has('linked') ? [name] : [],
  );
  const reading = createSimplifier();
  const { choice, statements } = integrate(
    mapNodes(new Map(clocked), reading.node),
    method,
    `${source}.method`,
    {
      ...options,
      holds: new Set(),
      written: [...storedNames(eventStatements(program)), ...linked, ...(options.written ?? [])],
    },
  );
  const simplifier = createSimplifier();
  return {
    ...program,
    ...(choice ? { method: choice } : {}),
    sums: program.sums.map((sum) => ({ ...sum, value: simplifier.node(sum.value) })),
    update: simplifier.statements(statements),
    catchUp: simplifier.statements(program.catchUp),
  };
}

const storedNames = (statements: readonly Statement[]): string[] =>
  statements.flatMap((statement) => (statement.kind === 'store' ? [statement.slot.name] : []));

interface Integration {
  readonly equations: Equations;
  /** Absent where there is nothing to integrate. */
  readonly choice?: MethodChoice;
  readonly statements: Statement[];
}

function integrate(
  derivatives: ReadonlyMap<string, Node>,
  method: string | undefined,
  source: string,
  around: LowerOptions & { readonly holds: ReadonlySet<string> },
): Integration {
  const complain = (message: string, suggestion?: string): never => {
    const text = method ?? '';
    throw new LanguageError([locate(text, source, { start: 0, end: text.length }, message, suggestion)]);
  };
  const surroundings = {
    holds: around.holds,
    varyingArrays: around.varyingArrays ?? new Set<string>(),
    changing: new Set(around.written ?? []),
  };
  const equations = attempt(() => splitNoise(derivatives, surroundings));
  if (equations instanceof Unfit)
    return complain(`No method can integrate these equations: ${equations.message}.`);
  if (method !== undefined && !isMethod(method)) {
    const near = nearestName(method, Object.keys(METHODS));
    return complain(
      `There is no integration method ${JSON.stringify(method)}; known are ${Object.keys(METHODS).join(', ')}.`,
      near,
    );
  }
  if (equations.byVariable.size === 0) return { equations, statements: [] };
  if (method !== undefined) {
    const result = attempt(() => METHODS[method](equations));
    if (result instanceof Unfit) return complain(`The method ${method} does not fit: ${result.message}.`);
    return { equations, choice: { name: method, automatic: false }, statements: result };
  }
  let passed: string | undefined;
  for (const name of ['exact', 'euler', 'heun'] as const) {
    if (name === 'exact' && !brianSolves(equations)) continue;
    const result = attempt(() => METHODS[name](equations));
    if (result instanceof Unfit) {
      if (name === 'exact') passed = `Brian2 would solve this exactly, but here ${result.message}.`;
      continue;
    }
    const warning = passed ?? (name === 'euler' ? eulerWarning(equations) : undefined);
    return { equations, choice: { name, automatic: true, ...(warning && { warning }) }, statements: result };
  }
  return complain('None of the methods exact, euler and heun fits these equations.');
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
