import type { File, Group } from 'h5wasm';
import { type Budget, isDataset, isGroup, memberOf, nirLimits, readEdges, readValue } from './entities.ts';
import { NirError, type NirGraph, type NirNode, type NirValue, type NirValues } from './graph.ts';

/** The version of NIR whose layout is written. */
const version = '1.0';
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether bytes begin as an HDF5 file does. */
const isHdf5 = (bytes: Uint8Array): boolean => signature.every((byte, k) => bytes[k] === byte);

/** HDF5 itself, a megabyte of it: loaded when the first file is made or read. */
const load = async () => {
  const library = await import('h5wasm').catch(() => {
    throw new NirError(
      'HDF5, in which NIR files are kept, could not be fetched: the first time needs a network.',
    );
  });
  const module = await library.ready;
  // HDF5 would print every complaint; what it could not do is told by what it returns.
  const { streams } = module.FS as unknown as { readonly streams: { stream_ops?: object }[] };
  const complaints = streams[2];
  if (complaints) complaints.stream_ops = { ...complaints.stream_ops, write: swallow };
  return { File: library.File, FS: module.FS };
};

const swallow = (_stream: unknown, _buffer: unknown, _offset: number, length: number): number => length;

let files = 0;

/** The file of a graph, laid out as `nir.write` does it. */
export async function writeNir(graph: NirGraph): Promise<Uint8Array<ArrayBuffer>> {
  const { File, FS } = await load();
  const name = `written-${files++}.nir`;
  const file = new File(name, 'w');
  try {
    file.create_dataset({ name: 'version', data: version });
    writeGraph(file.create_group('node'), graph);
  } finally {
    file.close();
  }
  const bytes = new Uint8Array(FS.readFile(name));
  FS.unlink(name);
  return bytes;
}

function writeGraph(group: Group, graph: NirGraph): void {
  group.create_dataset({ name: 'type', data: 'NIRGraph' });
  const nodes = group.create_group('nodes');
  for (const [name, node] of graph.nodes) {
    const inner = nodes.create_group(name);
    if (node.graph) {
      writeGraph(inner, node.graph);
      continue;
    }
    inner.create_dataset({ name: 'type', data: node.type });
    writeValues(inner, node.parameters);
    writeMetadata(inner, node.metadata);
  }
  group.create_dataset({ name: 'edges', data: graph.edges.flat(), shape: [graph.edges.length, 2] });
  writeMetadata(group, graph.metadata);
}

function writeMetadata(group: Group, metadata: NirValues): void {
  if (metadata.size > 0) writeValues(group.create_group('metadata'), metadata);
}

function writeValues(group: Group, values: NirValues): void {
  for (const [name, value] of values) group.create_dataset({ name, ...dataOf(name, value) });
}

/** Shapes and the like count in whole numbers; what is large is compressed, for most of a matrix may be zero. */
function dataOf(name: string, value: NirValue) {
  if (typeof value === 'string') return { data: value };
  const { shape, values } = value;
  if (name === 'shape') return { data: BigInt64Array.from(values, BigInt), shape: [...shape] };
  if (shape.length === 0) return { data: values[0] as number, dtype: '<d', shape: [] };
  const rows = Math.max(1, Math.min(shape[0] ?? 1, Math.floor(2 ** 20 / (values.length / (shape[0] ?? 1)))));
  return {
    data: values,
    shape: [...shape],
    ...(values.length > 1024 ? { chunks: [rows, ...shape.slice(1)], compression: 4 } : {}),
  };
}

/** The graph that a file holds. Throws `NirError` for anything else, whatever its bytes are. */
export async function readNir(bytes: Uint8Array): Promise<NirGraph> {
  if (!isHdf5(bytes)) throw new NirError('it is no NIR file: it does not begin as an HDF5 file does.');
  if (bytes.length > nirLimits.file)
    throw new NirError(`it has ${bytes.length} bytes; at most ${nirLimits.file} are read.`);
  const { File, FS } = await load();
  const name = `read-${files++}.nir`;
  FS.writeFile(name, bytes);
  let file: File | undefined;
  try {
    file = new File(name, 'r');
    const root = memberOf(file, 'node');
    if (!isGroup(root)) throw misshapen('it has no group "node"');
    return readGraph(root, 'node', 0, { nodes: 0, edges: 0, numbers: 0 });
  } catch (error) {
    if (error instanceof NirError) throw error;
    throw new NirError('it is damaged: HDF5 cannot read it.');
  } finally {
    try {
      file?.close();
    } catch {
      // A file that could not be read may not be closed either.
    }
    FS.unlink(name);
  }
}

/** HDF5 that is not laid out as NIR lays it out. */
const misshapen = (how: string) => new NirError(`it is no NIR file, or a damaged one: ${how}.`);

function readGraph(group: Group, path: string, depth: number, budget: Budget): NirGraph {
  if (depth > nirLimits.depth)
    throw new NirError(`"${path}" holds graphs within graphs, deeper than ${nirLimits.depth}.`);
  const type = textOf(group, 'type', path, budget);
  if (type !== 'NIRGraph')
    throw misshapen(`"${path}" is a ${type.slice(0, 40)}, where a NIRGraph was expected`);
  const inside = memberOf(group, 'nodes');
  if (!isGroup(inside)) throw misshapen(`"${path}" has no group "nodes"`);
  const nodes = new Map<string, NirNode>();
  for (const name of inside.keys()) {
    if (++budget.nodes > nirLimits.nodes)
      throw new NirError(`it has more than ${nirLimits.nodes} nodes, the most that are read.`);
    const node = inside.get(name);
    if (!isGroup(node)) throw misshapen(`"${path}/nodes/${name}" is no group`);
    nodes.set(name, readNode(node, `${path}/nodes/${name}`, depth, budget));
  }
  const edges = memberOf(group, 'edges');
  return {
    nodes,
    edges: isDataset(edges) ? readEdges(edges, `${path}/edges`, budget) : [],
    metadata: metadataOf(group, path, budget),
  };
}

function readNode(group: Group, path: string, depth: number, budget: Budget): NirNode {
  const type = textOf(group, 'type', path, budget);
  if (type === 'NIRGraph') {
    const graph = readGraph(group, path, depth + 1, budget);
    return { type, parameters: new Map(), metadata: graph.metadata, graph };
  }
  const parameters = new Map<string, NirValue>();
  for (const name of group.keys()) {
    if (name === 'type' || name === 'metadata') continue;
    const member = group.get(name);
    const value = isDataset(member) ? readValue(member, `${path}/${name}`, budget) : undefined;
    if (value !== undefined) parameters.set(name, value);
  }
  return { type, parameters, metadata: metadataOf(group, path, budget) };
}

function textOf(group: Group, name: string, path: string, budget: Budget): string {
  const member = memberOf(group, name);
  const value = isDataset(member) ? readValue(member, `${path}/${name}`, budget) : undefined;
  if (typeof value !== 'string') throw misshapen(`"${path}" has no text "${name}"`);
  return value.slice(0, nirLimits.text);
}

/** Whatever the metadata hold that is a text or numbers; the rest is nobody's business. */
function metadataOf(group: Group, path: string, budget: Budget): NirValues {
  const values = new Map<string, NirValue>();
  const metadata = memberOf(group, 'metadata');
  if (!isGroup(metadata)) return values;
  for (const name of metadata.keys()) {
    const member = metadata.get(name);
    const value = isDataset(member) ? readValue(member, `${path}/metadata/${name}`, budget) : undefined;
    if (value !== undefined) values.set(name, value);
  }
  return values;
}
