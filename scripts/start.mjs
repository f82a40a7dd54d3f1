/**
 * `npm start`: installs what is missing, builds the book and serves it on this machine. As the first command on a fresh
 * clone it needs nothing but Node. Options: --port N (default 4321, or the next free one), --host ADDRESS,
 * --isolated (the headers that allow shared memory), --base /path/ (serve under a path), --no-build.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, root, run } from './install.mjs';
import { createBookServer, listen } from './serve.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '4321' },
    host: { type: 'string', default: '127.0.0.1' },
    base: { type: 'string', default: '/' },
    isolated: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
  },
});

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  fail(`--port must be a whole number from 0 to 65535, not ${values.port}.`);
}
if (!/^\/([\w.-]+\/)*$/.test(values.base)) {
  fail(`--base must begin and end with a slash, such as /spikebook/, not ${values.base}.`);
}

try {
  const directory = join(root, 'dist');
  if (!values['no-build'] || !existsSync(join(directory, 'index.html'))) {
    ensurePackages();
    if (!run(process.execPath, ['scripts/build.mjs'])) fail('The build failed; its message is above.');
  }
  const server = createBookServer({ directory, base: values.base, isolated: values.isolated });
  const taken = await listen(server, port, values.host);
  const host = values.host.includes(':') ? `[${values.host}]` : values.host;
  console.log(`\nSpikebook is open at http://${host}:${taken}${values.base}   (Ctrl+C ends it)`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(2);
}
