/** Functions of a projection: what a spike does at each synapse when it arrives there, from either side. */
import type { Statement } from '../../language/ir.ts';
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate, type Term } from '../../language/wasm/term.ts';
import { endsMeet } from './aliases.ts';
import { BlockBuilder, emitStores, storeRoots } from './block.ts';
import type { Layout, PopulationLayout, ProjectionLayout } from './layout.ts';
import { placeOf, type Scene } from './leaves.ts';
import type { KernelOptions } from './options.ts';
import type { ProjectionPlan } from './plan.ts';
import { eachEntry } from './spike-kernel.ts';

interface Ends {
  readonly from: PopulationLayout;
  readonly to: PopulationLayout;
}

function endsOf(projection: ProjectionLayout, layout: Layout): Ends {
  const { from, to } = projection.shape;
  return {
    from: layout.populations[from] as PopulationLayout,
    to: layout.populations[to] as PopulationLayout,
  };
}

/** The ends of a synapse that is not come to from one of its neurons: looked up. */
export function lookedUp(graph: Graph, projection: ProjectionLayout, synapse: Term) {
  return {
    synapse,
    source: table(graph, projection.sources as number, synapse),
    target: targetTerm(graph, projection, synapse),
  };
}

/** Terms for one synapse: its place, and the indices of its two neurons. */
export function synapseScene(
  graph: Graph,
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  layout: Layout,
  { synapse, source, target }: { synapse: Term; source: Term; target: Term },
  statements: readonly Statement[],
): Scene {
  const shift = graph.i32(layout.precision === 'f32' ? 2 : 3);
  const bytes = (index: Term) => graph.make('i32.shl', 'i32', [index, shift]);
  const { from, to } = endsOf(projection, layout);
  const number = projection.numbers;
  return {
    layout,
    graph,
    lane: new Lane(graph, layout.precision),
    block: plan,
    places: {
      self: { storage: projection, index: synapse, offset: bytes(synapse), updated: projection.updated },
      pre: { storage: from, population: from, index: source, offset: bytes(source) },
      post: { storage: to, population: to, index: target, offset: bytes(target) },
    },
    traces: {
      pre: { storage: projection.traces.pre, index: source, offset: bytes(source) },
      post: { storage: projection.traces.post, index: target, offset: bytes(target) },
    },
    stream: `projections.${projection.shape.index}`,
    drawn: number === undefined ? synapse : table(graph, number, synapse),
    written: writtenSlots(statements, from === to, projection),
  };
}

/** Slots that statements write; within one population each is reached from both ends. */
function writtenSlots(
  statements: readonly Statement[],
  recurrent: boolean,
  { traces }: ProjectionLayout,
): Set<string> {
  const written = new Set<string>();
  for (const statement of statements) {
    if (statement.kind !== 'store') continue;
    const { owner, name } = statement.slot;
    // A trace is written once all synapses have read it.
    if (owner === 'self' && (traces.pre.arrays.has(name) || traces.post.arrays.has(name))) continue;
    written.add(`${owner}.${name}`);
    if (recurrent && owner !== 'self') written.add(`${owner === 'pre' ? 'post' : 'pre'}.${name}`);
  }
  return written;
}

/** Entry of a table of 32-bit words. */
function table(graph: Graph, address: number, index: Term): Term {
  const offset = graph.make('i32.shl', 'i32', [index, graph.i32(2)]);
  return graph.load('i32.load', 'i32', offset, address, Rate.source);
}

/** Code before a neuron's synapses, for each of them, and after them. */
interface SynapseBody {
  prepare(): void;
  body(): void;
  finish(): void;
}

/**
 * Emits the statements of one synapse. Where what is written at one end may be met at the other, as by a synapse that
 * joins a neuron to itself, each statement is written back before the next reads.
 */
function synapseBody(
  code: Code,
  scene: Scene,
  statements: readonly Statement[],
  recurrent: boolean,
): SynapseBody {
  const builder = new BlockBuilder(scene);
  if (recurrent && endsMeet(statements)) {
    return {
      prepare: () => undefined,
      finish: () => undefined,
      body: () => {
        sequentialBody(code, scene, statements, builder);
        const emission = new Emission(code);
        emission.announce(stampRoots(scene));
        emitStamp(code, emission, scene);
      },
    };
  }
  for (const statement of statements) builder.add(statement);
  const { stores } = builder;
  const shared = stores.filter(({ owner, name }) => placeOf(scene, owner, name) !== scene.places[owner]);
  const own = stores.filter((store) => !shared.includes(store));
  const emission = new Emission(code);
  emission.announce([...storeRoots(scene, stores), ...stampRoots(scene)]);
  return {
    prepare: () =>
      emission.hoist(
        stores.map(({ value }) => value),
        Rate.source,
      ),
    body: () =>
      emission.branch(() => {
        emitStores(code, emission, scene, own);
        emitStamp(code, emission, scene);
      }),
    finish: () => emission.branch(() => emitStores(code, emission, scene, shared)),
  };
}

/** The byte offset of the synapse's stamp, to be announced for `emitStamp`. */
export function stampRoots({ graph, places }: Scene): Term[] {
  const { self } = places;
  if (self?.updated === undefined) return [];
  return [graph.make('i32.shl', 'i32', [self.index, graph.i32(2)])];
}

/** Event-driven variables are up to date now. */
export function emitStamp(code: Code, emission: Emission, scene: Scene): void {
  const updated = scene.places.self?.updated;
  const [offset] = stampRoots(scene);
  if (updated === undefined || !offset) return;
  emission.push(offset);
  code.cell(scene.layout.step);
  code.at('i32.store', updated);
}

