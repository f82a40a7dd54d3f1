import type { AssignmentSyntax, EquationSyntax, Expression } from './ast.ts';

/** New names by old ones; recorded arrays, which are called, stand there with brackets: `A()`. */
export type Renames = ReadonlyMap<string, string>;

const renamed = (name: string, names: Renames): string => names.get(name) ?? name;

/** The same expression with other names for its variables, constants and recorded arrays. */
export function renameExpression(expression: Expression, names: Renames): Expression {
  switch (expression.kind) {
    case 'name':
      return { ...expression, name: renamed(expression.name, names) };
    case 'unary':
      return { ...expression, operand: renameExpression(expression.operand, names) };
    case 'binary':
      return {
        ...expression,
        left: renameExpression(expression.left, names),
        right: renameExpression(expression.right, names),
      };
    case 'call':
      return {
        ...expression,
        name: names.get(`${expression.name}()`) ?? expression.name,
        arguments: expression.arguments.map((one) => renameExpression(one, names)),
      };
    default:
      return expression;
  }
}

export const renameEquations = (equations: readonly EquationSyntax[], names: Renames): EquationSyntax[] =>
  equations.map(({ expression, ...equation }) => ({
    ...equation,
    name: renamed(equation.name, names),
    ...(expression ? { expression: renameExpression(expression, names) } : {}),
  }));

export const renameStatements = (
  statements: readonly AssignmentSyntax[],
  names: Renames,
): AssignmentSyntax[] =>
  statements.map((statement) => ({
    ...statement,
    target: renamed(statement.target, names),
    value: renameExpression(statement.value, names),
  }));
