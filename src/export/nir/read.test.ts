import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../../network/compile.ts';
import { readNetwork } from '../../network/read.ts';
import { runReference } from '../../testing/reference-run.ts';
import { NirError, type NirGraph, type NirNode, type NirValue, scalar, vector } from './graph.ts';
import { networkOfNir } from './read.ts';

const list = (...values: number[]): NirValue => vector(Float64Array.from(values));
const matrix = (rows: number, ...values: number[]): NirValue => ({
  shape: [rows, values.length / rows],
  values: Float64Array.from(values),
});
const node = (type: string, parameters: Readonly<Record<string, NirValue>> = {}): NirNode => ({
  type,
  parameters: new Map(Object.entries(parameters)),
  metadata: new Map(),
});
const graph = (
  nodes: Readonly<Record<string, NirNode>>,
  edges: readonly (readonly [string, string])[],
): NirGraph => ({ nodes: new Map(Object.entries(nodes)), edges, metadata: new Map([['dt', scalar(1e-4)]]) });

const input = node('Input', { shape: list(2) });
const lif = (...values: number[]) =>
  node('LIF', {
    tau: list(...values.map(() => 0.02)),
    r: list(...values),
    v_leak: list(...values.map(() => 0.25)),
    v_threshold: list(...values.map(() => 1)),
    v_reset: list(...values.map(() => -0.5)),
  });

it('a LIF under constant current fires at the times of the closed form', async () => {
  const drive = node('Affine', { weight: matrix(2, 0, 0, 0, 0), bias: list(1, 1.5) });
  const network = readNetwork(
    networkOfNir(
      graph({ input, drive, cells: lif(1, 2) }, [
        ['input', 'drive'],
        ['drive', 'cells'],
      ]),
    ),
  );
  const results = await runReference(network, 0.3);
  for (const [index, current] of [1, 3].entries()) {
    const rest = 0.25 + current;
    // From v(0) = 0, then from v_reset: a spike in the step in which the threshold was passed, a reset at its end.
    const steps = (from: number) => Math.ceil((0.02 * Math.log((rest - from) / (rest - 1))) / 1e-4);
    const spikes =
      results.populations.cells?.spikes.filter(([, k]) => k === index).map(([time]) => time) ?? [];
    expect(spikes.length).toBeGreaterThan(5);
    for (const [k, time] of spikes.entries())
      expect(Math.round(time / 1e-4)).toBe(steps(0) - 1 + k * steps(-0.5));
  }
});

it('takes the step, the reset and the beginnings that are stated, or those that are asked for', () => {
  const file = graph({ input, cells: lif(1, 1) }, [['input', 'cells']]);
  expect(networkOfNir(file)).toMatchObject({ dt: '0.0001*second' });
  expect(networkOfNir(file, { dt: '0.2*ms', reset: 'subtract' })).toMatchObject({
    dt: '0.2*ms',
    populations: { cells: { reset: 'v -= v_threshold' } },
    projections: [
      { from: 'input', to: 'cells', connect: 'one-to-one', on_pre: 'v_post += r_post*dt/tau_post' },
    ],
  });
  expect(() => networkOfNir({ ...file, metadata: new Map() })).toThrow(/states no time step/);
});

it('gives nodes names that equations can have', () => {
  const file = graph({ '0': input, 'lif.1': lif(1, 1), lif_1: lif(1, 1) }, [
    ['0', 'lif.1'],
    ['0', 'lif_1'],
  ]);
  expect(Object.keys(networkOfNir(file).populations)).toEqual(['node_0', 'lif_1', 'lif_1_2']);
});

it('adds up ways that run side by side', () => {
  const file = graph(
    {
      input,
      a: node('Linear', { weight: matrix(2, 1, 2, 3, 4) }),
      b: node('Scale', { scale: list(10, 20) }),
      cells: lif(1, 1),
    },
    [
      ['input', 'a'],
      ['input', 'b'],
      ['a', 'cells'],
      ['b', 'cells'],
    ],
  );
  expect(networkOfNir(file).projections).toMatchObject([
    { connect: 'all-to-all', parameters: { w: [11, 3, 2, 24] } },
  ]);
});

describe('graphs without meaning: one sentence', () => {
  const li = node('LI', { tau: list(0.01, 0.01), r: list(1, 1), v_leak: list(0, 0) });
  const weight = node('Linear', { weight: matrix(2, 1, 2, 3, 4) });
  it.each([
    ['an unknown node', graph({ input, x: node('Hologram') }, [['input', 'x']]), /"x" is a Hologram/],
    [
      'an edge to nowhere',
      graph({ input, cells: lif(1, 1) }, [['input', 'cell']]),
      /names "cell".*input, cells/,
    ],
    [
      'a loop without neurons',
      graph({ input, a: weight, b: weight }, [
        ['input', 'a'],
        ['a', 'b'],
        ['b', 'a'],
      ]),
      /loop without neurons/,
    ],
    [
      'sizes that differ',
      graph({ input, cells: lif(1, 1, 1) }, [['input', 'cells']]),
      /gives out 2 values, but "cells" takes 3/,
    ],
    [
      'a missing parameter',
      graph({ input, cells: node('LIF', { tau: list(1, 1) }) }, [['input', 'cells']]),
      /no numbers "r"/,
    ],
    [
      'infinite numbers',
      graph({ input, cells: lif(1, Number.POSITIVE_INFINITY) }, [['input', 'cells']]),
      /not a finite number/,
    ],
    [
      'potentials passed on',
      graph({ input, li, weight, cells: lif(1, 1) }, [
        ['input', 'li'],
        ['li', 'weight'],
        ['weight', 'cells'],
      ]),
      /only spikes/,
    ],
    ['a size from nowhere', graph({ input, x: node('Flatten') }, []), /cannot be told/],
    ['absurd sizes', graph({ input: node('Input', { shape: list(1e9, 1e9) }) }, []), /cannot be simulated/],
    [
      'no time constant',
      graph({ input, cells: node('LIF', { ...Object.fromEntries(lif(1, 1).parameters), tau: list(0, 0) }) }, [
        ['input', 'cells'],
      ]),
      /0/,
    ],
  ])('%s', (_, file, sentence) => {
    const attempt = () => compileNetwork(readNetwork(networkOfNir(file)), { seed: 1 });
    expect(attempt).toThrow(sentence);
    if (_ !== 'no time constant') expect(attempt).toThrow(NirError);
  });
});
