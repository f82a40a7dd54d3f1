/** Prepares a network for the kernel: which values are shared by all, and what can be worked out before the loops. */
import { add, DT } from '../../language/build.ts';
import { createHoister, type HoistedValue } from '../../language/hoist.ts';
import type { LinearSystem, Node, Owner, Slot, Statement } from '../../language/ir.ts';
import type { ProjectionProgram, Side, Sum } from '../../language/model.ts';
import { eventStatements } from '../../language/pathways.ts';
import { transform, walk, walkStatements } from '../../language/visit.ts';
import type { CompiledNetwork, CompiledProjection } from '../../network/compiled.ts';
import type { Precision } from '../simulation.ts';
import type { Needs } from './layout.ts';
import { findTraces, isTrace, type Traces } from './traces.ts';

export type PropagatorNode = Node & { readonly kind: 'propagator' };

/** A population's or projection's work with everything shared taken out. */
export interface Block {
  /** Hoisted values, each after what it reads. */
  readonly hoisted: readonly HoistedValue[];
  /** Entries of propagators that differ from element to element, by the array that holds them. */
  readonly propagators: ReadonlyMap<string, PropagatorNode>;
}

export interface PopulationPlan extends Block {
  readonly update: readonly Statement[];
  readonly threshold: Node | undefined;
  readonly refractory: Node | undefined;
  readonly reset: readonly Statement[];
}

export interface ProjectionPlan extends Block {
  /** What each synapse adds to each of the program's sums. */
  readonly sums: readonly Statement[];
  /** The clock-driven variables over one step. */
  readonly update: readonly Statement[];
  /** What each pathway does, with what brings event-driven variables up to date before it. */
  readonly pathways: readonly (readonly Statement[])[];
  /** What brings a synapse's own event-driven variables up to date, by itself. */
  readonly catchUp: readonly Statement[];
  /** Event-driven variables that all synapses of a neuron share: one value a neuron, and its step. */
  readonly traces: Readonly<
    Record<Side, { readonly names: readonly string[]; readonly update: readonly Statement[] }>
  >;
}

export interface Plan {
  readonly populations: readonly PopulationPlan[];
  readonly projections: readonly ProjectionPlan[];
  readonly needs: Needs;
}

export function propagatorArray({ system, part, row, column }: PropagatorNode): string {
  return `propagator#${system.id}/${part}/${row}/${column}`;
}

