import type { Node } from '../language/ir.ts';
import { walk } from '../language/visit.ts';
import { NetworkError } from './error.ts';
import { type Elements, elementReader } from './evaluate.ts';

/**
 * Refuses a differential equation that divides by 0 at the start, as a time constant of 0 makes it: Brian2 would run
 * it and give NaN. `derivatives` are dx/dt by variable.
 */
export function refuseZeroDivisors(
  derivatives: ReadonlyMap<string, Node>,
  elements: Elements,
  path: string,
): void {
  const seen = new Set<Node>();
  for (const [variable, derivative] of derivatives)
    walk(
      derivative,
      (node) => {
        if (node.kind !== 'apply' || node.operation !== 'div') return;
        const [, divisor] = node.arguments;
        if (divisor) refuseZero(divisor, variable, elements, path);
      },
      seen,
    );
}

function refuseZero(divisor: Node, variable: string, elements: Elements, path: string): void {
  const names = readNames(divisor);
  if (!names) return;
  const varies = names.some((name) => typeof elements.values('self', name) === 'object');
  const read = elementReader(divisor, elements);
  const count = varies ? elements.size : 1;
  for (let k = 0; k < count; k++) {
    if (read(k) !== 0) continue;
    const what =
      names.length === 1
        ? `"${names[0]}" is 0`
        : `the divisor made of ${names.map((n) => `"${n}"`).join(', ')} is 0`;
    throw new NetworkError(
      path,
      `${what}${varies ? ` at index ${k}` : ''}, and d${variable}/dt divides by it.`,
    );
  }
}

/** The values that a divisor reads; undefined where it cannot be worked out before the run. */
function readNames(divisor: Node): string[] | undefined {
  const names: string[] = [];
  let known = true;
  walk(divisor, (node) => {
    if (node.kind === 'slot') names.push(node.slot.name);
    else if (node.kind !== 'constant' && node.kind !== 'apply') known = false;
  });
  return known && names.length > 0 ? names : undefined;
}
