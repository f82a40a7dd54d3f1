/** Every unit name that Brian2 2.5 knows in a model's text, with its scale to SI base units. */
import { powerDimension } from './dimension.ts';
import type { Dimension } from './model.ts';

export interface Unit {
  readonly name: string;
  /** In SI base units. */
  readonly scale: number;
  readonly dimension: Dimension;
  /** Whether it may stand after the colon of an equation: unscaled names such as `volt`, not `mV`. */
  readonly base: boolean;
}

/** Powers of ten by prefix, for every unit but those of volume. */
const PREFIXES: Readonly<Record<string, number>> = {
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  '': 0,
  m: -3,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
};

/** Volumes take these as well. */
const FINE_PREFIXES: Readonly<Record<string, number>> = { ...PREFIXES, h: 2, da: 1, d: -1, c: -2 };

type Row = readonly [names: string, scale: number, dimension: Dimension];

const PREFIXED: readonly Row[] = [
  ['metre meter', 1, [1, 0, 0, 0, 0, 0, 0]],
  ['gram gramme', 1e-3, [0, 1, 0, 0, 0, 0, 0]],
  ['second', 1, [0, 0, 1, 0, 0, 0, 0]],
  ['amp ampere', 1, [0, 0, 0, 1, 0, 0, 0]],
  ['mole mol', 1, [0, 0, 0, 0, 0, 1, 0]],
  ['candle lumen', 1, [0, 0, 0, 0, 0, 0, 1]],
  ['radian steradian', 1, [0, 0, 0, 0, 0, 0, 0]],
  ['hertz becquerel', 1, [0, 0, -1, 0, 0, 0, 0]],
  ['newton', 1, [1, 1, -2, 0, 0, 0, 0]],
  ['pascal', 1, [-1, 1, -2, 0, 0, 0, 0]],
  ['joule', 1, [2, 1, -2, 0, 0, 0, 0]],
  ['watt', 1, [2, 1, -3, 0, 0, 0, 0]],
  ['coulomb', 1, [0, 0, 1, 1, 0, 0, 0]],
  ['volt', 1, [2, 1, -3, -1, 0, 0, 0]],
  ['farad', 1, [-2, -1, 4, 2, 0, 0, 0]],
  ['ohm', 1, [2, 1, -3, -2, 0, 0, 0]],
  ['siemens', 1, [-2, -1, 3, 2, 0, 0, 0]],
  ['weber', 1, [2, 1, -2, -1, 0, 0, 0]],
  ['tesla', 1, [0, 1, -2, -1, 0, 0, 0]],
  ['henry', 1, [2, 1, -2, -2, 0, 0, 0]],
  ['lux', 1, [-2, 0, 0, 0, 0, 0, 1]],
  ['gray sievert', 1, [2, 0, -2, 0, 0, 0, 0]],
  ['katal', 1, [0, 0, -1, 0, 0, 1, 0]],
  ['molar', 1e3, [-3, 0, 0, 0, 0, 1, 0]],
];

const UNPREFIXED: readonly Row[] = [
  ['kelvin', 1, [0, 0, 0, 0, 1, 0, 0]],
  ['kilogram kilogramme', 1, [0, 1, 0, 0, 0, 0, 0]],
];

const VOLUMES: readonly Row[] = [['litre liter', 1e-3, [3, 0, 0, 0, 0, 0, 0]]];

/** Short names, by the long name that they stand for. `mS` and `mF` came with Brian2 2.6. */
const SHORT: Readonly<Record<string, string>> = {
  mV: 'mvolt',
  mA: 'mamp',
  uA: 'uamp',
  nA: 'namp',
  pA: 'pamp',
  uF: 'ufarad',
  nF: 'nfarad',
  pF: 'pfarad',
  mF: 'mfarad',
  mS: 'msiemens',
  uS: 'usiemens',
  nS: 'nsiemens',
  mM: 'mmolar',
  uM: 'umolar',
  nM: 'nmolar',
  ms: 'msecond',
  us: 'usecond',
  Hz: 'hertz',
  kHz: 'khertz',
  MHz: 'Mhertz',
  mm: 'mmetre',
  um: 'umetre',
  mm2: 'mmetre2',
  mm3: 'mmetre3',
  um2: 'umetre2',
  um3: 'umetre3',
};

