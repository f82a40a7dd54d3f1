import type { Dataset, Entity, Group } from 'h5wasm';
import { type NirArray, NirError, type NirValue } from './graph.ts';

/** How much a file may hold; looked at before anything of that size is allocated. */
export const nirLimits = {
  /** Bytes of a file. */
  file: 2 ** 28,
  nodes: 4096,
  edges: 65_536,
  /** Graphs within graphs. */
  depth: 8,
  /** Numbers in all arrays together. */
  numbers: 2 ** 25,
  dimensions: 8,
  /** Characters of a name or a word. */
  text: 256,
  /** Characters of a text in metadata. */
  longText: 20_000,
} as const;

/** What a read has taken so far. */
export interface Budget {
  nodes: number;
  edges: number;
  numbers: number;
}

export function memberOf(group: Group, name: string): Entity | null {
  return group.keys().includes(name) ? group.get(name) : null;
}

export const isGroup = (entity: Entity | null): entity is Group =>
  entity !== null && 'keys' in entity && typeof entity.keys === 'function';

export const isDataset = (entity: Entity | null): entity is Dataset =>
  entity !== null && 'metadata' in entity && 'shape' in entity;

/** A text or an array of numbers; undefined for what is neither (a compound, a reference). */
export function readValue(dataset: Dataset, path: string, budget: Budget): NirValue | undefined {
  const { metadata } = dataset;
  if (metadata.type === 3) return readTexts(dataset, path, [0, 1], nirLimits.longText)[0] ?? '';
  if (metadata.type !== 0 && metadata.type !== 1) return undefined;
  return readNumbers(dataset, path, budget);
}

function readNumbers(dataset: Dataset, path: string, budget: Budget): NirArray {
  const { shape, total } = measure(dataset, path);
  budget.numbers += total;
  if (budget.numbers > nirLimits.numbers)
    throw new NirError(
      `"${path}" brings the file to more than ${nirLimits.numbers} numbers, the most that are read.`,
    );
  const values = new Float64Array(total);
  if (total === 0) return { shape, values };
  const read: unknown = dataset.value;
  if (typeof read === 'number' || typeof read === 'bigint') values[0] = Number(read);
  else if (Array.isArray(read) || ArrayBuffer.isView(read)) {
    const list = read as ArrayLike<number | bigint>;
    if (list.length !== total)
      throw new NirError(`"${path}" does not hold the ${total} numbers that it states.`);
    for (let k = 0; k < total; k++) values[k] = Number(list[k]);
  } else throw new NirError(`"${path}" holds no numbers.`);
  return { shape, values };
}

/** Texts `from` to `to` of a dataset, in the order of its rows; of a single text, that one. */
function readTexts(
  dataset: Dataset,
  path: string,
  [from, to]: readonly [number, number],
  longest: number,
): string[] {
  const { shape } = measure(dataset, path);
  const { vlen, size } = dataset.metadata;
  if (!vlen && size > longest)
    throw new NirError(`"${path}" holds a text of more than ${longest} characters.`);
  const columns = shape.slice(1).map((length): [number, number] => [0, length]);
  const read: unknown = shape.length === 0 ? dataset.value : dataset.slice([[from, to], ...columns]);
  const texts: unknown[] = typeof read === 'string' ? [read] : Array.isArray(read) ? read.flat() : [];
  return texts.map((text) => {
    if (typeof text !== 'string' || text.length > longest)
      throw new NirError(`"${path}" holds something other than a text of up to ${longest} characters.`);
    return text;
  });
}

/** Pairs of names. Row by row, so that no row that is too long is followed by another. */
export function readEdges(dataset: Dataset, path: string, budget: Budget): [string, string][] {
  const { shape } = measure(dataset, path);
  const [rows = 0, columns] = shape;
  if (rows === 0) return [];
  if (dataset.metadata.type !== 3 || shape.length !== 2 || columns !== 2)
    throw new NirError(`"${path}" must be a list of pairs of names.`);
  budget.edges += rows;
  if (budget.edges > nirLimits.edges)
    throw new NirError(`the file has more than ${nirLimits.edges} edges, the most that are read.`);
  return Array.from({ length: rows }, (_, k): [string, string] => {
    const [from = '', to = ''] = readTexts(dataset, path, [k, k + 1], nirLimits.text);
    return [from, to];
  });
}

function measure(dataset: Dataset, path: string): { shape: number[]; total: number } {
  const {
    shape: stated,
    chunks,
    size,
  } = dataset.metadata as {
    shape: number[] | null;
    chunks: number[] | null;
    size: number;
  };
  const shape = [...(stated ?? [0])].map(Number);
  const total = shape.reduce((product, length) => product * length, 1);
  const chunk = (chunks ?? []).reduce((product, length) => product * Number(length), size);
  if (shape.length > nirLimits.dimensions || total > nirLimits.numbers || chunk > nirLimits.file)
    throw new NirError(`"${path}" is too large: ${shape.join(' x ')}.`);
  return { shape, total };
}
