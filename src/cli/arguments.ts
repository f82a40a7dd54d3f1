import type { Backend, Precision } from '../engine/simulation.ts';
import { SECOND, sameDimension } from '../language/dimension.ts';
import { evaluateQuantity } from '../language/quantity.ts';
import { advice } from './advice.ts';
import { quote, UsageError } from './fail.ts';

export interface Arguments {
  readonly command: string;
  /** A figure or a file. */
  readonly subject: string | undefined;
  /** A figure's named setting, over which `set` is laid. */
  readonly preset: string | undefined;
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly seed: number;
  /** Seconds. */
  readonly duration: number | undefined;
  /** Absent: the subject's own. */
  readonly backend: Exclude<Backend, 'gpu'> | undefined;
  readonly precision: Precision | undefined;
  readonly json: boolean;
  readonly out: string | undefined;
  readonly to: string | undefined;
  /** A chip, by name or file. */
  readonly arch: string | undefined;
  readonly place: 'naive' | 'optimised';
  /** At least so many of the chip's cores. */
  readonly cores: number | undefined;
  /** Of `learn`: spikes and random draws as given, and steps to run. */
  readonly pre: string | undefined;
  readonly post: string | undefined;
  readonly draws: string | undefined;
  readonly steps: number | undefined;
  /** A file of spikes for the network's inputs. */
  readonly input: string | undefined;
  /** How neurons of a NIR file are reset. */
  readonly reset: string | undefined;
  /** Whether a NIR file has `v_reset`. */
  readonly vReset: string | undefined;
  /** Write the part that a NIR file can hold. */
  readonly lossy: boolean;
}

/** Longest run of the learning engine, in steps. */
export const STEP_LIMIT = 1_000_000;

const commands = ['list', 'run', 'simulate', 'chip', 'export', 'learn', 'help', 'version'];
const flags = [
  '--preset',
  '--set',
  '--seed',
  '--for',
  '--backend',
  '--fixed-point',
  '--precision',
  '--json',
  '--out',
  '--to',
  '--arch',
  '--place',
  '--cores',
  '--pre',
  '--post',
  '--draws',
  '--input',
  '--reset',
  '--v-reset',
  '--lossy',
  '--help',
  '--version',
];
/** The options that each command knows. */
const accepts: Readonly<Record<string, readonly string[]>> = {
  list: ['--json'],
  run: [
    '--preset',
    '--set',
    '--seed',
    '--for',
    '--backend',
    '--fixed-point',
    '--precision',
    '--json',
    '--out',
  ],
  simulate: [
    '--set',
    '--seed',
    '--for',
    '--backend',
    '--fixed-point',
    '--precision',
    '--json',
    '--out',
    '--input',
    '--reset',
  ],
  chip: [
    '--input',
    '--reset',
    '--arch',
    '--place',
    '--cores',
    '--fixed-point',
    '--preset',
    '--set',
    '--seed',
    '--for',
    '--precision',
    '--json',
    '--out',
  ],
  learn: ['--pre', '--post', '--draws', '--for', '--seed', '--json', '--out'],
  export: ['--to', '--preset', '--set', '--seed', '--for', '--out', '--reset', '--v-reset', '--lossy'],
};
const bare = new Set(['--json', '--fixed-point', '--lossy', '--help', '--version']);
const helpShows = '"spikebook --help" shows the options';
const backends = ['cpu', 'reference', 'fixed-point'] as const;

