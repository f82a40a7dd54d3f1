import type { Builtin, Node, Owner } from '../../language/ir.ts';
import type { CompiledNetwork } from '../../network/compiled.ts';
import { elementReader } from '../../network/evaluate.ts';
import type { Target } from '../simulation.ts';

/** A subexpression of a projection's model, worked out for each synapse from the present values that `get` gives. */
export function synapseValues(
  node: Node,
  { dt, seed, arrays, populations, projections }: CompiledNetwork,
  index: number,
  step: number,
  get: (target: Target) => Float64Array,
): Float64Array {
  const projection = projections[index];
  if (!projection) throw new RangeError(`There is no projection ${index}.`);
  const { from, to, sources, targets } = projection;
  const sideOf = (owner: Owner) => (owner === 'self' ? projection : populations[owner === 'pre' ? from : to]);
  const columns = new Map<string, Float64Array>();
  const column = (owner: Owner, name: string): Float64Array => {
    const key = `${owner} ${name}`;
    const side = sideOf(owner);
    const target = side && 'name' in side ? { population: side.name, name } : { projection: index, name };
    const values = columns.get(key) ?? get(target);
    columns.set(key, values);
    return values;
  };
  const element = (owner: Owner, k: number) =>
    owner === 'self' ? k : ((owner === 'pre' ? sources : targets)[k] as number);
  const builtin = (name: Builtin, owner: Owner, k: number): number => {
    if (name === 't') return step * dt;
    if (name === 'dt') return dt;
    if (name === 'i') return sources[k] as number;
    if (name === 'j') return targets[k] as number;
    const values = column(owner, name);
    return values[values.length === 1 ? 0 : element(owner, k)] as number;
  };
  const read = elementReader(node, {
    size: targets.length,
    seed,
    dt,
    owner: `projections.${index}`,
    arrays,
    values: (owner, name) => {
      // Constants too are asked for: they can have been set since the network was compiled.
      const values = column(owner, name);
      return values.length === 1 ? (values[0] as number) : values;
    },
    element,
    builtin,
  });
  return Float64Array.from({ length: targets.length }, (_, k) => read(k));
}