/** `Number` rather than multiplication, so that the scale is the nearest double to the decimal. */
const decimal = (scale: number, exponent: number): number =>
  Number(`1e${exponent + Math.round(Math.log10(scale))}`);

function table(): Map<string, Unit> {
  const units = new Map<string, Unit>();
  const add = (name: string, scale: number, dimension: Dimension, base: boolean) =>
    units.set(name, { name, scale, dimension, base });
  const rows = (
    list: readonly Row[],
    prefixes: Readonly<Record<string, number>>,
    powers: readonly number[],
  ) => {
    for (const [names, scale, dimension] of list)
      for (const name of names.split(' '))
        for (const [prefix, exponent] of Object.entries(prefixes))
          for (const power of powers)
            add(
              `${prefix}${name}${power === 1 ? '' : power}`,
              decimal(scale ** power, exponent * power),
              powerDimension(dimension, power),
              prefix === '' && power === 1 && !['gram', 'gramme', 'litre', 'liter', 'molar'].includes(name),
            );
  };
  rows(PREFIXED, PREFIXES, [1, 2, 3]);
  rows(UNPREFIXED, { '': 0 }, [1, 2, 3]);
  rows(VOLUMES, FINE_PREFIXES, [1]);
  const metre: Dimension = [1, 0, 0, 0, 0, 0, 0];
  for (const power of [1, 2, 3])
    add(`cm${power === 1 ? '' : power}`, decimal(1, -2 * power), powerDimension(metre, power), false);
  for (const [short, long] of Object.entries(SHORT)) {
    const unit = units.get(long);
    if (unit) units.set(short, { ...unit, name: short, base: short === 'Hz' });
  }
  return units;
}

export const lookupUnit = (name: string): Unit | undefined => UNITS.get(name);

const UNITS: ReadonlyMap<string, Unit> = table();

/** Symbols of physics that Brian2 writes out: `mS` it has, `kV` it calls `kvolt`. */
const SYMBOLS: Readonly<Record<string, string>> = {
  V: 'volt',
  A: 'amp',
  S: 'siemens',
  F: 'farad',
  C: 'coulomb',
  Ohm: 'ohm',
  Hz: 'hertz',
  M: 'molar',
  s: 'second',
  sec: 'second',
  seconds: 'second',
  m: 'metre',
  g: 'gram',
  volts: 'volt',
  amps: 'amp',
  W: 'watt',
  J: 'joule',
  K: 'kelvin',
};

/** The unit that a symbol with a prefix stands for: `kV` is `kvolt`, `MOhm` is `Mohm`. */
export function expandSymbol(name: string): string | undefined {
  for (const prefix of Object.keys(PREFIXES)) {
    const unit = name.startsWith(prefix) ? SYMBOLS[name.slice(prefix.length)] : undefined;
    if (unit && UNITS.has(`${prefix}${unit}`)) return `${prefix}${unit}`;
  }
  return undefined;
}

/** The name by which every release of Brian2 knows a unit: `msiemens` for `mS`. */
export const portableUnit = (name: string): string =>
  name === 'mS' || name === 'mF' ? (SHORT[name] ?? name) : name;

export const unitNames = (): Iterable<string> => UNITS.keys();

/** The names that may stand after a colon. */
export const baseUnitNames = (): string[] =>
  [...UNITS.values()].filter((unit) => unit.base).map(({ name }) => name);

/** The unit names a reader is likely to have meant: base units and short names, not `Yfarad3`. */
export const commonUnitNames = (): string[] => [
  ...baseUnitNames(),
  ...Object.keys(SHORT),
  'cm',
  'cm2',
  'msiemens',
  'Mohm',
  'kohm',
  'Gohm',
  'uvolt',
  'mfarad',
  'umetre',
  'umeter',
];
