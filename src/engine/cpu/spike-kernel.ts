/** Functions over lists of spikes: given spikes, refractoriness, resets, and the record. */
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate, type Term } from '../../language/wasm/term.ts';
import { BlockBuilder, emitStores, storeRoots } from './block.ts';
import type { Layout, PopulationLayout } from './layout.ts';
import { type Scene, wholeIndex } from './leaves.ts';
import type { KernelOptions } from './options.ts';
import type { PopulationPlan } from './plan.ts';

/** Mark of a neuron whose refractory condition holds: the clock never gets there. */
export const HELD = 0x7fffffff;
/** Mark of a neuron that has not spiked, or not for very long. */
export const LONG_AGO = -(2 ** 29);

/** Byte offset of this step's list within the population's lists, in a new local. */
export function currentList(code: Code, population: PopulationLayout): number {
  const local = code.local('i32');
  if (population.depth > 1) {
    code.cell(population.slot);
    code.i32(4 * population.size);
    code.op('i32.mul');
    code.setLocal(local);
  }
  return local;
}

/** Leaves the byte offset of this step's count within the table of counts on the stack. */
export function currentCount(code: Code, population: PopulationLayout): void {
  if (population.depth === 1) {
    code.i32(0);
    return;
  }
  code.cell(population.slot);
  code.i32(2);
  code.op('i32.shl');
}

/** Runs the body for each spike in this step's list, with the neuron's index in a local. */
function eachSpike(code: Code, population: PopulationLayout, neuron: number, body: () => void): void {
  const list = currentList(code, population);
  const limit = code.local('i32');
  currentCount(code, population);
  code.at('i32.load', population.counts);
  code.setLocal(limit);
  eachEntry(code, population, list, limit, neuron, body);
}

/** As `eachSpike`, for the list at a byte offset. Returns the local that counts its entries. */
export function eachEntry(
  code: Code,
  population: PopulationLayout,
  list: number,
  limit: number,
  neuron: number,
  body: (entry: number) => void,
): void {
  const entry = code.local('i32');
  code.count(entry, limit, () => {
    code.get(entry);
    code.i32(2);
    code.op('i32.shl');
    code.get(list);
    code.op('i32.add');
    code.at('i32.load', population.lists);
    code.setLocal(neuron);
    body(entry);
  });
}

/** Takes the spikes of this step from the given ones. */
export function giveSpikes(
  code: Code,
  given: NonNullable<PopulationLayout['given']>,
  population: PopulationLayout,
  layout: Layout,
  list: number,
  count: number,
): void {
  const cursor = code.local('i32');
  code.cell(given.cursor);
  code.setLocal(cursor);
  const entryAt = (address: number) => {
    code.get(cursor);
    code.i32(2);
    code.op('i32.shl');
    code.at('i32.load', address);
  };
  code.during(
    () => {
      // One place beyond the last is read at most; what is there does not matter.
      code.get(cursor);
      code.i32(given.count);
      code.op('i32.lt_u');
      entryAt(given.steps);
      code.cell(layout.step);
      code.op('i32.le_u');
      code.op('i32.and');
    },
    () => {
      code.get(count);
      code.i32(2);
      code.op('i32.shl');
      code.get(list);
      code.op('i32.add');
      entryAt(given.indices);
      code.at('i32.store', population.lists);
      code.plus(count, 1);
      code.setLocal(count);
      code.plus(cursor, 1);
      code.setLocal(cursor);
    },
  );
  code.i32(0);
  code.get(cursor);
  code.at('i32.store', given.cursor);
}

/** A scalar scene about the neuron whose index is in a local. */
export function neuronScene(
  graph: Graph,
  population: PopulationLayout,
  plan: PopulationPlan,
  layout: Layout,
  neuron: number,
): Scene & { readonly offset: Term } {
  const lane = new Lane(graph, layout.precision);
  const index = graph.local(neuron, 'i32', Rate.element);
  const offset = graph.make('i32.shl', 'i32', [index, graph.i32(layout.precision === 'f32' ? 2 : 3)]);
  const self = { storage: population, population, index, offset };
  return {
    layout,
    graph,
    lane,
    block: plan,
    places: { self },
    stream: population.shape.name,
    drawn: wholeIndex(graph, self),
    offset,
  };
}

/** After thresholds: each neuron that spiked is refractory from now on, and remembers the time. */
export function markSpikes(
  code: Code,
  population: PopulationLayout,
  plan: PopulationPlan,
  { layout }: KernelOptions,
  list: number,
  count: number,
): void {
  const { marks, flags, lastspike } = population;
  if (marks === undefined && lastspike === undefined) return;
  const neuron = code.local('i32');
  const graph = new Graph();
  const { lane, offset } = neuronScene(graph, population, plan, layout, neuron);
  const stamp = lane.spread(graph.load('f64.load', 'f64', graph.i32(0), layout.time, Rate.step));
  const emission = new Emission(code);
  emission.announce([stamp, offset, offset]);
  if (lastspike !== undefined) emission.hoist([stamp], Rate.step);
  eachEntry(code, population, list, count, neuron, () => {
    emission.hold(offset);
    if (marks !== undefined) {
      emission.push(offset);
      if (population.shape.program?.refractory?.kind === 'condition') code.i32(HELD);
      else code.cell(layout.clock);
      if (lane.precision === 'f64') {
        code.op('i64.extend_i32_s');
        code.at('i64.store', marks);
      } else code.at('i32.store', marks);
    }
    if (flags !== undefined) {
      emission.push(offset);
      emission.push(lane.constant(0));
      code.at(`${lane.precision}.store`, flags);
    }
    if (lastspike !== undefined) {
      emission.push(offset);
      emission.push(stamp);
      code.at(`${lane.precision}.store`, lastspike);
    }
  });
}

/** Resets of all neurons that spiked in this step. */
export function resetFunction(
  population: PopulationLayout,
  plan: PopulationPlan,
  { layout }: KernelOptions,
): Code | undefined {
  if (plan.reset.length === 0) return undefined;
  const code = new Code();
  const neuron = code.local('i32');
  const scene = neuronScene(new Graph(), population, plan, layout, neuron);
  const builder = new BlockBuilder(scene);
  for (const statement of plan.reset) builder.add(statement);
  const { stores } = builder;
  const emission = new Emission(code);
  emission.announce(storeRoots(scene, stores));
  emission.hoist(
    stores.map(({ value }) => value),
    Rate.step,
  );
  eachSpike(code, population, neuron, () => emission.branch(() => emitStores(code, emission, scene, stores)));
  return code;
}

/** Copies this step's spikes to the record. */
export function recordFunction(population: PopulationLayout, layout: Layout): Code {
  const code = new Code();
  const count = code.local('i32');
  const used = code.local('i32');
  currentCount(code, population);
  code.at('i32.load', population.counts);
  code.setLocal(count);
  code.cell(layout.recordedSteps);
  code.i32(2);
  code.op('i32.shl');
  code.get(count);
  code.at('i32.store', population.recordCounts);
  code.get(count);
  code.when(() => {
    const list = currentList(code, population);
    code.cell(population.recordUsed);
    code.tee(used);
    code.i32(2);
    code.op('i32.shl');
    code.i32(population.record);
    code.op('i32.add');
    code.plus(list, population.lists);
    code.get(count);
    code.i32(2);
    code.op('i32.shl');
    code.copyBytes();
    code.i32(0);
    code.get(used);
    code.get(count);
    code.op('i32.add');
    code.at('i32.store', population.recordUsed);
  });
  return code;
}
