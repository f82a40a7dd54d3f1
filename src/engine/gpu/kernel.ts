import {
  createGlslEmitter,
  type GlslEnvironment,
  type GlslValue,
  glslName,
  ShaderError,
} from '../../language/glsl.ts';
import { GLSL_LIBRARY, GLSL_PHILOX } from '../../language/glsl-library.ts';
import { createHoister, type HoistedValue, type Rate } from '../../language/hoist.ts';
import type { LinearSystem, Node } from '../../language/ir.ts';
import { streamKey } from '../../language/random.ts';
import type { Cell } from './cell.ts';
import { countersOf, LAST_SPIKE } from './counters.ts';
import type { Grid, Layout } from './layout.ts';
import { stepLines } from './step.ts';

/** Steps that one draw can run: one bit of an RGBA32UI pixel each. */
export const STEPS_PER_DRAW = 128;

/** One fragment shader that runs many steps of independent cells, and what it must be given. */
export interface Kernel {
  readonly source: string;
  readonly layout: Layout;
  readonly grid: Grid;
  /** Number of RGBA32F textures of state; component k of the state is channel k % 4 of texture floor(k / 4). */
  readonly stateTextures: number;
  /** What a register of the state holds: a variable, or one of the counters `#hold` and `#age`. */
  readonly registers: readonly string[];
  /** Per-neuron values beyond the layout's parameters: entries of propagators that differ between neurons. */
  readonly derived: readonly DerivedValue[];
  readonly parameterTextures: number;
  /** Uniforms by the shader's name, each with the slot (or hoisted slot) that it holds. */
  readonly uniforms: ReadonlyMap<string, string>;
  /** Columns of the table that has one row a step: `t`, or a hoisted slot. */
  readonly table: readonly string[];
  readonly hoisted: readonly HoistedValue[];
  /** Whether the last attachment tells the spikes; of neurons that are alone only. */
  readonly spikes: boolean;
}

export interface DerivedValue {
  readonly system: LinearSystem;
  readonly part: 'state' | 'input';
  readonly row: number;
  readonly column: number;
}

export interface KernelOptions {
  readonly cell: Cell;
  readonly layout: Layout;
  readonly grid: Grid;
}

const CHANNELS = ['x', 'y', 'z', 'w'] as const;
const channel = (k: number) => CHANNELS[k % 4] as string;
const texture = (k: number) => Math.floor(k / 4);

