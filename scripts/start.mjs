/**
 * `npm start`: installs what is missing, builds the book and serves it on this machine. As the first command on a fresh
 * clone it needs nothing but Node. Options: --port N (default 4321, or the next free one), --host ADDRESS,
 * --isolated (the headers that allow shared memory), --base /path/ (serve under a path), --no-build, --help.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, root, run } from './install.mjs';
import { createBookServer, listen } from './serve.mjs';

const usage = `npm start: builds the book and serves it on this machine.

  npm start [-- options]

  --port N         where it listens; the next free one where it is taken (PORT, or 4321)
  --host ADDRESS   for whom it listens (127.0.0.1: for this machine only)
  --base /PATH/    serve it under a path (/)
  --isolated       send the headers that allow shared memory
  --no-build       serve what was built last
  --help
`;

/** @satisfies {import('node:util').ParseArgsOptionsConfig} */
const options = {
  port: { type: 'string', default: process.env.PORT ?? '4321' },
  host: { type: 'string', default: '127.0.0.1' },
  base: { type: 'string', default: '/' },
  isolated: { type: 'boolean', default: false },
  'no-build': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

const values = readOptions();
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const port = Number(values.port);
if (!/^\d{1,5}$/.test(values.port) || port > 65535) {
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

/** What stands in the command, or the end with a sentence that names the word that is wrong. */
function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    // Node says more about how such words could be written than about what is expected here.
    const [, word = ''] = /'([^' ]*)/.exec(message) ?? [];
    const known = Object.keys(options).map((name) => `--${name}`);
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      return fail(`There is no option ${word}; there are ${known.join(', ')}.`);
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
      return fail(`"${word}" is one word too many: npm start takes options only (npm start -- --help).`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      return fail(
        /does not take/.test(message)
          ? `${long(message)} takes no value.`
          : `${long(message)} needs a value.`,
      );
    throw error;
  }
}

/**
 * @param {string} message one of Node's, about an option
 * @returns {string} the option's long name
 */
function long(message) {
  return /--[a-z-]+/.exec(message)?.[0] ?? 'An option';
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  // What was typed may hold anything.
  console.error(message.replace(/\p{C}/gu, '?'));
  process.exit(2);
}
