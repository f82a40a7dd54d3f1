/** Syntax trees back to text that Brian2 (and Python) reads, spaced evenly and with no bracket that is not needed. */
import type { AssignmentSyntax, BinaryOperator, EquationSyntax, Expression } from './ast.ts';
import { formatDimension, isDimensionless } from './dimension.ts';
import type { Quantity } from './model.ts';
import { COMPARISON, NOT, PRECEDENCE, SIGN } from './precedence.ts';
import { portableUnit } from './units.ts';

const POWER = 8;
const ATOM = 9;

const CLOSE = new Set<BinaryOperator>(['*', '/', '//', '**']);

function precedence(expression: Expression): number {
  if (expression.kind === 'binary') return PRECEDENCE[expression.operator];
  if (expression.kind === 'unary') return expression.operator === 'not' ? NOT : SIGN;
  return ATOM;
}

const bracketed = (expression: Expression, needed: boolean): string =>
  needed ? `(${printExpression(expression)})` : printExpression(expression);

/** Parsing the result gives the same tree again (spans aside). */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'boolean':
      return expression.value ? 'True' : 'False';
    case 'name':
      return portableUnit(expression.name);
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'unary': {
      const { operator, operand } = expression;
      const words = bracketed(operand, precedence(operand) < (operator === 'not' ? NOT : SIGN));
      return operator === 'not' ? `not ${words}` : `${operator}${words}`;
    }
    case 'binary':
      return printBinary(expression);
  }
}

function printBinary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): string {
  const own = PRECEDENCE[operator];
  // Powers group from the right, comparisons not at all, everything else from the left.
  const before = bracketed(
    left,
    precedence(left) < own || ((own === COMPARISON || own === POWER) && precedence(left) === own),
  );
  const after = bracketed(right, own === POWER ? precedence(right) < SIGN : precedence(right) <= own);
  return CLOSE.has(operator) ? `${before}${operator}${after}` : `${before} ${operator} ${after}`;
}

/** `dv/dt = (E - v)/tau : volt (unless refractory)` */
function printEquation({ kind, name, expression, unit, flags }: EquationSyntax): string {
  const left = kind === 'differential' ? `d${name}/dt` : name;
  const right = expression ? ` = ${printExpression(expression)}` : '';
  const marks = flags.length > 0 ? ` (${flags.map((flag) => flag.name).join(', ')})` : '';
  return `${left}${right} : ${printExpression(unit)}${marks}`;
}

export const printEquations = (equations: readonly EquationSyntax[]): string =>
  equations.map(printEquation).join('\n');

const printStatement = ({ target, operator, value }: AssignmentSyntax): string =>
  `${target} ${operator} ${printExpression(value)}`;

export const printStatements = (statements: readonly AssignmentSyntax[]): string =>
  statements.map(printStatement).join('\n');

/** A value as Python with Brian2's units: `-0.065*volt`, `3`, `True`. */
export function printQuantity({ value, dimension, type }: Quantity): string {
  if (type === 'boolean') return value ? 'True' : 'False';
  return isDimensionless(dimension) ? String(value) : `${value}*${formatDimension(dimension)}`;
}
