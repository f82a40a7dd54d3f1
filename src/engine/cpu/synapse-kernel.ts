/**
 * The clock-driven variables of synapses over one step, by vectors where an equation reads nothing of the neurons; and
 * what neurons sum over them.
 */
import type { Node, Statement } from '../../language/ir.ts';
import { some } from '../../language/visit.ts';
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate } from '../../language/wasm/term.ts';
import { BlockBuilder, emitStores, storeRoots } from './block.ts';
import type { ProjectionLayout, Storage } from './layout.ts';
import type { Scene } from './leaves.ts';
import type { KernelOptions } from './options.ts';
import type { ProjectionPlan } from './plan.ts';
import { emitStamp, lookedUp, stampRoots, synapseScene } from './projection-kernel.ts';

export function synapseUpdateFunction(
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  options: KernelOptions,
): Code | undefined {
  if (plan.update.length === 0 || projection.size === 0) return undefined;
  const alone = !plan.update.some(({ value }) => some(value, readsNeurons));
  return alone
    ? byVectors(projection, plan.update, plan, options)
    : oneByOne(projection, plan.update, plan, options);
}

/** Brings the event-driven variables of all synapses up to date. */
export function settleFunction(
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  options: KernelOptions,
): Code | undefined {
  if (plan.catchUp.length === 0 || projection.size === 0) return undefined;
  return oneByOne(projection, plan.catchUp, plan, options);
}

/** Sets each sum to 0 in its neurons, then adds what their synapses have to add. */
export function sumFunctions(
  projection: ProjectionLayout,
  plan: ProjectionPlan,
  options: KernelOptions,
): Code[] {
  const { layout } = options;
  const { from, to, ranges, program } = projection.shape;
  const bytes = layout.precision === 'f32' ? 4 : 8;
  return plan.sums.map((statement, k) => {
    const { side = 'post', name = '' } = program.sums[k] ?? {};
    const address = layout.populations[side === 'pre' ? from : to]?.arrays.get(name);
    if (address === undefined) throw new Error(`The sum ${name} has no place.`);
    const [start, end] = ranges[side];
    return oneByOne(projection, [statement], plan, options, (code) => {
      code.i32(address + bytes * start);
      code.i32(0);
      code.i32(bytes * (end - start));
      code.fillBytes();
    });
  });
}

/** A draw too: it goes by the number of the synapse in the file. */
const readsNeurons = (node: Node): boolean =>
  node.kind === 'draw' ||
  (node.kind === 'slot' && node.slot.owner !== 'self') ||
  (node.kind === 'builtin' && (node.owner !== 'self' || node.name === 'i' || node.name === 'j'));

/** Takes the traces of one side on to the next step, after all of this step's events. */
export function traceFunction(
  projection: ProjectionLayout,
  side: 'pre' | 'post',
  plan: ProjectionPlan,
  options: KernelOptions,
): Code | undefined {
  const { update } = plan.traces[side];
  const storage = projection.traces[side];
  if (update.length === 0 || storage.size === 0) return undefined;
  return byVectors(storage, update, plan, options);
}

function byVectors(
  storage: Storage,
  statements: readonly Statement[],
  plan: ProjectionPlan,
  options: KernelOptions,
): Code {
  const { layout } = options;
  const code = new Code();
  const graph = new Graph();
  const lane = new Lane(graph, layout.precision === 'f32' ? 'f32x4' : 'f64x2');
  const offset = code.local('i32');
  const offsetTerm = graph.local(offset, 'i32', Rate.element);
  const index = graph.make('i32.shr_u', 'i32', [offsetTerm, graph.i32(layout.precision === 'f32' ? 2 : 3)]);
  const scene: Scene = {
    layout,
    graph,
    lane,
    block: plan,
    places: { self: { storage, index, offset: offsetTerm } },
    stream: '',
  };
  const { prepare, body } = block(code, scene, statements, options);
  prepare();
  code.loop(
    () => {
      body();
      code.plus(offset, 16);
      code.tee(offset);
    },
    () => {
      code.i32(storage.padded * lane.bytes);
      code.op('i32.lt_u');
    },
  );
  return code;
}

function oneByOne(
  projection: ProjectionLayout,
  statements: readonly Statement[],
  plan: ProjectionPlan,
  options: KernelOptions,
  before: (code: Code) => void = () => undefined,
): Code {
  const { layout } = options;
  const code = new Code();
  before(code);
  if (projection.size === 0) return code;
  const graph = new Graph();
  const synapse = code.local('i32');
  const limit = code.local('i32');
  const ends = lookedUp(graph, projection, graph.local(synapse, 'i32', Rate.element));
  const scene = synapseScene(graph, projection, plan, layout, ends, statements);
  const { prepare, body } = block(code, scene, statements, options);
  prepare();
  code.i32(projection.size);
  code.setLocal(limit);
  code.count(synapse, limit, body);
  return code;
}

function block(
  code: Code,
  scene: Scene,
  statements: readonly Statement[],
  { relaxed }: KernelOptions,
): { prepare(): void; body(): void } {
  const builder = new BlockBuilder(scene);
  for (const statement of statements) builder.add(statement);
  const { stores } = builder;
  const emission = new Emission(code, relaxed);
  const stamp = statements.some(({ value }) => some(value, readsElapsed)) ? stampRoots(scene) : [];
  emission.announce([...storeRoots(scene, stores), ...stamp]);
  return {
    prepare: () =>
      emission.hoist(
        stores.map(({ value }) => value),
        Rate.step,
      ),
    body: () =>
      emission.branch(() => {
        emitStores(code, emission, scene, stores);
        if (stamp.length > 0) emitStamp(code, emission, scene);
      }),
  };
}

const readsElapsed = (node: Node): boolean => node.kind === 'builtin' && node.name === 'elapsed';
