import { ShaderError } from '../../language/glsl.ts';
import type { LinearSystem, Node, Slot, Statement } from '../../language/ir.ts';
import type { PopulationProgram } from '../../language/model.ts';
import { transform } from '../../language/visit.ts';
import type {
  CompiledNetwork,
  CompiledPopulation,
  CompiledProjection,
  Values,
} from '../../network/compiled.ts';
import { pathwaysInOrder } from '../../network/order.ts';

/**
 * What one pixel runs: a neuron, or a neuron of every population and a synapse of every projection of a network that joins
 * them one to one. All names stand in one namespace; those that a reader cannot write, with a `#`, are the pixel's own
 * counters: `#ready`, `#lastspike` of a neuron and `#elapsed` of a synapse, with its key.
 */
export interface Cell {
  /** Pixels. */
  readonly size: number;
  readonly constants: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<string, Values>;
  readonly neurons: readonly CellNeuron[];
  readonly synapses: readonly CellSynapse[];
  /** In the order in which they act within a step. */
  readonly pathways: readonly CellPathway[];
}

export interface CellNeuron {
  /** Stands before its names: `pre.`; empty where it is alone. */
  readonly key: string;
  readonly program: Pick<PopulationProgram, 'update' | 'threshold' | 'reset' | 'refractory'>;
}

export interface CellSynapse {
  readonly key: string;
  readonly sums: readonly Statement[];
  readonly update: readonly Statement[];
  readonly catchUp: readonly Statement[];
}

export interface CellPathway {
  /** Places among the cell's synapses and neurons. */
  readonly synapse: number;
  readonly fired: number;
  /** In steps. */
  readonly delay: number;
  readonly statements: readonly Statement[];
}

/** The name of a variable or constant of projection k in a cell. */
export const synapseKey = (projection: number): string => `${projection}.`;

/** Every pixel a neuron of one population, its names as they are. */
export function cellOfPopulation(population: CompiledPopulation, program: PopulationProgram): Cell {
  const { name: owner, size, constants, state } = population;
  const neurons = [{ key: '', program: qualifyProgram(program, qualifier({ owner, key: '' })) }];
  return { size, constants, state, neurons, synapses: [], pathways: [] };
}

/** Every pixel a network of its own. Throws `ShaderError` where neurons are not joined one to one, and for what cannot be run. */
export function cellOfNetwork({ populations, projections }: CompiledNetwork): Cell {
  const size = populations[0]?.size ?? 0;
  const constants = new Map<string, number>();
  const state = new Map<string, Values>();
  const add = (key: string, own: Pick<CompiledPopulation, 'constants' | 'state'>) => {
    for (const [name, value] of own.constants) constants.set(key + name, value);
    for (const [name, values] of own.state) state.set(key + name, values);
  };
  const keys = populations.map(({ name }) => `${name}.`);
  const neurons = populations.map((population, k): CellNeuron => {
    const { name: owner, program } = population;
    if (population.size !== size)
      throw new ShaderError(`Population ${owner} has not one neuron for each pixel; the CPU runs it.`);
    if (!program) throw new ShaderError(`The spikes of population ${owner} are given; the CPU runs it.`);
    const key = keys[k] as string;
    add(key, population);
    return { key, program: qualifyProgram(program, qualifier({ owner, key })) };
  });
  const change = projections.map(({ index, from, to }) =>
    qualifier({
      owner: `projections.${index}`,
      key: synapseKey(index),
      pre: keys[from] as string,
      post: keys[to] as string,
    }),
  );
  const synapses = projections.map((projection, k): CellSynapse => {
    refuse(projection, size);
    const { index, from, to, program } = projection;
    const { node, statements } = change[k] as Qualifier;
    add(synapseKey(index), projection);
    return {
      key: synapseKey(index),
      sums: program.sums.map(({ side, name, value }) => ({
        kind: 'store',
        slot: { owner: 'self', name: keys[side === 'pre' ? from : to] + name },
        value: node(value),
      })),
      update: statements(program.update),
      catchUp: statements(program.catchUp),
    };
  });
  const pathways = pathwaysInOrder(projections).map(({ projection: synapse, pathway }): CellPathway => {
    const { from, to, program, delays, index } = projections[synapse] as CompiledProjection;
    const own = program.pathways[pathway];
    const given = delays[pathway] ?? 0;
    const delay = typeof given === 'number' ? given : (given[0] ?? 0);
    if (typeof given !== 'number' && given.some((one) => one !== delay))
      throw new ShaderError(`The delays of projection ${index} differ from pixel to pixel; the CPU runs it.`);
    return {
      synapse,
      fired: own?.side === 'post' ? to : from,
      delay,
      statements: (change[synapse] as Qualifier).statements(own?.statements ?? []),
    };
  });
  return { size, constants, state, neurons, synapses, pathways };
}

