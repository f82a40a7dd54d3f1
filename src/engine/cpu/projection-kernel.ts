/** Functions of a projection: what a presynaptic spike does when it arrives, and what a postsynaptic one does at once. */
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
import { eachEntry, eachSpike } from './spike-kernel.ts';

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

/** `on_pre` for all spikes that arrive in this step. */
export function deliverFunction(
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  { layout }: KernelOptions,
): Code | undefined {
  if (plan.onPre.length === 0 || projection.size === 0) return undefined;
  const code = new Code();
  const graph = new Graph();
  const source = code.local('i32');
  const synapse = code.local('i32');
  const end = code.local('i32');
  const synapseTerm = graph.local(synapse, 'i32', Rate.element);
  const ends = {
    synapse: synapseTerm,
    source: graph.local(source, 'i32', Rate.source),
    target: targetTerm(graph, projection, synapseTerm),
  };
  const scene = synapseScene(graph, projection, plan, layout, ends, plan.onPre);
  const { from, to } = endsOf(projection, layout);
  const { prepare, body, finish } = synapseBody(code, scene, plan.onPre, from === to);
  const loadOffset = (shiftBy: number) => {
    code.get(source);
    code.i32(2);
    code.op('i32.shl');
    code.at('i32.load', projection.offsets + shiftBy);
  };
  const step = () => {
    body();
    code.plus(synapse, 1);
    code.setLocal(synapse);
  };
  const unfinished = () => {
    code.get(synapse);
    code.get(end);
    code.op('i32.lt_u');
  };
  const { delay } = projection;
  if (typeof delay === 'number') {
    const { list, limit } = pastList(code, from, () => code.i32(delay));
    eachEntry(code, from, list, limit, source, () => {
      loadOffset(0);
      code.setLocal(synapse);
      loadOffset(4);
      code.setLocal(end);
      prepare();
      code.during(unfinished, step);
      finish();
    });
    return code;
  }
  // Each spike in flight keeps a cursor in its source's synapses, which are in order of delay.
  const cursor = code.local('i32');
  const setCursor = () => {
    code.get(cursor);
    code.get(synapse);
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
  const now = pastList(code, from, () => code.i32(0));
  eachEntry(code, from, now.list, now.limit, source, (entry) => {
    locate(now.list, entry);
    loadOffset(0);
    code.setLocal(synapse);
    setCursor();
  });
  const age = code.local('i32');
  code.i32(delay.most);
  code.setLocal(age);
  code.loop(
    () => {
      const { list, limit } = pastList(code, from, () => code.get(age));
      eachEntry(code, from, list, limit, source, (entry) => {
        locate(list, entry);
        code.get(cursor);
        code.at('i32.load', delay.cursors);
        code.setLocal(synapse);
        loadOffset(4);
        code.setLocal(end);
        prepare();
        code.during(() => {
          unfinished();
          // One place beyond the last is read at most; what is there does not matter.
          code.get(synapse);
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

/** `on_post` for all neurons that spiked in this step. */
export function reverseFunction(
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  { layout }: KernelOptions,
): Code | undefined {
  const { reverse, sources } = projection;
  if (!reverse || sources === undefined || projection.size === 0) return undefined;
  const code = new Code();
  const graph = new Graph();
  const target = code.local('i32');
  const place = code.local('i32');
  const end = code.local('i32');
  const synapse = table(graph, reverse.synapses, graph.local(place, 'i32', Rate.element));
  const ends = {
    synapse,
    source: table(graph, sources, synapse),
    target: graph.local(target, 'i32', Rate.source),
  };
  const scene = synapseScene(graph, projection, plan, layout, ends, plan.onPost);
  const { from, to } = endsOf(projection, layout);
  const { prepare, body, finish } = synapseBody(code, scene, plan.onPost, from === to);
  eachSpike(code, to, target, () => {
    for (const [local, shiftBy] of [
      [place, 0],
      [end, 4],
    ] as const) {
      code.get(target);
      code.i32(2);
      code.op('i32.shl');
      code.at('i32.load', reverse.offsets + shiftBy);
      code.setLocal(local);
    }
    prepare();
    code.during(
      () => {
        code.get(place);
        code.get(end);
        code.op('i32.lt_u');
      },
      () => {
        body();
        code.plus(place, 1);
        code.setLocal(place);
      },
    );
    finish();
  });
  return code;
}
