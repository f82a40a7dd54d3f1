import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect } from './book.ts';

const top = fileURLToPath(new URL('..', import.meta.url));

/** Every figure there is, by its file's name. */
export const figureIds: readonly string[] = readdirSync(`${top}chapters`, {
  recursive: true,
  encoding: 'utf8',
})
  .map((file) => /([^/\\]+)\.figure\.ts$/.exec(file)?.[1])
  .filter((id) => id !== undefined);

/** What the same figure did in Node when the book was built: the page must do the same. */
export interface BuiltRun {
  readonly milliseconds: number;
  readonly step: number;
  readonly spikes: number;
  readonly measures: Readonly<Record<string, number | null>>;
  readonly atlas: boolean;
}

export function builtRun(id: string): BuiltRun {
  const runs: Record<string, BuiltRun> = JSON.parse(readFileSync(`${top}.cache/figures.json`, 'utf8'));
  const run = runs[id];
  if (!run) throw new Error(`The build did not run ${id}.`);
  return run;
}

/** Opens a figure on its own page; with `t` it stands still there (milliseconds). */
export async function openFigure(
  page: Page,
  site: string,
  id: string,
  t?: number,
  more = '',
): Promise<Locator> {
  await page.goto(`${site}embed/${id}/?seed=1${t === undefined ? '' : `&t=${t}&paused`}${more}`);
  const figure = page.locator(`figure[data-figure="${id}"]`);
  await expect(figure).toHaveAttribute('data-live', '');
  if (t !== undefined) {
    await expect(figure).toHaveAttribute('data-phase', 'paused');
    // Whatever the test does next, the run is there already: it would go on to `t` in the midst of it.
    const { step, milliseconds } = builtRun(id);
    const there = Math.round((t * step) / milliseconds);
    await expect.poll(() => stepOf(figure), { timeout: 60_000 }).toBe(there);
  }
  return figure;
}

export async function stepOf(figure: Locator): Promise<number> {
  return Number(await figure.getAttribute('data-step'));
}

export async function spikesOf(figure: Locator): Promise<number> {
  return Number(await figure.getAttribute('data-spikes'));
}

/** Waits until every canvas of the figure shows something: more than a background and an edge. */
export async function expectDrawn(figure: Locator): Promise<void> {
  const canvases = await figure.locator('.figure-view canvas').all();
  expect(canvases.length).toBeGreaterThan(0);
  for (const canvas of canvases) {
    await canvas.scrollIntoViewIfNeeded();
    // An atlas that SwiftShader computes shows its first picture late.
    await expect.poll(() => coloursOf(canvas), { timeout: 60_000 }).toBeGreaterThan(3);
  }
}

/** How many different colours a canvas has. */
function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) throw new Error('This is no canvas.');
    const { width, height } = element;
    const copy = new OffscreenCanvas(width, height).getContext('2d');
    if (!copy) throw new Error('There is no 2d canvas.');
    copy.drawImage(element, 0, 0);
    return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size;
  });
}

/** `rateI` -> `rate-i`, as the attributes are named. */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
