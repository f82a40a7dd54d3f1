/** One synapse under a rule: given spikes in, the course of its traces and variables out. */

import { math } from '../../language/math.ts';
import type { Counts } from './counts.ts';
import { allToAll, LearningEngine } from './engine.ts';
import type { RuleFile } from './read.ts';
import type { Rounding } from './rounding.ts';
import { type TraceName, traceNames, type Variable, variables } from './rule.ts';
import { courseAt } from './settings.ts';

/** Steps of spikes, counted from 1, in order. */
export interface Spikes {
  readonly pre: readonly number[];
  /** One a pre-synaptic spike, where spikes are graded. */
  readonly payloads?: readonly number[];
  readonly post: readonly number[];
}

/** Values after each step: member `k` of each list belongs to step `k + 1`. */
export interface Recording extends Readonly<Record<TraceName | Variable, readonly number[]>> {
  readonly counts: Counts;
}

/** Runs a rule on one synapse for a number of steps. `rounding` as in `LearningEngine`. */
export function runRule(
  file: RuleFile,
  spikes: Spikes,
  steps: number,
  rounding: Rounding | 'real',
): Recording {
  const { rule, settings, initial, courses } = file;
  const third = Object.keys(courses).length > 0;
  const engine = new LearningEngine(rule, settings, allToAll(1, 1), { rounding, third });
  engine.setWeights([initial.w]);
  engine.state.d[0] = initial.d;
  engine.state.t[0] = initial.t;
  traceNames.forEach((name, k) => void engine.traces[k]?.values.fill(initial[name]));
  const recorded = [...traceNames, ...variables].map((name) => [name, [] as number[]] as const);
  const lists = Object.fromEntries(recorded) as Record<TraceName | Variable, number[]>;
  const pre = new Map(spikes.pre.map((step, k) => [step, spikes.payloads?.[k] ?? 1]));
  const post = new Set(spikes.post);
  const neuron = new NeuronTraces(file, rounding === 'real');
  for (let step = 1; step <= steps; step++) {
    const payload = pre.get(step);
    engine.step({
      pre: payload === undefined ? [] : [0],
      payload: [payload ?? 0],
      post: post.has(step) ? [0] : [],
      ...(third ? { third: neuron.step(step, post.has(step - 1)) } : {}),
    });
    traceNames.forEach((name, k) => void lists[name].push(engine.traces[k]?.values[0] as number));
    for (const name of variables) lists[name].push(engine.state[name][0] as number);
  }
  return { ...lists, counts: engine.counts };
}

/**
 * What the post-synaptic neuron itself keeps in a rule of three factors: a trace with a course follows it; another decays
 * and takes its impulse a step after the spike, rounded down, as the neuron of Lava's R-STDP test does.
 */
class NeuronTraces {
  private readonly values = { y1: 0, y2: 0, y3: 0 };

  constructor(
    private readonly file: RuleFile,
    private readonly real: boolean,
  ) {
    for (const name of ['y1', 'y2', 'y3'] as const) this.values[name] = file.initial[name];
  }

  step(step: number, spiked: boolean) {
    const { courses, settings } = this.file;
    const next = (name: 'y1' | 'y2' | 'y3'): [number] => {
      const course = courses[name];
      const { impulse, tau } = settings.traces[name];
      const kept = tau === 0 ? 0 : this.values[name] * math.exp(-1 / tau);
      const value = kept + (spiked ? impulse : 0);
      this.values[name] = course ? courseAt(course, step) : this.real ? value : Math.floor(value);
      return [this.values[name]];
    };
    return { y1: next('y1'), y2: next('y2'), y3: next('y3') };
  }
}
