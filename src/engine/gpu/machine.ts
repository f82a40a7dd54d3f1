import type { CompiledArray } from '../../network/compiled.ts';
import type { Cell } from './cell.ts';
import { assertContext } from './context.ts';
import { OLDEST } from './counters.ts';
import { createHost, type Host } from './host.ts';
import { type Kernel, STEPS_PER_DRAW } from './kernel.ts';
import { type Axes, initialValues } from './layout.ts';
import { activate, createProgram, createTexture } from './program.ts';

/** The cells of all pixels on the GPU: state textures that every draw reads from one set and writes to the other. */
export interface Machine {
  readonly host: Host;
  /** Runs `steps` steps from step `first`, at most `STEPS_PER_DRAW`. */
  draw(first: number, steps: number): void;
  /** Spikes of the last draw: bit k % 32 of word 4 * pixel + floor(k / 32) says whether a neuron spiked in its step k. */
  spikes(): Uint32Array;
  /** Returns when the last draw is done. */
  finish(): void;
  /** One register of the state of every pixel, by variable or counter. */
  read(register: string): Float64Array;
  write(register: string, values: Float64Array): void;
  /** One value of each neuron that the kernel only reads. */
  parameter(name: string): Float64Array | undefined;
  setParameter(name: string, values: Float64Array): void;
  /** A value that all neurons share. */
  setUniform(name: string, value: number): void;
  dispose(): void;
}

export interface MachineOptions {
  readonly gl: WebGL2RenderingContext;
  readonly kernel: Kernel;
  readonly cell: Cell;
  readonly axes: Axes;
  readonly arrays: ReadonlyMap<string, CompiledArray>;
  readonly dt: number;
  readonly seed: number;
}

