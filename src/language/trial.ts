/** For tests: runs a population of one neuron, from its text to its values, with the interpreter. */
import { checkPopulation } from './check.ts';
import type { CheckedPopulation, NamedType } from './checked.ts';
import { compileNode, compileStatements, type Environment } from './interpret.ts';
import type { LinearSystem, Node } from './ir.ts';
import { lowerPopulation } from './lower.ts';
import type { PopulationProgram } from './model.ts';
import { propagator } from './propagator.ts';
import { evaluateQuantity } from './quantity.ts';

export interface Trial {
  readonly equations: string;
  readonly method?: string;
  readonly reset?: string;
  /** Constants of the namespace, and values of declared parameters and variables. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Seconds. */
  readonly dt: number;
  readonly steps: number;
  /** Standard normal numbers, by stream and step; absent: zero. */
  readonly draw?: (stream: string, step: number) => number;
  readonly array?: (name: string, time: number) => number;
  readonly notRefractory?: (step: number) => boolean;
}

export function check(trial: Pick<Trial, 'equations' | 'reset' | 'values' | 'array'>): CheckedPopulation {
  const constants = new Map<string, NamedType>();
  for (const [name, value] of Object.entries(trial.values ?? {}))
    constants.set(name, evaluateQuantity(String(value), 'value'));
  const dimension = evaluateQuantity('1', 'value').dimension;
  return checkPopulation({
    source: 'populations.P',
    equations: trial.equations,
    reset: trial.reset,
    constants,
    arrays: new Map([['I', { dimension, columns: 1 }]]),
  });
}

/** The final values by name, and how they came about. */
export function runTrial(trial: Trial): { values: Map<string, number>; program: PopulationProgram } {
  const program = lowerPopulation(check(trial), trial.method);
  const values = new Map<string, number>();
  for (const name of program.model.variables.keys()) values.set(name, 0);
  for (const [name, value] of Object.entries(trial.values ?? {}))
    values.set(name, evaluateQuantity(String(value), 'value').value);
  const now = { step: 0 };
  const environment = trialEnvironment(trial, values, now);
  const update = compileStatements(program.update, environment);
  for (; now.step < trial.steps; now.step++) update();
  return { values, program };
}

function trialEnvironment(
  trial: Pick<Trial, 'dt' | 'draw' | 'array' | 'notRefractory'>,
  values: Map<string, number>,
  now: { readonly step: number },
): Environment {
  const environment: Environment = {
    read:
      ({ name }) =>
      () =>
        values.get(name) ?? Number.NaN,
    write:
      ({ name }) =>
      (value) =>
        void values.set(name, value),
    builtin: (name) => {
      if (name === 't') return () => now.step * trial.dt;
      if (name === 'dt') return () => trial.dt;
      if (name === 'not_refractory') return () => (trial.notRefractory?.(now.step) === false ? 0 : 1);
      return () => 0;
    },
    draw:
      ({ stream }: Node & { kind: 'draw' }) =>
      () =>
        trial.draw?.(stream, now.step) ?? 0,
    array: (name) => (time) => trial.array?.(name, time) ?? 0,
    propagator: (system: LinearSystem, part, row, column) => {
      const n = system.variables.length;
      const entries = system.matrix.flat().map((entry) => compileNode(entry, environment));
      return () => {
        const matrix = Float64Array.from(entries, (entry) => entry());
        return propagator(matrix, n, trial.dt)[part][row * n + column] ?? Number.NaN;
      };
    },
  };
  return environment;
}
