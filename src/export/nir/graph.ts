/** A NIR graph as data: what stands in the file, whatever the file is made of. */
export interface NirGraph {
  readonly nodes: ReadonlyMap<string, NirNode>;
  /** From, to. */
  readonly edges: readonly (readonly [string, string])[];
  readonly metadata: NirValues;
}

export interface NirNode {
  /** `LIF`, `Affine`, ... */
  readonly type: string;
  readonly parameters: NirValues;
  readonly metadata: NirValues;
  /** What a node of the type `NIRGraph` holds. */
  readonly graph?: NirGraph;
}

export type NirValues = ReadonlyMap<string, NirValue>;
export type NirValue = NirArray | string;

export interface NirArray {
  /** Row-major; empty for a single number. */
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** A file that is no NIR, or a network that NIR cannot hold. The message is one clear sentence. */
export class NirError extends Error {
  override readonly name = 'NirError';
  constructor(sentence: string) {
    // What a file calls its parts may be anything.
    super(sentence.replace(/\p{C}/gu, '?'));
  }
}

/** A network of which NIR holds a part only; that part can be had. */
export class NirLoss extends NirError {}

export const scalar = (value: number): NirArray => ({ shape: [], values: Float64Array.of(value) });
export const vector = (values: Float64Array): NirArray => ({ shape: [values.length], values });
export const count = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** A node's parameter that must be numbers. Throws `NirError`. */
export function numbersOf(node: NirNode, name: string, parameter: string): NirArray {
  const value = node.parameters.get(parameter);
  if (value === undefined || typeof value === 'string')
    throw new NirError(`the ${node.type} "${name}" has no numbers "${parameter}".`);
  if (value.values.some((number) => !Number.isFinite(number)))
    throw new NirError(
      `"${parameter}" of the ${node.type} "${name}" holds a value that is not a finite number.`,
    );
  return value;
}
