/** Runs bench/worker.ts in a worker of headless Chromium. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from '@playwright/test';

const page = `<!doctype html><title>bench</title><script type="module">
const worker = new Worker('/worker.js', { type: 'module' });
const waiting = new Map();
let next = 0;
worker.onmessage = ({ data: { id, value, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error) reject(new Error(error)); else resolve(value);
};
window.call = (name, values) => new Promise((resolve, reject) => {
  waiting.set(next, { resolve, reject });
  worker.postMessage({ id: next++, name, values });
});
</script>`;

/** @import { Variant } from './measure.ts' */

/**
 * @param {string} script path of the bundled worker
 * @param {string} executablePath
 */
export async function startBrowser(script, executablePath) {
  const worker = await readFile(script);
  const server = createServer((request, response) => {
    const isScript = request.url === '/worker.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? worker : page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const browser = await chromium.launch({ executablePath });
  const tab = await browser.newPage();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : address;
  await tab.goto(`http://127.0.0.1:${port}/`);
  /** @type {(name: string, ...values: unknown[]) => Promise<any>} */
  const call = (name, ...values) =>
    tab.evaluate(
      ([n, v]) => /** @type {any} */ (window).call(n, v),
      /** @type {[string, unknown[]]} */ ([name, values]),
    );
  return {
    version: browser.version(),
    prepare: (/** @type {Variant} */ variant) => call('prepare', variant),
    time: (/** @type {Variant} */ variant) => call('time', variant),
    forget: (/** @type {Variant} */ variant) => call('forget', variant),
    compileTimes: (/** @type {string} */ workload, /** @type {number} */ repetitions) =>
      call('compileTimes', workload, repetitions),
    async close() {
      await browser.close();
      server.close();
    },
  };
}
