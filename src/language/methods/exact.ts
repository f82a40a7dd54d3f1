import { add, apply, DT, isZero, mul, NOT_REFRACTORY, select, slot, ZERO } from '../build.ts';
import type { LinearSystem, Node } from '../ir.ts';
import { type LinearEquations, linearEquations } from '../linear.ts';
import { finish, type Method, refuseNoise } from './equations.ts';

/**
 * The exact solution of linear equations x' = A x + b over a step through which b is held. An equation that is coupled
 * to no other has a closed form, x exp(A dt) + b dt exprel(A dt), which a kernel can work out for each neuron; coupled
 * ones use the propagator of their system (Rotter and Diesmann 1999).
 *
 * Variables held while refractory have their rows of A and b set to zero then; what follows them goes by the
 * propagator of that second system, what does not shares the first.
 */
export const exact: Method = (equations) => {
  refuseNoise(equations);
  const drifts = new Map([...equations.byVariable].map(([variable, { drift }]) => [variable, drift]));
  const linear = linearEquations(drifts, equations.varyingArrays);
  const groups = components(linear.matrix);
  const values = new Map<string, Node>();
  for (const group of groups) {
    const rows = group.length === 1 ? single(linear, group[0] ?? 0) : coupled(linear, group, equations.holds);
    for (const [row, value] of rows) {
      const variable = linear.variables[row] ?? '';
      const stays = equations.holds.has(variable) && value.kind !== 'slot';
      values.set(variable, stays ? select(NOT_REFRACTORY, value, slot(variable)) : value);
    }
  }
  // In the order of the equations.
  return finish(
    new Map(linear.variables.map((variable) => [variable, values.get(variable) ?? slot(variable)])),
  );
};

function single({ variables, matrix, input }: LinearEquations, row: number): Map<number, Node> {
  const x = slot(variables[row] ?? '');
  const rate = matrix[row]?.[row] ?? ZERO;
  const b = input[row] ?? ZERO;
  if (isZero(rate)) return new Map([[row, add(x, mul(b, DT))]]);
  const exponent = mul(rate, DT);
  const decay = mul(x, apply('exp', exponent));
  return new Map([[row, add(decay, mul(b, mul(DT, apply('exprel', exponent))))]]);
}

function coupled(
  linear: LinearEquations,
  group: readonly number[],
  holds: ReadonlySet<string>,
): Map<number, Node> {
  const names = group.map((row) => linear.variables[row] ?? '');
  const matrix = group.map((row) => group.map((column) => linear.matrix[row]?.[column] ?? ZERO));
  const isHeld = names.map((name) => holds.has(name));
  const free: LinearSystem = { id: names.join(','), variables: names, matrix };
  const reach = closure(matrix);
  const rowOf = (
    system: LinearSystem,
    paths: readonly (readonly boolean[])[],
    row: number,
    stopped: boolean,
  ) => {
    let sum: Node = ZERO;
    names.forEach((name, column) => {
      if (!paths[row]?.[column]) return;
      const entry = (part: 'state' | 'input'): Node => ({
        kind: 'propagator',
        system,
        part,
        row,
        column,
        type: 'real',
      });
      sum = add(sum, mul(entry('state'), slot(name)));
      const b = stopped && isHeld[column] ? ZERO : (linear.input[group[column] ?? 0] ?? ZERO);
      if (!isZero(b)) sum = add(sum, mul(entry('input'), b));
    });
    return sum;
  };
  const stopped: LinearSystem = {
    id: `${names.join(',')}|${names.filter((_, k) => isHeld[k]).join(',')}`,
    variables: names,
    matrix: matrix.map((row, k) => (isHeld[k] ? row.map(() => ZERO) : row)),
  };
  const stoppedReach = closure(stopped.matrix);
  const values = new Map<number, Node>();
  group.forEach((row, k) => {
    const moving = rowOf(free, reach, k, false);
    const follows = !isHeld[k] && isHeld.some((held, column) => held && reach[k]?.[column]);
    values.set(row, follows ? select(NOT_REFRACTORY, moving, rowOf(stopped, stoppedReach, k, true)) : moving);
  });
  return values;
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
function components(matrix: readonly (readonly Node[])[]): number[][] {
  const linked = closure(
    matrix.map((row, i) => row.map((entry, j) => (!isZero(entry) ? entry : (matrix[j]?.[i] ?? ZERO)))),
  );
  const groups: number[][] = [];
  linked.forEach((row, i) => {
    if (row.indexOf(true) === i) groups.push(row.flatMap((together, j) => (together ? [j] : [])));
  });
  return groups;
}
