import { NirError, type NirGraph, type NirNode } from './graph.ts';

/** Nodes that pass on what they are given. */
export const isPassage = ({ type }: NirNode): boolean => type === 'Passage' || type === 'Flatten';

/**
 * A graph without graphs within: a nested graph's nodes are called `OUTER.INNER`, its inputs and outputs become
 * passages, to which edges of the outer graph lead. Throws `NirError` for edges between nodes that are not there.
 */
export function flattenGraph(graph: NirGraph): NirGraph {
  const nodes = new Map<string, NirNode>();
  const edges: [string, string][] = [];
  const inside = new Map<string, NirNode>(graph.nodes);
  for (const [name, node] of graph.nodes) {
    if (!node.graph) {
      nodes.set(name, node);
      continue;
    }
    const inner = flattenGraph(node.graph);
    for (const [key, part] of inner.nodes) {
      const passage = part.type === 'Input' || part.type === 'Output';
      nodes.set(`${name}.${key}`, passage ? { ...part, type: 'Passage' } : part);
    }
    for (const [from, to] of inner.edges) edges.push([`${name}.${from}`, `${name}.${to}`]);
    inside.set(name, { ...node, graph: inner });
  }
  for (const [from, to] of graph.edges)
    for (const start of doors(inside, from, 'Output', graph))
      for (const end of doors(inside, to, 'Input', graph)) edges.push([start, end]);
  return { nodes, edges, metadata: graph.metadata };
}

/** The nodes that an edge's end means: itself, or a nested graph's ways in or out; `lif.input` is one of them. */
function doors(
  nodes: ReadonlyMap<string, NirNode>,
  name: string,
  type: 'Input' | 'Output',
  { nodes: known }: NirGraph,
): string[] {
  const node = nodes.get(name);
  if (!node) {
    const [outer = '', ...rest] = name.split('.');
    if (nodes.get(outer)?.graph?.nodes.has(rest.join('.'))) return [name];
    const names = [...known.keys()].slice(0, 8).join(', ');
    throw new NirError(
      `an edge names "${name.slice(0, 60)}", but there is no such node; there ${names ? `are ${names}` : 'is none'}.`,
    );
  }
  if (!node.graph) return [name];
  const ways = [...node.graph.nodes]
    .filter(([, part]) => part.type === type)
    .map(([key]) => `${name}.${key}`);
  if (ways.length === 0) throw new NirError(`the graph "${name}" within the graph has no ${type}.`);
  return ways;
}
