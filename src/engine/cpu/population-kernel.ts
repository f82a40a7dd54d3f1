/** The state update of a population: all neurons by vectors, thresholds in the same pass. */
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate, type Term } from '../../language/wasm/term.ts';
import { BlockBuilder, emitStores, storeRoots } from './block.ts';
import type { Layout, PopulationLayout } from './layout.ts';
import type { Scene } from './leaves.ts';
import type { PopulationPlan } from './plan.ts';
import { currentCount, currentList, giveSpikes, HELD, markSpikes } from './spike-kernel.ts';

export interface KernelOptions {
  readonly layout: Layout;
  /** Fused products and sums, where the machine has them: faster, but not the same bits everywhere. */
  readonly relaxed: boolean;
}

export function updateFunction(
  population: PopulationLayout,
  plan: PopulationPlan,
  options: KernelOptions,
): Code {
  const code = new Code();
  const graph = new Graph();
  const { layout } = options;
  const narrow = layout.precision === 'f32';
  const lane = new Lane(graph, narrow ? 'f32x4' : 'f64x2');
  const shift = narrow ? 2 : 3;
  const offset = code.local('i32');
  const offsetTerm = graph.local(offset, 'i32', Rate.element);
  const index = graph.make('i32.shr_u', 'i32', [offsetTerm, graph.i32(shift)]);
  const scene: Scene = {
    layout,
    graph,
    lane,
    block: plan,
    places: { self: { storage: population, population, index, offset: offsetTerm } },
    stream: population.shape.name,
    drawn: index,
  };
  const builder = new BlockBuilder(scene);
  const { free, until } = refractoriness(builder, population, plan);
  for (const statement of plan.update) builder.add(statement);
  const crossed = plan.threshold && builder.lowering.truth(plan.threshold);
  const bits = crossed && lane.bitmask(free ? lane.and(crossed, free) : crossed);
  const { stores } = builder;

  const emission = new Emission(code, options.relaxed);
  const others = [bits, until].filter((term) => term !== undefined);
  // Twice each: they are held over the stores.
  emission.announce([...storeRoots(scene, stores), ...others, ...others]);
  const list = currentList(code, population);
  const count = code.local('i32');
  if (stores.length + others.length > 0) {
    emission.hoist([...stores.map(({ value }) => value), ...others], Rate.step);
    code.loop(
      () => {
        for (const term of others) emission.hold(term);
        emitStores(code, emission, scene, stores);
        if (until && population.until !== undefined) {
          code.get(offset);
          emission.push(until);
          code.at('v128.store', population.until);
        }
        if (bits) {
          const rest = code.local('i32');
          emission.push(bits);
          code.tee(rest);
          code.when(() => appendSpikes(code, population, { offset, shift, list, count, rest }));
        }
        code.plus(offset, 16);
        code.tee(offset);
      },
      () => {
        code.i32(population.padded * lane.bytes);
        code.op('i32.lt_u');
      },
    );
  }
  if (population.given) giveSpikes(code, population.given, population, layout, list, count);
  currentCount(code, population);
  code.get(count);
  code.at('i32.store', population.counts);
  markSpikes(code, population, plan, options, list, count);
  return code;
}

/** Which neurons are free in this step; and where refractoriness is a condition, what to remember of it. */
function refractoriness(
  { leaves, lowering, scene: { lane } }: BlockBuilder,
  population: PopulationLayout,
  plan: PopulationPlan,
): { free: Term | undefined; until: Term | undefined } {
  if (population.until === undefined) return { free: undefined, until: undefined };
  const reached = leaves.notRefractory('self');
  if (population.shape.program?.refractory?.kind !== 'condition' || !plan.refractory) {
    return { free: reached, until: undefined };
  }
  const free = lane.or(reached, lane.not(lowering.truth(plan.refractory)));
  leaves.free = free;
  lowering.refresh();
  const held = lane.fromBits(lane.integer(BigInt(HELD)));
  return { free, until: lane.select(free, lane.constant(0), held) };
}

interface SpikeLocals {
  readonly offset: number;
  readonly shift: number;
  readonly list: number;
  readonly count: number;
  /** One bit a neuron of the vector, not 0. */
  readonly rest: number;
}

/** Appends the neuron of each set bit to the list. */
function appendSpikes(
  code: Code,
  population: PopulationLayout,
  { offset, shift, list, count, rest }: SpikeLocals,
): void {
  const neuron = code.local('i32');
  const append = () => {
    code.get(count);
    code.i32(2);
    code.op('i32.shl');
    code.get(list);
    code.op('i32.add');
    code.get(neuron);
    code.at('i32.store', population.lists);
    code.plus(count, 1);
    code.setLocal(count);
  };
  code.loop(
    () => {
      code.get(offset);
      code.i32(shift);
      code.op('i32.shr_u');
      code.get(rest);
      code.op('i32.ctz');
      code.op('i32.add');
      code.tee(neuron);
      if (population.padded === population.size) {
        code.put([0x1a]);
        append();
      } else {
        code.i32(population.size);
        code.op('i32.lt_u');
        code.when(append);
      }
      code.get(rest);
      code.plus(rest, -1);
      code.op('i32.and');
      code.tee(rest);
    },
    () => undefined,
  );
}
