import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, overflow, test } from './book.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: /^The chip/ });

async function openChip(page: Page, address: string, figure: string): Promise<void> {
  await page.goto(address);
  await page.locator(`figure[data-figure="${figure}"]`).scrollIntoViewIfNeeded();
  await expect(page.locator(`figure[data-figure="${figure}"]`)).toHaveAttribute('data-live', '', {
    timeout: 60_000,
  });
  await page.keyboard.press('h');
  await expect(panel(page)).toBeVisible();
}

test('the chip follows the figure: its cores, its traffic and its ledger', async ({ page, site }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openChip(page, `${site}embed/coba/`, 'coba');
  const chip = panel(page);
  await expect(chip.getByRole('heading', { level: 2 })).toContainText('Balanced network');
  await expect(chip.locator('.chip-words')).toContainText(/takes \d+ of 128 cores/, { timeout: 60_000 });
  await chip.getByText(/^Ledger/).click();
  const messages = chip
    .getByRole('row', { name: /Messages sent/ })
    .getByRole('cell')
    .first();
  const number = async () => Number((await messages.textContent())?.replace(/\D/g, ''));
  await expect.poll(number).toBeGreaterThan(1000);
  const before = await number();
  await expect.poll(number).toBeGreaterThan(before);
  expect(await faults(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);

  // A core by the keyboard: its limits in words; and a neuron of the raster opens its own.
  await chip.getByRole('application').focus();
  await page.keyboard.press('Enter');
  const core = chip.getByRole('region', { name: /^Core 0 / });
  await expect(core).toContainText('E 0 to');
  await expect(core).toContainText(/of 1.024 \(\d+\s%\)/);
  await page.keyboard.press('Escape');
  await expect(core).toBeHidden();
  await expect(chip).toBeVisible();
  // To the right on the screen, and up: by one core each.
  await page.keyboard.press('ArrowRight');
  await expect(chip.getByRole('application')).toHaveAccessibleName(/^Core 1 \(column 0, row 0\)/);
  await page.keyboard.press('ArrowRight');
  await expect(chip.getByRole('application')).toHaveAccessibleName(/\(column 1, row 0\)/);
  const raster = page.locator('.figure-view canvas').first();
  const box = await raster.boundingBox();
  await raster.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
  await expect(chip.getByRole('region', { name: /^Core \d+ / })).toContainText(/You pointed at E \d+/);

  // One spike in slow motion: the figure waits.
  await chip.getByRole('button', { name: 'Follow one spike' }).click();
  await expect(chip.getByText(/One spike of (E|I) \d+/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const stages = chip.locator('.chip-stages li');
  await expect(stages.first()).toContainText(/^Threshold: (E|I) \d+ reaches it and fires/);
  await expect(stages.nth(-2)).toContainText(/^In-axon: core \d+ takes .*ns$/);
  await expect(chip.locator('.chip-stages [aria-current="step"]')).toContainText(/^Synapses: .*ns$/);
  // Then it goes on.
  await expect(chip.getByText(/One spike of (E|I) \d+/)).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await chip.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(chip).toBeHidden();
});

test('a network without spikes, and a chip that is none, are told in a sentence', async ({ page, site }) => {
  test.setTimeout(120_000);
  await openChip(page, `${site}embed/voltage-clamp/`, 'voltage-clamp');
  await expect(panel(page)).toContainText('Nothing in this figure spikes');
  await page.keyboard.press('h');
  await expect(panel(page)).toBeHidden();
  await openChip(page, `${site}embed/cuba/`, 'cuba');
  const chip = panel(page);
  await chip.getByText('Change this chip').click();
  const text = chip.getByRole('textbox');
  await expect(text).toHaveValue(/"format": 1/, { timeout: 60_000 });
  const whole = await text.inputValue();
  await text.fill('{ "format": 1 ');
  await chip.getByRole('button', { name: 'Use it' }).click();
  await expect(chip.getByRole('status')).toContainText('The text is not JSON');
  // The chip stays until there is another.
  await expect(chip.locator('.chip-words')).toContainText(/of 128 cores/);
  await text.fill(whole.replace(/"compartments": \d+/, '"compartments": 16'));
  await chip.getByRole('button', { name: 'Use it' }).click();
  await expect(chip.getByRole('status')).toContainText(/core/);
  await chip.getByRole('button', { name: "Back to the book's" }).click();
  await expect(chip.locator('.chip-words')).toContainText(/of 128 cores/, { timeout: 60_000 });
});

test('the figure stays where it is when the chip comes and goes, and is the one that the chip runs', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${site}stdp/#credit`);
  const figure = page.locator('figure[data-figure="credit"]');
  await expect(figure).toHaveAttribute('data-live', '', { timeout: 60_000 });
  const top = () => figure.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  await page.keyboard.press('h');
  await expect(panel(page)).toBeVisible();
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Credit assignment');
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
  await page.keyboard.press('h');
  await expect(panel(page)).toBeHidden();
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
});

test('on a phone the chip is a sheet from below', async ({ page, site }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await openChip(page, `${site}embed/cuba/`, 'cuba');
  await expect(panel(page).locator('.chip-words')).toContainText(/of 128 cores/, { timeout: 60_000 });
  const box = await panel(page).boundingBox();
  // All of the width but what is kept for a scroll bar.
  expect(box?.x).toBe(0);
  expect(box?.width).toBeGreaterThan(370);
  expect(box?.y).toBeGreaterThan(300);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('the panel is never seen empty: not while it opens on a busy page, nor when it changes its size', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  // After each frame that the page shows: whether there is a panel without words, or a mesh without a picture.
  await page.addInitScript(() => {
    const seen = { frames: 0, meshes: new Set<string>(), empty: [] as string[] };
    Object.assign(window, { seen });
    const look = () => {
      const panel = document.querySelector('.chip');
      const canvas = panel?.querySelector<HTMLCanvasElement>('.chip-mesh canvas');
      if (panel) seen.frames++;
      if (panel && !panel.querySelector('h2')) seen.empty.push('a panel without a heading');
      if (canvas) {
        const { width, height } = canvas;
        const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
        let painted = 0;
        for (let k = 3; k < data.length; k += 4 * 97) if ((data[k] ?? 0) > 0) painted++;
        seen.meshes.add(`${width} x ${height}`);
        if (painted === 0) seen.empty.push(`a mesh of ${width} x ${height} without a picture`);
      }
      requestAnimationFrame(() => setTimeout(look));
    };
    addEventListener('DOMContentLoaded', look);
  });
  await openChip(page, `${site}embed/coba/`, 'coba');
  const chip = panel(page);
  await expect(chip.locator('.chip-mesh canvas')).toBeVisible({ timeout: 60_000 });
  await expect(chip.locator('.chip-words')).toContainText(/In \d/, { timeout: 60_000 });
  await chip.getByRole('button', { name: 'Whole screen' }).click();
  await expect(chip.getByRole('button', { name: 'Beside the page' })).toBeVisible();
  await page.setViewportSize({ width: 1200, height: 700 });
  await chip.getByRole('button', { name: 'Beside the page' }).click();
  await page.setViewportSize({ width: 1440, height: 900 });
  const seen = () =>
    page.evaluate(() => {
      const { frames, meshes, empty } = (
        window as unknown as { seen: { frames: number; meshes: Set<string>; empty: string[] } }
      ).seen;
      return { frames, meshes: meshes.size, empty };
    });
  await expect.poll(async () => (await seen()).meshes).toBeGreaterThanOrEqual(3);
  const { frames, empty } = await seen();
  expect(frames).toBeGreaterThan(10);
  expect(empty).toEqual([]);
});

test('on a projector the ledger is read beside the picture, a number on a line', async ({ page, site }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.addInitScript(() => localStorage.setItem('spikebook:theme', 'projector'));
  await openChip(page, `${site}embed/coba/`, 'coba');
  const chip = panel(page);
  await chip.getByRole('button', { name: 'Whole screen' }).click();
  await chip.getByText(/^Ledger/).click();
  // More than a million, so that there are spaces between thousands at which a line could end.
  const updates = chip.getByRole('row', { name: /Neuron updates, active/ }).getByRole('cell');
  await expect(updates.first()).toHaveText(/^\d{1,3}(\s\d{3}){2,}$/, { timeout: 60_000 });
  await expect(chip).toContainText(
    'every neuron in every step: in floating point no leaky state comes to rest',
  );
  const lines = await chip.locator('.chip-ledger td').evaluateAll((cells) =>
    cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.firstChild ?? cell);
      return range.getClientRects().length;
    }),
  );
  expect(lines.length).toBeGreaterThan(10);
  expect(Math.max(...lines)).toBe(1);
  // At its end, and still beside the mesh.
  await chip.getByRole('button', { name: 'Save the ledger' }).scrollIntoViewIfNeeded();
  await expect(chip.locator('.chip-mesh canvas')).toBeInViewport({ ratio: 0.9 });
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('in a lecture hall the chip is large, its figure beside it, and a neuron pointed out there opens its core', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await openChip(page, `${site}embed/coba/`, 'coba');
  const chip = panel(page);
  await expect(chip.locator('.chip-words')).toContainText(/In \d/, { timeout: 60_000 });
  const docked = await chip.locator('.chip-mesh canvas').boundingBox();
  await chip.getByRole('button', { name: 'Whole screen' }).click();
  await expect(chip.locator('.chip-scale')).toContainText(
    /^Colour: 0.*\d synaptic operations and spikes a second/,
  );
  const mesh = await chip.locator('.chip-mesh canvas').boundingBox();
  expect(mesh?.height).toBeGreaterThan(0.5 * 1080);
  expect(mesh?.height).toBeGreaterThan(2 * (docked?.height ?? 0));
  const type = await chip.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(type).toBeGreaterThanOrEqual(20);
  const raster = page.locator('.figure-view canvas').first();
  await expect(raster).toBeInViewport({ ratio: 0.5 });
  const box = await raster.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((await chip.boundingBox())?.x ?? 0);
  await raster.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 3 } });
  await expect(chip.getByRole('region', { name: /^Core \d+ / })).toContainText(/You pointed at E \d+/);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('who comes by the keyboard sees the core that the arrows move from, and goes back to the page', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${site}embed/coba/`);
  await expect(page.locator('figure[data-figure="coba"]')).toHaveAttribute('data-live', '', {
    timeout: 60_000,
  });
  const play = page.getByRole('button', { name: /^(Play|Pause)$/ });
  await play.focus();
  await page.keyboard.press('h');
  const chip = panel(page);
  const mesh = chip.getByRole('application');
  await expect(mesh).toBeVisible({ timeout: 60_000 });
  await expect(chip.locator('.chip-over')).toContainText(/packets? /);
  await chip.getByRole('slider', { name: /^Spread over/ }).focus();
  await page.keyboard.press('Tab');
  await expect(mesh).toBeFocused();
  await expect(chip.locator('.chip-over')).toContainText('Core 0 (column 0, row 0)');

  // Over the whole of a smaller screen, and on into the page that it hides: then it makes room.
  await page.setViewportSize({ width: 1200, height: 900 });
  await chip.getByRole('button', { name: 'Whole screen' }).press('Enter');
  const back = chip.getByRole('button', { name: 'Beside the page' });
  await expect(back).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(back).toBeVisible();
  await back.focus();
  await page.keyboard.press('Shift+Tab');
  await expect(chip.getByRole('button', { name: 'Whole screen' })).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.closest('.chip'))).toBeNull();

  await mesh.focus();
  await page.keyboard.press('Escape');
  await expect(chip).toBeHidden();
  await expect(play).toBeFocused();
});

test('the keyboard goes into the panel with h and back to where it was with Escape, and the figure stays', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${site}stdp/#credit`);
  const credit = page.locator('figure[data-figure="credit"]');
  await expect(credit).toHaveAttribute('data-live', '', { timeout: 60_000 });
  const play = credit.getByRole('button', { name: /^(Play|Pause)$/ });
  await play.focus();
  await page.keyboard.press('h');
  const title = panel(page).getByRole('heading', { level: 2 });
  await expect(title).toBeFocused();
  await expect(title).toContainText('Credit assignment');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('button', { name: 'Whole screen' })).toBeFocused();
  // Another figure comes to the middle: who is at work in the panel keeps the one that it shows.
  // The panel looks for its figure once in a frame after a scroll: one frame for the scroll, one to look, one that follows.
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const scrolled = new Promise((done) => addEventListener('scroll', done, { once: true }));
    document.querySelector('figure[data-figure="stdp-window"]')?.scrollIntoView({ behavior: 'instant' });
    await scrolled;
    for (let k = 0; k < 3; k++) await frame();
  });
  await expect(title).toContainText('Credit assignment');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(play).toBeFocused();
});

