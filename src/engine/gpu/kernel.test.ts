import { describe, expect, test } from 'vitest';
import { ShaderError } from '../../language/glsl.ts';
import { compileNetwork } from '../../network/compile.ts';
import type { Network, Population } from '../../network/network.ts';
import { cellOfNetwork, cellOfPopulation } from './cell.ts';
import { createHost } from './host.ts';
import { buildKernel, type Kernel } from './kernel.ts';
import { type Axes, gridFor, layOut, NO_AXES } from './layout.ts';

function kernelOf(population: Population, axes: Axes = NO_AXES, arrays?: Network['arrays']) {
  const network: Network = {
    dt: '0.1*ms',
    populations: { cells: population },
    ...(arrays ? { arrays } : {}),
  };
  const compiled = compileNetwork(network, { seed: 7 });
  const [cells] = compiled.populations;
  if (!cells?.program) throw new Error('no program');
  const cell = cellOfPopulation(cells, cells.program);
  const grid = gridFor(cells.size, 4096);
  return { compiled, kernel: buildKernel({ cell, layout: layOut(cell, axes), grid }) };
}

/** The lines of one step. */
const body = ({ source }: Kernel) =>
  source.slice(source.indexOf('int k ='), source.indexOf('spikes[word] = bits')).split('\n').slice(1, -2);

const lif: Population = {
  size: 6,
  equations: 'dv/dt = (E_L - v + I)/tau : volt (unless refractory)\nI : volt',
  threshold: 'v > theta',
  reset: 'v = E_L',
  refractory: '2*ms',
  method: 'exact',
  parameters: { E_L: '-65*mV', tau: '10*ms', theta: '-50*mV', I: '20*mV' },
  initial: { v: 'E_L' },
};

describe('GPU kernel', () => {
  test('of a leaky integrate-and-fire neuron', () => {
    const { kernel } = kernelOf(lif);
    expect(body(kernel)).toMatchInlineSnapshot(`
      [
        "hold = max(hold - 1.0, 0.0);",
        "bool ready = hold == 0.0;",
        "float l_new_v = (ready ? ((s_v * c_hoisted_0) + c_hoisted_1) : s_v);",
        "s_v = l_new_v;",
        "if (ready && (s_v > c_theta)) {",
        "bits |= 1u << uint(b);",
        "hold = c_hoisted_2;",
        "s_v = c_E_L;",
        "}",
      ]
    `);
    expect(kernel.registers).toEqual(['v', '#hold']);
    expect(kernel.table).toEqual([]);
  });

  test('what all neurons share is worked out on the host: decay and refractory steps', () => {
    const { kernel, compiled } = kernelOf(lif);
    const host = createHost(kernel, { dt: compiled.dt, size: 6, arrays: new Map() });
    const shared = () => [...host.uniforms().values()];
    expect(shared().some((value) => Math.abs(value - Math.exp(-0.01)) < 1e-15)).toBe(true);
    expect(shared()).toContain(20);
    host.set('tau', 0.02);
    expect(shared().some((value) => Math.abs(value - Math.exp(-0.005)) < 1e-15)).toBe(true);
    expect(host.get('tau')).toBe(0.02);
    expect(host.get('v')).toBeUndefined();
  });

  test('an axis of an atlas is read once, by column or row', () => {
    const axes = {
      columns: new Map([['I', Float64Array.of(0, 0.01, 0.02)]]),
      rows: new Map([['E_L', Float64Array.of(-0.07, -0.06)]]),
    };
    const { kernel } = kernelOf(lif, axes);
    expect(kernel.source).toContain('float p_I = texelFetch(u_axes, ivec2(pixel.x, 0), 0).x;');
    expect(kernel.source).toContain('float p_E_L = texelFetch(u_axes, ivec2(pixel.y, 1), 0).x;');
  });

  test('time constants that differ between neurons give each its own propagator', () => {
    const tau = [0.01, 0.02, 0.01, 0.02, 0.01, 0.04];
    const { kernel, compiled } = kernelOf({
      ...lif,
      equations: `${lif.equations}\ntau : second`,
      parameters: { ...lif.parameters, tau },
    });
    const host = createHost(kernel, { dt: compiled.dt, size: 6, arrays: new Map() });
    const values = host.derive(kernel.derived, 6, (name) =>
      name === 'tau' ? Float64Array.from(tau) : undefined,
    );
    const decay = kernel.derived.findIndex(({ part }) => part === 'state');
    [...(values[decay] ?? [])].forEach((value, i) => {
      expect(value).toBeCloseTo(Math.exp(-1e-4 / (tau[i] ?? 1)), 14);
    });
  });

  test('what depends on time alone comes from a table with a row a step', () => {
    const { kernel, compiled } = kernelOf(
      {
        ...lif,
        equations: 'dv/dt = (E_L - v + A(t)*mV + 10*mV*sin(2*pi*t/second))/tau : volt\nI : volt',
        method: 'euler',
        refractory: '0*ms',
      },
      NO_AXES,
      { A: { values: [[1], [2], [3]], dt: '0.2*ms' } },
    );
    const { dt, arrays } = compiled;
    const host = createHost(kernel, { dt, size: 6, arrays });
    const width = kernel.table.length;
    const rows = new Float32Array(8 * width);
    host.fillTable(0, 8, rows);
    const columns = kernel.table.map((_, c) => Array.from({ length: 8 }, (_, k) => rows[k * width + c] ?? 0));
    const input = [1, 1, 2, 2, 3, 3, 3, 3].map((value) => Math.fround(value * 1e-3));
    expect(columns).toContainEqual(input);
  });

  test('an array read by each neuron is refused with a sentence', () => {
    const equations = 'dv/dt = (A(t, i)*mV - v + I)/tau : volt\nI : volt';
    const arrays = { A: { values: [[1, 2, 3, 4, 5, 6]], dt: '1*ms' } };
    expect(() => kernelOf({ ...lif, equations, method: 'euler' }, NO_AXES, arrays)).toThrow(ShaderError);
  });
});

