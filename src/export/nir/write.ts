import { eventStatements } from '../../language/pathways.ts';
import { some } from '../../language/visit.ts';
import type { CompiledNetwork, CompiledPopulation } from '../../network/compiled.ts';
import { type LinearCell, linearCell, NotLinearCell } from '../../network/linear-cell.ts';
import { type CellNodes, cellNodes } from './cell-nodes.ts';
import { type NirGraph, type NirNode, type NirValue, scalar, vector } from './graph.ts';
import { Parts } from './parts.ts';
import { additionsOf, checkSize, delaysOf, matrixOf, nameOf } from './weights.ts';

export interface NirOptions {
  readonly title: string;
  /** Whether `v_reset` is in the file; absent: where the reset sets a value. Older readers take none. */
  readonly vReset?: 'write' | 'omit' | undefined;
  /** Write what NIR can hold where that is not all. */
  readonly lossy?: boolean;
}

export interface NirExport {
  readonly graph: NirGraph;
  /** What NIR cannot hold, and so was left out. */
  readonly left: readonly string[];
  /** What whoever reads the file must know. */
  readonly notes: readonly string[];
}

/**
 * A network as a NIR graph: populations become neurons' nodes or inputs, projections dense matrices (rows: targets), and
 * what no projection leads on from becomes an output. Times are in seconds, potentials in SI base units. Throws `NirError`
 * where NIR cannot hold it, `NirLoss` where it can hold a part.
 */
export function networkToNir(compiled: CompiledNetwork, options: NirOptions): NirExport {
  const parts = new Parts();
  const graph = new Building();
  const cells = compiled.populations.map((population, place) =>
    isSource(population, place, compiled)
      ? addInput(population, graph, parts)
      : addCell(population, place, compiled, graph, options, parts),
  );
  addProjections(compiled, cells, graph, parts);
  parts.settle(options.lossy ?? false);
  addBiases(cells, compiled, graph);
  addEnds(compiled, graph);
  const metadata = new Map<string, NirValue>([
    ['dt', scalar(compiled.dt)],
    ['time_unit', 'second'],
    ['spike', 'an input of 1 through one step of dt'],
    ['title', options.title],
    ['written_by', 'Spikebook'],
  ]);
  return {
    graph: { nodes: graph.nodes, edges: graph.edges, metadata },
    left: parts.left,
    notes: parts.notes,
  };
}

/** A graph while it grows. */
class Building {
  readonly nodes = new Map<string, NirNode>();
  readonly edges: [string, string][] = [];

  /** Adds a node under a name that is free; returns the name. */
  add(wanted: string, type: string, parameters: readonly (readonly [string, NirValue])[]): string {
    let name = wanted;
    for (let k = 2; this.nodes.has(name); k++) name = `${wanted}_${k}`;
    this.nodes.set(name, { type, parameters: new Map(parameters), metadata: new Map() });
    return name;
  }

  join(...names: readonly string[]): void {
    for (const [k, name] of names.slice(1).entries()) this.edges.push([names[k] as string, name]);
  }
}

/** Given spikes, or neurons that fire by chance alone. */
function isSource({ spikes, program }: CompiledPopulation, place: number, { projections }: CompiledNetwork) {
  if (spikes) return true;
  const chance = program?.threshold && some(program.threshold, (node) => node.kind === 'draw');
  return (
    chance === true &&
    !projections.some(({ to, program: own }) => to === place && eventStatements(own, 'pre').length > 0)
  );
}

function addInput({ name, size }: CompiledPopulation, graph: Building, parts: Parts): undefined {
  graph.add(name, 'Input', [['shape', vector(Float64Array.of(size))]]);
  parts.notes.push(`Population ${name} is an Input: NIR holds no spikes, so give it some.`);
}

function addCell(
  population: CompiledPopulation,
  place: number,
  compiled: CompiledNetwork,
  graph: Building,
  { vReset }: NirOptions,
  parts: Parts,
): CellNodes | undefined {
  const written = new Set<string>();
  for (const { from, to, program } of compiled.projections)
    for (const statement of eventStatements(program))
      if (statement.kind === 'store')
        if (
          (statement.slot.owner === 'post' && to === place) ||
          (statement.slot.owner === 'pre' && from === place)
        )
          written.add(statement.slot.name);
  let cell: LinearCell;
  try {
    cell = linearCell(population, compiled.dt, written);
  } catch (error) {
    if (!(error instanceof NotLinearCell)) throw error;
    parts.impossible.push(`population ${population.name} ${error.message}`);
    return undefined;
  }
  const taken = new Set([...compiled.populations.map(({ name }) => name), ...graph.nodes.keys()]);
  const nodes = cellNodes(population, cell, { dt: compiled.dt, vReset, written, taken }, parts);
  for (const [name, node] of nodes?.nodes ?? []) graph.nodes.set(name, node);
  for (const edge of nodes?.edges ?? []) graph.join(...edge);
  return nodes;
}

