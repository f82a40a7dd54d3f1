import { faults } from './axe.ts';
import { expect, overflow, test } from './book.ts';

const chapter = 'neuron-models/';

test('the opening says what this is, and leads to the chapters', async ({ page, site }) => {
  await page.goto(site);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spikebook');
  await expect(page.locator('figure[data-figure]')).toBeInViewport();
  await page.getByRole('main').getByRole('link', { name: 'Neuron models' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neuron models');
  await expect(page.locator('figure[data-figure]').first()).toBeAttached();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('text, mathematics, pictures and references are there', async ({ page, site }) => {
    await page.goto(site + chapter);
    await expect(page.getByRole('heading', { name: 'The Hodgkin-Huxley neuron' })).toBeVisible();
    const formulas = page.locator('.katex-display');
    expect(await formulas.count()).toBeGreaterThan(2);
    await expect(formulas.first()).toBeVisible();
    for (const figure of await page.locator('figure[data-figure]').all()) {
      await expect(figure.locator('svg, img').first()).toBeVisible();
    }
    await expect(page.getByRole('heading', { name: 'References' })).toBeVisible();
    // What needs a script is not offered.
    await expect(page.getByRole('button', { name: 'Light or dark' })).toBeHidden();
    await page.getByRole('navigation', { name: 'Book' }).getByRole('link', { name: 'Contents' }).click();
    await expect(page.getByRole('heading', { name: 'Contents' })).toBeVisible();
  });
});

test('a chapter leads to its neighbours, each with its own references', async ({ page, site }) => {
  // Three chapters are opened, each with some ten or twenty figures.
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(site + chapter);
  const beside = page.getByRole('navigation', { name: 'Chapters before and after' });
  await beside.getByRole('link', { name: 'Spike-timing-dependent plasticity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spike-timing-dependent plasticity');
  const words = page.locator('article.chapter');
  await expect(words).toContainText('cultured hippocampal neurons');
  await expect(words).not.toContainText('quantitative description of membrane current');
  await beside.getByRole('link', { name: 'Neuron models' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Neuron models');
});

test('a citation shows its work, under the pointer and under the focus', async ({ page, site }) => {
  await page.goto(site + chapter);
  const cite = page.locator('.cite').first();
  await expect(cite.locator('.cite-note')).toBeHidden();
  await cite.hover();
  await expect(cite.locator('.cite-note')).toBeVisible();
  await expect(cite.locator('.cite-note')).toContainText('doi:');
  await page.mouse.move(0, 0);
  await expect(cite.locator('.cite-note')).toBeHidden();
  await cite.getByRole('link').first().focus();
  await expect(cite.locator('.cite-note')).toBeVisible();
});

test('keys open the contents, the list of keys, and change the theme', async ({ page, site }) => {
  await page.goto(site + chapter);
  await page.keyboard.press('c');
  const contents = page.getByRole('dialog', { name: 'Contents' });
  await expect(contents).toBeVisible();
  await contents.getByRole('link', { name: 'Balanced networks' }).click();
  await expect(contents).toBeHidden();
  await expect(page).toHaveURL(/#balanced-networks/);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Projector');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('t');
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
});

test('the theme follows the system until one is chosen', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(site);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the first Tab leads past the bar to the text', async ({ page, site }) => {
  await page.goto(site + chapter);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#words')).toBeFocused();
});

for (const theme of ['light', 'dark', 'projector']) {
  for (const path of ['', chapter]) {
    test(`axe finds nothing: ${path || 'opening'}, ${theme}`, async ({ page, site }) => {
      // Figures that stand still: axe looks at thousands of elements, and the run would only take time from it.
      // A chapter of twenty figures has tens of thousands of them.
      test.setTimeout(480_000);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`${site}${path}?theme=${theme}`);
      await page.locator('figure[data-figure]').first().scrollIntoViewIfNeeded();
      await expect(page.locator('figure[data-live]').first()).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      // In light every figure is looked at on its own page (figures.spec.ts), with its panels.
      const figures = path === chapter && theme === 'light' ? 'figure[data-figure]' : undefined;
      expect(await faults(page, figures)).toEqual([]);
    });
  }
}

for (const path of ['', chapter, 'stdp/', 'embed/hodgkin-huxley/']) {
  test(`a phone shows it without scrolling sideways: ${path || 'opening'}`, async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(site + path);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
}

test('prints the words and the pictures, and no buttons', async ({ page, site }) => {
  await page.goto(site + chapter);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Book' })).toBeHidden();
  await expect(page.locator('.katex-display').first()).toBeVisible();
  expect((await page.pdf()).length).toBeGreaterThan(50_000);
});

test('a missing page says so, with a way back', async ({ page, site, allowed }) => {
  allowed.push(/404/);
  const answer = await page.goto(`${site}nowhere`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
});
