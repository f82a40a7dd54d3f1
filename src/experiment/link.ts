import * as v from 'valibot';
import { type AtlasAxes, atlasParameters } from './atlas-axes.ts';
import { messageOf } from './error.ts';
import type { Figure, Parameter } from './figure.ts';
import { pack, UnpackError, unpack } from './link-codec.ts';
import { beginLog, type LogEntry, ownBackend, type RunLog } from './log.ts';
import { readPath } from './path.ts';
import { completeValues, inRange } from './quantities.ts';
import { liveTargets } from './resolve.ts';

/** Exactly what a reader sees: enough to run it again. */
export interface LinkState {
  readonly log: RunLog;
  /** Simulated seconds a real second; Infinity: as fast as it goes. */
  readonly speed: number;
  readonly playing: boolean;
  /** The parameters that the map spans, where the reader chose them. */
  readonly axes?: AtlasAxes;
}

export type LinkResult<State> =
  | { readonly ok: true; readonly state: State }
  /** One sentence for the reader. */
  | { readonly ok: false; readonly message: string };

/** Goes up when the members below change their meaning; older ones go on being read. */
const version = '1';

/** Longest text of an edited equation, in characters. */
const longestText = 20_000;

const step = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const values = v.record(v.string(), v.pipe(v.number(), v.finite()));
const schema = v.strictObject({
  figure: v.string(),
  engine: v.pipe(v.string(), v.maxLength(40)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
  step,
  edits: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(longestText)))),
  /** [step, values]; of step 0 only those that are not the default. */
  entries: v.pipe(v.array(v.strictTuple([step, values])), v.minLength(1), v.maxLength(10_000)),
  speed: v.union([v.pipe(v.number(), v.finite(), v.gtValue(0)), v.literal('max')]),
  playing: v.boolean(),
  /** Names of the parameters across and upward of the map. */
  axes: v.optional(v.strictTuple([v.string(), v.string()])),
});

/** The link's hash: `#s=1.<data>`. */
export async function encodeLink(figure: Figure, state: LinkState): Promise<string> {
  return `#s=${version}.${await pack(linkData(figure, state))}`;
}

/** What a link holds, as data that JSON can write: `readLinkData` reads it again. */
export function linkData(figure: Figure, { log, speed, playing, axes }: LinkState): unknown {
  const defaults = completeValues(figure, {});
  const entries = log.entries.map((entry): [number, Readonly<Record<string, number>>] => [
    entry.step,
    entry.step === 0
      ? Object.fromEntries(Object.entries(entry.values).filter(([name, value]) => defaults[name] !== value))
      : entry.values,
  ]);
  const { engine, seed, edits } = log;
  const state: v.InferInput<typeof schema> = {
    figure: log.figure,
    engine,
    seed,
    step: log.step,
    ...(Object.keys(edits).length > 0 ? { edits: { ...edits } } : {}),
    entries,
    speed: speed === Number.POSITIVE_INFINITY ? 'max' : speed,
    playing,
    ...(axes ? { axes: [axes.x, axes.y] } : {}),
  };
  return state;
}

/** Undefined where the hash holds no state: an anchor of the page, or nothing. */
export function linkOf(hash: string): string | undefined {
  return /^#s=/.test(hash) ? hash : undefined;
}

/** The figure that a link's state belongs to, without looking at the rest. */
export async function figureOfLink(hash: string): Promise<string | undefined> {
  const state = await open(hash);
  return state.ok ? state.state.figure : undefined;
}

/** Reads a hash that `encodeLink` wrote. Whatever it holds, it answers with a state that fits the figure or a sentence. */
export async function decodeLink(id: string, figure: Figure, hash: string): Promise<LinkResult<LinkState>> {
  const opened = await open(hash);
  return opened.ok ? fitState(id, figure, opened.state) : opened;
}

/** As `decodeLink`, of what `linkData` made, or of anything else. */
export function readLinkData(id: string, figure: Figure, data: unknown): LinkResult<LinkState> {
  const checked = check(data);
  return checked.ok ? fitState(id, figure, checked.state) : checked;
}

type Data = v.InferOutput<typeof schema>;

