/**
 * `node bench/panel.mjs [figure] [rounds]`: what the chip panel costs the page's thread, in headless Chromium. The figure
 * runs, without the panel and with the network spread over the 128 cores, in turns of five seconds; processor time of the page's thread
 * divided by the frames drawn meanwhile, and what the mesh's painter took by its own clock. Needs `npm run build` before.
 */
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../scripts/chromium.mjs';
import { createBookServer, listen } from '../scripts/serve.mjs';

const figure = process.argv[2] ?? 'coba';
const rounds = Number(process.argv[3] ?? 5);
const server = createBookServer({ directory: fileURLToPath(new URL('../dist', import.meta.url)) });
const port = await listen(server, 0);
const executablePath = ensureChromium();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await page.goto(`http://127.0.0.1:${port}/embed/${figure}/`);
await page.locator('figure[data-live]').first().waitFor();
const session = await page.context().newCDPSession(page);
// Of the processor, not of the clock: what other programs take is not the panel's.
await session.send('Performance.enable', { timeDomain: 'threadTicks' });

const panel = page.getByRole('complementary', { name: /^The chip/ });
console.log(`${figure}, ${rounds} rounds; load ${loadavg()[0]?.toFixed(1)}`);
const without = /** @type {number[]} */ ([]);
const withPanel = /** @type {number[]} */ ([]);
const painter = /** @type {number[]} */ ([]);
for (let round = 0; round < rounds; round++) {
  without.push((await turn()).frame);
  await page.keyboard.press('h');
  await spread();
  const { frame, took } = await turn();
  withPanel.push(frame);
  painter.push(took);
  await page.keyboard.press('h');
}
const costs = withPanel.map((one, k) => one - /** @type {number} */ (without[k]));
console.log(`Without the panel: ${spoken(without)} ms of the page's thread a frame`);
console.log(`With it:           ${spoken(withPanel)} ms`);
console.log(`The panel's:       ${spoken(costs)} ms, its picture ${spoken(painter)} ms`);
await browser.close();
server.closeAllConnections();
server.close();

/** Over as many cores as it goes. */
async function spread() {
  const slider = panel.locator('.chip-spread input');
  await slider.fill((await slider.getAttribute('max')) ?? '128');
  await panel.getByText(/12\d of 128 cores/).waitFor();
}

/** Five seconds: milliseconds of the thread a frame, and the painter's own median. */
async function turn() {
  const begin = await busy();
  const { frames, took } = await page.evaluate(async () => {
    const ends = performance.now() + 5000;
    let frames = 0;
    /** @type {number[]} */
    const taken = [];
    const canvas = /** @type {HTMLCanvasElement | null} */ (document.querySelector('.chip-mesh canvas'));
    await new Promise((done) => {
      const step = () => {
        frames++;
        if (canvas?.dataset.took) taken.push(Number(canvas.dataset.took));
        if (performance.now() > ends) done(undefined);
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    taken.sort((a, b) => a - b);
    return { frames, took: taken[taken.length >> 1] ?? 0 };
  });
  return { frame: (1e3 * ((await busy()) - begin)) / frames, took };
}

async function busy() {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** @param {readonly number[]} values median and range */
function spoken(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const of = (/** @type {number} */ k) => (sorted[k] ?? 0).toFixed(2);
  return `${of(sorted.length >> 1)} (${of(0)} to ${of(sorted.length - 1)})`;
}
