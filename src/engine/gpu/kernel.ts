import {
  createGlslEmitter,
  type GlslEmitter,
  type GlslEnvironment,
  type GlslValue,
  glslName,
  glslNumber,
  ShaderError,
} from '../../language/glsl.ts';
import { GLSL_LIBRARY, GLSL_PHILOX } from '../../language/glsl-library.ts';
import { createHoister, type HoistedValue, type Rate } from '../../language/hoist.ts';
import type { LinearSystem, Node } from '../../language/ir.ts';
import type { PopulationProgram } from '../../language/model.ts';
import { streamKey } from '../../language/random.ts';
import { some } from '../../language/visit.ts';
import type { Grid, Layout } from './layout.ts';

/** Steps that one draw can run: one bit of an RGBA32UI pixel each. */
export const STEPS_PER_DRAW = 128;

/** Age of a neuron that has not spiked: the largest whole number that 32-bit floats count up to. */
export const OLDEST = 2 ** 24 - 1;

/** One fragment shader that runs many steps of independent neurons, and what it must be given. */
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
}

export interface DerivedValue {
  readonly system: LinearSystem;
  readonly part: 'state' | 'input';
  readonly row: number;
  readonly column: number;
}

export interface KernelOptions {
  /** Names the streams of random numbers. */
  readonly owner: string;
  readonly program: PopulationProgram;
  readonly layout: Layout;
  readonly grid: Grid;
}

const CHANNELS = ['x', 'y', 'z', 'w'] as const;
const channel = (k: number) => CHANNELS[k % 4] as string;
const texture = (k: number) => Math.floor(k / 4);

/** Throws `ShaderError` where the program needs what the GPU does not do. */
export function buildKernel({ owner, program, layout, grid }: KernelOptions): Kernel {
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
      return variables.has(leaf.slot.name) || perNeuron.has(leaf.slot.name) ? 'element' : 'constant';
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
          return { text: 'float(index)', type: 'float' };
        case 'not_refractory':
          return { text: 'ready', type: 'bool' };
        case 'lastspike':
          return { text: `f_lastspike(${tabled('t').text}, ${uniform('dt').text}, age)`, type: 'float' };
        case 'j':
        case 'elapsed':
          throw new ShaderError(`A neuron has no ${name}.`);
      }
    },
    draw({ distribution, stream }) {
      draws = true;
      const key = `uvec2(u_seed, ${streamKey(owner, stream)}u)`;
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
  const counters = [...(program.refractory ? ['hold'] : []), ...(readsLastSpike(program) ? ['age'] : [])];
  const body = stepBody(program, emitter, hoister);

  const registers = [...layout.state.map((name) => variables.get(name) as string), ...counters];
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
    `layout(location = ${stateTextures}) out uvec4 o_spikes;`,
    GLSL_LIBRARY.trim(),
    ...(draws ? [GLSL_PHILOX.trim()] : []),
    ...(counters.includes('age') ? [LAST_SPIKE] : []),
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
    'uvec4 spikes = uvec4(0u);',
    // Two loops, so that a spike sets a bit of a scalar: 1.7 times faster than a computed component, in software.
    'for (int word = 0; word < 4; word++) {',
    'uint bits = 0u;',
    'int last = min(32, u_steps - 32 * word);',
    'for (int b = 0; b < last; b++) {',
    'int k = 32 * word + b;',
    ...(draws
      ? [
          'uint step_low = u_step.x + uint(k);',
          'uint step_high = u_step.y + (step_low < u_step.x ? 1u : 0u);',
        ]
      : []),
    ...body,
    '}',
    'spikes[word] = bits;',
    '}',
    ...indices(stateTextures).map((k) => {
      const four = indices(4).map((c) => registers[4 * k + c] ?? '0.0');
      return `o_state${k} = vec4(${four.join(', ')});`;
    }),
    'o_spikes = spikes;',
    '}',
    '',
  ].join('\n');
  return {
    source,
    layout,
    grid,
    stateTextures,
    registers: [...layout.state, ...counters.map((name) => `#${name}`)],
    derived,
    parameterTextures,
    uniforms,
    table,
    hoisted: hoister.values,
  };
}

const LAST_SPIKE = `float f_lastspike(float t, float dt, float age) { return age < ${glslNumber(OLDEST)} ? t - age * dt : -10000.0; }`;

function readsLastSpike({ update, threshold, reset, refractory }: PopulationProgram): boolean {
  const roots = [...update, ...reset].map(({ value }) => value);
  const reads = (node: Node) => node.kind === 'builtin' && node.name === 'lastspike';
  return [...roots, threshold, refractory?.value].some((root) => root !== undefined && some(root, reads));
}

/** Lines of one step, in the order of network-format.md, Meaning 2: refractoriness, state, threshold, reset. */
function stepBody(
  program: PopulationProgram,
  emitter: GlslEmitter,
  hoister: ReturnType<typeof createHoister>,
): string[] {
  const { lines } = emitter;
  const truth = ({ text, type }: GlslValue) => (type === 'bool' ? text : `${text} != 0.0`);
  const { refractory, threshold } = program;
  const ages = readsLastSpike(program);
  if (ages) lines.push(`age = min(age + 1.0, ${glslNumber(OLDEST)});`);
  if (refractory?.kind === 'time') {
    lines.push('hold = max(hold - 1.0, 0.0);');
  } else if (refractory) {
    const holds = emitter.node(hoister.node(refractory.value));
    lines.push(`hold = hold > 0.0 && ${truth(holds)} ? 1.0 : 0.0;`);
  }
  lines.push(refractory ? 'bool ready = hold == 0.0;' : 'const bool ready = true;');
  emitter.statements(hoister.statements(program.update));
  if (!threshold) return lines;
  const crossed = emitter.node(hoister.node(threshold));
  lines.push(`if (ready && ${truth(crossed)}) {`, 'bits |= 1u << uint(b);');
  if (refractory)
    lines.push(
      `hold = ${refractory.kind === 'time' ? emitter.node(hoister.node(wholeSteps(refractory.value))).text : '1.0'};`,
    );
  if (ages) lines.push('age = 0.0;');
  emitter.statements(hoister.statements(program.reset));
  lines.push('}');
  return lines;
}

/** floor(d/dt + 0.001): network-format.md, Meaning 4. */
function wholeSteps(duration: Node): Node {
  const real = (operation: 'add' | 'div' | 'floor', ...args: Node[]): Node => ({
    kind: 'apply',
    operation,
    arguments: args,
    type: 'real',
  });
  const dt: Node = { kind: 'builtin', name: 'dt', owner: 'self', type: 'real' };
  return real(
    'floor',
    real('add', real('div', duration, dt), { kind: 'constant', value: 1e-3, type: 'real' }),
  );
}
