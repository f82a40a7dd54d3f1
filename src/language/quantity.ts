import { DIMENSIONLESS } from './dimension.ts';
import type { Node } from './ir.ts';
import type { Quantity } from './model.ts';
import { isNoise } from './names.ts';
import { fold } from './operations.ts';
import { parseExpression } from './parse.ts';
import { Report, throwIfAny } from './report.ts';
import { resolve } from './resolve.ts';
import { leaf } from './typed.ts';

/**
 * A constant expression with units, such as `-65*mV` or `1/(2*pi*20*Hz)`, in SI base units. `names` are known besides
 * the built-in constants. Throws `LanguageError`, also where the value is infinite or not a number.
 */
export function evaluateQuantity(
  text: string,
  source: string,
  names: ReadonlyMap<string, Quantity> = new Map(),
): Quantity {
  const expression = parseExpression(text, source);
  const report = new Report(text, source);
  const typed = resolve(expression, {
    report,
    lookup: (name) => {
      const known = names.get(name);
      if (known) return leaf({ kind: 'constant', value: known.value, type: known.type }, known.dimension);
      return isNoise(name) ? { problem: 'A constant has no noise.' } : undefined;
    },
    known: () => names.keys(),
    arrays: new Map(),
    draws: { rand: 0, randn: 0 },
    level: { now: 0 },
    noise: 'none',
  });
  const value = typed ? evaluate(typed.node) : 0;
  if (!Number.isFinite(value))
    report.add(
      expression.span,
      `\`${report.quote(expression.span)}\` is ${Number.isNaN(value) ? 'not a number' : 'infinite'}.`,
    );
  throwIfAny([report]);
  return { value, dimension: typed?.dimension ?? DIMENSIONLESS, type: typed?.node.type ?? 'real' };
}

function evaluate(node: Node): number {
  if (node.kind === 'constant') return node.value;
  return node.kind === 'apply' ? fold(node.operation, node.arguments.map(evaluate)) : Number.NaN;
}
