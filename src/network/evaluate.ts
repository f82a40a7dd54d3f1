import { compileNode, type Environment } from '../language/interpret.ts';
import type { Builtin, Node, Owner } from '../language/ir.ts';
import { draw64, streamKey } from '../language/random.ts';
import { some } from '../language/visit.ts';
import { arrayValue } from './array.ts';
import type { CompiledArray, Values } from './compiled.ts';

/** Where a value's expression is worked out: a population's neurons or a projection's synapses, one after another. */
export interface Elements {
  readonly size: number;
  readonly seed: number;
  readonly dt: number;
  /** Owner of the random streams: a population's name, or `projections.0`. */
  readonly owner: string;
  /** Place of element 0 among all that draw; absent: 0. */
  readonly first?: number;
  readonly arrays: ReadonlyMap<string, CompiledArray>;
  /** Present values by owner and name; undefined where there is none. */
  readonly values: (owner: Owner, name: string) => Values | undefined;
  /** Element of `owner` that element k belongs to: itself, or its synapse's pre- or postsynaptic neuron. */
  readonly element: (owner: Owner, k: number) => number;
  /** `i`, `j` and `N`. */
  readonly builtin: (name: Builtin, owner: Owner, k: number) => number;
}

/** A closure that works out `node` for element k. */
export function elementReader(node: Node, elements: Elements): (k: number) => number {
  let present = 0;
  const environment: Environment = {
    read: ({ owner, name }) => {
      const values = elements.values(owner, name);
      if (values === undefined) throw new Error(`${name} has no value yet.`);
      if (typeof values === 'number') return () => values;
      return () => values[elements.element(owner, present)] as number;
    },
    builtin: (name, owner) => () => elements.builtin(name, owner, present),
    draw: ({ distribution, stream }) => {
      const key = streamKey(elements.owner, stream);
      const { first = 0 } = elements;
      return () => draw64(distribution, elements.seed, key, 0, first + present);
    },
    array: (name) => {
      const array = elements.arrays.get(name);
      if (!array) throw new Error(`There is no array ${name}.`);
      return (t, column) => arrayValue(array, t, column, elements.dt);
    },
  };
  const read = compileNode(node, environment);
  return (k) => {
    present = k;
    return read();
  };
}

/** One number where the expression is the same for all elements, or a number for each. */
export function evaluateAll(node: Node, elements: Elements): Values {
  const varies = some(node, (part) => {
    if (part.kind === 'draw') return true;
    if (part.kind === 'builtin') return part.name === 'i' || part.name === 'j';
    return part.kind === 'slot' && typeof elements.values(part.slot.owner, part.slot.name) === 'object';
  });
  const read = elementReader(node, elements);
  if (!varies) return read(0);
  const values = new Float64Array(elements.size);
  for (let k = 0; k < values.length; k++) values[k] = read(k);
  return values;
}
