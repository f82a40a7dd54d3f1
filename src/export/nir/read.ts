import type { Connect, Network, Population, Projection } from '../../network/network.ts';
import { type Arriving, couplings, isStateful, refuseUnknown } from './couplings.ts';
import { flattenGraph } from './flatten.ts';
import { count, NirError, type NirGraph } from './graph.ts';
import { isDiagonal, isIdentity, type LinearMap } from './linear-map.ts';
import { type Current, listed, populationOf } from './populations.ts';
import { inferShapes, neighbours } from './shapes.ts';

export interface NirReadOptions {
  /** A time such as `0.1*ms`; absent: what the file's metadata say. */
  readonly dt?: string | undefined;
  /** Absent: what the metadata say; where they say nothing, `v = v_reset`. */
  readonly reset?: 'set' | 'subtract' | undefined;
}

/**
 * A NIR graph as a network of the published format: a population for each node with a state and each input, a projection
 * for all that lies between two of them. A spike is an input of 1 through one step. Throws `NirError` where the graph
 * makes no sense or holds what cannot be simulated here.
 */
export function networkOfNir(file: NirGraph, { dt, reset }: NirReadOptions = {}): Network {
  const step = dt ?? statedStep(file);
  const graph = flattenGraph(file);
  refuseUnknown(graph);
  const shapes = inferShapes(graph);
  const arriving = couplings(graph, shapes);
  const names = namesOf(graph);
  const hosts = hostsOf(graph, arriving);
  const recorded = recordedNodes(graph);
  const populations: Record<string, Population> = {};
  const projections: Projection[] = [];
  for (const [name, node] of graph.nodes) {
    if (!isStateful(node) || hosts.has(name)) continue;
    const own = names.get(name) ?? name;
    const size = count(shapes.get(name) ?? []);
    if (node.type === 'Input') {
      populations[own] = { size, spikes: [] };
      continue;
    }
    const currents = [...hosts].flatMap(([current, host]) => {
      const gain = arriving.get(name)?.maps.get(current);
      const inner = graph.nodes.get(current);
      if (host !== name || !gain || !inner) return [];
      const bias = arriving.get(current)?.bias;
      return [
        { name: names.get(current) ?? current, node: inner, path: current, bias, gain } satisfies Current,
      ];
    });
    populations[own] = populationOf(name, node, arriving.get(name) ?? {}, currents, {
      size,
      reset,
      recorded: recorded.has(name),
    });
  }
  for (const [name, { maps }] of arriving) {
    const node = graph.nodes.get(name);
    const host = hosts.get(name) ?? name;
    if (!node || node.type === 'Input') continue;
    const on = hosts.has(name) ? currentOnPre(names.get(name) ?? name) : onPre[node.type];
    for (const [source, map] of maps)
      if (!hosts.has(source) && map.sources.length > 0)
        projections.push(projectionOf(names.get(source) ?? source, names.get(host) ?? host, on ?? '', map));
  }
  return { dt: step, populations, ...(projections.length > 0 ? { projections } : {}) };
}

function statedStep({ metadata }: NirGraph): string {
  const stated = metadata.get('dt');
  const value = typeof stated === 'object' ? stated.values[0] : undefined;
  if (value === undefined)
    throw new NirError('the file states no time step: give one, such as --set dt=0.1*ms.');
  if (!(value > 0) || !Number.isFinite(value))
    throw new NirError(`the file states a time step of ${value} s: give one, such as --set dt=0.1*ms.`);
  return `${value}*second`;
}

/** What a spike of weight w does: an input of w through one step. */
const onPre: Readonly<Record<string, string>> = {
  LIF: 'v_post += w*r_post*dt/tau_post',
  LI: 'v_post += w*r_post*dt/tau_post',
  IF: 'v_post += w*r_post*dt',
  I: 'v_post += w*r_post*dt',
  CubaLIF: 'I_post += w*w_in_post*dt/tau_syn_post',
  CubaLI: 'I_post += w*w_in_post*dt/tau_syn_post',
};
const currentOnPre = (name: string) => `${name}_post += w*r_${name}_post*dt/tau_${name}_post`;

/** Names that equations can have, each once. */
function namesOf({ nodes }: NirGraph): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of nodes.keys()) {
    const plain = name.replace(/\W/g, '_').slice(0, 60);
    const wanted = /^[A-Za-z]/.test(plain) ? plain : `node_${plain}`;
    let own = wanted;
    for (let k = 2; taken.has(own); k++) own = `${wanted}_${k}`;
    taken.add(own);
    names.set(name, own);
  }
  return names;
}

/**
 * Leaky integrators that are synaptic currents, with the node that feels them: the only one, neuron by neuron. What is
 * graded and goes elsewhere than to an output cannot be carried. Throws `NirError`.
 */
function hostsOf({ nodes }: NirGraph, arriving: ReadonlyMap<string, Arriving>): Map<string, string> {
  const graded = (name: string) => ['LI', 'CubaLI', 'I'].includes(nodes.get(name)?.type ?? '');
  const takers = new Map<string, string[]>();
  for (const [name, { maps }] of arriving)
    for (const [source, map] of maps) {
      if (!graded(source)) continue;
      const simple = nodes.get(source)?.type === 'LI' && isDiagonal(map) && name !== source && !graded(name);
      if (!simple)
        throw new NirError(
          `the potential of the ${nodes.get(source)?.type} "${source}" goes to "${name}": only spikes, and the potential of a LI neuron by neuron to neurons that fire, can be passed on here.`,
        );
      takers.set(source, [...(takers.get(source) ?? []), name]);
    }
  const hosts = new Map<string, string>();
  for (const [source, [first, ...others]] of takers) {
    if (others.length > 0)
      throw new NirError(
        `the potential of the LI "${source}" goes to "${first}" and to "${others[0]}": it can go to one only.`,
      );
    if (first !== undefined) hosts.set(source, first);
  }
  return hosts;
}

/** Nodes whose potential someone wants to see: those that lead to an output. */
function recordedNodes({ nodes, edges }: NirGraph): Set<string> {
  const before = neighbours(edges, 1);
  const outputs = [...nodes].filter(([, { type }]) => type === 'Output').map(([name]) => name);
  return new Set(outputs.flatMap((name) => before.get(name) ?? []));
}

function projectionOf(from: string, to: string, statement: string, map: LinearMap): Projection {
  if (isIdentity(map)) return { from, to, on_pre: statement.replace('w*', ''), connect: 'one-to-one' };
  const { rows, columns } = map;
  const total = map.sources.length;
  // By source, then target, as the format orders synapses.
  const targets = new Uint32Array(total);
  for (let row = 0; row < rows; row++) targets.fill(row, map.starts[row], map.starts[row + 1]);
  const order = Uint32Array.from({ length: total }, (_, k) => k).sort(
    (a, b) =>
      (map.sources[a] as number) - (map.sources[b] as number) ||
      (targets[a] as number) - (targets[b] as number) ||
      a - b,
  );
  const sorted = (values: Float64Array) => Float64Array.from(order, (k) => values[k] as number);
  const full = total === rows * columns && !map.delays;
  const connect: Connect = full
    ? 'all-to-all'
    : { pairs: Array.from(order, (k) => [map.sources[k] as number, targets[k] as number] as const) };
  return {
    from,
    to,
    model: 'w : 1 (constant)',
    on_pre: statement,
    connect,
    parameters: { w: listed(sorted(map.weights)) },
    ...(map.delays ? { delay: listed(sorted(map.delays)) } : {}),
  };
}
