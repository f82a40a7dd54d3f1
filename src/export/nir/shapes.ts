import { limits } from '../../network/limits.ts';
import { convolutionInput, convolutionShape, poolShape } from './convolution.ts';
import { count, type NirArray, NirError, type NirGraph, type NirNode, numbersOf } from './graph.ts';

/** Neurons' nodes and the parameters that they need; a missing `v_reset` is 0, a missing `w_in` 1. */
export const neuronParameters: Readonly<Record<string, readonly string[]>> = {
  LIF: ['tau', 'r', 'v_leak', 'v_threshold', 'v_reset'],
  CubaLIF: ['tau_mem', 'tau_syn', 'r', 'v_leak', 'w_in', 'v_threshold', 'v_reset'],
  LI: ['tau', 'r', 'v_leak'],
  CubaLI: ['tau_mem', 'tau_syn', 'r', 'v_leak', 'w_in'],
  IF: ['r', 'v_threshold', 'v_reset'],
  I: ['r'],
};

export type Shape = readonly number[];

/**
 * What each node of a flat graph gives out, as a shape. Parameters that are single numbers leave it to the nodes around.
 * Throws `NirError` where it cannot be told or does not fit.
 */
export function inferShapes({ nodes, edges }: NirGraph): Map<string, Shape> {
  const outgoing = new Map<string, Shape>();
  const incoming = new Map<string, Shape>();
  const after = neighbours(edges, 0);
  const before = neighbours(edges, 1);
  const work: (() => void)[] = [];
  const known = (map: Map<string, Shape>, name: string, shape: Shape | undefined) => {
    if (!shape || map.has(name)) return;
    if (!shape.every((n) => Number.isInteger(n) && n > 0) || count(shape) > limits.neurons)
      throw new NirError(`"${name}" has the shape [${shape.join(', ')}], which cannot be simulated.`);
    map.set(name, shape);
    work.push(() => spread(name));
  };
  const spread = (name: string) => {
    const node = nodes.get(name);
    if (!node) return;
    known(outgoing, name, outputOf(node, name, incoming.get(name)));
    if (sameShape(node)) known(incoming, name, outgoing.get(name));
    if (outgoing.has(name)) for (const to of after.get(name) ?? []) known(incoming, to, outgoing.get(name));
    if (incoming.has(name))
      for (const from of before.get(name) ?? []) known(outgoing, from, incoming.get(name));
  };
  const settle = () => {
    for (let next = work.pop(); next; next = work.pop()) next();
  };
  for (const [name, node] of nodes) {
    // What a node says of itself comes before what is said around it.
    known(incoming, name, statedInput(node, name));
    known(outgoing, name, outputOf(node, name, incoming.get(name)));
    work.push(() => spread(name));
  }
  settle();
  for (const [name, { type }] of nodes) {
    // Nothing around says otherwise: a single number is for a single neuron.
    if (type in neuronParameters) known(incoming, name, [1]);
    settle();
    if (!outgoing.has(name))
      throw new NirError(`how many values the ${type} "${name}" gives out cannot be told from the file.`);
  }
  for (const [from, to] of edges) {
    const [given, taken] = [count(outgoing.get(from) ?? []), count(incoming.get(to) ?? [])];
    if (given !== taken)
      throw new NirError(`"${from}" gives out ${given} values, but "${to}" takes ${taken}.`);
  }
  return outgoing;
}

/** By one end of the edges (0: from, 1: to), the other. */
export function neighbours(edges: NirGraph['edges'], end: 0 | 1): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const edge of edges) {
    const list = map.get(edge[end]);
    if (list) list.push(edge[1 - end] as string);
    else map.set(edge[end], [edge[1 - end] as string]);
  }
  return map;
}

function statedInput(node: NirNode, name: string): Shape | undefined {
  const { type } = node;
  if (type === 'Input' || type === 'Output' || type === 'Passage')
    return node.parameters.has('shape') ? plain(numbersOf(node, name, 'shape')) : undefined;
  if (type === 'Linear' || type === 'Affine') {
    const { shape } = numbersOf(node, name, 'weight');
    if (shape.length !== 2) throw new NirError(`the weight of "${name}" must be a matrix.`);
    return [shape[1] as number];
  }
  if (type === 'Conv1d' || type === 'Conv2d') return convolutionInput(node, name);
  if (type === 'Scale') return arrayShape(numbersOf(node, name, 'scale'));
  if (type === 'Delay') return arrayShape(numbersOf(node, name, 'delay'));
  const parameters = neuronParameters[type];
  if (!parameters) return undefined;
  const shapes = parameters
    .filter((parameter) => node.parameters.has(parameter))
    .map((parameter) => arrayShape(numbersOf(node, name, parameter)))
    .filter((shape) => shape !== undefined);
  const [first] = shapes;
  if (first && shapes.some((shape) => count(shape) !== count(first)))
    throw new NirError(`the parameters of the ${type} "${name}" differ in their shapes.`);
  return first;
}

function outputOf(node: NirNode, name: string, input: Shape | undefined): Shape | undefined {
  const { type } = node;
  const weight = node.parameters.get('weight');
  if ((type === 'Linear' || type === 'Affine') && typeof weight === 'object') return weight.shape.slice(0, 1);
  if (type === 'Conv1d' || type === 'Conv2d') return convolutionShape(node, name, input);
  if (type === 'SumPool2d' || type === 'AvgPool2d') return input && poolShape(node, name, input);
  return input;
}

/** Whether a node's input has its output's shape. */
const sameShape = (node: NirNode): boolean =>
  node.type in neuronParameters || ['Passage', 'Scale', 'Delay', 'Input', 'Output'].includes(node.type);

/** A single number, whether or not it stands in an array of one, may be meant for any number of neurons. */
const arrayShape = ({ shape, values }: NirArray): Shape | undefined =>
  values.length === 1 ? undefined : shape;
const plain = ({ values }: NirArray): Shape => [...values];
