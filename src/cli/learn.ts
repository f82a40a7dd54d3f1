import type { Counts } from '../chip/learning/counts.ts';
import { readDraws } from '../chip/learning/draws.ts';
import { type RuleFile, readRuleFile } from '../chip/learning/read.ts';
import { deadTraces, narrowProducts, shownNames } from '../chip/learning/remarks.ts';
import { type Draws, LavaRounding, OwnRounding } from '../chip/learning/rounding.ts';
import { readsOf, variables } from '../chip/learning/rule.ts';
import { type Recording, runRule, type Spikes } from '../chip/learning/run.ts';
import { ruleText } from '../chip/learning/text.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './fail.ts';
import { named, readText } from './files.ts';
import { readSpikeSteps } from './spike-steps.ts';

/** `spikebook learn`: one synapse under a rule of the learning engine, as text (remarks included) or JSON. Throws `UsageError` and `LanguageError`. */
export function learn(args: Arguments): { readonly text: string; readonly remarks: readonly string[] } {
  const { subject, seed, json } = args;
  if (subject === undefined)
    throw new UsageError('Which rule? Give the name of a file with a line such as dw = 2^-2*x1*y0.');
  const file = readRuleFile(readText(subject), subject);
  const graded = file.settings.graded !== 'impulse';
  const pre = readSpikeSteps('--pre', args.pre, graded);
  const post = readSpikeSteps('--post', args.post, false);
  const spikes: Spikes = { pre: pre.steps, post: post.steps, ...(graded ? { payloads: pre.payloads } : {}) };
  const steps = args.steps ?? lastEpoch(spikes, file.settings.epoch);
  const recording =
    args.draws === undefined
      ? runRule(file, spikes, steps, new OwnRounding(seed))
      : withDraws(args.draws, (draws) => runRule(file, spikes, steps, new LavaRounding(draws)));
  const remarks = [...lateSpikes(spikes, steps), ...deadTraces(file, spikes, '--pre 3:51')];
  if (!json) return { text: reportRun(subject, file, spikes, steps, recording, args, remarks), remarks };
  const { counts, ...courses } = recording;
  const result = {
    rule: ruleText(file.rule),
    reads: readsOf(file.rule),
    settings: file.settings,
    steps,
    ...(args.draws === undefined ? { seed } : { draws: args.draws }),
    spikes,
    ...courses,
    counts,
  };
  return { text: `${JSON.stringify(result)}\n`, remarks };
}

/** Complaints about the draws, also about too few, name their file. */
function withDraws<T>(path: string, use: (draws: Draws) => T): T {
  const text = readText(path);
  try {
    return use(readDraws(text));
  } catch (error) {
    throw named('draws', path, error);
  }
}

/** Steps up to the end of the epoch with the last spike. */
function lastEpoch({ pre, post }: Spikes, epoch: number): number {
  return Math.max(1, Math.ceil(Math.max(0, ...pre.slice(-1), ...post.slice(-1)) / epoch)) * epoch;
}

/** Spikes that the run is too short for. */
function lateSpikes({ pre, post }: Spikes, steps: number): string[] {
  const late = [...pre, ...post].filter((step) => step > steps).length;
  return late === 0
    ? []
    : [
        `${late} spike${late === 1 ? ' comes' : 's come'} after the last step, ${steps}: --for makes the run longer`,
      ];
}

/** For people: the rule, the steps at which something happened, what came of it. */
function reportRun(
  title: string,
  file: RuleFile,
  spikes: Spikes,
  steps: number,
  recording: Recording,
  { seed, draws }: Arguments,
  remarks: readonly string[],
): string {
  const { rule, settings } = file;
  const changing = variables.filter((name) => rule.products[name].length > 0);
  const shown = shownNames(rule);
  const fired = { pre: new Set(spikes.pre), post: new Set(spikes.post) };
  const rows = Array.from({ length: steps }, (_, k) => k + 1).filter(
    (step) =>
      fired.pre.has(step) ||
      fired.post.has(step) ||
      changing.some((name) => step > 1 && recording[name][step - 1] !== recording[name][step - 2]),
  );
  const cell = (words: string | number | undefined) => String(words ?? '').padStart(6);
  const { counts } = recording;
  return [
    `${title}: ${steps} step${steps === 1 ? '' : 's'} in epochs of ${settings.epoch}, ${draws ? `draws of ${draws}` : `seed ${seed}`}`,
    ...ruleText(rule).map((line) => `  ${line}`),
    ...narrowProducts(rule).map((remark) => `  ${remark}`),
    ...remarks.map((remark) => `  ${remark}`),
    `  ${[cell('step'), cell('spike'), ...shown.map(cell)].join('')}`,
    ...rows.map((step) => {
      const spike = `${fired.pre.has(step) ? 'x' : ''}${fired.post.has(step) ? 'y' : ''}`;
      return `  ${[cell(step), cell(spike), ...shown.map((name) => cell(recording[name][step - 1]))].join('')}`;
    }),
    ...describeCounts(counts),
    '',
  ].join('\n');
}

/** What the engine did, line by line, with the words that a reader needs for it. */
function describeCounts({ evaluated, skipped, writes, changes, decays, impulses, draws }: Counts): string[] {
  return [
    '',
    '  what the engine did:',
    `    products evaluated: ${evaluated}, each in an epoch in which its event came (a spike, x0 or y0, or the clock, u)`,
    `    products skipped: ${skipped}, each in an epoch without its event, which an event-driven engine saves`,
    `    values written back after that (weight, delay or tag): ${writes}; ${changes} of these writes changed the value`,
    `    traces: advanced ${decays} times by a step, raised ${impulses} times by a spike`,
    `    random numbers drawn to round: ${draws}`,
  ];
}
