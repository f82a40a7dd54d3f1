import { compileNode, type Environment } from '../../language/interpret.ts';
import type { LinearSystem } from '../../language/ir.ts';
import { type Propagator, propagator, systemReads } from '../../language/propagator.ts';
import type { Store } from './store.ts';

interface Known {
  /** What the matrix read when the propagator was worked out. */
  readonly inputs: Float64Array;
  readonly propagator: Propagator;
}

/**
 * The propagator of one linear system for each neuron (synapse), worked out again when something that its matrix reads has
 * changed: one for all where it reads nothing of a neuron's own. Returns a closure for
 * element k.
 */
function propagatorOf(
  system: LinearSystem,
  environment: Environment,
  store: Store,
  dt: number,
): (k: number) => Propagator {
  const entries = system.matrix.flat().map((node) => compileNode(node, environment));
  const reads = systemReads(system);
  const inputs = reads.map((node) => compileNode(node, environment));
  const cells = reads.flatMap((node) =>
    node.kind === 'slot' && node.slot.owner === 'self' ? [store.cell(node.slot.name)] : [],
  );
  const byElement = reads.some((node) =>
    node.kind === 'builtin'
      ? node.name === 'i' || node.name === 'j'
      : node.kind === 'slot' && node.slot.owner !== 'self',
  );
  const known: Known[] = [];
  const same = (last: Known) => {
    for (let m = 0; m < inputs.length; m++) if (inputs[m]?.() !== last.inputs[m]) return false;
    return true;
  };
  return (k) => {
    const place = byElement || cells.some((cell) => cell.stride === 1) ? k : 0;
    const last = known[place];
    if (last && same(last)) return last.propagator;
    const matrix = Float64Array.from(entries, (read) => read());
    const fresh = {
      inputs: Float64Array.from(inputs, (read) => read()),
      propagator: propagator(matrix, system.variables.length, dt),
    };
    known[place] = fresh;
    return fresh.propagator;
  };
}

/** How an environment answers for the entries of propagators; `element` is the one that a closure is about. */
export function propagatorReader(
  environment: Environment,
  store: Store,
  dt: number,
  element: () => number,
): NonNullable<Environment['propagator']> {
  const propagators = new Map<string, (k: number) => Propagator>();
  return (system, part, row, column) => {
    const find = propagators.get(system.id) ?? propagatorOf(system, environment, store, dt);
    propagators.set(system.id, find);
    const place = row * system.variables.length + column;
    return () => find(element())[part][place] as number;
  };
}
