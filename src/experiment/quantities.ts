import type { Dimension, Quantity } from '../language/model.ts';
import { readProduct } from '../language/product.ts';
import { FigureError } from './error.ts';
import type { Figure, Parameter } from './figure.ts';

export type ParameterValues = Readonly<Record<string, number>>;

const one: Quantity = { value: 1, dimension: [0, 0, 0, 0, 0, 0, 0], type: 'real' };
const units = new Map<string, Quantity>();

/** The unit as a quantity: `mV` is 1e-3 with the dimension of a voltage. Absent: a pure 1. */
export function unitQuantity(unit: string | undefined): Quantity {
  if (unit === undefined) return one;
  let quantity = units.get(unit);
  if (!quantity) {
    quantity = quantityOf(unit, 'unit');
    units.set(unit, quantity);
  }
  return quantity;
}

/** A declaration's quantities are products of a number and units, which a page reads without the language. */
export function quantityOf(text: string, place: string): Quantity {
  const quantity = readProduct(text);
  if (!quantity)
    throw new FigureError(`${place}: "${text}" is no product of a number and units, as 100*ms is.`);
  return quantity;
}

/** How many SI base units one `unit` is. */
export function unitScale(unit: string | undefined): number {
  return unitQuantity(unit).value;
}

/** `12` and `mV` as the text `12*mV`; a pure number stays a number. */
export function withUnit(value: number, unit: string | undefined): string | number {
  return unit === undefined ? value : `${value}*${unit}`;
}

/** Seconds of a text such as `100*ms`. Throws `FigureError` where it is no time. */
export function seconds(text: string, place: string): number {
  const { value, dimension } = quantityOf(text, place);
  if (!sameDimension(dimension, [0, 0, 1, 0, 0, 0, 0]))
    throw new FigureError(`${place}: "${text}" is not a time; write for example 100*ms.`);
  return value;
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, k) => exponent === b[k]);
}

/** The table's defaults, in the parameters' own units, with `values` laid over them. */
export function completeValues(figure: Figure, values: ParameterValues): Record<string, number> {
  const complete: Record<string, number> = {};
  for (const parameter of figure.parameters) {
    const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined;
    complete[parameter.name] = value ?? parameter.default;
  }
  return complete;
}

export function inRange(parameter: Parameter, value: number): boolean {
  return value >= parameter.minimum && value <= parameter.maximum;
}

/**
 * Whether a parameter is a choice or a count, which has no values between: a switch, or a pure number in steps of 1. The
 * step of any other is how finely its slider moves.
 */
export function isWhole({ toggle, unit, step }: Parameter): boolean {
  return toggle === true || (unit === undefined && step === 1);
}

/** The value of one parameter as a quantity. */
function parameterQuantity(parameter: Parameter, value: number): Quantity {
  const { dimension } = unitQuantity(parameter.unit);
  const text = withUnit(value, parameter.unit);
  return {
    value: typeof text === 'number' ? text : quantityOf(text, parameter.name).value,
    dimension,
    type: 'real',
  };
}

/** All of the table's names as quantities, for expressions over them. */
export function tableQuantities(figure: Figure, values: ParameterValues): Map<string, Quantity> {
  const complete = completeValues(figure, values);
  return new Map(figure.parameters.map((p) => [p.name, parameterQuantity(p, complete[p.name] ?? p.default)]));
}

const bases = ['metre', 'kilogram', 'second', 'amp', 'kelvin', 'mole', 'candela'];

/** A dimension as Brian2 writes one: `kilogram*metre**2*second**-3*amp**-1`; `1` for a pure number. */
export function baseUnit(dimension: Dimension): string {
  const factors = dimension.flatMap((exponent, k) =>
    exponent === 0
      ? []
      : exponent === 1
        ? [bases[k]]
        : [`${bases[k]}**${exponent < 0 ? `(${exponent})` : exponent}`],
  );
  return factors.length === 0 ? '1' : factors.join('*');
}
