import type { AtlasMeasure } from '../../experiment/figure.ts';
import { ramp } from '../draw/colour.ts';
import { decimalsOf, fixed } from '../format.ts';
import { roundTicks, tickLabels } from './axes.ts';

/** Cividis (Nunez, Anderton and Renslow 2018), every sixteenth colour. */
const cividis = ramp(
  [
    '#00224e',
    '#002e6a',
    '#1a386f',
    '#32436d',
    '#434e6c',
    '#535a6d',
    '#61656f',
    '#6f7073',
    '#7d7c78',
    '#8c8878',
    '#9b9476',
    '#aba072',
    '#bcae6c',
    '#cdbb63',
    '#dec958',
    '#f0d846',
    '#fee838',
  ],
  254,
);
/** Blue to white at zero to vermilion, for signed measures. */
const diverging = ramp(['#00456e', '#3987c0', '#a9cde8', '#ffffff', '#f6b98c', '#dd6b1f', '#8a3a00'], 254);
/** Where the measure is not defined. */
const undefinedColour = '#8a8a8a';

/** How values become colours: from `low` to `high`, in equal steps or equal ratios. */
export interface ColourScale {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  /** Few values lie beyond the ends and have the ends' colours. */
  readonly open?: boolean;
  /** On either side of zero equal steps of the root are equal distances. */
  readonly root?: boolean;
}

/** Share of the pixels that may lie beyond the ends of a scale: single synapses of a noisy map. */
const beyond = 0.01;
const scales = new WeakMap<Float32Array, ColourScale>();

/** The same on both sides of zero, to the next 1, 2 or 5 times a power of ten. */
function evenScale(values: Float32Array, root: boolean): ColourScale {
  const known = scales.get(values);
  if (known) return known;
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  const bins = new Uint32Array(1024);
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const bin = most > 0 ? Math.min(1023, Math.floor((Math.abs(value) / most) * 1024)) : 0;
    bins[bin] = (bins[bin] as number) + 1;
    count += 1;
  }
  let left = count * beyond;
  let bin = 1023;
  while (bin > 0 && (bins[bin] as number) <= left) left -= bins[bin--] as number;
  const wanted = ((bin + 1) / 1024) * most || 1;
  const power = 10 ** Math.floor(Math.log10(wanted) + 1e-9);
  const high = ([1, 2, 5, 10].find((digit) => digit * power >= wanted * (1 - 1e-9)) ?? 10) * power;
  const scale = { low: -high, high, log: false, open: most > high * (1 + 1e-6), root };
  scales.set(values, scale);
  return scale;
}

/**
 * Fixed for indices; changes have the same range on both sides of zero. Rates span decades on one map, so equal ratios are equal distances: over the powers of ten
 * between which all rates of the map lie, with silence in the lowest colour.
 */
export function colourScale(measure: AtlasMeasure, values: Float32Array | undefined): ColourScale {
  if (measure === 'burst index') return { low: 0, high: 1, log: false };
  if (measure === 'adaptation') return { low: -1, high: 1, log: false };
  // A drift goes with the product of two rates: its weak side would hardly have a colour.
  if (measure !== 'rate')
    return values ? evenScale(values, measure === 'drift') : { low: -1, high: 1, log: false };
  let least = Infinity;
  let highest = 0;
  for (const value of values ?? []) {
    if (value > highest) highest = value;
    if (value > 0 && value < least) least = value;
  }
  if (highest === 0) return { low: 1, high: 100, log: true };
  const low = 10 ** Math.max(0, Math.floor(Math.log10(least) + 1e-6));
  return { low, high: Math.max(10 * low, 10 ** Math.ceil(Math.log10(highest) - 1e-6)), log: true };
}

/** Where a value stands between the ends, 0 to 1; NaN where it is not defined. */
export function share(value: number, { low, high, log, root }: ColourScale): number {
  if (root) return 0.5 + 0.5 * Math.sign(value) * Math.sqrt(Math.min(Math.abs(value) / high, 1));
  const place = log
    ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
    : (value - low) / (high - low);
  return Math.min(Math.max(place, 0), 1);
}

/** Round numbers along the scale with their labels. */
export function scaleTicks(scale: ColourScale): { readonly value: number; readonly label: string }[] {
  if (!scale.log) {
    if (scale.open || scale.root) {
      const part = scale.root ? 0.25 : 0.5;
      const ticks = [scale.low, part * scale.low, 0, part * scale.high, scale.high];
      const decimals = decimalsOf(part * scale.high);
      const signs = scale.open ? ['≤ ', '', '', '', '≥ '] : [];
      return ticks.map((value, k) => ({ value, label: `${signs[k] ?? ''}${fixed(value, decimals)}` }));
    }
    const ticks = roundTicks(scale.low, scale.high, 4);
    const labels = tickLabels(ticks);
    return ticks.map((value, k) => ({ value, label: labels[k] as string }));
  }
  const decades = Math.round(Math.log10(scale.high / scale.low));
  return Array.from({ length: decades + 1 }, (_, k) => {
    const value = scale.low * 10 ** k;
    return { value, label: k === 0 ? `≤ ${value}` : String(value) };
  });
}

/** Row-major from the lower left corner -> palette places from the upper left; the last is undefined. */
export function colourPixels(
  values: Float32Array,
  columns: number,
  rows: number,
  scale: ColourScale,
): Uint8Array {
  const pixels = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const value = values[(rows - 1 - row) * columns + column] as number;
      pixels[row * columns + column] = Number.isNaN(value) ? 254 : Math.round(share(value, scale) * 253);
    }
  return pixels;
}

/** Colours from low to high, of numbers with a sign or without, the one of undefined values last. */
export function paletteOf(signed: boolean): readonly string[] {
  return [...(signed ? diverging : cividis), undefinedColour];
}

let last: { values: Float32Array; scale: string; pixels: Uint8Array } | undefined;

/** The same picture is painted many times while the crosshair moves: its pixels are kept. */
export function cachedPixels(
  values: Float32Array,
  columns: number,
  rows: number,
  scale: ColourScale,
): Uint8Array {
  const key = JSON.stringify(scale);
  if (last?.values !== values || last.scale !== key)
    last = { values, scale: key, pixels: colourPixels(values, columns, rows, scale) };
  return last.pixels;
}
