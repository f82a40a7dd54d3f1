import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { presets } from '../figure/bench/presets.ts';
import { runSetup } from '../figure/bench/setup.ts';
import { readArguments } from './arguments.ts';
import { learn } from './learn.ts';

const folder = mkdtempSync(join(tmpdir(), 'spikebook-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bench in the book', () => {
  const more = {
    name: 'payloads, a delay and three post-synaptic traces',
    setup: {
      rule: `dw = 2^-1*x1*y0 + 2^-4*y2*x2*y0 - 2^-2*y3*x0*sgn(w - 10)
dd = x0 - 2*y0*y1
graded = overflow
x1_tau = 12.5
x2_impulse = 3.75
x2_tau = 40
y1_impulse = 9.3
y1_tau = 5
y2_impulse = 20
y2_tau = 33
y3_impulse = 11.9
y3_tau = 8
t_epoch = 3
sign = excitatory
w = 31
weight_bits = 6
d = 9`,
      pre: '3:51, 9:255, 14, 31:120',
      post: '5, 10, 17, 33',
      steps: '50',
      seed: '77',
      rounding: 'stochastic' as const,
    },
  };

  it.each([...presets, more])('shows what the command computes: $name', ({ setup }) => {
    const outcome = runSetup(setup);
    const file = join(folder, 'rule.txt');
    writeFileSync(file, setup.rule);
    const spikes = ['--pre', setup.pre.replaceAll(' ', ''), '--post', setup.post.replaceAll(' ', '')];
    const words = ['learn', file, ...spikes, '--for', setup.steps, '--seed', setup.seed, '--json'];
    const told = JSON.parse(learn(readArguments(words)).text);
    for (const name of ['x1', 'x2', 'y1', 'y2', 'y3', 'w', 'd', 't'] as const)
      expect(outcome.chip[name], name).toEqual(told[name]);
    expect(outcome.chip.counts).toEqual(told.counts);
    expect(outcome.steps).toBe(told.steps);
    // A rule in which nothing happens would agree with anything.
    expect(new Set(outcome.chip.w).size).toBeGreaterThan(2);
  });
});
