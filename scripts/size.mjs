/**
 * The size budget of the built book, in bytes after gzip. The first figure's scripts are what has to arrive before it is
 * live: the page's entry, the figure's frame, its declaration and its views, and the worker, with all that they import at
 * once; of the figure that needs most.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.mjs';

const dist = join(root, 'dist');
/** @type {Record<string, { file: string, isEntry?: boolean, src?: string }>} */
const manifest = JSON.parse(readFileSync(join(root, '.cache/manifest.json'), 'utf8'));
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  statSync(join(dist, file)).isFile(),
);

const entry = Object.values(manifest).find((chunk) => chunk.isEntry)?.file;
const frame = manifest['src/figure/mount.tsx']?.file;
const figures = Object.entries(manifest).filter(([name]) => name.endsWith('.figure.ts'));
const workers = files.filter((file) => /^assets[\\/]worker-[\w-]+\.js$/.test(file));
if (!entry || !frame || figures.length === 0 || workers.length !== 1) {
  throw new Error(
    `Expected an entry, a frame, figures and one worker; found ${entry}, ${frame}, ${figures.length}, ${workers.length}.`,
  );
}

const first = figures
  .map(([source, { file }]) =>
    closure([entry, frame, workers[0] ?? '', file, ...viewsOf(source)].map((part) => join(dist, part))),
  )
  .sort((a, b) => weight(b) - weight(a))[0];
if (!first) throw new Error('There is no figure.');
if (first.size < 4)
  throw new Error('Fewer than four scripts make the first figure: their imports were not found.');

const hdf5 = named(/[\\/]hdf5_hl-[\w-]+\.js$/);
if (hdf5.length !== 1 || hdf5.some((file) => first.has(file)))
  throw new Error('HDF5 is a script of its own, and not among those of the first figure.');

const rows = [
  row('scripts before the first figure is live', [...first], 200_000),
  row('style sheets', named(/\.css$/), 40_000),
  row('largest page', largest(/\.html$/), 250_000),
  row(
    'all scripts',
    named(/\.js$/).filter((file) => !hdf5.includes(file)),
    1_000_000,
  ),
  // Fetched when a reader asks for a NIR file, and by nobody else.
  row('HDF5', hdf5, 1_100_000),
  row(
    'everything',
    files.map((file) => join(dist, file)),
    8_000_000,
  ),
];
for (const { title, size, budget } of rows) {
  const verdict = size <= budget ? 'ok' : 'OVER BUDGET';
  console.log(
    `${(size / 1e3).toFixed(1).padStart(8)} kB of ${String(budget / 1e3).padStart(5)} kB  ${title}: ${verdict}`,
  );
}
console.log(`First figure: ${[...first].map((file) => file.slice(dist.length + 1)).join(', ')}`);
process.exitCode = rows.every(({ size, budget }) => size <= budget) ? 0 : 1;

/**
 * @param {string} title
 * @param {readonly string[]} list
 * @param {number} budget
 */
function row(title, list, budget) {
  return { title, size: list.reduce((sum, file) => sum + gzip(file), 0), budget };
}

/**
 * The scripts that draw a figure's views, found by the kinds that its file names.
 * @param {string} source
 */
function viewsOf(source) {
  const text = readFileSync(join(root, source), 'utf8');
  const kinds = new Set([...text.matchAll(/\bkind: '([\w-]+)'/g)].map(([, kind]) => kind));
  const views = [...kinds].flatMap((kind) => manifest[`src/figure/views/${kind}.ts`]?.file ?? []);
  if (views.length === 0) throw new Error(`No view of ${source} was found in the build.`);
  return views;
}

/** @param {Iterable<string>} files */
function weight(files) {
  return [...files].reduce((sum, file) => sum + gzip(file), 0);
}

/** @param {string} file */
function gzip(file) {
  return gzipSync(readFileSync(file)).length;
}

/** @param {RegExp} pattern */
function named(pattern) {
  return files.filter((file) => pattern.test(file)).map((file) => join(dist, file));
}

/** @param {RegExp} pattern */
function largest(pattern) {
  return named(pattern)
    .sort((a, b) => gzip(b) - gzip(a))
    .slice(0, 1);
}

/**
 * These scripts and all that they import at once, told from `import` and `from` in the built code.
 * @param {readonly string[]} starts
 * @returns {Set<string>}
 */
function closure(starts) {
  /** @type {Set<string>} */
  const seen = new Set();
  const queue = [...starts];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, address] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.\.?\/[^"'`]+\.js)["'`]/g)) {
      if (address) queue.push(resolve(dirname(file), address));
    }
  }
  return seen;
}
