import { expect, test } from './book.ts';
import { openFigure, stepOf } from './figure.ts';

const id = 'leaky-integrate-and-fire';

test('takes back and does again what was changed, and the run goes on', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  const undo = figure.getByRole('button', { name: 'Undo' });
  const redo = figure.getByRole('button', { name: 'Redo' });
  await expect(undo).toBeDisabled();
  const current = figure.getByLabel('I, injected current, value in nA');
  await current.fill('4.05');
  await current.press('Enter');
  await figure.getByLabel(/firing threshold, value in mV/).fill('-45');
  await figure.getByRole('button', { name: 'Reset all parameters' }).click();
  await expect(current).toHaveValue('2.00');
  const step = await stepOf(figure);
  await undo.click();
  await expect(current).toHaveValue('4.05');
  await undo.click();
  await undo.click();
  await expect(current).toHaveValue('2.00');
  await expect(undo).toBeDisabled();
  await redo.click();
  await expect(current).toHaveValue('4.05');
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(step);
});

test('one drag of the threshold is one step, taken back by the keyboard', async ({ page, site }) => {
  const figure = await openFigure(page, site, id, 60);
  const canvas = figure.locator('.figure-view canvas').first();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The view has no box.');
  const theta = figure.getByRole('slider', { name: /threshold/ });
  await expect(theta).toHaveValue('-50');
  // The threshold stands at -50 mV on an axis from -90 to -20 mV.
  const find = async () => {
    for (let y = box.y + 20; y < box.y + box.height; y += 4) {
      await page.mouse.move(box.x + box.width / 2, y);
      const cursor = await canvas.evaluate((element) => element.style.cursor);
      if (cursor === 'ns-resize') return y;
    }
    throw new Error('The threshold was not found.');
  };
  const y = await find();
  await page.mouse.down();
  for (let k = 1; k <= 6; k++) await page.mouse.move(box.x + box.width / 2, y - 8 * k);
  await page.mouse.up();
  await expect(theta).not.toHaveValue('-50');
  await page.keyboard.press('Control+z');
  await expect(theta).toHaveValue('-50');
  await page.keyboard.press('Shift+Control+z');
  await expect(theta).not.toHaveValue('-50');
});

test('takes an edited equation back', async ({ page, site }) => {
  const figure = await openFigure(page, site, id);
  await figure.getByRole('button', { name: 'Edit the equation' }).click();
  const field = figure.getByLabel('Equations');
  const text = await field.inputValue();
  await field.fill(text.replace('R*I', '2*R*I'));
  await expect(figure.getByText('Your equation is running.')).toBeVisible();
  await figure.getByRole('button', { name: 'Undo' }).click();
  await expect(field).toHaveValue(text);
  await figure.getByRole('button', { name: 'Redo' }).click();
  await expect(field).toHaveValue(text.replace('R*I', '2*R*I'));
});

test('the list of keys names those of figures, and they work', async ({ page, site }) => {
  await page.goto(site);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Play or pause');
  await page.keyboard.press('Escape');
  const figure = await openFigure(page, site, id);
  await expect(figure).toHaveAttribute('data-phase', 'playing');
  await page.keyboard.press('k');
  await expect(figure).toHaveAttribute('data-phase', 'paused');
  const step = await stepOf(figure);
  await page.keyboard.press('.');
  await expect.poll(() => stepOf(figure)).toBe(step + 1);
});
