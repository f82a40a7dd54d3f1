/** The module of a network: whole steps in a loop, in the order of Meaning 2 of the network format. */
import { Code, Module } from '../../language/wasm/module.ts';
import { pathwaysInOrder } from '../../network/order.ts';
import { type Layout, type PopulationLayout, type ProbeLayout, RECORD_STEPS } from './layout.ts';
import type { KernelOptions } from './options.ts';
import type { Plan, PopulationPlan, ProjectionPlan } from './plan.ts';
import { updateFunction } from './population-kernel.ts';
import { finiteFunction, sampleFunction, synapseSampleFunction } from './probe-kernel.ts';
import { pathwayFunction } from './projection-kernel.ts';
import { recordFunction, resetFunction } from './spike-kernel.ts';
import { settleFunction, sumFunctions, synapseUpdateFunction, traceFunction } from './synapse-kernel.ts';
import { watchedOf } from './watched.ts';

/** Beside these, `settle0` and the like bring a projection's event-driven variables up to date. */
export interface KernelExports {
  /** Runs at most so many steps; returns how many were run before the record was full. */
  readonly run: (steps: number) => number;
  /** 1 where a variable is no longer finite. */
  readonly broken: () => number;
  readonly [settle: `settle${number}`]: (() => void) | undefined;
}

/** A probe, and the function that records one row of it. */
interface Sampling {
  readonly probe: ProbeLayout;
  readonly call: number;
}

export function kernelModule(plan: Plan, options: KernelOptions): Uint8Array<ArrayBuffer> {
  const { layout } = options;
  const module = new Module();
  const add = (code: Code | undefined): number[] => (code ? [module.add(code)] : []);
  const populations = layout.populations.map((population, p) => ({
    population,
    plan: plan.populations[p] as PopulationPlan,
  }));
  const projections = layout.projections.map((projection, k) => ({
    projection,
    plan: plan.projections[k] as ProjectionPlan,
  }));
  const samples: Sampling[] = populations.flatMap(({ population, plan: own }) =>
    population.probes.map((probe, k) => ({
      probe,
      call: module.add(
        sampleFunction(population, probe, population.shape.probes[k]?.variable ?? '', own, options),
      ),
    })),
  );
  for (const { projection, plan: own } of projections)
    for (const probe of projection.probes)
      samples.push({ probe, call: module.add(synapseSampleFunction(projection, probe, own, options)) });
  const work = [
    ...projections.flatMap(({ projection, plan: own }) =>
      sumFunctions(projection, own, options).flatMap((code) => add(code)),
    ),
    ...populations.flatMap(({ population, plan: own }) => add(updateFunction(population, own, options))),
    ...projections.flatMap(({ projection, plan: own }) =>
      add(synapseUpdateFunction(projection, own, options)),
    ),
    ...pathwaysInOrder(layout.network.projections).flatMap(({ projection: k, pathway }) => {
      const joined = projections[k];
      return joined ? add(pathwayFunction(joined.projection, pathway, joined.plan, options)) : [];
    }),
    ...projections.flatMap(({ projection, plan: own }) =>
      (['pre', 'post'] as const).flatMap((side) => add(traceFunction(projection, side, own, options))),
    ),
    ...populations.flatMap(({ population, plan: own }) => add(resetFunction(population, own, options))),
    ...populations.flatMap(({ population }) => add(recordFunction(population, layout))),
  ];
  module.add(runFunction(layout, samples, work), 'run');
  for (const { projection, plan: own } of projections) {
    const settle = settleFunction(projection, own, options);
    if (settle) module.add(settle, `settle${projection.shape.index}`);
  }
  module.add(finiteFunction(watchedOf(layout, plan), layout), 'broken');
  return module.bytes();
}

function runFunction(layout: Layout, samples: readonly Sampling[], work: readonly number[]): Code {
  const code = new Code(['i32'], ['i32']);
  const done = code.local('i32');
  const fits = (used: number, more: number, capacity: number) => {
    code.cell(used);
    code.i32(capacity - more);
    code.op('i32.le_u');
  };
  const goOn = () => {
    code.get(done);
    code.get(0);
    code.op('i32.lt_u');
    fits(layout.recordedSteps, 1, RECORD_STEPS);
    code.op('i32.and');
    for (const { recordUsed, size, recordCapacity } of layout.populations) {
      fits(recordUsed, size, recordCapacity);
      code.op('i32.and');
    }
    for (const { probe } of samples) {
      fits(probe.used, probe.count, probe.capacity);
      code.op('i32.and');
    }
  };
  code.during(goOn, () => {
    code.i32(0);
    pushStep(code, layout);
    code.op('f64.convert_i64_s');
    code.put([0x44, ...new Uint8Array(Float64Array.of(layout.network.dt).buffer)]);
    code.op('f64.mul');
    code.at('f64.store', layout.time);
    for (const { probe, call } of samples) {
      if (probe.every === 1) code.call(call);
      else {
        stepModulo(code, layout, probe.every);
        code.op('i32.eqz');
        code.when(() => code.call(call));
      }
    }
    for (const population of layout.populations) chooseSlot(code, layout, population);
    for (const call of work) code.call(call);
    code.i32(0);
    pushStep(code, layout);
    code.put([0x42, 1]);
    code.op('i64.add');
    code.at('i64.store', layout.step);
    for (const address of [layout.clock, layout.recordedSteps]) {
      code.i32(0);
      code.cell(address);
      code.i32(1);
      code.op('i32.add');
      code.at('i32.store', address);
    }
    code.plus(done, 1);
    code.setLocal(done);
  });
  code.get(done);
  return code;
}

function pushStep(code: Code, layout: Layout): void {
  code.i32(0);
  code.at('i64.load', layout.step);
}

function stepModulo(code: Code, layout: Layout, by: number): void {
  pushStep(code, layout);
  code.i32(by);
  code.op('i64.extend_i32_u');
  code.op('i64.rem_u');
  code.op('i32.wrap_i64');
}

/** Spikes of this step go to list `step mod depth`. */
function chooseSlot(code: Code, layout: Layout, { depth, slot }: PopulationLayout): void {
  if (depth === 1) return;
  code.i32(0);
  stepModulo(code, layout, depth);
  code.at('i32.store', slot);
}
