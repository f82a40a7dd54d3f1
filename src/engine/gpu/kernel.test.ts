import { describe, expect, test } from 'vitest';
import { ShaderError } from '../../language/glsl.ts';
import { compileNetwork } from '../../network/compile.ts';
import type { Network, Population } from '../../network/network.ts';
import { cellOfPopulation } from './cell.ts';
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