/** Reads what stands after the program's name. Throws `UsageError`. */
export function readArguments(words: readonly string[]): Arguments {
  const positional: string[] = [];
  const given = new Map<string, string>();
  const set: [string, string][] = [];
  for (let k = 0; k < words.length; k++) {
    const word = words[k] as string;
    if (word === '-h') given.set('--help', '');
    else if (!word.startsWith('-') || word === '-') positional.push(word);
    else {
      const [flag, attached] = splitFlag(word);
      if (bare.has(flag)) {
        if (attached !== undefined) throw new UsageError(`${flag} takes no value.`);
        given.set(flag, '');
        continue;
      }
      const value = attached ?? words[++k];
      if (value === undefined || (attached === undefined && flags.includes(value)))
        throw new UsageError(`${flag} needs a value.`);
      if (flag !== '--set') given.set(flag, value);
      else {
        set.push(splitSetting(value));
        // `--set a=1 b=2` gives two values.
        while (/^[A-Za-z_][\w.]*=/.test(words[k + 1] ?? '')) set.push(splitSetting(words[++k] as string));
      }
    }
  }
  const [first, subject, ...rest] = positional;
  const command =
    given.has('--help') || (first === undefined && !given.has('--version'))
      ? 'help'
      : given.has('--version')
        ? 'version'
        : (first as string);
  if (!commands.includes(command))
    throw new UsageError(`There is no command ${quote(command)}${advice(command, commands)}`);
  const accepted = accepts[command];
  if (accepted) {
    const wrong = [...given.keys(), ...(set.length > 0 ? ['--set'] : [])].find(
      (flag) => !accepted.includes(flag),
    );
    if (wrong) throw new UsageError(`${command} takes no ${wrong}${advice(wrong, accepted, helpShows)}`);
  }
  if (command === 'list' && subject !== undefined)
    throw new UsageError(`${quote(subject)} is one word too many: list shows every figure.`);
  if (given.has('--draws') && given.has('--seed'))
    throw new UsageError('--draws and --seed give the random numbers twice: one of them is enough.');
  if (rest.length > 0) throw new UsageError(`${quote(rest[0] ?? '')} is one word too many.`);
  const duration = given.get('--for');
  return {
    command,
    subject,
    preset: given.get('--preset'),
    set,
    seed: readSeed(given.get('--seed')),
    duration: duration === undefined || command === 'learn' ? undefined : readDuration(duration),
    backend: readBackend(given),
    precision: given.has('--precision')
      ? readChoice('--precision', given.get('--precision') ?? '', ['f32', 'f64'] as const)
      : undefined,
    json: given.has('--json'),
    out: given.get('--out'),
    to: given.get('--to'),
    arch: given.get('--arch'),
    place: readChoice('--place', given.get('--place') ?? 'optimised', ['naive', 'optimised'] as const),
    cores: readCores(given.get('--cores')),
    pre: given.get('--pre'),
    post: given.get('--post'),
    draws: given.get('--draws'),
    steps: duration === undefined || command !== 'learn' ? undefined : readSteps(duration),
    input: given.get('--input'),
    reset: given.get('--reset'),
    vReset: given.get('--v-reset'),
    lossy: given.has('--lossy'),
  };
}

function readBackend(given: ReadonlyMap<string, string>): Arguments['backend'] {
  const named = given.get('--backend');
  const backend = named === undefined ? undefined : readChoice('--backend', named, backends);
  if (!given.has('--fixed-point')) return backend;
  if (backend !== undefined && backend !== 'fixed-point')
    throw new UsageError(`--fixed-point and --backend ${backend} ask for two back ends.`);
  return 'fixed-point';
}

export function readChoice<T extends string>(flag: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new UsageError(`${flag} takes ${choices.join(' or ')}, not ${quote(value)}.`);
  return found;
}

/** Seconds of `500ms`, `500*ms`, `0.5 s` or `0.5*second`. Throws `UsageError`. */
function readDuration(text: string): number {
  const attached = /^\s*([0-9.]+(?:[eE][+-]?[0-9]+)?)\s*([A-Za-z]+)\s*$/.exec(text);
  const unit = attached?.[2] === 's' ? 'second' : attached?.[2];
  try {
    const { value, dimension } = evaluateQuantity(attached ? `${attached[1]}*${unit}` : text, '--for');
    if (sameDimension(dimension, SECOND) && value > 0 && Number.isFinite(value)) return value;
  } catch {
    // The sentence below says it more plainly than one about an expression would.
  }
  throw new UsageError(`--for takes a time longer than 0 with its unit, such as 500ms, not ${quote(text)}.`);
}

function readCores(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,5}$/.test(text))
    throw new UsageError(`--cores takes a whole number of at least 1, not ${quote(text)}.`);
  return Number(text);
}

/** Steps of the learning engine, which knows no seconds. Throws `UsageError`. */
function readSteps(text: string): number {
  const steps = Number(text);
  if (/^[0-9]+$/.test(text) && steps >= 1 && steps <= STEP_LIMIT) return steps;
  throw new UsageError(`--for takes a number of steps from 1 to ${STEP_LIMIT} here, not ${quote(text)}.`);
}

function splitFlag(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  const flag = at < 0 ? word : word.slice(0, at);
  if (!flags.includes(flag))
    throw new UsageError(`There is no option ${quote(flag)}${advice(flag, flags, helpShows)}`);
  return [flag, at < 0 ? undefined : word.slice(at + 1)];
}

function splitSetting(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--set takes name=value, not ${quote(text)}.`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

function readSeed(text: string | undefined): number {
  if (text === undefined) return 1;
  const seed = Number(text);
  if (!/^[0-9]+$/.test(text) || seed > 2 ** 32 - 1)
    throw new UsageError(`--seed takes a whole number from 0 to ${2 ** 32 - 1}, not ${quote(text)}.`);
  return seed;
}
