import { findChromium } from '../scripts/chromium.mjs';
import { expect, test } from './book.ts';
import { builtRun, expectDrawn, openFigure } from './figure.ts';

const executablePath = findChromium();

test.use({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'],
    // Playwright asks for the software renderer by itself.
    ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
  },
});

for (const [id, pixel] of [
  ['izhikevich-atlas', 'neuron'],
  ['weight-atlas', 'synapse'],
] as const)
  test(`without WebGL an atlas with a ${pixel} a pixel is computed on the CPU`, async ({ page, site }) => {
    test.setTimeout(120_000);
    const figure = await openFigure(page, site, id, builtRun(id).milliseconds);
    expect(await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2'))).toBeNull();
    await expect(figure).toHaveAttribute('data-atlas', '1', { timeout: 90_000 });
    await expect(figure).toHaveAttribute('data-atlas-backend', 'cpu');
    await expectDrawn(figure);
  });
