import { describe, expect, it } from 'vitest';
import type { Figure, Goal } from '../src/experiment/figure.ts';
import { goalReached } from '../src/experiment/goals.ts';
import { figureId } from '../src/experiment/id.ts';
import { beginLog, ownBackend } from '../src/experiment/log.ts';
import { Measures } from '../src/experiment/measures.ts';
import { completeValues, type ParameterValues, seconds } from '../src/experiment/quantities.ts';
import { resolveNetwork } from '../src/experiment/resolve.ts';
import { Runner } from '../src/experiment/runner.ts';
import { simulate } from '../src/experiment/simulate.ts';
import { validateFigure } from '../src/experiment/validate.ts';
import { learns, readWeights } from '../src/experiment/weights.ts';
import { compileNetwork } from '../src/network/compile.ts';
import { allNeeds } from '../src/network/needs.ts';
import { readNetwork } from '../src/network/read.ts';

/** Every figure of the book: its declaration is sound, and its goals are tasks that can be done and are not done yet. */
const figures = Object.entries(
  import.meta.glob<Figure>('./*/*.figure.ts', { eager: true, import: 'figure' }),
).map(([path, figure]) => ({ id: figureId(path), figure }));

it.each(figures)('$id is soundly declared', ({ figure }) => {
  expect(validateFigure(figure)).toEqual([]);
});

const withGoals = figures.filter(({ figure }) => figure.goals);
describe.each(withGoals)('$id', ({ figure }) => {
  const { goals = [], duration } = figure;

  it('has no goal that the defaults reach', async () => {
    const reached = new Set<string>();
    await run(figure, [{ values: {} }], seconds(duration, 'duration'), (values, measures) => {
      for (const goal of goals) if (goalReached(figure, goal, values, measures)) reached.add(goal.name);
      return false;
    });
    expect([...reached]).toEqual([]);
  });

  it.each(goals)('$name is reached by its solution', async (goal) => {
    const within = seconds(goal.within ?? duration, 'within');
    let last = {};
    const reached = await run(figure, goal.solution, within, (values, measures) => {
      last = measures;
      return goalReached(figure, goal, values, measures);
    });
    expect(reached, `measured at the end: ${JSON.stringify(last)}`).toBe(true);
  });
});

/**
 * Runs the figure, sets the solution's values in time through the log and asks as often as the reader's page does, until
 * `within` seconds after the last change. Returns whether `done` said so.
 */
async function run(
  figure: Figure,
  solution: Goal['solution'],
  within: number,
  done: (values: ParameterValues, measures: Readonly<Record<string, number>>) => boolean,
): Promise<boolean> {
  const changes = solution.map(({ at, values }) => ({ at: seconds(at ?? '0*ms', 'at'), values }));
  const first = changes[0]?.at === 0 ? changes.shift() : undefined;
  const values = completeValues(figure, first?.values ?? {});
  const compiled = compileNetwork(readNetwork(resolveNetwork(figure, values)), { seed: 1, unused: 'ignore' });
  const { precision = 'f32', relaxed = false } = figure;
  const { chip } = figure;
  const simulation = await simulate(compiled, { backend: ownBackend(figure), precision, relaxed, chip });
  const log = beginLog({ figure: figure.title, seed: 1, edits: {}, values, backend: 'cpu' });
  const runner = new Runner(figure, compiled, simulation, log);
  const measures = new Measures(figure, { ...compiled, needs: allNeeds(compiled) }, 0, () => runner.values);
  measures.weigh(readWeights(compiled, simulation));
  const { dt } = compiled;
  const learning = learns(compiled);
  const end = Math.round(((changes.at(-1)?.at ?? 0) + within) / dt);
  const every = Math.max(1, Math.round(Math.max(0.02, figure.speed / 60) / dt));
  let reached = false;
  while (runner.step < end && !reached) {
    const change = Math.round((changes[0]?.at ?? Number.POSITIVE_INFINITY) / dt);
    runner.advance(Math.min(every, end - runner.step, change - runner.step));
    measures.add(runner.drain());
    if (runner.step === change) {
      expect(runner.set(changes.shift()?.values ?? {})).not.toBe('rebuild');
      measures.changed();
      measures.weigh(readWeights(compiled, simulation));
    }
    if (learning) measures.weigh(readWeights(compiled, simulation));
    reached = done(runner.values, measures.values);
  }
  runner.dispose();
  return reached;
}