describe('GPU kernel of synapses', () => {
  const pair: Network = {
    dt: '0.1*ms',
    populations: {
      pre: { size: 4, equations: 'rate : Hz', threshold: 'rand() < rate*dt', parameters: { rate: '20*Hz' } },
      post: { ...lif, size: 4 },
    },
    projections: [
      {
        from: 'pre',
        to: 'post',
        model: 'w : 1\ndx/dt = -x/tau : 1 (event-driven)\ndy/dt = -y/tau : 1 (clock-driven)',
        on_pre: 'x += 1\nw -= y\nv_post += w*mV',
        on_post: 'y += 1\nw = clip(w + x, 0, 1)',
        connect: 'one-to-one',
        parameters: { tau: '20*ms', w: [0, 0.1, 0.2, 0.3] },
        delay: '3*ms',
      },
    ],
  };

  function kernelOfPair(network: Network) {
    const compiled = compileNetwork(network, { seed: 7 });
    const cell = cellOfNetwork(compiled);
    const kernel = buildKernel({ cell, layout: layOut(cell, NO_AXES), grid: { width: 2, height: 2 } });
    const lines = kernel.source.split('\n');
    const from = lines.findIndex((line) => line.startsWith('for (int k'));
    return {
      kernel,
      compiled,
      lines: lines.slice(from + 1, lines.lastIndexOf('}') - 1 - kernel.stateTextures),
    };
  }

  test('runs neurons, traces, delayed and prompt events, and resets in the order of the format', () => {
    const { kernel, lines } = kernelOfPair(pair);
    expect(lines).toMatchInlineSnapshot(`
      [
        "uint step_low = u_step.x + uint(k);",
        "uint step_high = u_step.y + (step_low < u_step.x ? 1u : 0u);",
        "const bool ready_0 = true;",
        "hold_1 = max(hold_1 - 1.0, 0.0);",
        "bool ready_1 = hold_1 == 0.0;",
        "float l_post_new_v = (ready_1 ? ((s_post_v * c_hoisted_0) + c_hoisted_1) : s_post_v);",
        "s_post_v = l_post_new_v;",
        "float l_0_new_y = (s_0_y * c_hoisted_2);",
        "s_0_y = l_0_new_y;",
        "bool fired_0 = ready_0 && (f_uniform(philox(uvec4(step_low, step_high, uint(index), 0u), uvec2(u_seed, 2022893707u))) < c_hoisted_3);",
        "if (fired_0) {",
        "}",
        "bool fired_1 = ready_1 && (s_post_v > c_post_theta);",
        "if (fired_1) {",
        "hold_1 = c_hoisted_4;",
        "ready_1 = false;",
        "}",
        "if (fired_0) queue_0_1 += 64.0;",
        "if (queue_0_0 != 2.0 * floor(0.5 * queue_0_0)) {",
        "s_0_x = (s_0_x * exp((c_hoisted_5 * (since_0 * c_dt))));",
        "since_0 = 0.0;",
        "s_0_x = (s_0_x + 1.0);",
        "s_0_w = (s_0_w - s_0_y);",
        "s_post_v = (ready_1 ? (s_post_v + (s_0_w * 0.001)) : s_post_v);",
        "}",
        "if (fired_1) {",
        "float t0 = (s_0_x * exp((c_hoisted_5 * (since_0 * c_dt))));",
        "s_0_x = t0;",
        "since_0 = 0.0;",
        "s_0_y = (s_0_y + 1.0);",
        "s_0_w = min(max((s_0_w + s_0_x), 0.0), 1.0);",
        "}",
        "if (fired_1) {",
        "s_post_v = c_post_E_L;",
        "}",
        "since_0 = min(since_0 + 1.0, 16777215.0);",
        "queue_0_0 = floor(0.5 * queue_0_0) + (queue_0_1 != 2.0 * floor(0.5 * queue_0_1) ? 8388608.0 : 0.0);",
        "queue_0_1 = floor(0.5 * queue_0_1);",
      ]
    `);
    expect(kernel.registers).toEqual([
      'post.v',
      '0.w',
      '0.x',
      '0.y',
      '#holdpost.',
      '#since0.',
      '#queue0.0',
      '#queue1.0',
    ]);
    expect(kernel.spikes).toBe(false);
  });

  test('names of both neurons and of the synapse stay apart, and are the host’s to work out', () => {
    const { kernel, compiled } = kernelOfPair(pair);
    const host = createHost(kernel, { dt: compiled.dt, size: 4, arrays: new Map() });
    expect(host.get('0.tau')).toBeCloseTo(0.02, 15);
    expect(host.get('post.tau')).toBeCloseTo(0.01, 15);
    expect(host.get('pre.rate')).toBeCloseTo(20, 15);
    const shared = [...host.uniforms().values()];
    for (const tau of [0.02, 0.01])
      expect(shared.some((value) => Math.abs(value - Math.exp(-1e-4 / tau)) < 1e-15)).toBe(true);
  });
});
