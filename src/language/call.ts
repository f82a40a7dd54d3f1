/** Calls: the built-in functions, random numbers and recorded arrays. */
import type { Expression } from './ast.ts';
import {
  DIMENSIONLESS,
  isDimensionless,
  powerDimension,
  SECOND,
  sameDimension,
  sayDimension,
} from './dimension.ts';
import type { Operation } from './ir.ts';
import { FUNCTIONS } from './names.ts';
import type { Scope } from './scope.ts';
import { nearestName } from './suggest.ts';
import { apply, leaf, type Typed } from './typed.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `given` holds the resolved arguments, undefined for each that is in error already. */
export function resolveCall(
  call: Call,
  given: readonly (Typed | undefined)[],
  scope: Scope,
): Typed | undefined {
  const values = given.filter((value) => value !== undefined);
  if (values.length < given.length) return undefined;
  if (scope.arrays.has(call.name)) return readArray(call, values, scope);
  const count = FUNCTIONS.get(call.name);
  if (count === undefined) return unknown(call, scope);
  if (values.length !== count) {
    const wanted = count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments`;
    scope.report.add(call.span, `\`${call.name}\` takes ${wanted}, found ${values.length}.`);
    return undefined;
  }
  for (const [index, { node }] of values.entries()) {
    if (node.type !== 'boolean' || call.name === 'int') continue;
    const words = scope.report.quote(call.arguments[index]?.span ?? call.span);
    scope.report.add(
      call.span,
      `\`${call.name}\` takes numbers, but \`${words}\` is a condition: write \`int(${words})\`.`,
    );
    return undefined;
  }
  return builtin(call, values, scope);
}

function unknown(call: Call, scope: Scope): undefined {
  const { name, nameSpan } = call;
  if (name === 'poisson')
    scope.report.add(nameSpan, '`poisson` is not supported: draw single events with `rand() < rate*dt`.');
  else if (scope.lookup(name))
    scope.report.add(nameSpan, `\`${name}\` is not a function: write \`${name}*(...)\` for a product.`);
  else {
    const nearest = nearestName(name, [...scope.arrays.keys(), ...FUNCTIONS.keys()]);
    const end = nearest
      ? `. Did you mean \`${nearest}\`?`
      : `: known are ${[...FUNCTIONS.keys()].join(', ')}.`;
    scope.report.add(nameSpan, `There is no function \`${name}\`${end}`, nearest);
  }
  return undefined;
}

function builtin(call: Call, values: readonly Typed[], scope: Scope): Typed | undefined {
  const [x] = values;
  switch (call.name) {
    case 'rand':
    case 'randn':
      return draw(call, call.name, scope);
    case 'clip':
      return clip(call, values, scope);
    case 'timestep':
      return timestep(call, values, scope);
    default:
  }
  if (!x) return undefined;
  const { type } = x.node;
  switch (call.name) {
    case 'abs':
      return apply('abs', [x], { dimension: x.dimension, type });
    case 'sign':
      return apply('sign', [x], { dimension: DIMENSIONLESS, type });
    case 'floor':
    case 'ceil':
      return apply(call.name, [x], {
        dimension: x.dimension,
        type: isDimensionless(x.dimension) ? 'integer' : type,
      });
    case 'sqrt':
      return apply('sqrt', [x], { dimension: powerDimension(x.dimension, 0.5), type: 'real' });
    default:
  }
  if (!isDimensionless(x.dimension)) {
    const words = scope.report.quote(call.arguments[0]?.span ?? call.span);
    scope.report.add(
      call.span,
      `\`${call.name}\` takes a pure number, but \`${words}\` ${sayDimension(x.dimension)}.`,
    );
    return undefined;
  }
  const type2 = call.name === 'int' ? 'integer' : 'real';
  return apply(call.name as Operation, [x], { dimension: DIMENSIONLESS, type: type2 });
}

