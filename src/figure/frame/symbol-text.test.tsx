import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { SymbolText } from './symbol-text.tsx';

const html = (latex: string) => renderToStaticMarkup(<SymbolText latex={latex} />);
const words = (latex: string) => html(latex).replace(/<[^>]*>/g, '');

test('two indices stay with their letter, and no letter is lost or told twice', () => {
  const joined = /<span class="symbol-joined">A<span class="symbol-pair"><sub>/;
  expect(html('A_2^+')).toMatch(joined);
  expect(html('with A_3^+')).toMatch(joined);
  expect(words('A_2^+')).toBe('A2+');
  expect(words('A_2^- \\tau_-/(A_3^+ \\tau_+)')).toBe('A2- τ-/(A3+ τ+)'.replaceAll('-', words('-')));
  expect(words('w_0')).toBe('w0');
  expect(html('w_0')).not.toContain('symbol-joined');
});
