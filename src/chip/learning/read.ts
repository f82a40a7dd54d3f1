/** Reads a rule file: rules, and the settings that they need, as `docs/learning-rules.md` describes them. */
import type { Report } from '../../language/report.ts';
import { parseRule } from './parse.ts';
import { type Rule, type TraceName, traceNames, type Variable, variables } from './rule.ts';
import {
  type Course,
  type GradedMode,
  gradedModes,
  type Initial,
  plainSettings,
  type Settings,
  type SignMode,
  signModes,
} from './settings.ts';
import { LARGEST_TRACE } from './widths.ts';

export interface RuleFile {
  readonly rule: Rule;
  readonly settings: Settings;
  readonly initial: Initial;
  /** Post-synaptic traces that come from outside; where there is one, all three are the neuron's (`neuron.ts`). */
  readonly courses: Readonly<Partial<Record<TraceName, Course>>>;
}

const postTraces = ['y1', 'y2', 'y3'] as const;
const courseNames = postTraces.map((name) => `${name}_course`);
const numbers: Readonly<
  Record<string, readonly [least: number, largest: number, whole: boolean, what: string]>
> = {
  t_epoch: [1, 63, true, 'steps'],
  weight_bits: [1, 8, true, 'bits'],
  ...Object.fromEntries(
    traceNames.flatMap((name) => [
      [`${name}_impulse`, [0, LARGEST_TRACE, false, 'impulse']],
      [`${name}_tau`, [0, 65535, false, 'steps']],
      [name, [0, LARGEST_TRACE, true, 'trace']],
    ]),
  ),
  w: [-256, 255, true, 'weight'],
  d: [0, 255, true, 'delay'],
  t: [-256, 255, true, 'tag'],
};
const words = { sign: signModes, graded: gradedModes } as const;
const names = [...Object.keys(numbers), ...Object.keys(words), ...courseNames];

/** Throws `LanguageError` with every complaint at its place. */
export function readRuleFile(text: string, source: string): RuleFile {
  const given = new Map<string, number>();
  const chosen = new Map<string, string>();
  const courses: Partial<Record<TraceName, Course>> = {};
  const rule = parseRule(text, source, names, (report, name, start, end) => {
    const value = new Value(report, name, start, end);
    const trace = postTraces.find((post) => name === `${post}_course`);
    if (trace) courses[trace] = value.course();
    else if (name === 'sign' || name === 'graded') chosen.set(name, value.choice(words[name]));
    else given.set(name, value.number());
  });
  const number = (name: string, otherwise: number) => given.get(name) ?? otherwise;
  const traces = { ...plainSettings.traces };
  for (const name of traceNames)
    traces[name] = { impulse: number(`${name}_impulse`, 0), tau: number(`${name}_tau`, 0) };
  const initial = Object.fromEntries(
    [...variables, ...traceNames].map((name) => [name, number(name, 0)]),
  ) as Record<Variable | TraceName, number>;
  const settings: Settings = {
    traces,
    epoch: number('t_epoch', plainSettings.epoch),
    sign: (chosen.get('sign') ?? plainSettings.sign) as SignMode,
    weightBits: number('weight_bits', plainSettings.weightBits),
    graded: (chosen.get('graded') ?? plainSettings.graded) as GradedMode,
  };
  return { rule, settings, initial, courses };
}

/** The right-hand side of a setting. */
class Value {
  private readonly text: string;
  private readonly at: number;

  constructor(
    private readonly report: Report,
    private readonly name: string,
    start: number,
    end: number,
  ) {
    const bare = report.text.slice(start, end).replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
    this.text = bare.trim();
    this.at = start + (bare.length - bare.trimStart().length);
    if (this.text === '') this.at = start;
  }

  number(): number {
    const [least, largest, whole, what] = numbers[this.name] as (typeof numbers)[string];
    const value = this.text === '' ? Number.NaN : Number(this.text);
    if (value >= least && value <= largest && (!whole || Number.isInteger(value))) return value;
    this.complain(
      `\`${this.name}\` takes a ${whole ? 'whole ' : ''}number from ${least} to ${largest} (${what})`,
    );
    return least;
  }

  choice(choices: readonly string[]): string {
    if (!choices.includes(this.text)) this.complain(`\`${this.name}\` takes ${choices.join(', ')}`);
    return this.text;
  }

  /** `0, 12@34, 0@51`: a value, and the step from which it holds (1 where none is said). */
  course(): Course {
    const pieces = this.text.split(',').map((piece) => /^\s*(\d+)(?:\s*@\s*(\d+))?\s*$/.exec(piece));
    const course = pieces.map((piece) => ({ value: Number(piece?.[1]), from: Number(piece?.[2] ?? 1) }));
    const good = course.every(
      ({ value, from }, k) => value <= LARGEST_TRACE && from >= 1 && from > (course[k - 1]?.from ?? 0),
    );
    if (good) return course;
    this.complain(
      `\`${this.name}\` takes values from 0 to ${LARGEST_TRACE}, each with the step from which it holds, as in \`0, 12@34, 0@51\``,
    );
    return [];
  }

  private complain(expected: string): void {
    const span = { start: this.at, end: this.at + this.text.length };
    const found = this.text === '' ? 'nothing' : `\`${this.report.quote(span)}\``;
    this.report.add(span, `${expected}, not ${found}.`);
  }
}
