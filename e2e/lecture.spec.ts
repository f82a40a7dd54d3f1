import { faults } from './axe.ts';
import { expect, overflow, test } from './book.ts';
import { openFigure } from './figure.ts';

const chapter = 'neuron-models/';

test('the lecture view shows one section at a time, its figure large', async ({ page, site }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(site + chapter);
  const headings = page.locator('article.chapter > h2');
  const figures = page.locator('figure[data-figure]');
  expect(await headings.count()).toBeGreaterThan(3);
  await page.keyboard.press('l');
  const bar = page.getByRole('navigation', { name: 'Lecture' });
  await expect(bar).toContainText(/^.?1 of \d+/);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
  await page.keyboard.press('PageDown');
  await expect(headings.filter({ visible: true })).toHaveCount(1);
  await expect(figures.filter({ visible: true })).toHaveCount(1);
  await expect(figures.filter({ visible: true })).toHaveAttribute('data-live', '');
  const shown = await figures.filter({ visible: true }).boundingBox();
  expect(shown?.width).toBeGreaterThan(1600);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const section = await headings.filter({ visible: true }).textContent();
  await page.keyboard.press('s');
  await expect(headings.filter({ visible: true })).not.toHaveText(section ?? '');
  await expect(page).toHaveURL(/#[a-z-]+$/);
  await page.keyboard.press('S');
  await expect(headings.filter({ visible: true })).toHaveText(section ?? '');
  await page.keyboard.press('w');
  await expect(page.locator('[data-slide=words]').first()).toBeVisible();
  // Every picture is on the screen and no strip, and nothing lies under the bar or over the title.
  const boxes = await figures.filter({ visible: true }).locator('.figure-view').all();
  const top = (await headings.filter({ visible: true }).boundingBox()) ?? { y: 0, height: 0 };
  const foot = (await bar.boundingBox())?.y ?? 0;
  for (const box of await Promise.all(boxes.map((view) => view.boundingBox()))) {
    expect(box?.height).toBeGreaterThan(120);
    expect(box?.y).toBeGreaterThanOrEqual(top.y + top.height);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(foot);
  }
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await headings.filter({ visible: true }).count()).toBe(await headings.count());
});

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
] as const)
  test(`in a lecture at ${width} x ${height} every figure of the chapter is whole, down to its first sliders`, async ({
    page,
    site,
  }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${site}stdp/?view=lecture`);
    const bar = page.getByRole('navigation', { name: 'Lecture' });
    const slides = Number(/of (\d+)/.exec((await bar.textContent()) ?? '')?.[1]);
    const figures = page.locator('figure[data-figure]');
    const seen = new Set<string>();
    for (let slide = 1; slide <= slides; slide++) {
      await expect(bar).toContainText(`${slide} of ${slides}`);
      const figure = figures.filter({ visible: true });
      if ((await figure.count()) > 0) {
        await expect(figure).toHaveAttribute('data-live', '');
        const id = (await figure.getAttribute('id')) ?? '';
        seen.add(id);
        const measured = () =>
          figure.evaluate((element) => {
            const foot = document.querySelector('.lecture-bar')?.getBoundingClientRect().top ?? 0;
            const sliders = [...element.querySelectorAll('.figure-sliders:not(.figure-rest) > .slider')];
            const type = Number.parseFloat(getComputedStyle(element).fontSize);
            return {
              sliders: sliders.length,
              beyond: Math.max(...sliders.map((slider) => slider.getBoundingClientRect().bottom - foot)),
              // In lines of its type: beyond what its labels need.
              spare: Math.min(
                ...[...element.querySelectorAll<HTMLElement>('.figure-view')].map(
                  (view) =>
                    view.getBoundingClientRect().height / type -
                    Number.parseFloat(view.style.getPropertyValue('--least')),
                ),
              ),
            };
          });
        await expect.poll(async () => (await measured()).beyond, { message: id }).toBeLessThanOrEqual(0);
        const { sliders, spare } = await measured();
        expect(sliders, id).toBeGreaterThan(0);
        expect(spare, id).toBeGreaterThan(-0.01);
      }
      await page.keyboard.press('PageDown');
    }
    expect(seen.size).toBe(await figures.count());
    // The next page is read as ever.
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--screen'))).toBe('');
  });

test('a link opens the lecture view', async ({ page, site }) => {
  await page.goto(`${site}${chapter}?view=lecture`);
  await expect(page.getByRole('navigation', { name: 'Lecture' })).toBeVisible();
  await page.getByRole('button', { name: 'End the lecture view' }).click();
  await expect(page.getByRole('navigation', { name: 'Book' })).toBeVisible();
});

test('keys lead from figure to figure and from section to section, and make the type larger', async ({
  page,
  site,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(site + chapter);
  const ids = await page.locator('figure[data-figure]').evaluateAll((all) => all.map(({ id }) => id));
  const focused = () => page.evaluate(() => document.activeElement?.id ?? '');
  // What moves is fetched with the first of its keys.
  await page.keyboard.press('n');
  await expect.poll(focused).toBe(ids[0]);
  await page.keyboard.press('n');
  await expect.poll(focused).toBe(ids[1]);
  await page.keyboard.press('N');
  await expect.poll(focused).toBe(ids[0]);
  await page.keyboard.press('s');
  await expect.poll(focused).not.toBe(ids[0]);
  const section = await focused();
  expect(section).not.toBe('');
  expect(ids).not.toContain(section);
  const size = () =>
    page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(size).toBeCloseTo(before * 1.3, 5);
  await page.reload();
  expect(await size()).toBeCloseTo(before * 1.3, 5);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(size).toBeCloseTo(before, 5);
});

for (const width of [1280, 390])
  test(`the largest type stays within ${width} pixels, and what stood at the top stays there`, async ({
    page,
    site,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(site + chapter);
    const heading = page.getByRole('heading', { name: 'Action potentials are stereotyped' });
    await heading.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    const type = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--type-asked'));
    for (const step of [1.15, 1.3, 1.5, 1.75, 2]) {
      await page.keyboard.press('+');
      await expect.poll(type).toBe(String(step));
    }
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(Math.abs((await top()) - before)).toBeLessThan(8);
  });

test('f puts the figure over the whole screen', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire', 20);
  await page.keyboard.press('f');
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.getAttribute('data-figure')))
    .toBe('leaky-integrate-and-fire');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
  await expect(figure).toBeVisible();
});

test('a teacher’s link hides and locks controls; the form makes it', async ({ page, site }) => {
  let figure = await openFigure(page, site, 'leaky-integrate-and-fire', 20);
  await figure.getByRole('button', { name: 'Share' }).click();
  await figure.getByText('For teachers').click();
  await figure
    .getByLabel('I, injected current', { exact: true })
    .and(page.locator('select'))
    .selectOption('locked');
  await figure
    .getByLabel('θ, firing threshold', { exact: true })
    .and(page.locator('select'))
    .selectOption('hidden');
  await figure.getByLabel('Equation editor').selectOption('hidden');
  await figure.getByLabel('Theme').selectOption('dark');
  const link = await figure.getByRole('textbox', { name: 'Link to this state' }).inputValue();
  expect(link).toContain('?hide=theta,edit&lock=I&theme=dark#s=');
  await page.goto('about:blank');
  await page.goto(link);
  figure = page.locator('figure[data-figure]');
  await expect(figure).toHaveAttribute('data-live', '');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(figure.getByRole('slider', { name: /^I,/ })).toBeDisabled();
  await expect(figure.locator('[data-parameter=I]')).toHaveAttribute('title', 'Locked by this link');
  await figure.getByText('Answer').first().click();
  await expect(figure.getByRole('button', { name: 'Do it for me' }).first()).toBeDisabled();
  await expect(figure.getByRole('slider', { name: /^θ/ })).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Edit the equation' })).toHaveCount(0);
  await expect(figure.getByRole('slider', { name: /^τ m/ })).toBeEnabled();
});

test('a link that hides what is not there says so', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire', 20, '&hide=flux');
  await expect(figure.getByText(/hides "flux"/)).toBeVisible();
});

test('on paper a figure stands as it was left, with parameters and link', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire', 50, '&set.I=3');
  await expect(figure).toHaveAttribute('data-print', '');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(figure.locator('.figure-print svg')).toBeVisible();
  await expect(figure.locator('.figure-picture')).toBeHidden();
  await expect(figure.locator('.figure-print-values').first()).toContainText('I = 3.00 nA');
  await expect(figure.locator('.figure-print-link')).toContainText(
    'embed/leaky-integrate-and-fire/?seed=1&t=50ms&paused&set.I=3',
  );
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(figure.locator('.figure-print')).toHaveCount(0);
});

test('on paper a figure that was never opened has its parameters and a link, and nothing that is for the screen', async ({
  page,
  site,
}) => {
  await page.goto(site + chapter);
  const place = page.locator('.figure-place').filter({ has: page.locator('#brunel') });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(place.locator('.figure-paper')).toContainText('g = 3.00');
  await expect(place.locator('.figure-print-link')).toHaveText(`${site}embed/brunel/`);
  await expect(place.locator('.figure-measures')).toBeHidden();
  await expect(place.getByText('begins when it is seen')).toBeHidden();
  await expect(place.getByText('Hint').first()).toBeHidden();
  await expect(page.getByRole('cell', { name: 'absolute refractory period' }).first()).toBeVisible();
  const map = await place.locator('[data-view=map] .still-wide > svg').boundingBox();
  const drawn = await place
    .locator('[data-view=map] .still-wide > svg')
    .evaluate((svg) => Number(svg.getAttribute('width')) / Number(svg.getAttribute('height')));
  expect((map?.width ?? 0) / (map?.height ?? 1)).toBeCloseTo(drawn, 1);
});

test('on paper the symbols stand close, in two columns', async ({ page, site }) => {
  await page.setViewportSize({ width: 643, height: 950 });
  await page.goto(`${site}stdp/`);
  await page.emulateMedia({ media: 'print' });
  const rows = await page.locator('.symbols tbody tr').evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, height } = element.getBoundingClientRect();
      return { left: Math.round(left), right, height };
    }),
  );
  expect(rows.length).toBeGreaterThan(150);
  expect(new Set(rows.map(({ left }) => left)).size).toBe(2);
  expect(Math.max(...rows.map(({ right }) => right))).toBeLessThanOrEqual(643);
  // Two lines of 13 px each on average, and as many again to the right of them.
  const length = rows.reduce((sum, { height }) => sum + height, 0) / 2;
  expect(length / rows.length).toBeLessThan(15);
  const row = page.locator('.symbols tr').filter({ hasText: 'cores that hold the receiving neurons' });
  await expect(row).toHaveText(/^K.*cores that hold the receiving neurons4Locality$/);
  await expect(page.locator('.symbols thead')).toBeHidden();
});

test('the chapter ends with a table of its symbols', async ({ page, site }) => {
  await page.goto(site + chapter);
  const symbols = page.getByRole('region', { name: 'Symbols' });
  await symbols.getByText(/symbols of the figures/).click();
  const row = symbols.getByRole('row').filter({ hasText: 'absolute refractory period' }).first();
  await expect(row).toContainText('ms');
  await expect(row.getByRole('link').first()).toHaveAttribute('href', /^#/);
});
