/** Functions that record variables and subexpressions, and the watch for numbers that are not finite. */
import type { Node } from '../../language/ir.ts';
import { Lane } from '../../language/wasm/lane.ts';
import { Code } from '../../language/wasm/module.ts';
import { Emission, Graph, Rate } from '../../language/wasm/term.ts';
import { BlockBuilder } from './block.ts';
import type { Layout, PopulationLayout, ProbeLayout, ProjectionLayout } from './layout.ts';
import type { Scene } from './leaves.ts';
import type { KernelOptions } from './options.ts';
import type { PopulationPlan, ProjectionPlan } from './plan.ts';
import { lookedUp, synapseScene } from './projection-kernel.ts';
import { neuronScene } from './spike-kernel.ts';
import type { Watched } from './watched.ts';

const BUILTINS: ReadonlySet<string> = new Set(['not_refractory', 'lastspike', 't', 'dt', 'i', 'N']);

/** What a name stands for in a population, as a node. */
export function nodeOf(population: PopulationLayout, name: string): Node {
  const { program } = population.shape;
  const subexpression = program?.subexpressions.get(name);
  if (subexpression) return subexpression;
  const type = program?.model.variables.get(name)?.type ?? 'real';
  if (!population.arrays.has(name) && !population.uniforms.has(name) && BUILTINS.has(name)) {
    return { kind: 'builtin', name: name as 'lastspike', owner: 'self', type };
  }
  return { kind: 'slot', slot: { owner: 'self', name }, type };
}

/** Records one row of a population. */
export function sampleFunction(
  population: PopulationLayout,
  probe: ProbeLayout,
  variable: string,
  plan: PopulationPlan,
  { layout }: KernelOptions,
): Code {
  const code = new Code();
  const neuron = code.local('i32');
  const scene = neuronScene(new Graph(), population, plan, layout, neuron);
  return recordRow(code, probe, neuron, scene, nodeOf(population, variable));
}

/** Records one row of a projection. */
export function synapseSampleFunction(
  projection: ProjectionLayout,
  probe: ProbeLayout & { readonly probe: number },
  plan: ProjectionPlan,
  { layout }: KernelOptions,
): Code {
  const code = new Code();
  const graph = new Graph();
  const synapse = code.local('i32');
  const ends = lookedUp(graph, projection, graph.local(synapse, 'i32', Rate.element));
  const { probes, program } = projection.shape;
  const name = probes[probe.probe]?.variable ?? '';
  const type = program.model.variables.get(name)?.type ?? 'real';
  const node = program.subexpressions?.get(name) ?? { kind: 'slot', slot: { owner: 'self', name }, type };
  const scene = synapseScene(graph, projection, plan, layout, ends, []);
  return recordRow(code, probe, synapse, scene, node);
}

/** The value of a node for each index of a probe; `element` is the local that the scene is about. */
function recordRow(code: Code, probe: ProbeLayout, element: number, scene: Scene, node: Node): Code {
  const { graph, layout } = scene;
  const own = new BlockBuilder(scene).lowering.value(node);
  const value = layout.precision === 'f32' ? graph.make('f64.promote_f32', 'f64', [own]) : own;
  const emission = new Emission(code);
  emission.announce([value]);
  emission.hoist([value], Rate.step);
  const column = code.local('i32');
  const limit = code.local('i32');
  const row = code.local('i32');
  code.cell(probe.used);
  code.i32(3);
  code.op('i32.shl');
  code.setLocal(row);
  code.i32(probe.count);
  code.setLocal(limit);
  code.count(column, limit, () => {
    code.get(column);
    code.i32(2);
    code.op('i32.shl');
    code.at('i32.load', probe.indices);
    code.setLocal(element);
    code.get(column);
    code.i32(3);
    code.op('i32.shl');
    code.get(row);
    code.op('i32.add');
    emission.branch(() => emission.push(value));
    code.at('f64.store', probe.data);
  });
  code.i32(0);
  code.cell(probe.used);
  code.i32(probe.count);
  code.op('i32.add');
  code.at('i32.store', probe.used);
  return code;
}

/** Returns 1 where a number in one of the arrays (of the padded length) is not finite. */
export function finiteFunction(arrays: readonly Watched[], layout: Layout): Code {
  const code = new Code([], ['i32']);
  const graph = new Graph();
  const lane = new Lane(graph, layout.precision === 'f32' ? 'f32x4' : 'f64x2');
  const offset = code.local('i32');
  const bad = code.local('v128');
  for (const { address, storage } of arrays) {
    const { padded } = storage;
    const term = graph.load(
      'v128.load',
      'v128',
      graph.local(offset, 'i32', Rate.element),
      address,
      Rate.element,
    );
    // 0 for finite numbers, NaN for all others.
    const test = lane.ne(lane.sub(term, term), lane.constant(0));
    const emission = new Emission(code);
    emission.announce([test]);
    code.i32(0);
    code.setLocal(offset);
    code.loop(
      () => {
        emission.push(test);
        code.get(bad);
        code.op('v128.or');
        code.setLocal(bad);
        code.plus(offset, 16);
        code.tee(offset);
      },
      () => {
        code.i32(padded * lane.bytes);
        code.op('i32.lt_u');
      },
    );
  }
  code.get(bad);
  code.op('v128.any_true');
  return code;
}
