import { describe, expect, test } from 'vitest';
import { lowerPopulation } from '../src/language/lower.ts';
import { check, runTrial } from '../src/language/trial.ts';
import { golden } from './files.ts';

interface Methods {
  readonly dt: number;
  readonly array: { readonly values: readonly number[]; readonly dt: number };
  readonly held_steps: readonly number[];
  readonly steps: readonly {
    readonly equations: string;
    readonly method: string;
    readonly values: Readonly<Record<string, number>>;
    readonly final: Readonly<Record<string, number>>;
  }[];
  readonly choices: readonly {
    readonly name: string;
    readonly equations: string;
    readonly method: string;
  }[];
}

const { dt, array, held_steps, steps, choices } = golden<Methods>('methods');
const recorded = (_: string, time: number) =>
  array.values[Math.min(3, Math.floor(time / array.dt + 1e-6))] ?? 0;

describe('a method takes the steps that Brian2 writes down for it', () => {
  test.each(steps)('$method: $equations', ({ equations, method, values, final }) => {
    const { values: ours } = runTrial({
      equations,
      method,
      values,
      dt,
      steps: 8,
      array: recorded,
      // The numbers that methods.py puts in place of random ones.
      draw: (stream, step) => 2 * Math.sin(1 + 0.7 * step + (stream.endsWith('2') ? 3 : 0)),
      notRefractory: (step) => !held_steps.includes(step),
    });
    // Brian2 groups its sums otherwise: some roundings of 1e-16 in eight steps.
    for (const [name, value] of Object.entries(final))
      expect(Math.abs((ours.get(name) ?? Number.NaN) / value - 1)).toBeLessThan(2e-14);
  });
});

describe('without a method the choice is that of Brian2', () => {
  test.each(choices)('$method: $name', ({ equations, method }) => {
    const program = lowerPopulation(check({ equations, array: recorded }));
    expect(program.method?.name).toBe(method);
    expect(program.method?.automatic).toBe(true);
  });
});
