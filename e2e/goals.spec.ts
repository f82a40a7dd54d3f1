import { faults } from './axe.ts';
import { expect, test } from './book.ts';
import { openFigure } from './figure.ts';

const id = 'reliability';
const goal = 'quiet-neuron';

test('a goal is reached by its worked answer, remembered, and forgotten when asked', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  const figure = await openFigure(page, site, id, undefined, '&speed=max');
  const item = figure.locator(`[data-goal="${goal}"]`);
  await expect(item).toHaveAttribute('data-state', 'open');
  await item.getByText('Hint').click();
  await expect(item.getByText('What differs between the trials?')).toBeVisible();
  await item.getByText('Answer', { exact: true }).click();
  expect(await faults(page)).toEqual([]);
  await item.getByRole('button', { name: 'Do it for me' }).click();
  await expect(item).toHaveAttribute('data-state', 'now', { timeout: 60_000 });
  await expect(figure.getByRole('status').filter({ hasText: 'Reached: Now make' })).toHaveCount(1);
  await figure.getByRole('button', { name: 'Undo' }).click();
  await expect(item).toHaveAttribute('data-state', 'before', { timeout: 60_000 });

  await page.goto(site);
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Progress' });
  await expect(dialog.locator('.progress-count').first()).toContainText(/^1 of \d+$/);
  await dialog.getByRole('button', { name: 'Forget all' }).click();
  await expect(dialog.locator('.progress-count').first()).toContainText(/^0 of \d+$/);
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(dialog.locator('.progress-count').first()).toContainText(/^1 of \d+$/);
});

test('progress is saved to a file and loaded again; another file is refused', async ({ page, site }) => {
  await page.goto(site);
  await page.getByRole('button', { name: 'Progress' }).click();
  const dialog = page.getByRole('dialog', { name: 'Progress' });
  const load = async (text: string) => {
    const chosen = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Load from a file' }).click();
    const file = { name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await (await chosen).setFiles(file);
  };
  await load('{"spikebook":"progress","version":1,"reached":{"reliability":["quiet-neuron"]}}');
  await expect(dialog.locator('.progress-count').first()).toContainText(/^1 of \d+$/);
  await load('junk');
  await expect(dialog.getByRole('status')).toContainText('holds no progress');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save to a file' }).click();
  expect((await saved).suggestedFilename()).toBe('spikebook-progress.json');
  expect(await faults(page)).toEqual([]);
});

test('what was measured before a change fulfils no task after it', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire');
  const item = figure.locator('[data-goal="rheobase"]');
  const rate = () => figure.getAttribute('data-measure-rate').then(Number);
  await expect.poll(rate).toBeGreaterThan(20);
  // The neuron fires at 2 nA. At 0.5 nA it is silent, and "fires with as little current as can be" is not done.
  await figure.getByLabel(/injected current, value in nA/).fill('0.5');
  await expect(figure).toHaveAttribute('data-measure-rate', 'NaN');
  await expect.poll(rate, { timeout: 30_000 }).toBe(0);
  await expect(item).toHaveAttribute('data-state', 'open');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the tasks are readable, their hints too', async ({ page, site }) => {
    await page.goto(`${site}embed/${id}/`);
    const item = page.locator(`[data-goal="${goal}"]`);
    await expect(item).toContainText('without touching a current');
    await item.getByText('Hint').click();
    await expect(item.getByText('What differs between the trials?')).toBeVisible();
  });
});
