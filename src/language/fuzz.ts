/**
 * Random texts to break the language with, each from its number alone: noise, soups of tokens, models of the gallery
 * with words moved, lost and doubled, and well-formed models with random expressions.
 */
import { checkPopulation, checkProjection } from './check.ts';
import type { CheckedPopulation, NamedType } from './checked.ts';
import { LanguageError } from './diagnostic.ts';
import { GALLERY } from './gallery/models.ts';
import { evaluateQuantity } from './quantity.ts';

export interface FuzzInput {
  readonly kind: 'noise' | 'soup' | 'mutant' | 'model';
  readonly equations: string;
  readonly threshold?: string | undefined;
  readonly reset?: string | undefined;
  readonly refractory?: string | undefined;
  readonly onPre?: string | undefined;
  readonly constants: Readonly<Record<string, string>>;
}

/** mulberry32 (public domain): a plain sequence of numbers in [0, 1) from one seed. */
function sequence(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const CHARACTERS = [
  ...'abvwxyzdt_0123456789.+-*/%=<>!()[]{},:;#&|^~@$"\'\\ \n\t',
  'é',
  'µ',
  '😀',
  '\u0000',
  '\ud800',
];
const TOKENS = [
  ...[
    'v',
    'w',
    'u',
    'I',
    'tau',
    'dv',
    'dw',
    'dt',
    't',
    'i',
    'j',
    'N',
    'xi',
    'xi_a',
    'pi',
    'e',
    'inf',
    'mV',
    'ms',
  ],
  ...[
    'volt',
    'second',
    '1',
    '2',
    '0',
    '.5',
    '1e-3',
    '1e308',
    'exp',
    'log',
    'clip',
    'int',
    'rand',
    'sqrt',
    'exprel',
  ],
  ...[
    'and',
    'or',
    'not',
    'True',
    'boolean',
    'integer',
    'shared',
    'constant',
    'unless refractory',
    'event-driven',
  ],
  ...[
    '+',
    '-',
    '*',
    '/',
    '//',
    '%',
    '**',
    '<',
    '<=',
    '==',
    '!=',
    '=',
    '+=',
    '(',
    ')',
    '(',
    ')',
    ',',
    ':',
    ';',
    '\n',
  ],
  ...['dv/dt = ', ' : volt\n', ' : 1\n', 'v_post', 'w_pre', 'not_refractory', 'lastspike', 'summed', '#'],
];

/** The input with this number. */
export function fuzzInput(seed: number): FuzzInput {
  const random = sequence(seed);
  const kind = pick(random, [
    'noise',
    'soup',
    'soup',
    'mutant',
    'mutant',
    'mutant',
    'model',
    'model',
  ] as const);
  switch (kind) {
    case 'noise':
      return { kind, ...texts(random, () => times(random() * 60, () => pick(random, CHARACTERS)).join('')) };
    case 'soup':
      return { kind, ...texts(random, () => times(random() * 30, () => pick(random, TOKENS)).join(' ')) };
    case 'mutant':
      return { kind, ...mutant(random) };
    case 'model':
      return { kind, ...model(random) };
  }
}

const CONSTANTS = { tau: '10*ms', E: '-60*mV', g: '2', b: '3*mV' };

function texts(random: Random, make: () => string): Omit<FuzzInput, 'kind'> {
  const maybe = () => (random() < 0.5 ? make() : undefined);
  return {
    equations: make(),
    threshold: maybe(),
    reset: maybe(),
    refractory: maybe(),
    onPre: maybe(),
    constants: CONSTANTS,
  };
}

function mutant(random: Random): Omit<FuzzInput, 'kind'> {
  const { equations, threshold, reset, refractory, constants = {}, synapses } = pick(random, GALLERY);
  const change = (text: string | undefined) => (text === undefined ? undefined : mutate(text, random));
  const parts = [equations, threshold, reset, refractory, synapses?.[0]?.onPre];
  // One text is changed for certain, the others now and then.
  const chosen = Math.floor(random() * parts.length);
  const [e, t, r, f, p] = parts.map((text, index) =>
    index === chosen || random() < 0.1 ? change(text) : text,
  );
  return { equations: e ?? '', threshold: t, reset: r, refractory: f, onPre: p, constants };
}

function mutate(text: string, random: Random): string {
  const words = text.match(/[A-Za-z_0-9.]+|\s+|[^\sA-Za-z_0-9.]/g) ?? [];
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const at = Math.floor(random() * (words.length + 1));
    const other = Math.floor(random() * (words.length + 1));
    const action = random();
    if (action < 0.25) words.splice(at, 1);
    else if (action < 0.5) words.splice(at, 0, pick(random, TOKENS));
    else if (action < 0.7) words.splice(at, 1, pick(random, TOKENS));
    else if (action < 0.8) words.splice(at, 0, ...words.slice(other, other + 8));
    else if (action < 0.9) words.splice(at, 0, pick(random, CHARACTERS));
    else {
      const [a, b] = [words[at] ?? '', words[other] ?? ''];
      if (at < words.length) words[at] = b;
      if (other < words.length) words[other] = a;
    }
  }
  return words.join('');
}

