import { expect, test } from './book.ts';

// As for a reader: after the first visit the book is stored.
test.use({ serviceWorkers: 'allow' });

test('the book is read without a network after one visit, figures included', async ({
  page,
  context,
  site,
}) => {
  // Every file of the book is stored, and a chapter of twenty figures read from there.
  test.setTimeout(180_000);
  await page.goto(site);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  expect((await context.serviceWorkers()).length).toBe(1);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spikebook');
  await page.goto(`${site}neuron-models/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neuron models');
  await page.goto(`${site}embed/leaky-integrate-and-fire/?seed=1`);
  await expect(page.locator('figure[data-figure]')).toBeVisible();
});

test('works from under a path, with every address relative', async ({ page, subSite }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(subSite)) outside.push(request.url());
  });
  await page.goto(`${subSite}neuron-models/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neuron models');
  await page
    .getByRole('navigation', { name: 'Book' })
    .getByRole('link', { name: 'Spikebook' })
    .or(page.getByRole('link', { name: 'Spikebook' }))
    .first()
    .click();
  await expect(page).toHaveURL(subSite);
  expect(outside).toEqual([]);
});
