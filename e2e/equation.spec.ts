import { expect, test } from './book.ts';
import { openFigure, spikesOf, stepOf } from './figure.ts';

const id = 'leaky-integrate-and-fire';

test('an edited equation runs', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByLabel('Speed').selectOption('0.5');
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const text = await field.inputValue();
  expect(text).toContain('R*I');
  await field.fill(text.replace('R*I', '0*R*I'));
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(2000);
  expect(await spikesOf(figure)).toBe(0);
  await figure.getByRole('button', { name: 'Back to the original' }).click();
  await expect.poll(() => spikesOf(figure)).toBeGreaterThan(2);
});

test('a broken equation explains itself at the word, and the old one goes on', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const text = await field.inputValue();
  await field.fill(text.replace('tau_m', 'tau_n'));
  const problem = figure.getByRole('alert');
  await expect(problem).toContainText('tau_n');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(figure.locator('mark')).toHaveText('tau_n');
  const step = await stepOf(figure);
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(step);
  await problem.getByRole('button', { name: 'Write tau_m' }).click();
  await expect(problem).toBeHidden();
  await expect(field).toHaveValue(text);
});

test('units are checked while typing', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  await field.fill((await field.inputValue()).replace('R*I', 'I'));
  await expect(figure.getByRole('alert')).toContainText(/A|amp/);
});