function sequentialBody(
  code: Code,
  scene: Scene,
  statements: readonly Statement[],
  builder: BlockBuilder,
): void {
  const { graph } = scene;
  for (const statement of statements) {
    builder.add(statement);
    const emission = new Emission(code);
    if (statement.kind === 'let') {
      const { leaves } = builder;
      const truth = leaves.truths.get(statement.name);
      const term = truth ?? (leaves.values.get(`local.${statement.name}`) as Term);
      emission.announce([term]);
      emission.push(term);
      const local = code.local(term.kind);
      code.setLocal(local);
      const kept = graph.local(local, term.kind, Rate.element);
      if (truth) leaves.truths.set(statement.name, kept);
      else leaves.values.set(`local.${statement.name}`, kept);
      builder.lowering.refresh();
      continue;
    }
    const { stores } = builder;
    emission.announce(storeRoots(scene, stores));
    emitStores(code, emission, scene, stores);
    builder.flushed();
  }
}

function targetTerm(graph: Graph, { targetBytes, targets }: ProjectionLayout, synapse: Term): Term {
  if (targetBytes === 4) return table(graph, targets, synapse);
  const offset = graph.make('i32.shl', 'i32', [synapse, graph.i32(1)]);
  return graph.load('i32.load16_u', 'i32', offset, targets, Rate.source);
}

/** What one pathway does for all spikes that arrive in this step. */
export function pathwayFunction(
  projection: ProjectionLayout,
  place: number,
  plan: ProjectionPlan,
  { layout }: KernelOptions,
): Code | undefined {
  const statements = plan.pathways[place] ?? [];
  const route = projection.routes[place];
  if (!route || projection.size === 0) return undefined;
  const code = new Code();
  const graph = new Graph();
  const neuron = code.local('i32');
  const at = code.local('i32');
  const end = code.local('i32');
  const { from, to } = endsOf(projection, layout);
  const backwards = projection.shape.program.pathways[place]?.side === 'post';
  const fired = backwards ? to : from;
  const here = graph.local(at, 'i32', Rate.element);
  const synapse = route.synapses === undefined ? here : table(graph, route.synapses, here);
  const known = graph.local(neuron, 'i32', Rate.source);
  const ends = {
    synapse,
    source: backwards ? table(graph, projection.sources as number, synapse) : known,
    target: backwards ? known : targetTerm(graph, projection, synapse),
  };
  const scene = synapseScene(graph, projection, plan, layout, ends, statements);
  const { prepare, body, finish } = synapseBody(code, scene, statements, from === to);
  const loadOffset = (shiftBy: number) => {
    code.get(neuron);
    code.i32(2);
    code.op('i32.shl');
    code.at('i32.load', route.offsets + shiftBy);
  };
  const step = () => {
    body();
    code.plus(at, 1);
    code.setLocal(at);
  };
  const unfinished = () => {
    code.get(at);
    code.get(end);
    code.op('i32.lt_u');
  };
  const { delay } = route;
  if (typeof delay === 'number') {
    const { list, limit } = pastList(code, fired, () => code.i32(delay));
    eachEntry(code, fired, list, limit, neuron, () => {
      loadOffset(0);
      code.setLocal(at);
      loadOffset(4);
      code.setLocal(end);
      prepare();
      code.during(unfinished, step);
      finish();
    });
    return code;
  }
  // Each spike in flight keeps a cursor among its neuron's synapses, which are in order of delay.
  const cursor = code.local('i32');
  const setCursor = () => {
    code.get(cursor);
    code.get(at);
    code.at('i32.store', delay.cursors);
  };
  const locate = (list: number, entry: number) => {
    code.get(entry);
    code.i32(2);
    code.op('i32.shl');
    code.get(list);
    code.op('i32.add');
    code.setLocal(cursor);
  };
  const now = pastList(code, fired, () => code.i32(0));
  eachEntry(code, fired, now.list, now.limit, neuron, (entry) => {
    locate(now.list, entry);
    loadOffset(0);
    code.setLocal(at);
    setCursor();
  });
  const age = code.local('i32');
  code.i32(delay.most);
  code.setLocal(age);
  code.loop(
    () => {
      const { list, limit } = pastList(code, fired, () => code.get(age));
      eachEntry(code, fired, list, limit, neuron, (entry) => {
        locate(list, entry);
        code.get(cursor);
        code.at('i32.load', delay.cursors);
        code.setLocal(at);
        loadOffset(4);
        code.setLocal(end);
        prepare();
        code.during(() => {
          unfinished();
          // One place beyond the last is read at most; what is there does not matter.
          code.get(at);
          code.i32(delay.bytes === 2 ? 1 : 2);
          code.op('i32.shl');
          code.at(delay.bytes === 2 ? 'i32.load16_u' : 'i32.load', delay.address);
          code.get(age);
          code.op('i32.eq');
          code.op('i32.and');
        }, step);
        setCursor();
      });
      code.plus(age, -1);
      code.tee(age);
    },
    () => {
      code.i32(-1);
      code.op('i32.ne');
    },
  );
  return code;
}

/** Locals with the byte offset and length of the list of spikes fired `pushAge` steps ago. */
function pastList(code: Code, from: PopulationLayout, pushAge: () => void): { list: number; limit: number } {
  const list = code.local('i32');
  const limit = code.local('i32');
  const slot = code.local('i32');
  code.cell(from.slot);
  code.i32(from.depth);
  code.op('i32.add');
  pushAge();
  code.op('i32.sub');
  code.i32(from.depth);
  code.op('i32.rem_u');
  code.tee(slot);
  code.i32(4 * from.size);
  code.op('i32.mul');
  code.setLocal(list);
  code.get(slot);
  code.i32(2);
  code.op('i32.shl');
  code.at('i32.load', from.counts);
  code.setLocal(limit);
  return { list, limit };
}
