import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { createBookServer, listen } from '../scripts/serve.mjs';

const directory = fileURLToPath(new URL('../dist', import.meta.url));

interface Sites {
  /** Served as a plain static host would: no isolation, so no shared memory. */
  readonly site: string;
  /** With the headers that allow shared memory. */
  readonly isolatedSite: string;
  /** Under a path, with the policy in the pages only, as on GitHub Pages. */
  readonly subSite: string;
}

interface Watch {
  /** Fails the test at its end where the page logged an error, threw, or asked another origin. */
  readonly watched: undefined;
  /** Messages that a test provokes on purpose. */
  readonly allowed: RegExp[];
}

export const test = base.extend<Watch, Sites>({
  site: [async ({}, use) => serve(use, {}), { scope: 'worker' }],
  isolatedSite: [async ({}, use) => serve(use, { isolated: true }), { scope: 'worker' }],
  subSite: [async ({}, use) => serve(use, { base: '/some/path/', policy: false }), { scope: 'worker' }],
  allowed: async ({}, use) => use([]),
  watched: [
    async ({ context, allowed }, use) => {
      const complaints: string[] = [];
      const complain = (text: string) => {
        if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
      };
      context.on('console', (message) => {
        if (message.type() === 'error') complain(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => complain(`page: ${error.error().stack ?? error.error().message}`));
      context.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1')
          complain(`asked another origin: ${request.url()}`);
      });
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

async function serve(
  use: (address: string) => Promise<void>,
  options: { base?: string; isolated?: boolean; policy?: boolean },
): Promise<void> {
  if (!existsSync(directory)) throw new Error('There is no dist/: run `npm run build` first.');
  const server = createBookServer({ directory, ...options });
  const port = await listen(server, 0);
  await use(`http://127.0.0.1:${port}${options.base ?? '/'}`);
  server.closeAllConnections();
  server.close();
}

/** How wide the page is beyond the screen; above 0 it scrolls sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
