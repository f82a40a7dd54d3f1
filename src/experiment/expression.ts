import type { Expression, Span } from '../language/ast.ts';
import { parseExpression } from '../language/parse.ts';

/** Every name and called function in an expression. */
export function expressionNames(expression: Expression): Set<string> {
  const names = new Set<string>();
  walkExpression(expression, (node) => {
    if (node.kind === 'name' || node.kind === 'call') names.add(node.name);
  });
  return names;
}

/** The text with some of its names replaced by other texts. */
export function replaceNames(
  text: string,
  source: string,
  replacements: ReadonlyMap<string, string>,
): string {
  const found: { span: Span; name: string }[] = [];
  walkExpression(parseExpression(text, source), (node) => {
    if (node.kind === 'name' && replacements.has(node.name)) found.push({ span: node.span, name: node.name });
  });
  found.sort((a, b) => b.span.start - a.span.start);
  let result = text;
  for (const { span, name } of found)
    result = result.slice(0, span.start) + (replacements.get(name) ?? name) + result.slice(span.end);
  return result;
}

/** Visits an expression and all its parts, the outer before the inner. */
export function walkExpression(expression: Expression, visit: (node: Expression) => void): void {
  visit(expression);
  if (expression.kind === 'unary') walkExpression(expression.operand, visit);
  else if (expression.kind === 'binary') {
    walkExpression(expression.left, visit);
    walkExpression(expression.right, visit);
  } else if (expression.kind === 'call')
    for (const argument of expression.arguments) walkExpression(argument, visit);
}
