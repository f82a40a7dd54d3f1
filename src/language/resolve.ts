/** Syntax tree to checked nodes: names resolved, dimensions and types checked, units turned into numbers. */
import type { Expression, Span } from './ast.ts';
import { isInfinite, resolveCall } from './call.ts';
import { DIMENSIONLESS, formatDimension, isDimensionless, sayDimension } from './dimension.ts';
import type { Node } from './ir.ts';
import { FUNCTIONS, isNoise, NOISE, NUMBERS } from './names.ts';
import type { Report } from './report.ts';
import type { Scope } from './scope.ts';
import { nearestName } from './suggest.ts';
import {
  apply,
  kindOfBinary,
  leaf,
  NODE_DEPTH_LIMIT,
  NODE_LIMIT,
  OPERATIONS,
  plainNumber,
  type Typed,
} from './typed.ts';
import { commonUnitNames, expandSymbol, lookupUnit } from './units.ts';
import { some } from './visit.ts';

/** Undefined where the expression holds an error, which is then in the scope's report. */
export function resolve(expression: Expression, scope: Scope): Typed | undefined {
  const deep = ++scope.level.now > NODE_DEPTH_LIMIT;
  const typed = deep ? undefined : resolveKind(expression, scope);
  scope.level.now--;
  if (deep || (typed && (typed.size > NODE_LIMIT || typed.depth > NODE_DEPTH_LIMIT))) {
    scope.report.add(
      expression.span,
      `This expression has more than ${NODE_LIMIT} terms or ${NODE_DEPTH_LIMIT} levels once its subexpressions are written out.`,
    );
    return undefined;
  }
  return typed;
}

function resolveKind(expression: Expression, scope: Scope): Typed | undefined {
  switch (expression.kind) {
    case 'number':
      return leaf(
        { kind: 'constant', value: expression.value, type: numberType(expression, scope) },
        DIMENSIONLESS,
      );
    case 'boolean':
      return leaf({ kind: 'constant', value: expression.value ? 1 : 0, type: 'boolean' }, DIMENSIONLESS);
    case 'name':
      return resolveName(expression.name, expression.span, scope);
    case 'unary':
      return resolveUnary(expression, scope);
    case 'binary':
      return resolveBinary(expression, scope);
    case 'call':
      return resolveCall(
        expression,
        expression.arguments.map((argument, index) =>
          resolve(expression.name === 'clip' && index > 0 ? finiteBound(argument) : argument, scope),
        ),
        scope,
      );
  }
}

/** `inf` and `inf*mV` bound nothing: resolved as `1` and `1*mV`, so that their units are checked (`call.ts`). */
function finiteBound(bound: Expression): Expression {
  if (!isInfinite(bound)) return bound;
  if (bound.kind === 'unary') return finiteBound(bound.operand);
  if (bound.kind === 'binary') return { ...bound, left: finiteBound(bound.left) };
  return { kind: 'number', value: 1, span: bound.span };
}

/** `2` is an integer, `2.0` and `1e3` are reals, as in Python. */
function numberType(expression: Expression, scope: Scope): 'integer' | 'real' {
  return /^[0-9]+$/.test(scope.report.quote(expression.span).replace(/[()\s]/g, '')) ? 'integer' : 'real';
}

function resolveName(name: string, span: Span, scope: Scope): Typed | undefined {
  const found = scope.lookup(name);
  if (found) {
    if (!('problem' in found)) {
      if (scope.noise === 'all' || found.size === 1 || !isNoisy(found.node)) return found;
      scope.report.add(span, `\`${name}\` holds noise, which can only stand in a differential equation.`);
      return undefined;
    }
    if (found.problem !== undefined) scope.report.add(span, found.problem);
    return undefined;
  }
  if (isNoise(name)) {
    if (scope.noise === 'all' || (scope.noise === 'named' && name !== 'xi'))
      return leaf({ kind: 'draw', distribution: 'normal', stream: `update/${name}`, type: 'real' }, NOISE);
    const end = scope.noise === 'named' ? 'write `xi_name` in a subexpression' : 'use `randn()` here';
    scope.report.add(span, `Noise \`${name}\` can only stand in a differential equation: ${end}.`);
    return undefined;
  }
  const number = NUMBERS.get(name);
  if (number !== undefined) return leaf({ kind: 'constant', value: number, type: 'real' }, DIMENSIONLESS);
  const unit = lookupUnit(name);
  if (unit) return leaf({ kind: 'constant', value: unit.scale, type: 'real' }, unit.dimension);
  scope.report.add(span, ...unknownName(name, scope));
  return undefined;
}

