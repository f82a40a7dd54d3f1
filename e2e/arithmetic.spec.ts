import { expect, test } from './book.ts';
import { openFigure, spikesOf } from './figure.ts';

test("what the chip's integers refuse is said under the picture, in the figure's words, with what to do", async ({
  page,
  site,
}) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire');
  await figure.getByRole('button', { name: 'CPU · 32 bit' }).click();
  const panel = figure.getByRole('region', { name: 'What it runs on' });
  const run = panel.getByRole('button', { name: 'Run it in the integers of a neuromorphic chip' });
  await run.click();
  await expect(panel.getByRole('alert')).toHaveText(
    'Refractory period: 2 ms are 100 steps of 0.02 ms, and the chip counts at most 64: set the absolute refractory period to 1.28 ms or less.',
  );
  await expect(figure.locator('.figure-notice')).toHaveCount(0);
  const time = figure.getByLabel(/absolute refractory period, value in ms/);
  await time.fill('1');
  await time.press('Enter');
  await run.click();
  await expect(figure.getByRole('button', { name: 'chip · integers' })).toBeVisible();
  await expect(
    panel.getByRole('row', { name: /membrane time constant 10.0 ms 10.2 ms \+2.3 %/ }),
  ).toBeVisible();
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => spikesOf(figure)).toBeGreaterThan(2);
});
