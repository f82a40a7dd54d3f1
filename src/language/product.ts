import { DIMENSIONLESS, multiplyDimensions, powerDimension } from './dimension.ts';
import type { Quantity } from './model.ts';
import { lookupUnit } from './units.ts';

const factor =
  /^\s*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|([A-Za-z]\w*))\s*(?:\*\*\s*\(?\s*(-?\d)\s*\)?)?\s*/i;

/**
 * A number, units, or a product of both such as `100*ms`, `-65*mV`, `uA/cm**2`, in SI base units: what a page needs to read
 * of quantities without the language. The value is that of `evaluateQuantity`, to a rounding where a power is taken.
 * Undefined for any other text.
 */
export function readProduct(text: string): Quantity | undefined {
  let value = 1;
  let dimension = DIMENSIONLESS;
  let rest = text;
  for (let operator = '*'; ; ) {
    const match = factor.exec(rest);
    const [all = '', number, name, exponent = '1'] = match ?? [];
    const unit = name === undefined ? undefined : lookupUnit(name);
    if (!match || (name !== undefined && !unit)) return undefined;
    const power = Number(exponent);
    const size = powerOf(unit ? unit.scale : Number(number), power);
    const factorDimension = unit ? powerDimension(unit.dimension, power) : DIMENSIONLESS;
    value = operator === '*' ? value * size : value / size;
    dimension = multiplyDimensions(dimension, powerDimension(factorDimension, operator === '*' ? 1 : -1));
    rest = rest.slice(all.length);
    if (rest === '') break;
    operator = rest[0] ?? '';
    if (operator !== '*' && operator !== '/') return undefined;
    rest = rest.slice(1);
  }
  return Number.isFinite(value) ? { value, dimension, type: 'real' } : undefined;
}

function powerOf(base: number, exponent: number): number {
  let result = 1;
  for (let k = 0; k < Math.abs(exponent); k++) result *= base;
  return exponent < 0 ? 1 / result : result;
}
