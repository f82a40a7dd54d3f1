import { unitLabel } from '../experiment/unit-label.ts';

/** Numbers as people write them. */

/** A true minus sign, as in typeset numbers. */
export function minus(text: string): string {
  return text.replace(/-/g, '−');
}

/** Decimals that a step of this size needs: 0.05 -> 2, 1 -> 0. */
export function decimalsOf(step: number): number {
  if (!(step > 0)) return 0;
  for (let decimals = 0; decimals < 10; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 10;
}

/** A number with a fixed count of decimals, so that it does not wobble while it changes. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return minus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
}

/** Three significant digits, without exponent where people would not write one. */
export function readable(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  // What rounding leaves of a difference is no number of its own.
  if (size < 1e-15) return '0';
  if (size >= 1e6 || size < 1e-4) return minus(value.toExponential(digits - 1));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return fixed(value, decimals);
}

/** `1,234,567`. */
export function grouped(value: number): string {
  return minus(
    Math.round(value)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, ','),
  );
}

/** The value without its unit in a text, with the unit: `−65 mV`. */
export function quantityLabel(value: number, unit: string | undefined, digits = 3): string {
  const label = unitLabel(unit);
  return label ? `${readable(value, digits)} ${label}` : readable(value, digits);
}

/** A duration in seconds with a unit that leaves few digits: `0.0125` -> `12.5 ms`. */
export function timeLabel(seconds: number, decimals = 1): string {
  return seconds < 10 ? `${fixed(seconds * 1e3, decimals)} ms` : `${fixed(seconds, 2)} s`;
}

/** Speed relative to real time, in words: `1/20 of real time`, `real time`, `3 × real time`. */
export function speedLabel(speed: number): string {
  if (speed === Infinity) return 'as fast as it goes';
  if (speed <= 0 || !Number.isFinite(speed)) return 'standing still';
  if (Math.abs(speed - 1) < 0.03) return 'real time';
  if (speed < 1) {
    const slow = 1 / speed;
    return `1/${slow < 10 ? Number(slow.toPrecision(2)) : grouped(Number(slow.toPrecision(2)))} of real time`;
  }
  return `${speed < 10 ? Number(speed.toPrecision(2)) : grouped(Number(speed.toPrecision(2)))} × real time`;
}