/** Throws `ContextLostError`, and an error with the driver's words where it refuses the shader. */
export function createMachine({ gl, kernel, cell, axes, arrays, dt, seed }: MachineOptions): Machine {
  const { grid, layout, registers } = kernel;
  const { width, height } = grid;
  const { size } = cell;
  const pixels = width * height;
  const attachments = kernel.stateTextures + (kernel.spikes ? 1 : 0);
  if (attachments > gl.getParameter(gl.MAX_DRAW_BUFFERS))
    throw new Error(
      `${registers.length} variables are more than this graphics card can write at once; the CPU runs them.`,
    );

  const program = createProgram(gl, kernel.source);
  const host = createHost(kernel, { dt, size, arrays });
  const owned: WebGLTexture[] = [];
  const texture = (format: number, w = width, h = height) => {
    const made = createTexture(gl, format, w, h);
    owned.push(made);
    return made;
  };
  const many = (count: number) => Array.from({ length: count }, () => texture(gl.RGBA32F));
  const spikeTextures = kernel.spikes ? [texture(gl.RGBA32UI)] : [];
  const sets = [many(kernel.stateTextures), many(kernel.stateTextures)] as const;
  const parameterTextures = many(kernel.parameterTextures);
  const framebuffers = sets.map((textures) => frame(gl, [...textures, ...spikeTextures]));
  const parameters = new Map(
    layout.parameters.map((name) => [name, initialValues(cell, name, axes, grid)] as const),
  );
  const sides = layout.axes.map(({ name, along }) => (along === 'x' ? axes.columns : axes.rows).get(name));
  const axisTexture = sides.length > 0 ? texture(gl.R32F, Math.max(width, height), sides.length) : undefined;
  const tableTexture =
    kernel.table.length > 0 ? texture(gl.R32F, kernel.table.length, STEPS_PER_DRAW) : undefined;
  const table = new Float32Array(kernel.table.length * STEPS_PER_DRAW);
  const stateData = Array.from({ length: kernel.stateTextures }, () => new Float32Array(4 * pixels));
  const words = new Uint32Array(kernel.spikes ? 4 * pixels : 0);
  const corner = new Float32Array(4);
  let present: 0 | 1 = 0;
  let fresh = false;

  const location = (name: string) => gl.getUniformLocation(program, name);
  const uniformLocations = new Map([...kernel.uniforms.keys()].map((name) => [name, location(name)]));
  const [stepsLocation, stepLocation] = [location('u_steps'), location('u_step')];

  activate(gl, program);
  gl.uniform1ui(location('u_seed'), seed >>> 0);
  const samplers = [
    ...sets[0].map((_, k) => `u_state${k}`),
    ...parameterTextures.map((_, k) => `u_parameter${k}`),
    'u_axes',
    'u_table',
  ];
  samplers.forEach((name, unit) => void gl.uniform1i(location(name), unit));

  function upload(target: WebGLTexture, format: number, w: number, h: number, data: Float32Array): void {
    gl.bindTexture(gl.TEXTURE_2D, target);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, w, h, format, gl.FLOAT, data);
  }

  function uploadParameters(): void {
    const columns = [
      ...layout.parameters.map((name) => parameters.get(name) as Float64Array),
      ...host.derive(kernel.derived, size, (name) => parameters.get(name) ?? sideValues(name)),
    ];
    parameterTextures.forEach((target, k) => {
      const data = new Float32Array(4 * pixels);
      columns.slice(4 * k, 4 * k + 4).forEach((values, c) => {
        for (let i = 0; i < size; i++) data[4 * i + c] = values[i] as number;
      });
      upload(target, gl.RGBA, width, height, data);
    });
  }

  function sideValues(name: string): Float64Array | undefined {
    return axes.columns.has(name) || axes.rows.has(name) ? initialValues(cell, name, axes, grid) : undefined;
  }

  function fetchState(): void {
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[present] as WebGLFramebuffer);
    stateData.forEach((data, k) => {
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + k);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, data);
    });
    assertContext(gl);
    fresh = true;
  }

  function place(register: string): { data: Float32Array; channel: number; texture: number } {
    const k = registers.indexOf(register);
    const data = stateData[Math.floor(k / 4)];
    if (!data) throw new Error(`${register} is no register of the state.`);
    return { data, channel: k % 4, texture: Math.floor(k / 4) };
  }

  function write(register: string, values: Float64Array): void {
    if (!fresh) fetchState();
    const { data, channel, texture: k } = place(register);
    for (let i = 0; i < size; i++) data[4 * i + channel] = values[i] as number;
    upload(sets[present][k] as WebGLTexture, gl.RGBA, width, height, data);
  }

  sides.forEach((values, k) => {
    const data = Float32Array.from(values ?? []);
    if (!axisTexture) return;
    gl.bindTexture(gl.TEXTURE_2D, axisTexture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, k, data.length, 1, gl.RED, gl.FLOAT, data);
  });
  uploadParameters();
  fresh = true;
  for (const register of registers)
    write(
      register,
      register.startsWith('#')
        ? new Float64Array(size).fill(register.startsWith('#age') ? OLDEST : 0)
        : initialValues(cell, register, axes, grid),
    );
  assertContext(gl);

  return {
    host,
    draw(first, steps) {
      assertContext(gl);
      activate(gl, program);
      gl.uniform1i(stepsLocation, steps);
      gl.uniform2ui(stepLocation, first >>> 0, Math.floor(first / 2 ** 32));
      for (const [name, value] of host.uniforms()) gl.uniform1f(uniformLocations.get(name) ?? null, value);
      if (tableTexture) {
        host.fillTable(first, steps, table);
        upload(tableTexture, gl.RED, kernel.table.length, steps, table);
      }
      const bound = [...sets[present], ...parameterTextures, axisTexture, tableTexture];
      bound.forEach((target, unit) => {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, target ?? null);
      });
      gl.activeTexture(gl.TEXTURE0);
      present = present === 0 ? 1 : 0;
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[present] as WebGLFramebuffer);
      gl.viewport(0, 0, width, height);
      gl.disable(gl.BLEND);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      fresh = false;
    },
    spikes() {
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[present] as WebGLFramebuffer);
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + kernel.stateTextures);
      gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words);
      assertContext(gl);
      return words;
    },
    finish() {
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[present] as WebGLFramebuffer);
      gl.readBuffer(gl.COLOR_ATTACHMENT0);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, corner);
      assertContext(gl);
    },
    read(register) {
      if (!fresh) fetchState();
      const { data, channel } = place(register);
      return Float64Array.from({ length: size }, (_, i) => data[4 * i + channel] as number);
    },
    write,
    parameter: (name) => parameters.get(name) ?? sideValues(name),
    setParameter(name, values) {
      parameters.set(name, values.slice());
      uploadParameters();
    },
    setUniform(name, value) {
      host.set(name, value);
      if (kernel.derived.length > 0) uploadParameters();
    },
    dispose() {
      for (const made of framebuffers) gl.deleteFramebuffer(made);
      for (const made of owned) gl.deleteTexture(made);
      gl.deleteProgram(program);
    },
  };
}

function frame(gl: WebGL2RenderingContext, textures: readonly WebGLTexture[]): WebGLFramebuffer {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  textures.forEach((target, k) => {
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + k, gl.TEXTURE_2D, target, 0);
  });
  gl.drawBuffers(textures.map((_, k) => gl.COLOR_ATTACHMENT0 + k));
  if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) {
    assertContext(gl);
    throw new Error('This graphics card cannot write so many 32-bit values at once.');
  }
  return framebuffer;
}