test('opened where no figure runs yet, the panel places the nearest one or says what to do', async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${site}stdp/`);
  await page.keyboard.press('h');
  await expect(panel(page)).toBeVisible();
  await expect(panel(page)).toContainText(/of 128 cores|Scroll to a figure/, { timeout: 60_000 });
  await expect(panel(page)).not.toContainText('Placing the network');
});

test('with the panel open the place in the text is kept by larger type and other themes', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${site}stdp/#credit`);
  const figure = page.locator('figure[data-figure="credit"]');
  await expect(figure).toHaveAttribute('data-live', '', { timeout: 60_000 });
  await page.keyboard.press('h');
  // The chapter's figures leave a slow machine little time for it.
  await expect(panel(page)).toBeVisible({ timeout: 60_000 });
  const top = () => figure.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  const shown = () =>
    page.evaluate(() => {
      const { dataset, style } = document.documentElement;
      return `${dataset.theme} ${style.getPropertyValue('--type-asked') || 1}`;
    });
  for (const [key, after] of [
    ['p', 'projector 1'],
    ['p', 'light 1'],
    ['t', 'dark 1'],
    ['t', 'light 1'],
    ['+', 'light 1.15'],
    ['+', 'light 1.3'],
    ['-', 'light 1.15'],
    ['-', 'light 1'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(shown).toBe(after);
    // What the change set going (sizes that are observed, pictures that are drawn) has had its frames.
    await page.evaluate(async () => {
      for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
    });
    expect(Math.abs((await top()) - before), key).toBeLessThanOrEqual(40);
  }
});
