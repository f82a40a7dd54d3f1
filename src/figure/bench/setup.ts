import type { RuleFile } from '../../chip/learning/read.ts';
import { readRuleFile } from '../../chip/learning/read.ts';
import { deadTraces, narrowProducts, shownNames } from '../../chip/learning/remarks.ts';
import { NearestRounding, OwnRounding } from '../../chip/learning/rounding.ts';
import { lostBits, type TraceName, type Variable, variables } from '../../chip/learning/rule.ts';
import { type Recording, runRule, type Spikes } from '../../chip/learning/run.ts';
import { readSpikeText } from '../../chip/learning/spike-text.ts';
import { continuousTwin, type Twin, TwinError } from '../../chip/learning/twin.ts';
import { type Diagnostic, LanguageError, locate } from '../../language/diagnostic.ts';

/** What the reader has typed and chosen. */
export interface Setup {
  /** A rule file, as `docs/learning-rules.md` has it. */
  readonly rule: string;
  /** Steps of spikes. */
  readonly pre: string;
  readonly post: string;
  readonly steps: string;
  readonly seed: string;
  readonly rounding: RoundingName;
}

export const roundingNames = ['stochastic', 'nearest'] as const;
export type RoundingName = (typeof roundingNames)[number];

/** So many steps take a few milliseconds, and ten times that on their first run: the page does not wait for them. */
export const STEP_LIMIT = 1000;

export type Name = TraceName | Variable;

/** How far the integers are from the real numbers. */
export interface Distance {
  readonly name: Name;
  /** After the last step. */
  readonly chip: number;
  readonly real: number;
  /** The largest after any step. */
  readonly largest: number;
}

export interface Outcome {
  readonly file: RuleFile;
  readonly spikes: Spikes;
  readonly steps: number;
  /** Traces and variables that the rule is about, in the order in which they are shown. */
  readonly shown: readonly Name[];
  /** As the engine computes them, in integers. */
  readonly chip: Recording;
  /** The same rule in real numbers. */
  readonly real: Recording;
  /** The rule as equations, or why it has none. */
  readonly twin: Twin | string;
  readonly distances: readonly Distance[];
  readonly remarks: readonly string[];
}

/** Runs what the reader typed. Throws `LanguageError` with every complaint; its source is the name of the field. */
export function runSetup(setup: Setup): Outcome {
  const complaints: Diagnostic[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof LanguageError)) throw error;
      complaints.push(...error.diagnostics);
      return undefined;
    }
  };
  const file = attempt(() => readRuleFile(setup.rule, 'rule'));
  // Where the rule cannot be read nobody knows whether payloads are allowed: they are not complained of.
  const graded = file === undefined || file.settings.graded !== 'impulse';
  const pre = attempt(() => readSpikeText(setup.pre, 'pre', graded, STEP_LIMIT));
  const post = attempt(() => readSpikeText(setup.post, 'post', false, STEP_LIMIT));
  const steps = attempt(() => wholeNumber(setup.steps, 'steps', 1, STEP_LIMIT));
  const seed = attempt(() => wholeNumber(setup.seed, 'seed', 0, 2 ** 32 - 1));
  if (!file || !pre || !post || steps === undefined || seed === undefined)
    throw new LanguageError(complaints);
  const spikes: Spikes = {
    pre: pre.steps,
    post: post.steps,
    ...(file.settings.graded === 'impulse' ? {} : { payloads: pre.payloads }),
  };
  const chip = runRule(
    file,
    spikes,
    steps,
    setup.rounding === 'nearest' ? new NearestRounding() : new OwnRounding(seed),
  );
  const same = worth(file);
  const twin = twinOf(same);
  // Where the rule is an equation nothing waits for the end of an epoch.
  const real = runRule(typeof twin === 'string' ? same : withoutEpochs(same), spikes, steps, 'real');
  const shown = shownNames(file.rule);
  const distances = shown.map((name): Distance => {
    const apart = chip[name].map((value, k) => Math.abs(value - (real[name][k] as number)));
    return {
      name,
      chip: chip[name].at(-1) as number,
      real: real[name].at(-1) as number,
      largest: Math.max(...apart),
    };
  });
  return {
    file,
    spikes,
    steps,
    shown,
    chip,
    real,
    twin,
    distances,
    remarks: [...lateSpikes(spikes, steps), ...narrow(file), ...deadTraces(file, spikes, '3:51')],
  };
}

/**
 * The rule with every scale as the engine counts it: a product that is shifted right on its way is worth less than is written,
 * and real numbers that did not know it would only show that.
 */
function worth(file: RuleFile): RuleFile {
  const products = Object.fromEntries(
    variables.map((name) => [
      name,
      file.rule.products[name].map((product) => ({
        ...product,
        exponent: product.exponent - lostBits(product),
      })),
    ]),
  ) as unknown as RuleFile['rule']['products'];
  return { ...file, rule: { ...file.rule, products } };
}

function withoutEpochs(file: RuleFile): RuleFile {
  return { ...file, settings: { ...file.settings, epoch: 1 } };
}

function twinOf(file: RuleFile): Twin | string {
  try {
    return continuousTwin(file, 'ms');
  } catch (error) {
    if (error instanceof TwinError) return error.message;
    throw error;
  }
}

function lateSpikes({ pre, post }: Spikes, steps: number): string[] {
  const late = [...pre, ...post].filter((step) => step > steps).length;
  return late === 0 ? [] : [`${late} spike${late === 1 ? ' comes' : 's come'} after the last step, ${steps}`];
}

function narrow({ rule }: RuleFile): string[] {
  const found = narrowProducts(rule);
  return found.map((remark) => `${remark}; the grey curve counts it so too`);
}

function wholeNumber(text: string, source: string, least: number, largest: number): number {
  const value = Number(text);
  if (/^\s*\d+\s*$/.test(text) && value >= least && value <= largest) return value;
  const expected = `A whole number from ${least} to ${largest} is expected`;
  const found = text.trim() === '' ? 'nothing' : `\`${text.trim()}\``;
  throw new LanguageError([
    locate(text, source, { start: 0, end: text.length }, `${expected}, not ${found}.`),
  ]);
}