function refuse({ index, links, offsets, order, targets }: CompiledProjection, size: number): void {
  const [linked] = links.keys();
  if (linked !== undefined)
    throw new ShaderError(
      `${linked} of projection ${index} is shared with another population; the CPU runs it.`,
    );
  let single = targets.length === size && order === undefined;
  for (let k = 0; single && k < size; k++) single = targets[k] === k && offsets[k] === k;
  if (!single)
    throw new ShaderError(`Projection ${index} does not join neurons one to one; the CPU runs it.`);
}

interface Qualifier {
  node(node: Node): Node;
  statements(list: readonly Statement[]): Statement[];
}

/** Brings the names of one owner's program into the cell's namespace; draws are told who draws. */
function qualifier(names: {
  readonly owner: string;
  readonly key: string;
  readonly pre?: string;
  readonly post?: string;
}): Qualifier {
  const memo = new Map<Node, Node>();
  const systems = new Map<LinearSystem, LinearSystem>();
  const keyOf = (owner: Slot['owner']) => (owner === 'self' ? names.key : (names[owner] ?? ''));
  const slotNamed = (name: string, type: Node['type']): Node => ({
    kind: 'slot',
    slot: { owner: 'self', name },
    type,
  });
  const node = (root: Node): Node => transform(root, replace, memo);

  function replace(part: Node): Node | undefined {
    switch (part.kind) {
      case 'slot':
        return slotNamed(keyOf(part.slot.owner) + part.slot.name, part.type);
      case 'local':
        return { ...part, name: names.key + part.name };
      case 'draw':
        return { ...part, stream: `${names.owner}/${part.stream}` };
      case 'propagator':
        return { ...part, system: system(part.system) };
      case 'builtin':
        if (part.name === 'elapsed') return slotNamed(`#elapsed${names.key}`, part.type);
        if (part.name !== 'not_refractory' && part.name !== 'lastspike') return undefined;
        return slotNamed(
          `${part.name === 'lastspike' ? '#lastspike' : '#ready'}${keyOf(part.owner)}`,
          part.type,
        );
      default:
        return undefined;
    }
  }

  function system(one: LinearSystem): LinearSystem {
    const known = systems.get(one);
    if (known) return known;
    const { id, variables, matrix } = one;
    const made = {
      id: names.key + id,
      variables: variables.map((name) => names.key + name),
      matrix: matrix.map((row) => row.map(node)),
    };
    systems.set(one, made);
    return made;
  }

  return {
    node,
    statements: (list) =>
      list.map((statement) =>
        statement.kind === 'let'
          ? { ...statement, name: names.key + statement.name, value: node(statement.value) }
          : {
              ...statement,
              slot: { owner: 'self', name: keyOf(statement.slot.owner) + statement.slot.name },
              value: node(statement.value),
            },
      ),
  };
}

function qualifyProgram(program: PopulationProgram, { node, statements }: Qualifier): CellNeuron['program'] {
  const { update, threshold, reset, refractory } = program;
  return {
    update: statements(update),
    reset: statements(reset),
    ...(threshold ? { threshold: node(threshold) } : {}),
    ...(refractory ? { refractory: { ...refractory, value: node(refractory.value) } } : {}),
  };
}

/** All that a cell does to its variables, in no order. */
export function cellStatements({ neurons, synapses, pathways }: Cell): Statement[] {
  return [
    ...neurons.flatMap(({ program }) => [...program.update, ...program.reset]),
    ...synapses.flatMap(({ sums, update, catchUp }) => [...sums, ...update, ...catchUp]),
    ...pathways.flatMap(({ statements }) => statements),
  ];
}

/** All that a cell works out: the values of its statements, thresholds, refractory times. */
export function cellNodes(cell: Cell): Node[] {
  const own = cell.neurons.flatMap(({ program: { threshold, refractory } }) => [
    ...(threshold ? [threshold] : []),
    ...(refractory ? [refractory.value] : []),
  ]);
  return [...cellStatements(cell).map(({ value }) => value), ...own];
}
