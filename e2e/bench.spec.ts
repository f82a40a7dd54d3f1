import type { Locator, Page } from '@playwright/test';
import { faults } from './axe.ts';
import { expect, overflow, test } from './book.ts';

/** The bench of the chapter, live and in sight. */
async function openBench(page: Page, site: string): Promise<Locator> {
  await page.goto(`${site}stdp/#learning-bench`);
  const bench = page.locator('#learning-bench');
  await bench.scrollIntoViewIfNeeded();
  await expect(bench).toHaveAttribute('data-live', '');
  await expect(bench.locator('canvas')).toHaveAttribute('data-live', '');
  return bench;
}

/** What is said of the weight: on the chip, and in real numbers. */
async function weightOf(bench: Locator): Promise<{ chip: number; real: number }> {
  const words = await bench.locator('[data-name="w"] dd').textContent();
  const [chip, real] = words?.replaceAll('−', '-').match(/-?[\d.]+/g) ?? [];
  return { chip: Number(chip), real: Number(real) };
}

test('a rule that is typed runs at once, in integers and in real numbers', async ({ page, site }) => {
  const bench = await openBench(page, site);
  await bench.getByLabel('Rule').fill('dw = 2*x1*y0\nx1_impulse = 10\nx1_tau = 20\nw = 30');
  await bench.getByLabel('presynaptic').fill('5');
  await bench.getByLabel('postsynaptic').fill('5, 15');
  // 2 (10 + 10 exp(-10/20)) = 32.13 in real numbers; the trace is a whole number, so the weight grows by an even one.
  await expect.poll(async () => (await weightOf(bench)).real).toBe(62.13);
  const { chip } = await weightOf(bench);
  expect(chip % 2).toBe(0);
  expect(Math.abs(chip - 62.13)).toBeLessThan(12);
  await expect(bench.locator('.katex-html').first()).toContainText('Δw=2x1y0');
  await bench.getByText('The chip’s numbers, step by step').click();
  const last = bench.locator('tbody tr').last();
  await expect(last).toContainText('15');
  await expect(last.locator('td').last()).toHaveText(String(chip));
  // Its dice are others with another seed; the curve without dice is the same.
  await bench.getByLabel('Rounding').selectOption('nearest');
  await expect(bench.getByLabel('Seed')).toHaveCount(0);
  expect((await weightOf(bench)).real).toBe(62.13);
  await bench.getByText('equations of a synapse').click();
  await expect(bench.locator('.bench-twin pre').nth(2)).toContainText('w = clip(w + 2*x1, -256, 255)');
});

test('a wrong word is named, and the last good run stays', async ({ page, site }) => {
  const bench = await openBench(page, site);
  const rule = bench.getByLabel('Rule');
  const text = await rule.inputValue();
  const before = await weightOf(bench);
  await rule.fill(text.replace('x1_tau', 'x1_tua'));
  await expect(bench.getByRole('alert')).toContainText('line 3');
  await expect(bench.getByRole('alert')).toContainText('x1_tua');
  await expect(bench.locator('mark')).toHaveText('x1_tua');
  await expect(rule).toHaveAttribute('aria-invalid', 'true');
  await expect(bench.getByRole('status')).toHaveText('The last run that was right is still shown.');
  expect(await weightOf(bench)).toEqual(before);
  await bench.getByRole('button', { name: 'Write x1_tau' }).click();
  await expect(bench.getByRole('alert')).toHaveCount(0);
  await expect(rule).toHaveValue(text);
  await bench.getByLabel('presynaptic').fill('3, 2O');
  await expect(bench.locator('mark')).toHaveText('2O');
  await expect(bench.getByRole('alert')).toContainText('Spikes are steps from 1 to 1000');
});