function fitState(id: string, figure: Figure, state: Data): LinkResult<LinkState> {
  if (state.figure !== id)
    return refuse(`This link is for the figure ${quote(state.figure)}, not for this one.`);
  const problem =
    checkEdits(figure, state.edits ?? {}) ?? checkAxes(figure, state.axes) ?? checkEntries(figure, state);
  if (problem) return refuse(problem);
  const [[, first] = [0, {}], ...later] = state.entries;
  const begun = beginLog({
    figure: id,
    seed: state.seed,
    edits: state.edits ?? {},
    values: completeValues(figure, first),
    backend: ownBackend(figure),
  });
  const entries = [
    ...begun.entries,
    ...later.map(([at, changed]): LogEntry => ({ step: at, values: changed })),
  ];
  const log: RunLog = { ...begun, entries, step: state.step, engine: state.engine };
  const speed = state.speed === 'max' ? Number.POSITIVE_INFINITY : state.speed;
  const [x, y] = state.axes ?? [];
  const axes = x !== undefined && y !== undefined ? { axes: { x, y } } : {};
  return { ok: true, state: { log, speed, playing: state.playing, ...axes } };
}

async function open(hash: string): Promise<LinkResult<Data>> {
  const [, found, packed] = /^#s=([^.]*)\.?(.*)$/s.exec(hash) ?? [];
  if (found === undefined || packed === undefined)
    return refuse('This is not a link to the state of a figure.');
  if (found !== version)
    return refuse(
      `This link is of version ${quote(found)}, which this book cannot read; it reads version ${version}.`,
    );
  try {
    return check(await unpack(packed));
  } catch (error) {
    if (error instanceof UnpackError) return refuse(error.message);
    throw error;
  }
}

function check(data: unknown): LinkResult<Data> {
  const result = v.safeParse(schema, data);
  if (result.success) return { ok: true, state: result.output };
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'its state';
  return refuse(`This link cannot be used: ${quote(place)} is not as expected.`);
}

function checkEdits(figure: Figure, edits: Readonly<Record<string, string>>): string | undefined {
  const bad = Object.keys(edits).find((path) => typeof readPath(figure.network, path) !== 'string');
  return bad === undefined ? undefined : `This link changes ${quote(bad)}, which this figure does not have.`;
}

function checkAxes(figure: Figure, axes: readonly string[] | undefined): string | undefined {
  if (!axes) return undefined;
  const known = figure.atlas ? atlasParameters(figure, figure.atlas).map(({ name }) => name) : [];
  const bad = axes.find((name, k) => !known.includes(name) || axes.indexOf(name) !== k);
  return bad === undefined
    ? undefined
    : `This link draws a map over ${quote(bad)}, which this figure cannot.`;
}

function checkEntries(figure: Figure, state: Data): string | undefined {
  let last = -1;
  let present = completeValues(figure, {});
  for (const [at, changed] of state.entries) {
    if (last < 0 ? at !== 0 : at <= last) return 'This link tells its changes in the wrong order.';
    if (at > state.step) return 'This link tells of changes after its own time.';
    for (const [name, value] of Object.entries(changed)) {
      const problem = checkValue(figure, name, value);
      if (problem) return problem;
    }
    const after = { ...present, ...changed };
    try {
      const change = at === 0 ? undefined : liveTargets(figure, present, after, state.edits ?? {});
      if (change?.kind === 'rebuild')
        return `This link changes ${quote(change.path)} in the middle of the run.`;
    } catch (error) {
      return `This link cannot be used: ${messageOf(error)}`;
    }
    present = after;
    last = at;
  }
  return undefined;
}

/** One sentence where a parameter is unknown or its value outside its range; undefined where all is well. */
export function checkValue(figure: Figure, name: string, value: number): string | undefined {
  const parameter = figure.parameters.find((candidate) => candidate.name === name);
  if (!parameter) {
    const known = figure.parameters.map((candidate) => candidate.name).join(', ');
    return `This figure has no parameter ${quote(name)}; it has ${known}.`;
  }
  if (inRange(parameter, value)) return undefined;
  return `${name} must lie ${rangeOf(parameter)}; the link says ${value}.`;
}

function rangeOf({ minimum, maximum, unit }: Parameter): string {
  return `between ${minimum} and ${maximum}${unit === undefined ? '' : ` ${unit}`}`;
}

/** A foreign text in a sentence: never longer than a few words. */
export function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
