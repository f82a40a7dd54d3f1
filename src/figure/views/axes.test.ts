import { expect, test } from 'vitest';
import { figure } from '../../../chapters/neuron-models/brunel.figure.ts';
import { estimateWidth } from '../draw/text.ts';
import { themes } from '../tokens.ts';
import { xAxis } from './axes.ts';
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