export function planNetwork(network: CompiledNetwork, precision: Precision): Plan {
  const written = writtenVariables(network);
  const { length } = network.populations;
  const uniform = (place: number, name: string): boolean => {
    const owner = network.populations[place] ?? network.projections[place - length];
    if (!owner || written[place]?.has(name)) return false;
    return owner.constants.has(name) || typeof owner.state.get(name) === 'number';
  };
  const reciprocals = precision === 'f32';

  const populations = network.populations.map((population, p): PopulationPlan => {
    const { program } = population;
    if (!program) {
      return {
        hoisted: [],
        propagators: new Map(),
        update: [],
        threshold: undefined,
        refractory: undefined,
        reset: [],
      };
    }
    const classify = (leaf: Node) => rateOf(leaf, ({ name }) => uniform(p, name));
    const hoister = (block: string) => createHoister({ classify, prefix: `${block}#`, reciprocals });
    const main = hoister('update');
    const after = hoister('reset');
    const update = main.statements(program.update);
    const threshold = program.threshold && main.node(program.threshold);
    const refractory = program.refractory && main.node(program.refractory.value);
    const reset = after.statements(program.reset);
    const block = finishBlock([main.values, after.values], [update, reset], [threshold, refractory], (slot) =>
      (written[p] as Set<string>).has(slot.name),
    );
    return { update, threshold, refractory, reset, ...block };
  });

  const projections = network.projections.map((projection, k): ProjectionPlan => {
    refuseUnsupported(projection);
    const places: Record<Owner, number> = { self: length + k, pre: projection.from, post: projection.to };
    const classify = (leaf: Node) => rateOf(leaf, ({ owner, name }) => uniform(places[owner], name));
    const hoister = (block: string) => createHoister({ classify, prefix: `${block}#`, reciprocals });
    const found = findTraces(projection, (name) => uniform(length + k, name));
    const [always, own, alone] = [hoister('update'), hoister('traces'), hoister('catch up')];
    const settled = ownCatchUp(projection.program, found);
    const catchUp = alone.statements(settled);
    const update = always.statements(projection.program.update);
    const sums = alone.statements(projection.program.sums.map(addition));
    const events = projection.program.pathways.map(({ name, statements }) => {
      const event = hoister(`spike ${name}`);
      return { statements: event.statements([...settled, ...statements]), values: event.values };
    });
    const pathways = events.map(({ statements }) => statements);
    const traces = {
      pre: { names: [...found.pre], update: own.statements(decay(projection.program, found.pre)) },
      post: { names: [...found.post], update: own.statements(decay(projection.program, found.post)) },
    };
    const block = finishBlock(
      [always.values, ...events.map(({ values }) => values), own.values, alone.values],
      [sums, update, ...pathways, catchUp, traces.pre.update, traces.post.update],
      [],
      (slot) => (written[places[slot.owner]] as Set<string>).has(slot.name),
    );
    return { sums, update, pathways, catchUp, traces, ...block };
  });

  return { populations, projections, needs: needsOf(network, populations, projections, written) };
}

function rateOf(leaf: Node, isUniform: (slot: Slot) => boolean): 'constant' | 'step' | 'element' {
  if (leaf.kind === 'slot') return isUniform(leaf.slot) ? 'constant' : 'element';
  if (leaf.kind === 'builtin') {
    if (leaf.name === 't') return 'step';
    return leaf.name === 'dt' || leaf.name === 'N' ? 'constant' : 'element';
  }
  return 'element';
}

function finishBlock(
  hoisted: readonly (readonly HoistedValue[])[],
  statements: readonly (readonly Statement[])[],
  nodes: readonly (Node | undefined)[],
  isWritten: (slot: Slot) => boolean,
): Block {
  const propagators = new Map<string, PropagatorNode>();
  const systems = new Set<LinearSystem>();
  const note = (node: Node): void => {
    if (node.kind !== 'propagator') return;
    propagators.set(propagatorArray(node), node);
    systems.add(node.system);
  };
  for (const list of statements) walkStatements(list, note);
  for (const node of nodes) if (node) walk(node, note);
  for (const system of systems) {
    for (const entry of system.matrix.flat()) {
      walk(entry, (node) => {
        if (node.kind === 'slot' && isWritten(node.slot)) {
          throw new Error(
            `${node.slot.name} is written while the run goes on, so the equation that it stands in cannot be solved by method "exact"; choose another method.`,
          );
        }
      });
    }
  }
  return { hoisted: hoisted.flat(), propagators };
}

function addition({ side, name, value }: Sum): Statement {
  const slot = { owner: side, name };
  return { kind: 'store', slot, value: add({ kind: 'slot', slot, type: 'real' }, value) };
}

function ownCatchUp(program: ProjectionProgram, traces: Traces): Statement[] {
  return program.catchUp.filter((s) => s.kind === 'let' || !isTrace(traces, s.slot.name));
}

/** What takes traces on by one step: their exact solution over dt. */
function decay(program: ProjectionProgram, names: ReadonlySet<string>): Statement[] {
  return program.catchUp.flatMap((statement) => {
    if (statement.kind === 'let' || !names.has(statement.slot.name)) return [];
    const value = transform(statement.value, (node) =>
      node.kind === 'builtin' && node.name === 'elapsed' ? DT : undefined,
    );
    return [{ ...statement, value }];
  });
}

