/** Algebra of physical dimensions: exponents of metre, kilogram, second, ampere, kelvin, mole and candela. */
import type { Dimension } from './model.ts';

export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0, 0, 0];
export const SECOND: Dimension = [0, 0, 1, 0, 0, 0, 0];

/** Exponents such as 1/2 and 1/3 come from division, so they are compared with this slack. */
const SLACK = 1e-9;

function combine(a: Dimension, b: Dimension, factor: number): Dimension {
  return [
    a[0] + factor * b[0],
    a[1] + factor * b[1],
    a[2] + factor * b[2],
    a[3] + factor * b[3],
    a[4] + factor * b[4],
    a[5] + factor * b[5],
    a[6] + factor * b[6],
  ];
}

export const multiplyDimensions = (a: Dimension, b: Dimension): Dimension => combine(a, b, 1);
export const divideDimensions = (a: Dimension, b: Dimension): Dimension => combine(a, b, -1);
export const powerDimension = (a: Dimension, exponent: number): Dimension =>
  combine(DIMENSIONLESS, a, exponent);

export const sameDimension = (a: Dimension, b: Dimension): boolean =>
  a.every((exponent, index) => Math.abs(exponent - (b[index] ?? 0)) < SLACK);

export const isDimensionless = (a: Dimension): boolean => sameDimension(a, DIMENSIONLESS);

const BASE = ['metre', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candle'];

/** Derived units by which a dimension is named, most wanted first. */
const NAMED: readonly (readonly [string, Dimension])[] = [
  ['volt', [2, 1, -3, -1, 0, 0, 0]],
  ['siemens', [-2, -1, 3, 2, 0, 0, 0]],
  ['farad', [-2, -1, 4, 2, 0, 0, 0]],
  ['ohm', [2, 1, -3, -2, 0, 0, 0]],
  ['hertz', [0, 0, -1, 0, 0, 0, 0]],
  ['coulomb', [0, 0, 1, 1, 0, 0, 0]],
  ['joule', [2, 1, -2, 0, 0, 0, 0]],
  ['watt', [2, 1, -3, 0, 0, 0, 0]],
  ['newton', [1, 1, -2, 0, 0, 0, 0]],
  ['pascal', [-1, 1, -2, 0, 0, 0, 0]],
  ['weber', [2, 1, -2, -1, 0, 0, 0]],
  ['henry', [2, 1, -2, -2, 0, 0, 0]],
];

const power = (name: string, exponent: number): string =>
  Math.abs(exponent - 1) < SLACK ? name : `${name}**${Number(exponent.toFixed(6))}`;

/** Factors and their exponents, with the fewest factors. */
function factors(dimension: Dimension): [string, number][] {
  const base = (rest: Dimension): [string, number][] =>
    rest.flatMap((exponent, index): [string, number][] =>
      Math.abs(exponent) < SLACK ? [] : [[BASE[index] ?? '', exponent]],
    );
  let best = base(dimension);
  for (const [name, named] of NAMED) {
    for (const sign of [1, 2, -1]) {
      const candidate: [string, number][] = [[name, sign], ...base(combine(dimension, named, -sign))];
      if (candidate.length < best.length || (candidate.length === 1 && best.length === 1 && sign === 1)) {
        if (candidate.length < best.length || best[0]?.[1] !== 1) best = candidate;
      }
    }
  }
  return best;
}

/** As Brian2 would have it typed after the colon: `volt`, `amp/metre**2`, `volt/second**0.5`, `1`. */
export function formatDimension(dimension: Dimension): string {
  const parts = factors(dimension);
  const above = parts.filter(([, exponent]) => exponent > 0).map(([name, exponent]) => power(name, exponent));
  const below = parts
    .filter(([, exponent]) => exponent < 0)
    .map(([name, exponent]) => power(name, -exponent));
  return [above.join('*') || '1', ...below].join('/');
}

/** In words, for messages: `is in volt`, `has no units`. */
export const sayDimension = (dimension: Dimension): string =>
  isDimensionless(dimension) ? 'has no units' : `is in ${formatDimension(dimension)}`;
