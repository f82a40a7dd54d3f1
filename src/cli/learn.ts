import { readFileSync } from 'node:fs';
import { readDraws } from '../chip/learning/draws.ts';
import { type RuleFile, readRuleFile } from '../chip/learning/read.ts';
import { LavaRounding, OwnRounding } from '../chip/learning/rounding.ts';
import { lostBits, readsOf, traceNames, variables } from '../chip/learning/rule.ts';
import { type Recording, runRule, type Spikes } from '../chip/learning/run.ts';
import { productText, ruleText } from '../chip/learning/text.ts';
import { type Arguments, STEP_LIMIT } from './arguments.ts';
import { fileReason, UsageError } from './fail.ts';

/** `spikebook learn`: one synapse under a rule of the learning engine, as text or JSON. Throws `UsageError` and `LanguageError`. */
export function learn(args: Arguments): string {
  const { subject, seed, json } = args;
  if (subject === undefined)
    throw new UsageError('Which rule? Give the name of a file with a line such as dw = 2^-2*x1*y0.');
  const file = readRuleFile(readText(subject), subject);
  const graded = file.settings.graded !== 'impulse';
  const pre = readSpikes('--pre', args.pre, graded);
  const post = readSpikes('--post', args.post, false);
  const spikes: Spikes = { pre: pre.steps, post: post.steps, ...(graded ? { payloads: pre.payloads } : {}) };
  const steps = args.steps ?? lastEpoch(spikes, file.settings.epoch);
  const rounding =
    args.draws === undefined ? new OwnRounding(seed) : new LavaRounding(readDraws(readText(args.draws)));
  const recording = runRule(file, spikes, steps, rounding);
  if (!json) return reportRun(subject, file, spikes, steps, recording, args);
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
  return `${JSON.stringify(result)}\n`;
}

/** Steps up to the end of the epoch with the last spike. */
function lastEpoch({ pre, post }: Spikes, epoch: number): number {
  return Math.max(1, Math.ceil(Math.max(0, ...pre.slice(-1), ...post.slice(-1)) / epoch)) * epoch;
}

/** `3,7,12`, or a file with such numbers; `3:51` is a spike at step 3 with a payload of 51. */
function readSpikes(flag: string, given: string | undefined, graded: boolean) {
  if (given === undefined)
    throw new UsageError(
      `learn needs ${flag} with the steps of the spikes, such as ${flag} 3,7,12, or the name of a file.`,
    );
  const isList = /^[\d\s,:]*$/.test(given);
  const words = (
    isList ? given : readText(given, `${flag} takes steps such as 3,7,12, or the name of a file`)
  )
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const spikes = words.map((word) => /^(\d+)(?::(\d+))?$/.exec(word));
  const bad = spikes.findIndex(
    (spike) => !spike || Number(spike[1]) < 1 || Number(spike[1]) > STEP_LIMIT || Number(spike[2] ?? 1) > 255,
  );
  if (bad >= 0)
    throw new UsageError(
      `${flag} takes steps from 1 to ${STEP_LIMIT}, such as 3,7,12; "${words[bad]}" is none.`,
    );
  if (!graded && spikes.some((spike) => spike?.[2] !== undefined))
    throw new UsageError(
      `${flag} has spikes with payloads: only pre-synaptic ones may, and the rule then sets graded.`,
    );
  const steps = spikes.map((spike) => Number(spike?.[1]));
  const late = steps.findIndex((step, k) => k > 0 && step <= (steps[k - 1] as number));
  if (late > 0)
    throw new UsageError(
      `${flag} takes steps in order, each once; ${steps[late]} comes after ${steps[late - 1]}.`,
    );
  return { steps, payloads: spikes.map((spike) => Number(spike?.[2] ?? 1)) };
}

function readText(name: string, expected?: string): string {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    const reason = `"${name}" cannot be read: ${fileReason(error)}.`;
    throw new UsageError(expected === undefined ? reason : `${expected}; ${reason}`);
  }
}

/** For people: the rule, the steps at which something happened, what came of it. */
function reportRun(
  title: string,
  { rule, settings }: RuleFile,
  spikes: Spikes,
  steps: number,
  recording: Recording,
  { seed, draws }: Arguments,
): string {
  const { pre, post, synapse } = readsOf(rule);
  const changing = variables.filter((name) => rule.products[name].length > 0);
  const shown = [
    ...traceNames.filter((name) => pre.includes(name) || post.includes(name)),
    ...variables.filter((name) => changing.includes(name) || synapse.includes(name)),
  ];
  const fires = (list: readonly number[], step: number) => list.includes(step);
  const rows = Array.from({ length: steps }, (_, k) => k + 1).filter(
    (step) =>
      fires(spikes.pre, step) ||
      fires(spikes.post, step) ||
      changing.some((name) => step > 1 && recording[name][step - 1] !== recording[name][step - 2]),
  );
  const cell = (words: string | number | undefined) => String(words ?? '').padStart(6);
  const narrow = changing.flatMap((name) => rule.products[name]).filter((product) => lostBits(product) > 0);
  const { counts } = recording;
  return [
    `${title}: ${steps} steps in epochs of ${settings.epoch}, ${draws ? `draws of ${draws}` : `seed ${seed}`}`,
    ...ruleText(rule).map((line) => `  ${line}`),
    ...narrow.map((product) => {
      const bits = lostBits(product);
      return `  ${productText(product, rule)} loses ${bits} bits: it is worth 1/${2 ** bits} of what is written`;
    }),
    `  ${[cell('step'), cell('spike'), ...shown.map(cell)].join('')}`,
    ...rows.map((step) => {
      const spike = `${fires(spikes.pre, step) ? 'x' : ''}${fires(spikes.post, step) ? 'y' : ''}`;
      return `  ${[cell(step), cell(spike), ...shown.map((name) => cell(recording[name][step - 1]))].join('')}`;
    }),
    `  ${counts.evaluated} products evaluated, ${counts.skipped} stood still; ${counts.writes} values written, ` +
      `${counts.changes} of them new; ${counts.decays} decays and ${counts.impulses} impulses of traces; ${counts.draws} random numbers`,
    '',
  ].join('\n');
}