function unknownName(name: string, scope: Scope): [string, string?] {
  if (name === 'inf') return ['`inf` can only stand as a bound of `clip`.'];
  if (FUNCTIONS.has(name)) return [`\`${name}\` is a function: write \`${name}(...)\`.`];
  if (scope.arrays.has(name))
    return [`\`${name}\` is a recorded array: write \`${name}(t)\` or \`${name}(t, i)\`.`];
  const nearest =
    nearestName(name, scope.known()) ??
    expandSymbol(name) ??
    nearestName(name, [...NUMBERS.keys(), ...commonUnitNames()]);
  if (nearest) return [`\`${name}\` is not known. Did you mean \`${nearest}\`?`, nearest];
  return [`\`${name}\` is not known: declare it in the equations or give it a value.`];
}

function resolveUnary(expression: Extract<Expression, { kind: 'unary' }>, scope: Scope): Typed | undefined {
  const operand = resolve(expression.operand, scope);
  if (!operand) return undefined;
  const { type } = operand.node;
  const words = scope.report.quote(expression.operand.span);
  if (expression.operator === 'not') {
    if (type === 'boolean') return apply('not', [operand], { dimension: DIMENSIONLESS, type: 'boolean' });
    scope.report.add(expression.operand.span, `\`not\` takes a condition, but \`${words}\` is a number.`);
    return undefined;
  }
  if (type === 'boolean') {
    scope.report.add(
      expression.operand.span,
      `\`${words}\` is a condition, not a number: write \`int(${words})\`.`,
    );
    return undefined;
  }
  return expression.operator === '+'
    ? operand
    : apply('neg', [operand], { dimension: operand.dimension, type });
}

function resolveBinary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Typed | undefined {
  const { operator } = expression;
  const left = resolve(expression.left, scope);
  const right = resolve(expression.right, scope);
  if (!left || !right) return undefined;
  const kind = kindOfBinary(
    operator,
    { dimension: left.dimension, type: left.node.type },
    { dimension: right.dimension, type: right.node.type },
    { left: scope.report.quote(expression.left.span), right: scope.report.quote(expression.right.span) },
    plainNumber(expression.right),
  );
  if (typeof kind === 'string') {
    scope.report.add(expression.span, kind);
    return undefined;
  }
  return apply(OPERATIONS[operator], [left, right], kind);
}

/** Complains unless the value is of this dimension and kind; `what` begins the sentence. */
export function expectKind(
  typed: Typed,
  expected: { readonly dimension: Typed['dimension']; readonly type: Typed['node']['type'] },
  span: Span,
  what: string,
  report: Report,
): boolean {
  const { type } = typed.node;
  const words = report.quote(span);
  if ((expected.type === 'boolean') !== (type === 'boolean')) {
    report.add(
      span,
      expected.type === 'boolean'
        ? `${what} is a condition (true or false), but \`${words}\` is a number.`
        : `${what} is a number, but \`${words}\` is a condition: write \`int(...)\` to count it as 0 or 1.`,
    );
    return false;
  }
  if (
    !typed.dimension.every((exponent, index) => Math.abs(exponent - (expected.dimension[index] ?? 0)) < 1e-9)
  ) {
    const wanted = isDimensionless(expected.dimension)
      ? 'must be a pure number'
      : `must be in ${formatDimension(expected.dimension)}`;
    report.add(span, `${what} ${wanted}, but \`${words}\` ${sayDimension(typed.dimension)}.`);
    return false;
  }
  return true;
}

/** Whether an expression draws white noise, itself or through a subexpression. */
export const isNoisy = (node: Node): boolean =>
  some(node, (part) => part.kind === 'draw' && part.stream.startsWith('update/xi'));