test('what was typed is there after a reload, and spikes are set by hand', async ({ page, site }) => {
  const bench = await openBench(page, site);
  await bench.getByRole('radio', { name: 'Epochs of 8' }).click();
  const pre = bench.getByLabel('presynaptic');
  await pre.fill('');
  const canvas = bench.locator('canvas');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is no picture.');
  const y = 30;
  await canvas.click({ position: { x: box.width / 2, y } });
  await expect(pre).toHaveValue(/^\d+$/);
  const set = Number(await pre.inputValue());
  expect(set).toBeGreaterThan(30);
  expect(set).toBeLessThan(50);
  await canvas.scrollIntoViewIfNeeded();
  const now = await canvas.boundingBox();
  if (!now) throw new Error('There is no picture.');
  await page.mouse.move(now.x + now.width / 2, now.y + y);
  await page.mouse.down();
  await page.mouse.move(now.x + 0.75 * now.width, now.y + y, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Number(await pre.inputValue())).toBeGreaterThan(set + 10);
  const moved = await pre.inputValue();
  await page.reload();
  await bench.scrollIntoViewIfNeeded();
  await expect(pre).toHaveValue(moved);
  await expect(bench.getByLabel('Rule')).toHaveValue(/t_epoch = 8/);
  await canvas.click({ position: { x: 0.75 * now.width, y } });
  await expect(pre).toHaveValue('');
});

test('a preset does not lose what was typed', async ({ page, site }) => {
  const bench = await openBench(page, site);
  const rule = bench.getByLabel('Rule');
  await rule.fill('dw = 3*x0');
  await bench.getByRole('radio', { name: 'Triplets' }).click();
  await expect(rule).toHaveValue(/y2_tau/);
  await bench.getByRole('button', { name: 'Back to what you typed' }).click();
  await expect(rule).toHaveValue('dw = 3*x0');
  await expect.poll(async () => (await weightOf(bench)).real).toBe(12);
});

test('the keyboard is enough', async ({ page, site }) => {
  const bench = await openBench(page, site);
  await page.locator('#stdp-integers').scrollIntoViewIfNeeded();
  await page.locator('#stdp-integers').evaluate((figure) => figure.scrollIntoView({ behavior: 'instant' }));
  await page.keyboard.press('n');
  await expect(bench).toBeFocused();
  await bench.getByLabel('Pairs').focus();
  await page.keyboard.press('ArrowRight');
  await expect(bench.getByLabel('Tag and reward')).toBeChecked();
  await expect(bench.locator('[data-name="t"]')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(bench.getByLabel('Rule')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  // Keys of the book, such as p and t, are letters here.
  await page.keyboard.type('dt = 4*x0\nw = 7');
  await page.keyboard.press('Tab');
  await expect(bench.getByLabel('presynaptic')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2,4,6');
  await expect(bench.locator('[data-name="t"] dd')).toContainText(
    '12 on the chip, 12.00 in real numbers: 0.00 apart',
  );
  await expect(bench.locator('[data-name="w"]')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong, also with a complaint and all open, ${colorScheme}`, async ({
    page,
    site,
  }) => {
    // axe reads the whole chapter, though it judges the bench alone.
    test.slow();
    await page.emulateMedia({ colorScheme });
    const bench = await openBench(page, site);
    await bench.getByLabel('presynaptic').fill('x');
    await expect(bench.getByRole('alert')).toBeVisible();
    for (const summary of await bench.locator('summary').all()) await summary.click();
    expect(await faults(page, undefined, '#learning-bench')).toEqual([]);
  });

test('fits a phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const bench = await openBench(page, site);
  for (const name of ['Tag and reward', 'Triplets', 'Epochs of 8', 'Pairs']) {
    await bench.getByRole('radio', { name }).click();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  }
  const box = await bench.locator('canvas').boundingBox();
  expect(box?.width).toBeGreaterThan(280);
});

test('nothing moves when it comes alive', async ({ browser, page, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.setViewportSize({ width: 1280, height: 900 });
  await page.setViewportSize({ width: 1280, height: 900 });
  await still.goto(`${site}stdp/`);
  const dead = still.locator('#learning-bench');
  await expect(dead.getByLabel('Rule')).toHaveValue(/^dw = 2\^-2\*x1\*y0/);
  await expect(dead.locator('.still-wide svg')).toBeVisible();
  const live = await openBench(page, site);
  const height = async (bench: Locator) => (await bench.locator('.figure-view').boundingBox())?.height;
  expect(await height(live)).toBe(await height(dead));
  await context.close();
});