function addProjections(
  compiled: CompiledNetwork,
  cells: readonly (CellNodes | undefined)[],
  graph: Building,
  parts: Parts,
): void {
  const { populations, projections, dt } = compiled;
  const planned = projections.map((projection) => additionsOf(projection, compiled, parts));
  const sizes = projections.map(
    ({ from, to }, k) =>
      (populations[from]?.size ?? 0) * (populations[to]?.size ?? 0) * (planned[k]?.length ?? 0),
  );
  checkSize(
    sizes.reduce((sum, size) => sum + size, 0),
    parts,
  );
  if (parts.impossible.length > 0) return;
  for (const [k, projection] of projections.entries()) {
    const [source, target] = [populations[projection.from], populations[projection.to]];
    const additions = planned[k] ?? [];
    if (!source || !target || additions.length === 0) continue;
    const delays = delaysOf(projection, source.size, nameOf(projection, compiled), parts);
    let from = source.name;
    if (delays) {
      const seconds = delays.map((steps) => Number((steps * dt).toPrecision(12)));
      const delay = graph.add(`${source.name}_delay`, 'Delay', [['delay', vector(seconds)]]);
      graph.join(from, delay);
      from = delay;
    }
    for (const { variable, amount } of additions) {
      const entry = cells[projection.to]?.entries.get(variable);
      if (!entry) {
        parts.impossible.push(
          `${nameOf(projection, compiled)} writes ${variable}, which moves nothing there`,
        );
        continue;
      }
      const shape = [target.size, source.size] as const;
      const values = matrixOf(projection, amount, entry.weight, shape);
      const linear = graph.add(`${source.name}_to_${entry.node}`, 'Linear', [['weight', { shape, values }]]);
      graph.join(from, linear, entry.node);
    }
  }
}

/** A constant input as the bias of an incoming matrix; where there is none, of one without weights. */
function addBiases(
  cells: readonly (CellNodes | undefined)[],
  compiled: CompiledNetwork,
  graph: Building,
): void {
  for (const [k, cell] of cells.entries()) {
    const population = compiled.populations[k];
    if (cell?.bias === undefined || !population) continue;
    const { name, size } = population;
    const bias = vector(typeof cell.bias === 'number' ? new Float64Array(size).fill(cell.bias) : cell.bias);
    const incoming = graph.edges.find(
      ([from, to]) => to === name && graph.nodes.get(from)?.type === 'Linear',
    )?.[0];
    const linear = incoming && graph.nodes.get(incoming);
    if (incoming && linear) {
      const parameters = new Map([...linear.parameters, ['bias', bias] as const]);
      graph.nodes.set(incoming, { ...linear, type: 'Affine', parameters });
      continue;
    }
    const silent = graph.add(`input_${name}`, 'Input', [['shape', vector(Float64Array.of(1))]]);
    const weight = { shape: [size, 1], values: new Float64Array(size) };
    const affine = graph.add(`drive_${name}`, 'Affine', [
      ['weight', weight],
      ['bias', bias],
    ]);
    graph.join(silent, affine, name);
  }
}

/** Every graph begins with an input and ends with an output, or other programs do not take it. */
function addEnds({ populations }: CompiledNetwork, graph: Building): void {
  const neurons = populations.filter(({ name }) => graph.nodes.get(name)?.type !== 'Input');
  const shape = (size: number) => [['shape', vector(Float64Array.of(size))]] as const;
  if (![...graph.nodes.values()].some(({ type }) => type === 'Input')) {
    const fed = new Set(graph.edges.map(([, to]) => to));
    const first = neurons.filter(({ name }) => !fed.has(name));
    for (const { name, size } of first.length > 0 ? first : neurons.slice(0, 1))
      graph.join(graph.add(first.length > 1 ? `input_${name}` : 'input', 'Input', shape(size)), name);
  }
  const leading = new Set(graph.edges.map(([from]) => from));
  const last = neurons.filter(({ name }) => !leading.has(name));
  const ends = last.length > 0 ? last : neurons;
  for (const { name, size } of ends)
    graph.join(name, graph.add(ends.length > 1 ? `output_${name}` : 'output', 'Output', shape(size)));
}
