/** The state update of a population: all neurons by vectors, thresholds in the same pass. */
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate, type Term } from '../../language/wasm/term.ts';
import { BlockBuilder, emitStores, storeRoots } from './block.ts';
import type { PopulationLayout } from './layout.ts';
import { clock, type Scene, spreadInteger, wholeIndex } from './leaves.ts';
import type { KernelOptions } from './options.ts';
import type { PopulationPlan } from './plan.ts';
import { currentCount, currentList, giveSpikes, HELD, markSpikes } from './spike-kernel.ts';

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
  const self = { storage: population, population, index, offset: offsetTerm };
  const scene: Scene = {
    layout,
    graph,
    lane,
    block: plan,
    places: { self },
    stream: population.shape.name,
    drawn: wholeIndex(graph, self),
  };
  const builder = new BlockBuilder(scene);
  const { free, held } = refractoriness(builder, population, plan);
  const flags = free && population.flags !== undefined ? builder.lowering.asNumber(free) : undefined;
  for (const statement of plan.update) builder.add(statement);
  const crossed = plan.threshold && builder.lowering.truth(plan.threshold);
  const bits = crossed && lane.bitmask(free ? lane.and(crossed, free) : crossed);
  const { stores } = builder;

  const emission = new Emission(code, options.relaxed);
  const others = [bits, held, flags].filter((term) => term !== undefined);
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
        for (const [term, address] of [
          [held, population.marks],
          [flags, population.flags],
        ] as const) {
          if (!term || address === undefined) continue;
          code.get(offset);
          emission.push(term);
          code.at('v128.store', address);
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

/** Which neurons are free in this step (Meaning 4), and what to remember of a condition that goes on. */
function refractoriness(
  { leaves, lowering, scene }: BlockBuilder,
  population: PopulationLayout,
  plan: PopulationPlan,
): { free: Term | undefined; held: Term | undefined } {
  const { lane, layout, places } = scene;
  if (population.marks === undefined || !plan.refractory || !places.self)
    return { free: undefined, held: undefined };
  const marks = leaves.loadIntegers(places.self, population.marks);
  const now = clock(lane, layout);
  if (population.shape.program?.refractory?.kind === 'condition') {
    const over = lane.graph.make(`${lane.integers}.le_s`, lane.maskKind, [marks, now]);
    leaves.free = lane.or(over, lane.not(lowering.truth(plan.refractory)));
    lowering.refresh();
    const held = lane.select(leaves.free, lane.integer(0n), lane.integer(BigInt(HELD)));
    return { free: leaves.free, held };
  }
  // floor(d / dt + 0.001) steps after the spike, and never in the step of the spike itself.
  if (leaves.isShared(plan.refractory)) {
    const scalar = new Lane(lane.graph, 'f64');
    const steps = refractorySteps(scalar, leaves.sharedValue(plan.refractory), layout.network.dt);
    const count = lane.graph.make('i32.trunc_sat_f64_s', 'i32', [steps]);
    const end = lane.whole('add', marks, spreadInteger(lane, count));
    leaves.free = lane.graph.make(`${lane.integers}.le_s`, lane.maskKind, [end, now]);
  } else {
    const steps = refractorySteps(lane, lowering.value(plan.refractory), layout.network.dt);
    leaves.free = lane.le(steps, lane.fromInteger(lane.whole('sub', now, marks)));
  }
  lowering.refresh();
  return { free: leaves.free, held: undefined };
}

function refractorySteps(lane: Lane, duration: Term, dt: number): Term {
  const ratio = lane.add(lane.div(duration, lane.constant(dt)), lane.constant(0.001));
  return lane.min(lane.max(lane.floor(ratio), lane.constant(1)), lane.constant(2 ** 28));
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
