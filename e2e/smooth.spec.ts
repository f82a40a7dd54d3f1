import type { Page } from '@playwright/test';
import { expect, test } from './book.ts';
import { openFigure, stepOf } from './figure.ts';

test('no task over 50 ms on the page while the network runs at full speed', async ({ page, site }) => {
  test.setTimeout(90_000);
  const figure = await openFigure(page, site, 'cuba');
  await figure.getByLabel('Speed').selectOption('Infinity');
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(100);
  const before = await stepOf(figure);
  // Other programs can only add to what the page does: the quietest of a few looks tells most of the page itself.
  let fewest = await longTasks(page);
  for (let look = 1; look < 4 && fewest > 3; look++) fewest = Math.min(fewest, await longTasks(page));
  expect(await stepOf(figure)).toBeGreaterThan(before);
  expect(fewest).toBeLessThanOrEqual(3);
});

/** Tasks over 50 ms in four seconds. */
function longTasks(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        let count = 0;
        const observer = new PerformanceObserver((list) => {
          count += list.getEntries().length;
        });
        observer.observe({ entryTypes: ['longtask'] });
        setTimeout(() => {
          observer.disconnect();
          done(count);
        }, 4000);
      }),
  );
}