/** Right in its units, so that it gets through to the compiler. */
function model(random: Random): Omit<FuzzInput, 'kind'> {
  const volt = (depth: number): string => {
    if (depth <= 0) return pick(random, ['v', 'w', 'E', 'b', '2*mV', 's']);
    return pick(random, [
      () => `(${volt(depth - 1)} + ${volt(depth - 1)})`,
      () => `(${volt(depth - 1)} - ${volt(depth - 1)})`,
      () => `${pure(depth - 1)}*${volt(depth - 1)}`,
      () => `${volt(depth - 1)}/${pure(depth - 1)}`,
      () => `clip(${volt(depth - 1)}, -90*mV, ${volt(depth - 1)})`,
      () => `abs(${volt(depth - 1)})`,
      () => `-${volt(depth - 1)}`,
    ])();
  };
  const pure = (depth: number): string => {
    if (depth <= 0) return pick(random, ['x', 'g', '0.5', '3', 'pi', 'i', 'N', 'h']);
    return pick(random, [
      () => `(${pure(depth - 1)} ${pick(random, ['+', '-', '*', '/', '//', '%'])} ${pure(depth - 1)})`,
      () =>
        `${pick(random, ['exp', 'sin', 'tanh', 'expm1', 'exprel', 'sqrt', 'log', 'floor', 'arctan', 'cosh'])}(${pure(depth - 1)})`,
      () => `(${volt(depth - 1)}/mV)`,
      () => `int(${condition(depth - 1)})`,
      () => `(${pure(depth - 1)})**${pick(random, ['2', '3', '0.5', '-1', '2.5'])}`,
      () => `(t/${pick(random, ['ms', 'tau', 'dt'])})`,
    ])();
  };
  const condition = (depth: number): string =>
    pick(random, [
      () => `(${volt(depth)} ${pick(random, ['<', '<=', '>', '>=', '==', '!='])} ${volt(depth)})`,
      () => `(${pure(depth)} > ${pure(depth)})`,
      () => `(${condition(Math.max(0, depth - 1))} ${pick(random, ['and', 'or'])} not_refractory)`,
      () => `(not (${pure(depth)} < rand()))`,
    ])();
  const size = () => Math.floor(random() * 4);
  const calm = (text: string) => text.replaceAll('rand()', '0.3').replaceAll('not_refractory', 'True');
  return {
    equations: [
      `dv/dt = ${volt(size())}/tau${random() < 0.3 ? ' + b*xi*tau**-0.5' : ''} : volt${random() < 0.5 ? ' (unless refractory)' : ''}`,
      `dw/dt = (${volt(size())})/tau : volt`,
      `s = ${calm(volt(2)).replace(/\bs\b/g, 'E').replace(/\bh\b/g, '2')} : volt`,
      `h = ${calm(pure(2)).replace(/\bh\b/g, '4').replace(/\bs\b/g, 'b')} : 1`,
      'x : 1',
    ].join('\n'),
    threshold: condition(size()),
    reset: `v = ${volt(1)}; w += ${volt(1)}`,
    refractory: random() < 0.5 ? '2*ms' : undefined,
    onPre: `v_post += ${volt(1)}; w *= ${pure(1)}`,
    constants: CONSTANTS,
  };
}

/**
 * Checks an input as a population that is joined to itself. Whatever is thrown must be a `LanguageError` whose places
 * lie in the texts; anything else is a fault, thrown on.
 */
export function fuzzCheck(input: FuzzInput): 'model' | 'error' {
  const texts = [input.equations, input.threshold, input.reset, input.refractory, input.onPre];
  const longest = Math.max(...texts.map((text) => text?.length ?? 0));
  try {
    const constants = new Map<string, NamedType>(
      Object.entries(input.constants).map(([name, text]) => [name, evaluateQuantity(text, name)]),
    );
    const arrays = new Map();
    const population: CheckedPopulation = checkPopulation({
      ...input,
      source: 'populations.P',
      constants,
      arrays,
    });
    checkProjection({
      source: 'projections.0',
      onPre: input.onPre,
      constants,
      arrays,
      pre: population,
      post: population,
    });
    return 'model';
  } catch (error) {
    if (!(error instanceof LanguageError) || error.diagnostics.length === 0) throw error;
    for (const { line, column, span, message, source } of error.diagnostics) {
      const inside = span.start >= 0 && span.end >= span.start && span.end <= longest;
      if (!inside || line < 1 || column < 1 || message === '' || source === '')
        throw new Error(`A complaint without a place: ${JSON.stringify(error.diagnostics)}`);
    }
    return 'error';
  }
}
