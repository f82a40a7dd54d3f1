import { gzipSync } from 'node:zlib';
import { expect, test } from './book.ts';
import { builtRun, openFigure, stepOf } from './figure.ts';

const id = 'hodgkin-huxley';

for (const transport of ['shared', 'transferred'] as const) {
  test(`samples come through ${transport} memory, with the same numbers`, async ({
    page,
    site,
    isolatedSite,
  }) => {
    const built = builtRun(id);
    const figure = await openFigure(
      page,
      transport === 'shared' ? isolatedSite : site,
      id,
      built.milliseconds,
    );
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(transport === 'shared');
    await expect(figure).toHaveAttribute('data-transport', transport);
    await expect(figure).toHaveAttribute('data-step', String(built.step));
    await expect(figure).toHaveAttribute('data-spikes', String(built.spikes));
  });
}

test('figures run only while they are seen', async ({ page, site }) => {
  await page.goto(`${site}neuron-models/`);
  const figure = page.locator(`figure[data-figure="${id}"]`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure).toHaveAttribute('data-phase', 'playing');
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(figure).toHaveAttribute('data-phase', 'waiting');
  const step = await stepOf(figure);
  await page.waitForFunction(
    (before) => performance.now() > before + 500,
    await page.evaluate(() => performance.now()),
  );
  expect(await stepOf(figure)).toBe(step);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a figure waits for the reader', async ({ page, site }) => {
    const figure = await openFigure(page, site, id);
    await expect(figure).toHaveAttribute('data-phase', 'paused');
    expect(await stepOf(figure)).toBe(0);
    await figure.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => stepOf(figure)).toBeGreaterThan(0);
  });
});

test.describe('before anything is stored', () => {
  test.use({ serviceWorkers: 'block' });

  test('at most 200 KB of script (gzip) before the first figure is live', async ({ page, site }) => {
    const scripts = new Map<string, number>();
    page.context().on('response', async (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      scripts.set(response.url(), gzipSync(await response.body()).length);
    });
    await page.goto(site);
    const figure = page.locator('figure[data-figure]').first();
    await expect(figure).toHaveAttribute('data-phase', 'playing');
    await expect.poll(() => stepOf(figure)).toBeGreaterThan(0);
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: 'script bytes (gzip)', description: String(bytes) });
    expect([...scripts.keys()].some((url) => url.includes('worker'))).toBe(true);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(200_000);
  });
});
