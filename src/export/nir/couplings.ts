import { convolutionBias, convolutionMap, poolMap } from './convolution.ts';
import { isPassage } from './flatten.ts';
import { count, NirError, type NirGraph, type NirNode, numbersOf } from './graph.ts';
import {
  addMaps,
  applyMap,
  compose,
  denseMap,
  diagonalMap,
  identityMap,
  type LinearMap,
} from './linear-map.ts';
import { neighbours, neuronParameters, type Shape } from './shapes.ts';

/** What reaches a node: spikes through a map from each node that fires, and a constant. */
export interface Arriving {
  /** By the node that they come from. */
  readonly maps: ReadonlyMap<string, LinearMap>;
  /** Absent where it is 0. */
  readonly bias?: Float64Array | undefined;
}

const linear = ['Linear', 'Affine', 'Scale', 'Delay', 'Conv1d', 'Conv2d', 'SumPool2d', 'AvgPool2d'];

export const isStateful = ({ type }: NirNode): boolean => type === 'Input' || type in neuronParameters;

/** Nodes that are neither neurons nor ends nor linear have no place in a network. Throws `NirError`. */
export function refuseUnknown({ nodes }: NirGraph): void {
  for (const [name, node] of nodes) {
    const { type } = node;
    if (isStateful(node) || isPassage(node) || type === 'Output' || linear.includes(type)) continue;
    const known = ['Input', 'Output', ...Object.keys(neuronParameters), ...linear, 'Flatten', 'NIRGraph'];
    throw new NirError(
      `the node "${name}" is a ${type}, which cannot be simulated here; known are ${known.join(', ')}.`,
    );
  }
}

/**
 * What arrives at every node with a state, all that lies between made into one map from each source. Throws `NirError`
 * for a loop without neurons, and for maps that do not fit.
 */
export function couplings(graph: NirGraph, shapes: ReadonlyMap<string, Shape>): Map<string, Arriving> {
  const before = neighbours(graph.edges, 1);
  const done = new Map<string, Arriving>();
  const size = (name: string) => count(shapes.get(name) ?? []);

  /** What leaves a node; nodes on the way to it are done before it. */
  function leaving(name: string): Arriving {
    const node = graph.nodes.get(name);
    if (node && isStateful(node)) return { maps: new Map([[name, identityMap(size(name))]]) };
    return done.get(name) ?? { maps: new Map() };
  }

  function arriving(name: string, rows: number): Arriving {
    const maps = new Map<string, LinearMap>();
    let bias: Float64Array | undefined;
    for (const from of new Set(before.get(name))) {
      const part = leaving(from);
      for (const [source, map] of part.maps) {
        const known = maps.get(source);
        maps.set(source, known ? addMaps(known, map) : map);
      }
      if (part.bias) bias = sum(bias ?? new Float64Array(rows), part.bias);
    }
    return { maps, bias };
  }

  for (const name of order(graph, before)) {
    const node = graph.nodes.get(name) as NirNode;
    const [first] = before.get(name) ?? [];
    const input = first === undefined ? undefined : shapes.get(first);
    if (!input) {
      done.set(name, { maps: new Map(), bias: biasOf(node, name, shapes.get(name) ?? []) });
      continue;
    }
    const { maps, bias } = arriving(name, count(input));
    if (isPassage(node) || node.type === 'Output') {
      done.set(name, { maps, bias });
      continue;
    }
    const map = mapOfNode(node, name, input);
    const own = biasOf(node, name, shapes.get(name) ?? []);
    const through = bias && applyMap(map, bias);
    done.set(name, {
      maps: new Map([...maps].map(([source, before]) => [source, compose(before, map)])),
      bias: through && own ? sum(through, own) : (through ?? own),
    });
  }
  const result = new Map<string, Arriving>();
  for (const [name, node] of graph.nodes) if (isStateful(node)) result.set(name, arriving(name, size(name)));
  return result;
}

/** Nodes without state, each after those that lead to it. */
function order({ nodes }: NirGraph, before: ReadonlyMap<string, readonly string[]>): string[] {
  const sorted: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const start of nodes.keys()) {
    const stack = [start];
    while (stack.length > 0) {
      const name = stack[stack.length - 1] as string;
      const node = nodes.get(name);
      if (!node || isStateful(node) || state.get(name) === 'done') {
        stack.pop();
        continue;
      }
      if (state.get(name) === 'open') {
        state.set(name, 'done');
        sorted.push(name);
        stack.pop();
        continue;
      }
      state.set(name, 'open');
      for (const from of before.get(name) ?? []) {
        const above = nodes.get(from);
        if (!above || isStateful(above) || state.get(from) === 'done') continue;
        // What is open and not done is the way from the start to here.
        if (state.get(from) === 'open')
          throw new NirError(
            `"${from}" and "${name}" lie on a loop without neurons, which has no meaning in time.`,
          );
        stack.push(from);
      }
    }
  }
  return sorted;
}

function mapOfNode(node: NirNode, name: string, input: Shape): LinearMap {
  const size = count(input);
  switch (node.type) {
    case 'Linear':
    case 'Affine': {
      const { shape, values } = numbersOf(node, name, 'weight');
      return denseMap(values, shape[0] as number, shape[1] as number);
    }
    case 'Scale':
      return diagonalMap(size, { weight: spread(numbersOf(node, name, 'scale').values, size) });
    case 'Delay': {
      const delay = spread(numbersOf(node, name, 'delay').values, size);
      if (delay.some((seconds) => seconds < 0)) throw new NirError(`the Delay "${name}" is negative.`);
      return diagonalMap(size, { delay });
    }
    case 'Conv1d':
    case 'Conv2d':
      return convolutionMap(node, name, input);
    default:
      return poolMap(node, name, input);
  }
}

function biasOf(node: NirNode, name: string, shape: Shape): Float64Array | undefined {
  if (!['Affine', 'Conv1d', 'Conv2d'].includes(node.type) || !node.parameters.has('bias')) return undefined;
  const { values } = numbersOf(node, name, 'bias');
  const size = node.type === 'Affine' ? count(shape) : (shape[0] ?? 0);
  if (values.length !== 1 && values.length !== size)
    throw new NirError(`the bias of "${name}" has ${values.length} values; ${size} are expected.`);
  const all = node.type === 'Affine' ? spread(values, size) : convolutionBias(values, shape);
  return all.some((value) => value !== 0) ? all : undefined;
}

const spread = (values: Float64Array, size: number): Float64Array =>
  values.length === 1 ? new Float64Array(size).fill(values[0] as number) : values;

const sum = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, k) => value + (b[k] as number));
