import { describe, expect, test } from 'vitest';
import { allToAll, LearningEngine } from '../src/chip/learning/engine.ts';
import { parseRule } from '../src/chip/learning/parse.ts';
import { type Draws, LavaRounding } from '../src/chip/learning/rounding.ts';
import { type TraceName, traceNames, variables } from '../src/chip/learning/rule.ts';
import { type GradedMode, plainSettings, type SignMode } from '../src/chip/learning/settings.ts';
import { golden } from './files.ts';

interface Case extends Record<TraceName | 'w' | 'd' | 't', readonly number[]> {
  readonly name: string;
  readonly rules: Readonly<Record<string, string>>;
  readonly traces: Readonly<Record<string, number>>;
  readonly epoch: number;
  readonly sign: SignMode;
  readonly graded: string;
  readonly third: boolean;
  readonly weights: readonly number[];
  readonly tags: readonly number[];
  readonly delays: readonly number[];
  /** Step by step, a number for each neuron: 0, or the spike's payload. */
  readonly pre: readonly number[];
  readonly post: readonly number[];
  readonly given: readonly number[];
}

const { draws, cases } = golden<{ draws: Draws; cases: readonly Case[] }>('lava-learning');

const PRE = 3;
const POST = 2;
const graded: Readonly<Record<string, GradedMode>> = {
  USE_REGULAR_IMPULSE: 'impulse',
  OVERWRITE: 'overwrite',
  ADD_WITH_SATURATION: 'saturate',
  ADD_WITHOUT_SATURATION: 'overflow',
};

/** Integers: not one may differ. */
describe('the engine does what Lava does, step by step and bit by bit', () => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const text = Object.entries(one.rules).map(([name, rule]) => `${name} = ${rule}`);
    const traces = { ...plainSettings.traces };
    for (const name of traceNames)
      traces[name] = { impulse: one.traces[`${name}_impulse`] ?? 0, tau: one.traces[`${name}_tau`] ?? 0 };
    const settings = {
      ...plainSettings,
      traces,
      epoch: one.epoch,
      sign: one.sign,
      graded: graded[one.graded] as GradedMode,
    };
    const engine = new LearningEngine(parseRule(text.join('\n'), 'rule'), settings, allToAll(PRE, POST), {
      rounding: new LavaRounding(draws),
      third: one.third,
    });
    engine.state.w.set(one.weights);
    engine.state.t.set(one.tags);
    engine.state.d.set(one.delays);
    const found: Record<TraceName | 'w' | 'd' | 't', number[]> = {
      ...{ x1: [], x2: [], y1: [], y2: [], y3: [] },
      ...{ w: [], d: [], t: [] },
    };
    for (let step = 0; step * PRE < one.pre.length; step++) {
      const row = (values: readonly number[], width: number) =>
        values.slice(step * width, (step + 1) * width);
      const fired = (values: readonly number[]) => values.flatMap((value, k) => (value > 0 ? [k] : []));
      const pre = row(one.pre, PRE);
      const given = row(one.given, 3 * POST);
      const third = { y1: given.slice(0, POST), y2: given.slice(POST, 2 * POST), y3: given.slice(2 * POST) };
      engine.step({
        pre: fired(pre),
        payload: pre.filter((value) => value > 0),
        post: fired(row(one.post, POST)),
        ...(one.third ? { third } : {}),
      });
      traceNames.forEach((name, k) => void found[name].push(...(engine.traces[k]?.values ?? [])));
      for (const name of variables)
        if (engine.time % one.epoch === 0 && `d${name}` in one.rules) found[name].push(...engine.state[name]);
    }
    for (const name of [...traceNames, ...variables]) expect(found[name], name).toEqual(one[name]);
  });
});
