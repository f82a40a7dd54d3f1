import { affine, NotAffine } from '../language/affine.ts';
import { crossingOf } from '../language/crossing.ts';
import { describeNode } from '../language/describe.ts';
import type { Node } from '../language/ir.ts';
import { linearEquations, Unfit } from '../language/linear.ts';
import type { PopulationProgram } from '../language/model.ts';
import { drawsNumbers, some } from '../language/visit.ts';
import type { CompiledPopulation, Values } from './compiled.ts';
import { type Elements, evaluateAll } from './evaluate.ts';

/**
 * A population whose equations are linear with constant coefficients, in numbers: x' = A x + b between spikes, a spike
 * where one variable exceeds a constant, and a reset of that variable. It is what neuromorphic chips compute and what
 * exchange formats hold. Values are in SI base units, one for all neurons or one for each.
 */
export interface LinearCell {
  readonly size: number;
  readonly variables: readonly string[];
  /** A, row by row. */
  readonly rates: readonly (readonly Values[])[];
  /** b. */
  readonly drive: readonly Values[];
  /** Absent where the population never fires. */
  readonly firing?: Firing;
  /** Seconds; 0 where there is none. */
  readonly refractory: Values;
  /** Whether the equations have noise, which A and b do not. */
  readonly noisy: boolean;
}

export interface Firing {
  /** Place in `variables` of the one that fires. */
  readonly variable: number;
  readonly threshold: Values;
  /** Set `to` a value, or lowered `by` one. */
  readonly reset: { readonly to: Values } | { readonly by: Values };
}

/** Why a population is no linear cell: the end of a sentence that begins with its name. */
export class NotLinearCell extends Error {
  override readonly name = 'NotLinearCell';
}

/**
 * Reads a population's checked equations as a linear cell. `written` names what synapses write to. Throws
 * `NotLinearCell`.
 */
export function linearCell(
  population: CompiledPopulation,
  dt: number,
  written: ReadonlySet<string> = new Set(),
): LinearCell {
  const { program, size } = population;
  if (!program) throw new NotLinearCell('is a list of given spikes, which has no equations');
  const system = systemOf(program);
  const read = reader(population, dt, new Set([...written, ...storesOf(program)]));
  const { variables } = system;
  const firing = program.threshold && firingOf(program, program.threshold, variables, read);
  return {
    size,
    variables,
    rates: system.matrix.map((row) => row.map(read)),
    drive: system.input.map(read),
    ...(firing ? { firing } : {}),
    refractory: refractoryOf(program, read),
    noisy: drawsNumbers(program.update),
  };
}

type Read = (node: Node) => Values;

function systemOf(program: PopulationProgram) {
  try {
    return linearEquations(program.derivatives);
  } catch (error) {
    if (error instanceof Unfit) throw new NotLinearCell(`is not linear: ${error.message}`);
    throw error;
  }
}

const storesOf = ({ reset }: PopulationProgram): string[] =>
  reset.flatMap((statement) => (statement.kind === 'store' ? [statement.slot.name] : []));

/** Works out what neither time, chance nor a spike changes. */
function reader(population: CompiledPopulation, dt: number, written: ReadonlySet<string>): Read {
  const { size, state, constants, name, program } = population;
  const elements: Elements = {
    size,
    seed: 0,
    dt,
    owner: name,
    arrays: new Map(),
    values: (_, variable) => state.get(variable) ?? constants.get(variable),
    element: (_, k) => k,
    builtin: (builtin, _, k) => (builtin === 'i' ? k : builtin === 'N' ? size : dt),
  };
  const fixed = new Set(['i', 'N', 'dt']);
  return (node) => {
    some(node, (part) => {
      const changes =
        part.kind === 'draw' ||
        part.kind === 'array' ||
        (part.kind === 'builtin' && !fixed.has(part.name)) ||
        (part.kind === 'slot' && (written.has(part.slot.name) || program?.derivatives.has(part.slot.name)));
      if (changes) throw new NotLinearCell(`reads ${describeNode(part)}, which changes while it runs`);
      return false;
    });
    return evaluateAll(node, elements);
  };
}

/** Condition as c x > d with c > 0. */
function firingOf(
  program: PopulationProgram,
  condition: Node,
  variables: readonly string[],
  read: Read,
): Firing {
  const words = `fires where ${describeNode(condition)}`;
  const crossing = linearly(words, () => crossingOf(condition, variables));
  if (!crossing) throw new NotLinearCell(`${words}, not where one variable exceeds a threshold`);
  const { variable: name, by, of } = crossing;
  const slope = read(by);
  if (!every(slope, (value) => value > 0)) throw new NotLinearCell(`${words}, which is not a threshold`);
  const threshold = combine(read(of), slope, (value, c) => value / c);
  return { variable: variables.indexOf(name), threshold, reset: resetOf(program, name, variables, read) };
}

function resetOf(
  { reset }: PopulationProgram,
  name: string,
  variables: readonly string[],
  read: Read,
): Firing['reset'] {
  const [statement, ...more] = reset;
  if (!statement) throw new NotLinearCell('has no reset');
  const other = reset.find(
    ({ kind, ...rest }) => kind === 'let' || !('slot' in rest) || rest.slot.name !== name,
  );
  if (other?.kind === 'store')
    throw new NotLinearCell(`has a reset that writes ${other.slot.name} beside ${name}`);
  if (more.length > 0 || other) throw new NotLinearCell('has a reset of several statements');
  const { coefficients, rest } = split(statement.value, variables, 'has a reset');
  if (coefficients.size === 0) return { to: read(rest) };
  const own = coefficients.get(name);
  if (coefficients.size > 1 || !own || !every(read(own), (value) => value === 1))
    throw new NotLinearCell(`has the reset ${name} = ${describeNode(statement.value)}`);
  return { by: combine(read(rest), 0, (value) => -value) };
}

function split(node: Node, variables: readonly string[], words: string) {
  return linearly(words, () =>
    affine(node, {
      unknown: (leaf) =>
        leaf.kind === 'slot' && variables.includes(leaf.slot.name) ? leaf.slot.name : undefined,
    }),
  );
}

/** `words` begin the complaint where what is read is not linear. */
function linearly<T>(words: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotAffine) throw new NotLinearCell(`${words} that is not linear in its variables`);
    throw error;
  }
}

function refractoryOf({ refractory }: PopulationProgram, read: Read): Values {
  if (!refractory) return 0;
  if (refractory.kind === 'condition')
    throw new NotLinearCell(`is refractory while ${describeNode(refractory.value)}`);
  return read(refractory.value);
}

/** Whether all values satisfy a test. */
export function every(values: Values, test: (value: number) => boolean): boolean {
  return typeof values === 'number' ? test(values) : values.every(test);
}

/** Value by value; one number where both are. */
export function combine(a: Values, b: Values, join: (x: number, y: number) => number): Values {
  if (typeof a === 'number' && typeof b === 'number') return join(a, b);
  const size = typeof a === 'number' ? (b as Float64Array).length : a.length;
  return Float64Array.from({ length: size }, (_, k) =>
    join(typeof a === 'number' ? a : (a[k] as number), typeof b === 'number' ? b : (b[k] as number)),
  );
}
