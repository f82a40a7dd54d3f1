import type { Figure } from './figure.ts';
import { goalReached } from './goals.ts';
import type { Attempt, Say } from './problems.ts';
import { completeValues, inRange, type ParameterValues, seconds } from './quantities.ts';
import { liveTargets } from './resolve.ts';

/** Names that stand in links and on the command line. */
const wellFormed = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

/** Presets: names that can be typed, each once, with values that the table has. */
export function checkPresets(figure: Figure, say: Say): void {
  checkNames('presets', figure.presets ?? [], say);
  for (const { name, title, values } of figure.presets ?? []) {
    say(`presets.${name}`, title.trim() === '', 'it has no title.');
    checkValues(figure, `presets.${name}`, values, say);
  }
}

/**
 * Goals: names, bounds that fit what they bound, and solutions whose later changes the running network takes. That the
 * solution reaches the goal is for a run to show.
 */
export function checkGoals(figure: Figure, say: Say, attempt: Attempt): void {
  const { goals = [], duration } = figure;
  checkNames('goals', goals, say);
  for (const goal of goals) {
    const place = `goals.${goal.name}`;
    for (const text of ['task', 'hint', 'answer'] as const)
      say(
        place,
        goal[text].trim() === '' || goal[text].split('$').length % 2 === 0,
        `its ${text} is not whole.`,
      );
    say(place, goal.when.length === 0, 'it has no condition.');
    for (const { of, atLeast, atMost, untouched } of goal.when) {
      const bounded = atLeast !== undefined || atMost !== undefined;
      say(place, untouched ? bounded : !bounded, `${of} needs bounds or \`untouched\`, and not both.`);
      say(
        place,
        typeof atLeast === 'number' && typeof atMost === 'number' && atLeast > atMost,
        `nothing lies between the bounds of ${of}.`,
      );
    }
    attempt(place, () => void goalReached(figure, goal, {}, {}));
    attempt(`${place}.within`, () => void seconds(goal.within ?? duration, 'within'));
    checkSolution(figure, place, goal.solution, say, attempt);
  }
}

function checkSolution(
  figure: Figure,
  place: string,
  solution: readonly { readonly at?: string; readonly values: ParameterValues }[],
  say: Say,
  attempt: Attempt,
): void {
  say(place, solution.length === 0, 'it has no solution.');
  let last = -1;
  let present: ParameterValues = completeValues(figure, {});
  for (const { at, values } of solution) {
    checkValues(figure, place, values, say);
    attempt(place, () => {
      const time = seconds(at ?? '0*ms', 'at');
      say(place, time <= last, 'its solution is not in the order of time.');
      const after = { ...present, ...values };
      const change = time > 0 ? liveTargets(figure, present, after) : undefined;
      if (change?.kind === 'rebuild')
        say(place, true, `its solution changes ${change.path} in the middle of the run, which it cannot.`);
      last = time;
      present = after;
    });
  }
}

function checkNames(place: string, named: readonly { readonly name: string }[], say: Say): void {
  const names = new Set<string>();
  for (const { name } of named) {
    say(`${place}.${name}`, !wellFormed.test(name), 'a name has letters, digits and single hyphens.');
    say(`${place}.${name}`, names.has(name), 'the name is taken twice.');
    names.add(name);
  }
}

function checkValues(figure: Figure, place: string, values: ParameterValues, say: Say): void {
  for (const [name, value] of Object.entries(values)) {
    const parameter = figure.parameters.find((candidate) => candidate.name === name);
    say(place, !parameter, `no parameter ${name}.`);
    if (parameter) say(place, !inRange(parameter, value), `${name} = ${value} is outside its range.`);
  }
}
