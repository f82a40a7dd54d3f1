import { NirError, type NirNode, numbersOf } from './graph.ts';
import { type LinearMap, mapOf, push } from './linear-map.ts';

/** Convolutions and pools as sparse matrices, over channels first, then one or two places, as PyTorch lays them out. */

interface Window {
  /** Of the input: channels, height, width (1 in one dimension, which is the width). */
  readonly input: readonly [number, number, number];
  readonly output: readonly [number, number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** What a convolution takes, where its file says; a pool never says. */
export function convolutionInput(node: NirNode, name: string): readonly number[] | undefined {
  const stated = node.parameters.get('input_shape');
  if (typeof stated !== 'object') return undefined;
  const places = [...stated.values];
  const dimensions = node.type === 'Conv1d' ? 1 : 2;
  if (places.length !== dimensions) return undefined;
  const channels = (numbersOf(node, name, 'weight').shape[1] ?? 0) * groupsOf(node);
  return [channels, ...places];
}

export function convolutionShape(
  node: NirNode,
  name: string,
  input: readonly number[] | undefined,
): readonly number[] | undefined {
  if (!input) return undefined;
  const [channels, height, width] = convolution(node, name, input).output;
  return node.type === 'Conv1d' ? [channels, width] : [channels, height, width];
}

export function poolShape(node: NirNode, name: string, input: readonly number[]): readonly number[] {
  return pool(node, name, input).output;
}

export function convolutionMap(node: NirNode, name: string, input: readonly number[]): LinearMap {
  const window = convolution(node, name, input);
  const { values } = numbersOf(node, name, 'weight');
  const groups = groupsOf(node);
  const [inputs, outputs] = [window.input[0] / groups, window.output[0] / groups];
  const [height, width] = window.kernel;
  return windowMap(window, (channel, add) => {
    const first = Math.floor(channel / outputs) * inputs;
    for (let k = 0; k < inputs; k++)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          add(first + k, y, x, values[((channel * inputs + k) * height + y) * width + x] as number);
  });
}

export function poolMap(node: NirNode, name: string, input: readonly number[]): LinearMap {
  const window = pool(node, name, input);
  const [height, width] = window.kernel;
  const weight = node.type === 'AvgPool2d' ? 1 / (height * width) : 1;
  return windowMap(window, (channel, add) => {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) add(channel, y, x, weight);
  });
}

/** The bias of a convolution, one for each channel, at every place. */
export function convolutionBias(bias: Float64Array, shape: readonly number[]): Float64Array {
  const places = shape.slice(1).reduce((product, n) => product * n, 1);
  return Float64Array.from({ length: (shape[0] ?? 0) * places }, (_, k) =>
    bias.length === 1 ? (bias[0] as number) : (bias[Math.floor(k / places)] as number),
  );
}

type Add = (channel: number, y: number, x: number, weight: number) => void;

function windowMap(
  { input, output, stride, padding, dilation }: Window,
  fill: (channel: number, add: Add) => void,
): LinearMap {
  const [channels, height, width] = output;
  const [, rows, columns] = input;
  return mapOf(channels * height * width, input[0] * rows * columns, (place, entries) => {
    const top = Math.floor((place % (height * width)) / width) * stride[0] - padding[0];
    const left = (place % width) * stride[1] - padding[1];
    fill(Math.floor(place / (height * width)), (channel, y, x, weight) => {
      const [row, column] = [top + y * dilation[0], left + x * dilation[1]];
      const inside = row >= 0 && row < rows && column >= 0 && column < columns;
      if (inside && weight !== 0) push(entries, (channel * rows + row) * columns + column, weight, 0);
    });
  });
}

function convolution(node: NirNode, name: string, input: readonly number[]): Window {
  const { shape } = numbersOf(node, name, 'weight');
  const flat = node.type === 'Conv1d';
  const [outputs = 0, perGroup = 0, ...kernel] = shape;
  const groups = groupsOf(node);
  const [channels = 0, ...places] = input;
  if (shape.length !== (flat ? 3 : 4) || places.length !== kernel.length || channels !== perGroup * groups)
    throw new NirError(
      `the weight of the ${node.type} "${name}" does not fit its input [${input.join(', ')}].`,
    );
  if (outputs % groups !== 0) throw new NirError(`the groups of "${name}" do not divide its channels.`);
  const two = (list: readonly number[]): [number, number] =>
    flat ? [1, list[0] ?? 1] : [list[0] ?? 1, list[1] ?? list[0] ?? 1];
  return windowOf(name, [channels, ...two(places)], outputs, {
    kernel: two(kernel),
    stride: two(listOf(node, 'stride', 1)),
    dilation: two(listOf(node, 'dilation', 1)),
    padding: paddingOf(node, flat, two(kernel), two(listOf(node, 'dilation', 1))),
  });
}

function pool(node: NirNode, name: string, input: readonly number[]): Window {
  const [channels = 0, height = 0, width = 0] = input;
  if (input.length !== 3)
    throw new NirError(
      `the ${node.type} "${name}" needs channels, height and width, not [${input.join(', ')}].`,
    );
  const two = (list: readonly number[]): [number, number] => [list[0] ?? 1, list[1] ?? list[0] ?? 1];
  const kernel = two(listOf(node, 'kernel_size', 1));
  return windowOf(name, [channels, height, width], channels, {
    kernel,
    stride: two(listOf(node, 'stride', kernel[0])),
    dilation: [1, 1],
    padding: two(listOf(node, 'padding', 0)),
  });
}

function windowOf(
  name: string,
  input: [number, number, number],
  channels: number,
  parts: Pick<Window, 'kernel' | 'stride' | 'padding' | 'dilation'>,
): Window {
  const { kernel, stride, padding, dilation } = parts;
  const whole = [...kernel, ...stride, ...dilation].every((n) => Number.isInteger(n) && n > 0);
  if (!whole || !padding.every((n) => Number.isInteger(n) && n >= 0))
    throw new NirError(`"${name}" has a kernel, stride, dilation or padding that is no whole number.`);
  const along = (axis: 0 | 1) => {
    const room = input[axis === 0 ? 1 : 2] + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1;
    return Math.floor(room / stride[axis]) + 1;
  };
  return { ...parts, input, output: [channels, along(0), along(1)] };
}

function paddingOf(
  node: NirNode,
  flat: boolean,
  kernel: readonly [number, number],
  dilation: readonly [number, number],
): [number, number] {
  const stated = node.parameters.get('padding');
  const half = (axis: 0 | 1) => (dilation[axis] * (kernel[axis] - 1)) / 2;
  if (stated === 'same') return [half(0), half(1)];
  if (stated === 'valid') return [0, 0];
  const [first = 0, second = first] = listOf(node, 'padding', 0);
  return flat ? [0, first] : [first, second];
}

const groupsOf = (node: NirNode): number => Math.max(1, listOf(node, 'groups', 1)[0] ?? 1);

function listOf(node: NirNode, parameter: string, otherwise: number): number[] {
  const value = node.parameters.get(parameter);
  return typeof value === 'object' && value.values.length > 0 ? [...value.values] : [otherwise];
}
