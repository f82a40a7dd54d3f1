import * as v from 'valibot';
import { NetworkError } from '../network/error.ts';
import { explain } from '../network/explain.ts';
import { type Architecture, coresOf } from './architecture.ts';
import { ChipError } from './error.ts';
import { operationNames } from './operations.ts';

/** Slots are kept in 16 bits. */
const MOST_CORES = 65_535;

const whole = (what: string, most: number) =>
  v.pipe(
    v.number(`${what} must be a whole number`),
    v.integer(`${what} must be a whole number`),
    v.minValue(1, `${what} must be at least 1`),
    v.maxValue(most, `${what} must be at most ${most}`),
  );
const bits = (what: string) =>
  v.pipe(
    v.number(`${what} must be a number of bits`),
    v.integer(`${what} must be a whole number of bits`),
    v.minValue(0, `${what} must not be negative`),
    v.maxValue(4096, `${what} must be at most 4096 bits`),
  );
const amount = (unit: string) =>
  v.pipe(
    v.number(`must be a number of ${unit}`),
    v.finite(`must be a finite number of ${unit}`),
    v.minValue(0, 'must not be negative'),
  );
const text = v.pipe(v.string('must be a text'), v.maxLength(2000, 'has more than 2000 characters'));
const source = v.pipe(v.string('must be the key of one of the sources'), v.maxLength(100, 'is too long'));
const share = v.optional(v.pipe(amount('parts of one'), v.maxValue(10, 'must be at most 10')));

const schema = v.strictObject(
  {
    format: v.literal(1, 'only format 1 is known'),
    name: v.pipe(text, v.regex(/^[a-z0-9][a-z0-9-]*$/, 'a name has small letters, digits and "-"')),
    title: text,
    about: text,
    mesh: v.strictObject({
      width: whole('the width', 256),
      height: whole('the height', 256),
      coresPerTile: whole('coresPerTile', 64),
      buffer: whole('the buffer', 2 ** 20),
    }),
    limits: v.strictObject({
      compartments: whole('compartments', 2 ** 24),
      memory: whole('memory', 2 ** 40),
      axonsIn: whole('axonsIn', 2 ** 24),
      axonsOut: whole('axonsOut', 2 ** 24),
    }),
    memory: v.variant(
      'kind',
      [
        v.strictObject({
          kind: v.literal('lists'),
          wordBits: whole('wordBits', 4096),
          headerBits: bits('headerBits'),
          weightBits: bits('weightBits'),
          indexBits: bits('indexBits'),
          delayBits: bits('delayBits'),
          tagBits: bits('tagBits'),
          source,
        }),
        v.strictObject({
          kind: v.literal('crossbar'),
          wordBits: whole('wordBits', 4096),
          weightBits: bits('weightBits'),
          analogue: v.optional(v.boolean('memory.analogue must be true or false')),
          source,
        }),
      ],
      'memory.kind must be "lists" or "crossbar"',
    ),
    neuron: v.optional(
      v.strictObject({
        model: v.literal('leaky integrate-and-fire', 'neuron.model must be "leaky integrate-and-fire"'),
        source,
      }),
    ),
    learning: v.optional(
      v.strictObject({ onChip: v.boolean('learning.onChip must be true or false'), source }),
    ),
    prices: v.record(
      v.picklist(operationNames, `an operation must be one of ${operationNames.join(', ')}`),
      v.strictObject({
        energy: v.optional(amount('joules')),
        time: v.optional(amount('seconds')),
        bound: v.optional(v.picklist(['least', 'most'], 'bound must be "least" or "most"')),
        source,
      }),
    ),
    allIn: v.optional(v.boolean('allIn must be true or false')),
    barrier: v.optional(
      v.strictObject({
        points: v.pipe(
          v.array(
            v.strictTuple([whole('tiles', 65_536), amount('seconds')], 'must be a pair [tiles, seconds]'),
          ),
          v.minLength(1, 'needs at least one pair [tiles, seconds]'),
        ),
        between: v.picklist(['step', 'linear'], 'between must be "step" or "linear"'),
        source,
      }),
    ),
    staticPower: v.optional(v.strictObject({ watts: amount('watts'), source })),
    structure: v.strictObject({
      mesh: source,
      buffer: source,
      compartments: source,
      memory: source,
      axonsIn: source,
      axonsOut: source,
    }),
    sources: v.record(
      text,
      v.strictObject({
        citation: text,
        how: v.picklist(
          ['measured', 'simulated before silicon', 'calibrated', 'derived', 'assumed'],
          'how must be "measured", "simulated before silicon", "calibrated", "derived" or "assumed"',
        ),
        energyError: share,
        timeError: share,
        note: v.optional(text),
      }),
    ),
  },
  'an architecture must be a JSON object',
);

/** A value of unknown origin as an architecture. Throws `ChipError` with the place of the first thing that is wrong. */
function readArchitecture(value: unknown): Architecture {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const problem = explain(schema, value, '') ?? new NetworkError('', `${result.issues[0].message}.`);
    throw new ChipError(`architecture: ${problem.message}`);
  }
  // The schema's output differs from `Architecture` only in how optional members are written.
  const architecture = result.output as Architecture;
  if (coresOf(architecture) > MOST_CORES)
    throw new ChipError(
      `architecture: mesh: ${coresOf(architecture)} cores are too many; at most ${MOST_CORES} are allowed.`,
    );
  refuseUnknownSources(architecture);
  architecture.barrier?.points.forEach(([tiles], k, points) => {
    if (k > 0 && tiles <= (points[k - 1]?.[0] ?? 0))
      throw new ChipError(`architecture: barrier.points.${k}: numbers of tiles must ascend.`);
  });
  return architecture;
}

/** The text of a JSON file as an architecture. Throws `ChipError`, also for text that is no JSON. */
export function parseArchitecture(file: string): Architecture {
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ChipError(`architecture: the file is not JSON: ${reason.replace(/\.?$/, '.')}`);
  }
  return readArchitecture(value);
}

function refuseUnknownSources(architecture: Architecture): void {
  const { prices, memory, neuron, learning, barrier, staticPower, structure, sources } = architecture;
  const cited: [string, string | undefined][] = [
    ...Object.entries(prices).map(([name, price]): [string, string] => [`prices.${name}`, price.source]),
    ...Object.entries(structure).map(([name, key]): [string, string] => [`structure.${name}`, key]),
    ['memory', memory.source],
    ['neuron', neuron?.source],
    ['learning', learning?.source],
    ['barrier', barrier?.source],
    ['staticPower', staticPower?.source],
  ];
  const lost = cited.find(([, key]) => key !== undefined && !Object.hasOwn(sources, key));
  if (lost)
    throw new ChipError(
      `architecture: ${lost[0]}: there is no source "${lost[1]}"; every number needs one. Known are ${Object.keys(sources).join(', ')}.`,
    );
}
