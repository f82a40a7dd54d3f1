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
    const arriving: Promise<readonly [url: string, bytes: number, at: number]>[] = [];
    page.context().on('response', (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      const at = Date.now();
      // What is still on its way when the page is closed came later in any case.
      const size = response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      );
      arriving.push(size.then((bytes) => [response.url(), bytes, at] as const));
    });
    // The page notes the moment itself: a test that asks now and then would count what comes later.
    await page.addInitScript(() => {
      new MutationObserver((changes, observer) => {
        const live = changes.some(({ target }) => Number((target as HTMLElement).dataset.step) > 0);
        if (!live) return;
        document.documentElement.dataset.liveSince = String(Date.now());
        observer.disconnect();
      }).observe(document, { subtree: true, attributeFilter: ['data-step'] });
    });
    await page.goto(site);
    const figure = page.locator('figure[data-figure]').first();
    await expect.poll(() => stepOf(figure)).toBeGreaterThan(0);
    await expect(figure).toHaveAttribute('data-phase', 'playing');
    const live = Number(await page.locator('html').getAttribute('data-live-since'));
    expect(live).toBeGreaterThan(0);
    const before = (await Promise.all([...arriving])).filter(([, , at]) => at <= live);
    const scripts = new Map(before.map(([url, size]) => [url, size]));
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: 'script bytes (gzip)', description: String(bytes) });
    expect([...scripts.keys()].some((url) => url.includes('worker'))).toBe(true);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(200_000);
  });
});