function draw(call: Call, name: 'rand' | 'randn', scope: Scope): Typed | undefined {
  if (scope.stream === undefined) {
    scope.report.add(
      call.span,
      `\`${name}()\` cannot stand here: a random number needs a step that draws it.`,
    );
    return undefined;
  }
  const stream = `${scope.stream}/${name}/${scope.draws[name]++}`;
  const distribution = name === 'rand' ? 'uniform' : 'normal';
  return leaf({ kind: 'draw', distribution, stream, type: 'real' }, DIMENSIONLESS);
}

function clip(call: Call, values: readonly Typed[], scope: Scope): Typed | undefined {
  const [x, low, high] = values;
  if (!x || !low || !high) return undefined;
  for (const [index, bound] of [low, high].entries()) {
    if (sameDimension(bound.dimension, x.dimension)) continue;
    const quote = (place: number) => scope.report.quote(call.arguments[place]?.span ?? call.span);
    scope.report.add(
      call.span,
      `\`${quote(0)}\` ${sayDimension(x.dimension)}, but \`${quote(index + 1)}\` ${sayDimension(bound.dimension)}: \`clip\` needs the same units throughout.`,
    );
    return undefined;
  }
  const whole = values.every(({ node }) => node.type === 'integer') ? 'integer' : 'real';
  const kind = { dimension: x.dimension, type: whole } as const;
  const [, lowest, highest] = call.arguments;
  const raised = lowest && isInfinite(lowest) ? x : apply('max', [x, low], kind);
  return highest && isInfinite(highest) ? raised : apply('min', [raised, high], kind);
}

/** Whether an expression is `inf`, `-inf`, or one of them times a unit. */
export function isInfinite(bound: Expression): boolean {
  if (bound.kind === 'unary') return isInfinite(bound.operand);
  if (bound.kind === 'binary') return bound.operator === '*' && isInfinite(bound.left);
  return bound.kind === 'name' && bound.name === 'inf';
}

/** Number of the step that holds a time, with Brian2's slack of a thousandth of a step. */
function timestep(call: Call, values: readonly Typed[], scope: Scope): Typed | undefined {
  const [time, dt] = values;
  if (!time || !dt) return undefined;
  if (!values.every(({ dimension }) => sameDimension(dimension, SECOND))) {
    scope.report.add(call.span, '`timestep` takes two times, as in `timestep(t, dt)`.');
    return undefined;
  }
  const real = { dimension: DIMENSIONLESS, type: 'real' } as const;
  const slack = leaf({ kind: 'constant', value: 1e-3, type: 'real' }, DIMENSIONLESS);
  const steps = apply('add', [apply('div', [time, dt], real), slack], real);
  return apply('floor', [steps], { dimension: DIMENSIONLESS, type: 'integer' });
}

function readArray(call: Call, values: readonly Typed[], scope: Scope): Typed | undefined {
  const array = scope.arrays.get(call.name);
  const [time, column] = values;
  if (!array) return undefined;
  const form = array.columns === 1 ? `${call.name}(t)` : `${call.name}(t, i)`;
  if (!time || values.length !== (array.columns === 1 ? 1 : 2)) {
    const columns = array.columns === 1 ? 'one column' : `${array.columns} columns`;
    scope.report.add(
      call.span,
      `The recorded array \`${call.name}\` has ${columns}: it is read as \`${form}\`.`,
    );
    return undefined;
  }
  if (!sameDimension(time.dimension, SECOND) || (column && column.node.type !== 'integer')) {
    scope.report.add(
      call.span,
      `A recorded array is read at a time (and a whole-numbered column), as in \`${form}\`.`,
    );
    return undefined;
  }
  return {
    node: {
      kind: 'array',
      name: call.name,
      time: time.node,
      ...(column ? { column: column.node } : {}),
      type: 'real',
    },
    dimension: array.dimension,
    size: 1 + time.size + (column?.size ?? 0),
    depth: 1 + Math.max(time.depth, column?.depth ?? 0),
  };
}
