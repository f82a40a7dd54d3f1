import { faults } from './axe.ts';
import { expect, test } from './book.ts';
import { openFigure } from './figure.ts';

test('a kept run is named, compared, brought back and removed', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire', 60);
  await figure.getByRole('button', { name: 'Keep and compare' }).click();
  const keep = figure.getByRole('button', { name: 'Keep this run' });
  await keep.click();
  await expect(figure.getByText('Nothing differs yet')).toBeVisible();
  const current = figure.getByLabel('I, injected current, value in nA');
  await current.fill('4');
  await current.press('Enter');
  const row = figure.getByRole('row', { name: /injected current/ });
  await expect(row.getByRole('cell')).toHaveText(['2.00 nA', '4.00 nA']);
  await figure.getByLabel('Name of the kept run').fill('weak');
  await expect(figure.getByRole('region', { name: 'weak' })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await figure.getByRole('button', { name: 'Bring back its values' }).click();
  await expect(current).toHaveValue('2.00');
  await keep.click();
  await keep.click();
  await expect(keep).toBeDisabled();
  await figure.getByRole('button', { name: 'Remove' }).first().click();
  await expect(keep).toBeEnabled();
});
