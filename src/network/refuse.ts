import type { Node } from '../language/ir.ts';
import { walk } from '../language/visit.ts';
import type { CompiledArray } from './compiled.ts';
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
      names.length === 0
        ? 'a divisor is 0'
        : names.length === 1
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
  return known ? names : undefined;
}

/** Refuses `I(t, i)` where the array has fewer columns than there are neurons. `texts` are nodes by their path. */
export function refuseMissingColumns(
  texts: Iterable<readonly [path: string, node: Node]>,
  arrays: ReadonlyMap<string, CompiledArray>,
  size: number,
): void {
  for (const [path, root] of texts)
    walk(root, (node) => {
      if (node.kind !== 'array' || node.column?.kind !== 'builtin' || node.column.name !== 'i') return;
      const columns = arrays.get(node.name)?.columns ?? size;
      if (columns < size)
        throw new NetworkError(
          path,
          `"${node.name}(t, i)" needs a column for each of the ${size} neurons, but the array has ${columns}.`,
        );
    });
}

/** Refuses a refractory time that is not a number from the beginning; `fixed` says which names keep their value. */
export function refuseEndlessRefractoriness(
  time: Node,
  elements: Elements,
  fixed: (name: string) => boolean,
  path: string,
): void {
  let known = true;
  walk(time, (node) => {
    if (node.kind === 'slot') known &&= fixed(node.slot.name);
    else if (node.kind !== 'constant' && node.kind !== 'apply') known = false;
  });
  if (!known) return;
  const read = elementReader(time, elements);
  for (let k = 0; k < elements.size; k++) {
    const seconds = read(k);
    if (!Number.isFinite(seconds))
      throw new NetworkError(path, `a time is expected, but for neuron ${k} found ${seconds}.`);
  }
}
