import { faults, panelFaults } from './axe.ts';
import { expect, overflow, test } from './book.ts';
import { builtRun, dashed, expectDrawn, figureIds, openFigure, spikesOf, stepOf } from './figure.ts';

test('there are figures', () => {
  expect(figureIds.length).toBeGreaterThan(3);
});

for (const id of figureIds) {
  test.describe(id, () => {
    test('runs to a frozen state with the numbers that it had in Node', async ({ page, site }) => {
      test.setTimeout(150_000);
      const built = builtRun(id);
      const figure = await openFigure(page, site, id, built.milliseconds);
      await expect(figure).toHaveAttribute('data-step', String(built.step));
      await expect(figure).toHaveAttribute('data-spikes', String(built.spikes));
      for (const [name, there] of Object.entries(built.measures)) {
        // The last samples may come after the last spike. Estimates that are sampled where batches end differ a little
        // from the build's: the page cuts its batches elsewhere.
        const off = async () => {
          const value = Number(await figure.getAttribute(`data-measure-${dashed(name)}`));
          if (there === null || Number.isNaN(value)) return there === null && Number.isNaN(value) ? 0 : 1;
          return Math.abs(value - there) / Math.max(Math.abs(there), Number.MIN_VALUE);
        };
        await expect.poll(off, name).toBeLessThanOrEqual(1e-3);
      }
      await expectDrawn(figure);
    });

    // One visit for all that a reader's hands and eyes need: a page of its own for each would cost minutes.
    test('is played by keyboard, passes axe with panels open and closed, and fits a phone', async ({
      page,
      site,
    }) => {
      test.setTimeout(180_000);
      const figure = await openFigure(page, site, id);
      await test.step('a slider is moved by keyboard, and the run goes on with the new value', async () => {
        const sliders = figure.locator('input[type=range]:visible');
        expect(await sliders.count()).toBeGreaterThan(0);
        const slider = sliders.first();
        const before = await slider.inputValue();
        await slider.focus();
        await page.keyboard.press('ArrowRight');
        await expect(slider).not.toHaveValue(before);
        const step = await stepOf(figure);
        await expect.poll(() => stepOf(figure)).not.toBe(step);
        await expect(figure).not.toHaveAttribute('data-phase', 'failed');
      });
      await figure.getByRole('button', { name: 'Pause', exact: true }).click();
      await expect(figure).toHaveAttribute('data-phase', 'paused');
      await test.step('axe finds nothing: closed', async () => {
        expect(await faults(page)).toEqual([]);
      });
      for (const panel of ['Edit the equation', 'Share', 'Download']) {
        await test.step(`axe finds nothing: ${panel}`, async () => {
          await figure.getByRole('button', { name: panel, exact: true }).click();
          expect(await panelFaults(page)).toEqual([]);
        });
      }
      await test.step('it fits a phone', async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
        await expectDrawn(figure);
      });
    });
  });
}

test('the current decides whether the neuron fires', async ({ page, site }) => {
  const figure = await openFigure(page, site, 'leaky-integrate-and-fire', 200);
  // 1/(2 ms + 10 ms ln 4) = 63.0 Hz: the spikes of 200 ms at the default current.
  await expect.poll(() => spikesOf(figure)).toBe(12);
  const current = figure.getByRole('slider', { name: /^I,/ });
  await current.focus();
  await page.keyboard.press('Home');
  await figure.getByRole('button', { name: 'Start again from 0' }).click();
  await figure.getByLabel('Speed').selectOption('1');
  await figure.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(5000);
  expect(await spikesOf(figure)).toBe(0);
  await current.focus();
  await page.keyboard.press('End');
  await expect.poll(() => spikesOf(figure)).toBeGreaterThan(10);
});

test('the same seed gives the same run, another one another', async ({ page, site }) => {
  const spikes = async (seed: number) => {
    await page.goto(`${site}embed/cuba/?seed=${seed}&t=60&paused`);
    const figure = page.locator('figure[data-figure]');
    await expect(figure).toHaveAttribute('data-phase', 'paused');
    await expect.poll(() => stepOf(figure), { timeout: 45_000 }).toBe(600);
    // Spikes are counted a moment after the last step.
    let before = Number.NaN;
    await expect
      .poll(
        async () => {
          const same = before > 0 && before === (await spikesOf(figure));
          before = await spikesOf(figure);
          return same;
        },
        { intervals: [300] },
      )
      .toBe(true);
    return before;
  };
  const first = await spikes(1);
  expect(await spikes(1)).toBe(first);
  expect(await spikes(2)).not.toBe(first);
});

test('the atlas is computed on the GPU, pixel by pixel a neuron', async ({ page, site }) => {
  // SwiftShader computes 400 million neuron steps on the processor: many seconds, and more on a busy machine.
  test.setTimeout(240_000);
  const figure = await openFigure(page, site, 'izhikevich-atlas', 20);
  await expect(figure).toHaveAttribute('data-atlas-backend', 'gpu');
  await expect(figure).toHaveAttribute('data-atlas', '1', { timeout: 200_000 });
});
