import { expect, test } from './book.ts';
import { builtRun, coloursOf, openFigure } from './figure.ts';

const id = 'izhikevich-atlas';

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: ['--no-sandbox', '--disable-gpu', '--disable-3d-apis'] }),
});

test('without WebGL the atlas is computed on the CPU', async ({ page, site }) => {
  const figure = await openFigure(page, site, id, builtRun(id).milliseconds);
  expect(await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2'))).toBeNull();
  await expect(figure).toHaveAttribute('data-atlas', '1', { timeout: 50_000 });
  await expect(figure).toHaveAttribute('data-atlas-backend', 'cpu');
  for (const count of await coloursOf(figure)) expect(count).toBeGreaterThan(3);
});