/** Throws `ShaderError` where the cell needs what the GPU does not do. */
export function buildKernel({ cell, layout, grid }: KernelOptions): Kernel {
  const counters = countersOf(cell);
  const spikes = cell.synapses.length === 0;
  const taken = new Set<string>();
  const variables = new Map(layout.state.map((name) => [name, glslName('s', name, taken)]));
  const perNeuron = new Map(
    [...layout.parameters, ...layout.axes.map(({ name }) => name)].map((name) => [
      name,
      glslName('p', name, taken),
    ]),
  );
  const uniforms = new Map<string, string>();
  const uniformNames = new Map<string, string>();
  const table: string[] = [];
  const derived: DerivedValue[] = [];
  let draws = false;

  const hoister = createHoister({ classify, reciprocals: true });
  const stepRate = (name: string) =>
    hoister.values.some((value) => value.name === name && value.rate === 'step');

  function classify(leaf: Node): Rate {
    if (leaf.kind === 'slot')
      return leaf.slot.name.startsWith('#') || variables.has(leaf.slot.name) || perNeuron.has(leaf.slot.name)
        ? 'element'
        : 'constant';
    if (leaf.kind === 'builtin') {
      if (leaf.name === 't') return 'step';
      return leaf.name === 'dt' || leaf.name === 'N' ? 'constant' : 'element';
    }
    return leaf.kind === 'constant' ? 'constant' : 'element';
  }

  function uniform(name: string): GlslValue {
    let text = uniformNames.get(name);
    if (text === undefined) {
      text = glslName('c', name, taken);
      uniformNames.set(name, text);
      uniforms.set(text, name);
    }
    return { text, type: 'float' };
  }

  function tabled(name: string): GlslValue {
    if (!table.includes(name)) table.push(name);
    return { text: `texelFetch(u_table, ivec2(${table.indexOf(name)}, k), 0).x`, type: 'float' };
  }

  const environment: GlslEnvironment = {
    read({ name }) {
      if (name.startsWith('#'))
        return counters.read(name, { t: () => tabled('t').text, dt: () => uniform('dt').text });
      const known = variables.get(name) ?? perNeuron.get(name);
      if (known !== undefined) return { text: known, type: 'float' };
      return stepRate(name) ? tabled(name) : uniform(name);
    },
    write({ name }) {
      const variable = variables.get(name);
      if (variable === undefined) throw new Error(`${name} is no variable of the state.`);
      return variable;
    },
    builtin(name) {
      switch (name) {
        case 't':
          return tabled('t');
        case 'dt':
          return uniform('dt');
        case 'N':
          return uniform('N');
        case 'i':
        case 'j':
          return { text: 'float(index)', type: 'float' };
        default:
          throw new Error(`A cell names its ${name} otherwise.`);
      }
    },
    draw({ distribution, stream }) {
      draws = true;
      const [owner = '', ...rest] = stream.split('/');
      const key = `uvec2(u_seed, ${streamKey(owner, rest.join('/'))}u)`;
      const words = `philox(uvec4(step_low, step_high, uint(index), 0u), ${key})`;
      return { text: `f_${distribution}(${words})`, type: 'float' };
    },
    propagator({ system, part, row, column }) {
      const same = (value: DerivedValue) =>
        value.system.id === system.id && value.part === part && value.row === row && value.column === column;
      if (!derived.some(same)) derived.push({ system, part, row, column });
      return { text: `d${derived.findIndex(same)}`, type: 'float' };
    },
    array({ name }) {
      throw new ShaderError(
        `The recorded array ${name} is read with a value of each neuron; that does not run on the GPU, the CPU runs it.`,
      );
    },
  };

  const emitter = createGlslEmitter(environment);
  const body = stepLines(cell, counters, emitter, hoister);

  const registers = [
    ...layout.state.map((name) => variables.get(name) as string),
    ...counters.registers.map(({ text }) => text),
  ];
  const stateTextures = Math.max(1, Math.ceil(registers.length / 4));
  const parameterCount = layout.parameters.length + derived.length;
  const parameterTextures = Math.ceil(parameterCount / 4);
  const indices = (n: number) => Array.from({ length: n }, (_, k) => k);
  const samplers = [
    ...indices(stateTextures).map((k) => `u_state${k}`),
    ...indices(parameterTextures).map((k) => `u_parameter${k}`),
    ...(layout.axes.length > 0 ? ['u_axes'] : []),
    ...(table.length > 0 ? ['u_table'] : []),
  ];
  const parameterNames = [
    ...layout.parameters.map((name) => perNeuron.get(name) as string),
    ...derived.map((_, k) => `d${k}`),
  ];
  const step = [
    ...(draws
      ? [
          'uint step_low = u_step.x + uint(k);',
          'uint step_high = u_step.y + (step_low < u_step.x ? 1u : 0u);',
        ]
      : []),
    ...body,
  ];
  const source = [
    '#version 300 es',
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    ...samplers.map((name) => `uniform sampler2D ${name};`),
    ...[...uniforms.keys()].map((name) => `uniform float ${name};`),
    'uniform int u_steps;',
    ...(draws ? ['uniform uint u_seed;', 'uniform uvec2 u_step;'] : []),
    ...indices(stateTextures).map((k) => `layout(location = ${k}) out vec4 o_state${k};`),
    ...(spikes ? [`layout(location = ${stateTextures}) out uvec4 o_spikes;`] : []),
    GLSL_LIBRARY.trim(),
    ...(draws ? [GLSL_PHILOX.trim()] : []),
    ...(counters.neurons.some(({ age }) => age) ? [LAST_SPIKE] : []),
    'void main() {',
    'ivec2 pixel = ivec2(gl_FragCoord.xy);',
    `int index = pixel.y * ${grid.width} + pixel.x;`,
    ...indices(stateTextures).map((k) => `vec4 q${k} = texelFetch(u_state${k}, pixel, 0);`),
    ...registers.map((name, k) => `float ${name} = q${texture(k)}.${channel(k)};`),
    ...indices(parameterTextures).map((k) => `vec4 r${k} = texelFetch(u_parameter${k}, pixel, 0);`),
    ...parameterNames.map((name, k) => `float ${name} = r${texture(k)}.${channel(k)};`),
    ...layout.axes.map(
      ({ name, along }, k) =>
        `float ${perNeuron.get(name)} = texelFetch(u_axes, ivec2(pixel.${along}, ${k}), 0).x;`,
    ),
    ...(spikes ? withSpikes(step) : ['for (int k = 0; k < u_steps; k++) {', ...step, '}']),
    ...indices(stateTextures).map((k) => {
      const four = indices(4).map((c) => registers[4 * k + c] ?? '0.0');
      return `o_state${k} = vec4(${four.join(', ')});`;
    }),
    ...(spikes ? ['o_spikes = spikes;'] : []),
    '}',
    '',
  ].join('\n');
  return {
    source,
    layout,
    grid,
    stateTextures,
    registers: [...layout.state, ...counters.registers.map(({ register }) => register)],
    derived,
    parameterTextures,
    uniforms,
    table,
    hoisted: hoister.values,
    spikes,
  };
}

/** Two loops, so that a spike sets a bit of a scalar: 1.7 times faster than a computed component, in software. */
function withSpikes(step: readonly string[]): string[] {
  return [
    'uvec4 spikes = uvec4(0u);',
    'for (int word = 0; word < 4; word++) {',
    'uint bits = 0u;',
    'int last = min(32, u_steps - 32 * word);',
    'for (int b = 0; b < last; b++) {',
    'int k = 32 * word + b;',
    ...step,
    '}',
    'spikes[word] = bits;',
    '}',
  ];
}
