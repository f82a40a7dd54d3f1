/**
 * `node bench/scroll.mjs [path]`: scrolls a page of the built book from top to end in headless Chromium, figures running,
 * and reports the page thread: tasks over 50 ms, and how long our own handlers took (their 95th percentile and longest),
 * from Chromium's own trace. Needs `npm run build` before.
 */

import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { ensureChromium } from '../scripts/chromium.mjs';
import { createBookServer, listen } from '../scripts/serve.mjs';

const path = process.argv[2] ?? 'neuron-models/';
const server = createBookServer({ directory: fileURLToPath(new URL('../dist', import.meta.url)) });
const port = await listen(server, 0);
const executablePath = ensureChromium();
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const began = Date.now();
await page.goto(`http://127.0.0.1:${port}/${path}`);
await page.locator('figure[data-figure]').first().scrollIntoViewIfNeeded();
await page.locator('figure[data-live]').first().waitFor();
console.log(`First figure live after ${Date.now() - began} ms`);
const session = await page.context().newCDPSession(page);
/** @type {{ name: string, ph: string, dur?: number, tdur?: number, tid: number, pid: number, ts: number, args?: any }[]} */
const events = [];
session.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any[]} */ (value)));
await session.send('Tracing.start', {
  transferMode: 'ReportEvents',
  categories: 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline',
});
const frames = await page.evaluate(async () => {
  scrollTo(0, 0);
  let frames = 0;
  await new Promise((done) => {
    const step = () => {
      frames++;
      scrollBy({ top: 12, behavior: 'instant' });
      // Seldom asked: to say how far it is the page must be laid out, which no reader's wheel asks of it.
      const there = frames % 30 === 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      if (there) done(undefined);
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  return frames;
});
const ended = new Promise((done) => session.once('Tracing.tracingComplete', done));
await session.send('Tracing.end');
await ended;
await browser.close();
server.closeAllConnections();
server.close();

const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')?.tid;
const renderer = mode(
  events.filter(({ name }) => name === 'FireAnimationFrame').map(({ pid, tid }) => `${pid}:${tid}`),
);
const own = events.filter(
  ({ pid, tid, ph }) => ph === 'X' && (renderer ? `${pid}:${tid}` === renderer : tid === main),
);
const tasks = outermost(own.filter(({ name }) => /RunTask$/.test(name)));
const handlers = outermost(own.filter(({ name }) => name === 'FunctionCall')).map(({ dur = 0 }) => dur / 1e3);
const [long, busy] = [tasks.filter(({ dur = 0 }) => dur > 5e4), tasks.filter(({ tdur = 0 }) => tdur > 5e4)];
console.log(`${path}: ${frames} frames of scrolling`);
const longest = tasks.reduce((most, { dur = 0 }) => Math.max(most, dur), 0) / 1e3;
console.log(`Tasks over 50 ms: ${long.length} of ${tasks.length}; longest ${longest.toFixed(1)} ms`);
// What a task took of the processor is its own; the rest of its time other programs had it.
console.log(`Of the processor's time: ${busy.length} over 50 ms`);
console.log(
  `Our handlers: ${handlers.length}; median ${quantile(handlers, 0.5).toFixed(2)} ms, 95th percentile ${quantile(handlers, 0.95).toFixed(2)} ms, longest ${quantile(handlers, 1).toFixed(1)} ms`,
);

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** @param {readonly string[]} values */
function mode(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/**
 * Calls that are not part of another.
 * @template {{ ts: number, dur?: number }} T
 * @param {readonly T[]} calls
 */
function outermost(calls) {
  let end = 0;
  return [...calls]
    .sort((a, b) => a.ts - b.ts)
    .filter(({ ts, dur = 0 }) => {
      if (ts < end) return false;
      end = ts + dur;
      return true;
    });
}
