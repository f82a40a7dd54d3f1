/** The names that mean something by themselves: built-in variables, constants and functions. */
import { DIMENSIONLESS, SECOND } from './dimension.ts';
import type { Builtin, ValueType } from './ir.ts';
import type { Dimension } from './model.ts';
import { lookupUnit } from './units.ts';

export interface BuiltinInfo {
  readonly dimension: Dimension;
  readonly type: ValueType;
}

/** Those that a text can name. */
export type NamedBuiltin = Exclude<Builtin, 'elapsed'>;

export const BUILTINS: Readonly<Record<NamedBuiltin, BuiltinInfo>> = {
  t: { dimension: SECOND, type: 'real' },
  dt: { dimension: SECOND, type: 'real' },
  i: { dimension: DIMENSIONLESS, type: 'integer' },
  j: { dimension: DIMENSIONLESS, type: 'integer' },
  N: { dimension: DIMENSIONLESS, type: 'integer' },
  not_refractory: { dimension: DIMENSIONLESS, type: 'boolean' },
  lastspike: { dimension: SECOND, type: 'real' },
};

export const isBuiltin = (name: string): name is NamedBuiltin => Object.hasOwn(BUILTINS, name);

export const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** Dimension of white noise (Gillespie 1996: its integral over dt has variance dt). */
export const NOISE: Dimension = [0, 0, -0.5, 0, 0, 0, 0];

export const isNoise = (name: string): boolean => name === 'xi' || /^xi_[A-Za-z0-9_]+$/.test(name);

/** Functions of one dimensionless argument that give a dimensionless real. */
const PLAIN_FUNCTIONS = [
  'exp',
  'expm1',
  'exprel',
  'log',
  'log10',
  'log1p',
  'sin',
  'cos',
  'tan',
  'arcsin',
  'arccos',
  'arctan',
  'sinh',
  'cosh',
  'tanh',
] as const;

/** Every function with its number of arguments. */
export const FUNCTIONS: ReadonlyMap<string, number> = new Map<string, number>([
  ...PLAIN_FUNCTIONS.map((name): [string, number] => [name, 1]),
  ['sqrt', 1],
  ['abs', 1],
  ['sign', 1],
  ['floor', 1],
  ['ceil', 1],
  ['int', 1],
  ['clip', 3],
  ['timestep', 2],
  ['rand', 0],
  ['randn', 0],
]);

/** Python's own words: no name may be one of them, or an exported script would not run. */
const RESERVED = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/**
 * Why a name may not be given to a variable or constant, as the end of a sentence; undefined where it may.
 * (network-format.md: a name that hides a unit or a built-in is refused.)
 */
export function nameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return 'is not a name: letters, digits and `_`, not beginning with a digit';
  if (name.startsWith('_')) return 'begins with `_`, which is kept for the simulator';
  if (RESERVED.has(name)) return "is one of Python's own words";
  if (lookupUnit(name)) return 'is the name of a unit';
  if (isBuiltin(name) || isNoise(name)) return 'is a built-in name';
  if (NUMBERS.has(name) || name === 'inf') return 'is a built-in constant';
  if (FUNCTIONS.has(name)) return 'is a built-in function';
  return undefined;
}
