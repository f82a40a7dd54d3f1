import { expect, test } from 'vitest';
import { figure } from '../../../chapters/neuron-models/brunel.figure.ts';
import { estimateWidth } from '../draw/text.ts';
import { themes } from '../tokens.ts';
import { viewTitle, xAxis } from './axes.ts';
import { spreadAround } from './lines.ts';
import { timeMargins } from './margins.ts';

test('an axis whose name stands between its last labels has as many as leave room for it', () => {
  const area = { id: '', x: 0, y: 0, width: 500, height: 300, xDomain: [0, 8], yDomain: [0, 4] } as const;
  const items = xAxis(area, undefined, themes.projector, { text: 'g', ink: 'inhibitory' });
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  expect(texts).toEqual(['0', '2', '4', '6', '8', 'g']);
});

test('the margin of a rate takes its widest label, that of all neurons firing in one bin', () => {
  for (const theme of Object.values(themes))
    expect(timeMargins(figure, theme).left).toBeGreaterThan(estimateWidth('1,000', theme.size.small));
});

test('a title gives way to what stands beside it in its row, and to nothing else', () => {
  const area = { id: '', x: 20, y: 30, width: 300, height: 99, xDomain: [0, 1], yDomain: [0, 1] } as const;
  const theme = themes.light;
  const long = 'shaded: the pattern; lines: the neuron fires';
  const textOf = (beside: Parameters<typeof viewTitle>[3], title = long) => {
    const item = viewTitle(area, title, theme, beside);
    return item.kind === 'text' ? item.text : '';
  };
  const heading = { kind: 'text', x: 20, text: '200 neurons', ink: 'muted', anchor: 'start' } as const;
  const row = { ...heading, y: 30 - 0.62 * theme.size.label, size: theme.size.small };
  expect(textOf([])).toBe(long);
  expect(textOf([{ ...row, y: row.y + 50 }])).toBe(long);
  expect(textOf([row], 'Spikes')).toBe('Spikes');
  const shown = textOf([row]);
  expect(shown).toMatch(/^shaded.*…$/);
  expect(estimateWidth(shown, row.size) + estimateWidth(row.text, row.size)).toBeLessThan(300);
});

test('names of curves keep off the name of a level, on the side where there is room', () => {
  const around = (positions: readonly number[], held: number) => spreadAround(positions, 10, [0, 100], held);
  expect(around([48, 52], 50)).toEqual([40, 60]);
  // At the top there is no room above the level: all go below, in their order.
  expect(around([0, 4, 2], 2)).toEqual([12, 32, 22]);
  expect(around([99, 97], 100)).toEqual([90, 80]);
  expect(spreadAround([20, 80], 10, [0, 100], undefined)).toEqual([20, 80]);
});
