import { columnSigns } from '../../experiment/measure/signs.ts';
import type { Weights } from '../../experiment/weights.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth } from '../draw/text.ts';
import { quantityLabel } from '../format.ts';
import type { Ink, Theme } from '../tokens.ts';
import { weightMark } from './matrix-marks.ts';
import type { Size } from './view.ts';

/** Above each column the signs of its weights; where the law is on, both at once stand in the ink of errors. */
export function columnHeads(area: Area, weights: Weights, judged: boolean, theme: Theme): Item[] {
  const { small } = theme.size;
  const { from } = weights;
  const signs = columnSigns(weights);
  const cell = area.width / from;
  const size = Math.min(1.15 * small, 1.3 * cell);
  return Array.from({ length: from }, (_, j): Item => {
    const sign = signs.get(j) ?? 0;
    const text = ['', '+', '−', '±'][sign] ?? '';
    const ink: Ink = sign === 3 ? (judged ? 'error' : 'muted') : sign === 1 ? 'excitatory' : 'inhibitory';
    const x = area.x + (j + 0.5) * cell;
    return { kind: 'text', x, y: area.y - 0.32 * small, text, ink, size, anchor: 'middle', bold: true };
  });
}

/** Numbers of the neurons, and which way is which. */
export function matrixAxes(area: Area, { from, to }: Weights, theme: Theme): Item[] {
  const { label, small } = theme.size;
  const bottom = area.y + area.height;
  const text = (x: number, y: number, value: string, anchor: 'middle' | 'end'): Item => ({
    kind: 'text',
    x,
    y,
    text: value,
    ink: 'muted',
    size: small,
    anchor,
  });
  const across = numbers(from, area.width, 1.9 * small).map((n) =>
    text(area.x + ((n - 0.5) * area.width) / from, bottom + 1.15 * small, String(n), 'middle'),
  );
  const down = numbers(to, area.height, 1.4 * small).map((n) =>
    text(area.x - 0.35 * small, area.y + ((n - 0.5) * area.height) / to + 0.34 * small, String(n), 'end'),
  );
  const middle = area.x + area.width / 2;
  const axis = { kind: 'text', ink: 'muted', size: small, anchor: 'middle' } as const;
  return [
    ...across,
    ...down,
    { ...axis, x: middle, y: bottom + 2.45 * small, text: 'sending neuron j', ink: 'pre' },
    { ...axis, x: 1.05 * label, y: area.y + area.height / 2, text: 'receiving neuron i', upright: true },
  ];
}

/** 1 and round numbers up to `last` that stand at least `apart` pixels from one another. */
function numbers(last: number, length: number, apart: number): number[] {
  const step = [1, 2, 4, 5, 10, 20, 50].find((one) => (one * length) / last >= apart) ?? last;
  const round = Array.from({ length: Math.floor(last / step) }, (_, k) => (k + 1) * step);
  return step === 1 || (step - 1) * (length / last) < apart ? round : [1, ...round];
}

/** A square and a disc of a round weight: how large a mark is, and what its shape says. `largest` in `unit`. */
export function sizeKey(
  area: Area,
  size: Size,
  largest: number,
  unit: string,
  cell: number,
  theme: Theme,
): Item[] {
  const { small } = theme.size;
  if (!(largest > 0)) return [];
  const round = roundBelow(largest);
  const y = area.y + area.height + 4.05 * small;
  const items: Item[] = [];
  let x = area.x;
  for (const [sign, word] of [
    [1, 'excites'],
    [-1, 'inhibits'],
  ] as const) {
    const mark = weightMark(x + cell / 2, y - 0.34 * small, (sign * round) / largest, cell);
    if (mark) items.push(mark);
    const full = `${word}, ${quantityLabel(sign * round, unit, 2)}`;
    const half = (size.width - area.x) / 2;
    const text = estimateWidth(full, small) + 1.4 * cell < half ? full : word;
    x += 1.25 * cell;
    items.push({
      kind: 'text',
      x,
      y,
      text,
      ink: sign > 0 ? 'excitatory' : 'inhibitory',
      size: small,
      anchor: 'start',
    });
    x = Math.max(area.x + Math.min(half, area.width / 2), x + estimateWidth(text, small) + small);
  }
  return items;
}

/** The largest of 1, 2 or 5 times a power of ten that is at most `value`. */
function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2, 1].find((digit) => digit * power <= value * (1 + 1e-9)) ?? 1);
}
