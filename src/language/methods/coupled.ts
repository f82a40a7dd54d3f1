/** The exact step of linear equations that act on each other, by propagators. */
import { add, isZero, mul, NOT_REFRACTORY, select, slot, ZERO } from '../build.ts';
import { describeNode } from '../describe.ts';
import type { LinearSystem, Node } from '../ir.ts';
import { type LinearEquations, Unfit } from '../linear.ts';
import { walk } from '../visit.ts';
import { type Equations, readsRefractoriness, whileRefractory } from './equations.ts';

/** Largest group: the work of a propagator grows with the third power, and it may be one for each neuron. */
const GROUP_LIMIT = 40;

/** New values of a group's variables, by row. Throws Unfit where A changes from step to step or is too large. */
export function coupled(
  linear: LinearEquations,
  group: readonly number[],
  { holds, changing }: Equations,
): Map<number, Node> {
  if (group.length > GROUP_LIMIT)
    throw new Unfit(`${group.length} equations act on each other, and it takes at most ${GROUP_LIMIT}`);
  const names = group.map((row) => linear.variables[row] ?? '');
  const matrix = group.map((row) => group.map((column) => linear.matrix[row]?.[column] ?? ZERO));
  const isHeld = names.map((name) => holds.has(name));
  refuseChanging(names, matrix, changing);
  const input = (column: number) => linear.input[group[column] ?? 0] ?? ZERO;
  const id = names.join(',');
  const free = matrix.map((row) => row.map((entry) => whileRefractory(entry, false)));
  const stopped = matrix.map((row, k) =>
    row.map((entry) => (isHeld[k] ? ZERO : whileRefractory(entry, true))),
  );
  const moving = solve({ id, variables: names, matrix: free }, input);
  const resting = solve({ id: `${id}|refractory`, variables: names, matrix: stopped }, (column) =>
    isHeld[column] ? ZERO : input(column),
  );
  const reach = closure(matrix);
  const differs = matrix.map((row, k) => isHeld[k] || row.some(readsRefractoriness));
  return new Map(
    group.map((row, k) => {
      const follows = !isHeld[k] && differs.some((other, column) => other && reach[k]?.[column]);
      return [row, follows ? select(NOT_REFRACTORY, moving(k), resting(k)) : moving(k)];
    }),
  );
}

/** Rows of exp(A dt) x + (integral of exp(A s) ds) b without the entries that are structurally zero. */
function solve(system: LinearSystem, input: (column: number) => Node): (row: number) => Node {
  const reach = closure(system.matrix);
  return (row) => {
    let sum: Node = ZERO;
    system.variables.forEach((name, column) => {
      if (!reach[row]?.[column]) return;
      const entry = (part: 'state' | 'input'): Node => ({
        kind: 'propagator',
        system,
        part,
        row,
        column,
        type: 'real',
      });
      sum = add(sum, mul(entry('state'), slot(name)));
      if (!isZero(input(column))) sum = add(sum, mul(entry('input'), input(column)));
    });
    return sum;
  };
}

/** A propagator is worked out where a parameter is set, not in every step: its matrix must not change by itself. */
function refuseChanging(
  names: readonly string[],
  matrix: readonly (readonly Node[])[],
  changing: ReadonlySet<string>,
): void {
  matrix.forEach((row, k) => {
    for (const entry of row)
      walk(entry, (node) => {
        const changes =
          node.kind === 'array' ||
          (node.kind === 'builtin' && node.name === 'lastspike') ||
          (node.kind === 'slot' && changing.has(node.slot.name));
        if (changes)
          throw new Unfit(
            `${names.join(', ')} act on each other, and the coefficient ${describeNode(entry)} in the equation of ${names[k]} changes from step to step`,
          );
      });
  });
}

/** Which variables act on which, directly or through others: entry [i][j] of exp(A) may differ from 0. */
function closure(matrix: readonly (readonly Node[])[]): boolean[][] {
  const reach = matrix.map((row, i) => row.map((entry, j) => i === j || !isZero(entry)));
  for (let k = 0; k < reach.length; k++)
    for (const row of reach)
      if (row[k])
        reach[k]?.forEach((linked, j) => {
          if (linked) row[j] = true;
        });
  return reach;
}

/** Sets of rows that act on each other in either direction, each in ascending order. */
export function components(matrix: readonly (readonly Node[])[]): number[][] {
  const linked = closure(
    matrix.map((row, i) => row.map((entry, j) => (!isZero(entry) ? entry : (matrix[j]?.[i] ?? ZERO)))),
  );
  const groups: number[][] = [];
  linked.forEach((row, i) => {
    if (row.indexOf(true) === i) groups.push(row.flatMap((together, j) => (together ? [j] : [])));
  });
  return groups;
}
