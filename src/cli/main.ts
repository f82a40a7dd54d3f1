import { accessSync, closeSync, constants, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { version } from '../../package.json';
import { ChipError } from '../chip/error.ts';
import { NotFiniteError } from '../engine/simulation.ts';
import { FigureError } from '../experiment/error.ts';
import type { Figure } from '../experiment/figure.ts';
import { ownBackend } from '../experiment/log.ts';
import { isWhole, type ParameterValues, seconds } from '../experiment/quantities.ts';
import { resolveNetwork } from '../experiment/resolve.ts';
import { type Machine, simulate as startSimulation } from '../experiment/simulate.ts';
import { exportBrian2 } from '../export/brian2.ts';
import { spikesCsv } from '../export/csv.ts';
import { exportLatex } from '../export/latex.ts';
import { NirError } from '../export/nir/graph.ts';
import { resultsText } from '../export/results.ts';
import { runNetwork } from '../export/run.ts';
import { describe as describeDiagnostic, LanguageError } from '../language/diagnostic.ts';
import { compileNetwork } from '../network/compile.ts';
import { NetworkError } from '../network/error.ts';
import type { Network } from '../network/network.ts';
import { parseNetwork, readNetwork } from '../network/read.ts';
import { advice } from './advice.ts';
import { type Arguments, readArguments, readChoice } from './arguments.ts';
import { findArchitecture, runChip } from './chip.ts';
import { chipResults, describeChip } from './chip-report.ts';
import { fileReason, printable, quote, reason, UsageError } from './fail.ts';
import { inFile, readBytes, readText, textOf } from './files.ts';
import { help } from './help.ts';
import { learn } from './learn.ts';
import { FigureMeasures } from './measure.ts';
import { exportNir, isNir, readNirFile } from './nir.ts';
import { describeRun, silentInputs } from './report.ts';
import { figureValues, setPaths } from './set.ts';
import { giveSpikes } from './spikes.ts';

/** The figures that commands name, by their identifiers. */
type Figures = ReadonlyMap<string, Figure>;

/** What is to be run or exported, and how long where the caller does not say. */
interface Subject {
  readonly title: string;
  readonly network: Network;
  readonly duration: number;
  readonly precision: 'f32' | 'f64';
  readonly unused: 'refuse' | 'ignore';
  /** Where the subject is a figure, which has measures. */
  readonly figure?: { readonly declared: Figure; readonly values: ParameterValues };
}

/**
 * Runs one command: results go to stdout, what is wrong to stderr in a sentence. Returns the exit code: 0, 2 for bad
 * input, 1 for an error of the program.
 */
export async function main(words: readonly string[], figures: Figures): Promise<number> {
  try {
    const args = readArguments(words);
    if (args.out !== undefined) requireWritable(args.out);
    await commands[args.command]?.(args, figures);
    return 0;
  } catch (error) {
    process.stderr.write(`spikebook: ${printable(sentence(error))}\n`);
    return isBadInput(error) ? 2 : 1;
  }
}

type Command = (args: Arguments, figures: Figures) => Promise<void> | void;

const commands: Readonly<Record<string, Command>> = {
  help: () => print([help]),
  version: () => print([`${version}\n`]),
  list,
  run: (args, figures) => simulate(findFigure(args, figures), args),
  simulate: async (args) => use(await readFile(args), args, simulate),
  chip: async (args, figures) => use(await findSubject(args, figures), args, onChip),
  export: async (args, figures) => use(await findSubject(args, figures), args, exportSubject),
  learn: (args) => learnRule(args),
};

/** Complaints about a network from a file name the file. */
function use(subject: Subject, args: Arguments, command: typeof simulate): Promise<void> {
  if (subject.figure) return command(subject, args);
  return inFile('network', subject.title, () => command(subject, args));
}

async function list({ json }: Arguments, figures: Figures): Promise<void> {
  const entries = [...figures].map(([id, figure]) => ({
    id,
    title: figure.title,
    question: figure.question,
    duration: figure.duration,
    parameters: figure.parameters.map((parameter) => ({
      name: parameter.name,
      unit: parameter.unit ?? '1',
      meaning: parameter.meaning,
      minimum: parameter.minimum,
      maximum: parameter.maximum,
      default: parameter.default,
      whole: isWhole(parameter),
    })),
    presets: figure.presets ?? [],
    goals: (figure.goals ?? []).map(({ name, task }) => ({ name, task })),
  }));
  if (json) return print([`${JSON.stringify(entries, undefined, 2)}\n`]);
  const lines = entries.flatMap(({ id, title, parameters, presets, goals }) => [
    `${id}: ${title}`,
    ...parameters.map(
      (p) =>
        `  ${p.name} = ${p.default}${p.unit === '1' ? '' : ` ${p.unit}`} (${p.minimum} to ${p.maximum}${p.whole ? ', whole' : ''}): ${p.meaning}`,
    ),
    ...presets.map((preset) => `  --preset ${preset.name}: ${preset.title}`),
    ...goals.map(({ task }) => `  to try: ${task}`),
  ]);
  return print([`${lines.join('\n')}\n`]);
}

async function simulate(subject: Subject, args: Arguments): Promise<void> {
  const { network, title, unused } = subject;
  const compiled = compileNetwork(network, { seed: args.seed, unused });
  const { figure } = subject;
  const measures = figure && new FigureMeasures(figure.declared, compiled, figure.values);
  const machine = machineOf(subject, args);
  const results = await runNetwork(network, compiled, () => startSimulation(compiled, machine), {
    duration: args.duration ?? subject.duration,
    now: () => performance.now(),
    ...(measures ? { batch: measures.add } : {}),
  });
  measures?.weigh(results);
  const measured = measures?.measured;
  const text = () => resultsText(results, measured && { measures: measured });
  if (args.out !== undefined) writeFile(args.out, args.out.endsWith('.csv') ? spikesCsv(results) : text());
  if (args.json) await print(text());
  const remarks = figure ? [] : silentInputs(compiled);
  if (!args.json && args.out === undefined)
    await print([describeRun(title, results, compiled, measured, remarks)]);
  else for (const remark of remarks) process.stderr.write(`${printable(remark)}\n`);
}

/** What a subject runs on, as it says or as the caller asks. */
function machineOf({ figure, precision }: Subject, args: Arguments): Machine {
  const chip = figure?.declared.chip;
  const backend = args.backend ?? ownBackend({ chip });
  if (args.precision !== undefined && backend !== 'cpu')
    throw new UsageError(`--precision is for the cpu: the ${backend} back end has one of its own.`);
  return {
    backend,
    precision: args.precision ?? precision,
    relaxed: false,
    chip,
  };
}

async function onChip(subject: Subject, args: Arguments): Promise<void> {
  const architecture = findArchitecture(args.arch);
  const { network, title, unused } = subject;
  const compiled = compileNetwork(network, { seed: args.seed, unused });
  const machine = machineOf(subject, args);
  const run = await runChip(
    compiled,
    architecture,
    args,
    async (batch) => {
      const { duration } = await runNetwork(network, compiled, () => startSimulation(compiled, machine), {
        duration: args.duration ?? subject.duration,
        now: () => performance.now(),
        batch,
      });
      return duration;
    },
    subject.figure?.declared.offChip,
  );
  const remarks = subject.figure ? [] : silentInputs(compiled);
  const results = chipResults(title, machine.backend, run);
  const text = args.json || args.out !== undefined ? `${JSON.stringify(results)}\n` : '';
  if (args.out !== undefined) writeFile(args.out, [text]);
  if (args.json) await print([text]);
  if (!args.json && args.out === undefined) await print([describeChip(results, run, remarks)]);
  else for (const remark of remarks) process.stderr.write(`${printable(remark)}\n`);
}

async function exportSubject(subject: Subject, args: Arguments): Promise<void> {
  const targets = ['brian2', 'latex', 'nir', 'network'] as const;
  if (args.to === undefined) throw new UsageError(`export needs --to ${targets.join(', --to ')}.`);
  const to = readChoice('--to', args.to, targets);
  if (to !== 'nir' && (args.lossy || args.vReset !== undefined))
    throw new UsageError(`--${args.lossy ? 'lossy' : 'v-reset'} belongs to --to nir.`);
  if (to !== 'brian2' && args.duration !== undefined)
    throw new UsageError('--for belongs to --to brian2: nothing else that is written runs for a time.');
  const { network, title, unused } = subject;
  const compiled = compileNetwork(network, { seed: args.seed, unused });
  if (to === 'nir') {
    const { bytes, remarks } = await exportNir(compiled, title, args);
    writeFile(args.out ?? '', [bytes]);
    for (const remark of remarks) process.stderr.write(`${remark}\n`);
    return;
  }
  const duration = args.duration ?? subject.duration;
  const text =
    to === 'latex'
      ? exportLatex(network)
      : to === 'network'
        ? `${JSON.stringify(network, undefined, 2)}\n`
        : exportBrian2(network, compiled, { title, duration });
  if (args.out !== undefined) writeFile(args.out, [text]);
  else await print([text]);
}

/** A figure by its name, or a file: a name with a dot or a slash that no figure has. */
async function findSubject(args: Arguments, figures: Figures): Promise<Subject> {
  const { subject } = args;
  return subject !== undefined && !figures.has(subject) && /[./\\]/.test(subject)
    ? readFile(args)
    : findFigure(args, figures);
}

async function learnRule(args: Arguments): Promise<void> {
  const { text, remarks } = learn(args);
  if (args.json) for (const remark of remarks) process.stderr.write(`${remark}\n`);
  if (args.out !== undefined) writeFile(args.out, [text]);
  else await print([text]);
}

function findFigure({ subject, set, preset, input, reset }: Arguments, figures: Figures): Subject {
  const known = [...figures.keys()];
  const shows = `"spikebook list" shows all ${known.length} figures`;
  if (subject === undefined) throw new UsageError(`Which figure? Give a name, such as cuba; ${shows}.`);
  const figure = figures.get(subject);
  if (!figure) throw new UsageError(`There is no figure ${quote(subject)}${advice(subject, known, shows)}`);
  if (input !== undefined || reset !== undefined)
    throw new UsageError(
      `--${input === undefined ? 'reset' : 'input'} is for files, and ${quote(subject)} is a figure.`,
    );
  const values = figureValues(figure, set, preset);
  const network = readNetwork(resolveNetwork(figure, values));
  const duration = seconds(figure.duration, 'duration');
  const precision = figure.precision ?? 'f32';
  const declared = figure;
  return {
    title: figure.title,
    network,
    duration,
    precision,
    unused: 'ignore',
    figure: { declared, values },
  };
}

async function readFile(args: Arguments): Promise<Subject> {
  const { subject, set, preset, input, reset } = args;
  if (preset !== undefined) throw new UsageError('A file has no presets: --preset is for figures.');
  if (subject === undefined) throw new UsageError('Which file? Give the name of a network in JSON or NIR.');
  const bytes = readBytes(subject);
  const nir = isNir(subject, bytes);
  if (reset !== undefined && !nir)
    throw new UsageError('--reset is for NIR files: a network in JSON says itself how it is reset.');
  const whole = nir
    ? await readNirFile(subject, bytes, args)
    : await inFile('network', subject, () => parseNetwork(textOf(subject, bytes)));
  // The step of a NIR file was set while it was read, for the file may state none.
  const rest = nir ? set.filter(([name]) => name !== 'dt') : set;
  const given = input === undefined ? whole : giveSpikes(whole, input, readText(input));
  const changed = rest.length > 0 ? setPaths(given, rest) : given;
  const network =
    changed === whole && !nir ? whole : await inFile('network', subject, () => readNetwork(changed));
  return { title: subject, network, duration: 1, precision: nir ? 'f64' : 'f32', unused: 'refuse' };
}

/** Writes pieces one after another, waiting where the reader is slower. */
async function print(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces)
    if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Says before a long run that its results could not be written. */
function requireWritable(path: string): void {
  try {
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    if (existsSync(path) && statSync(path).isDirectory())
      throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  } catch (error) {
    throw new UsageError(`"${path}" cannot be written: ${fileReason(error)}.`);
  }
}

function writeFile(path: string, pieces: Iterable<string | Uint8Array>): void {
  try {
    const file = openSync(path, 'w');
    for (const piece of pieces)
      if (typeof piece === 'string') writeSync(file, piece);
      else for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    closeSync(file);
  } catch (error) {
    throw new UsageError(`"${path}" cannot be written: ${fileReason(error)}.`);
  }
}

const badInput = [UsageError, ChipError, NetworkError, LanguageError, FigureError, NotFiniteError, NirError];

function isBadInput(error: unknown): boolean {
  return badInput.some((kind) => error instanceof kind);
}

function sentence(error: unknown): string {
  const [first] = error instanceof LanguageError ? error.diagnostics : [];
  return first ? describeDiagnostic(first) : reason(error);
}