/** Neurons and thresholds are one pass here, so that a synapse's equation comes too late for the spikes before it. */
function refuseUnsupported({ program, index }: CompiledProjection): void {
  walkStatements(program.update, (node) => {
    if (node.kind === 'builtin' && (node.name === 'lastspike' || node.name === 'not_refractory'))
      throw new Error(
        `projections.${index}: an equation of the synapses reads ${node.name}, which this engine does not have there.`,
      );
  });
}

/** Per population, then per projection: what statements store to. */
function writtenVariables(network: CompiledNetwork): Set<string>[] {
  const { length } = network.populations;
  const written = Array.from({ length: length + network.projections.length }, () => new Set<string>());
  const note = (statements: readonly Statement[], place: (owner: Owner) => number) => {
    for (const statement of statements) {
      if (statement.kind === 'store') written[place(statement.slot.owner)]?.add(statement.slot.name);
    }
  };
  network.populations.forEach(({ program }, p) => {
    if (program) note([...program.update, ...program.reset], () => p);
  });
  network.projections.forEach(({ program, from, to }, k) => {
    const place = (owner: Owner) => (owner === 'self' ? length + k : owner === 'pre' ? from : to);
    note([...program.update, ...program.catchUp, ...eventStatements(program)], place);
    note(program.sums.map(addition), place);
  });
  return written;
}

function needsOf(
  network: CompiledNetwork,
  populations: readonly PopulationPlan[],
  projections: readonly ProjectionPlan[],
  written: readonly ReadonlySet<string>[],
): Needs {
  const lastspike = network.populations.map(() => false);
  const flags = network.populations.map(() => false);
  const sources = network.projections.map(
    ({ program, probes }) =>
      program.sums.length + program.update.length + program.catchUp.length > 0 ||
      program.pathways.some(({ side }) => side === 'post') ||
      probes.some(({ every }) => every > 0),
  );
  const numbers = network.projections.map(() => false);
  const noteLast = (p: number) => (node: Node) => {
    if (node.kind === 'builtin' && node.name === 'lastspike') lastspike[p] = true;
  };
  const noteFlag = (p: number) => (node: Node) => {
    if (node.kind === 'builtin' && node.name === 'not_refractory') flags[p] = true;
  };
  network.populations.forEach(({ program, probes }, p) => {
    if (!program) return;
    const note = noteLast(p);
    walkStatements([...program.update, ...program.reset], note);
    walkStatements(program.reset, noteFlag(p));
    for (const node of [program.threshold, program.refractory?.value]) if (node) walk(node, note);
    for (const { variable } of probes) {
      const node = program.subexpressions.get(variable);
      if (node) walk(node, note);
      if (node) walk(node, noteFlag(p));
      if (variable === 'lastspike') lastspike[p] = true;
      if (variable === 'not_refractory') flags[p] = true;
    }
  });
  network.projections.forEach(({ program, from, to, probes }, k) => {
    const note = (node: Node): void => {
      if (node.kind === 'draw') numbers[k] = true;
      if (node.kind !== 'builtin') return;
      const end = node.owner === 'pre' ? from : to;
      noteLast(end)(node);
      noteFlag(end)(node);
    };
    walkStatements([...program.update, ...eventStatements(program)], note);
    for (const { value } of program.sums) walk(value, note);
    for (const { variable } of probes) {
      const node = program.subexpressions?.get(variable);
      if (node) walk(node, note);
    }
  });
  const extra = [...populations, ...projections].map(({ hoisted, propagators }) => ({
    uniforms: hoisted.filter(({ rate }) => rate === 'constant').map(({ name }) => name),
    arrays: [...propagators.keys()],
  }));
  return {
    lastspike,
    flags,
    eventDriven: network.projections.map(({ program }) => program.catchUp.length > 0),
    traces: projections.map(({ traces }) => ({ pre: traces.pre.names, post: traces.post.names })),
    sources,
    numbers,
    extra,
    written,
  };
}
