/**
 * `npm run build`: the page's scripts and styles (Vite), the code that prerenders (Vite, for Node), the pages themselves,
 * and the list of files that the service worker keeps for reading without a network. The result is `dist/`, a static
 * site that works under any path.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { generateSW } from 'workbox-build';
import { root } from './install.mjs';

const dist = join(root, 'dist');
const prerender = join(root, 'build/prerender');

process.env.NODE_ENV = 'production';
const began = Date.now();
await build({ root, logLevel: 'warn' });
await build({
  root,
  logLevel: 'warn',
  build: {
    ssr: 'src/prerender.tsx',
    outDir: prerender,
    emptyOutDir: true,
    manifest: false,
    copyPublicDir: false,
  },
});

const template = readFileSync(join(dist, 'index.html'), 'utf8');
/** @type {typeof import('../src/prerender.tsx')} */
const { drawStills, renderPages, documents } = await import(
  pathToFileURL(join(prerender, 'prerender.js')).href
);
const stills = await drawStills(true);
const base = process.env.SPIKEBOOK_BASE ?? '/';
const pages = renderPages({ template, fonts: firstFonts(), policy: true, stills, base });
for (const { path, html } of pages) write(path, html);
for (const [path, text] of Object.entries(documents())) write(path, text);
for (const { files } of stills.values()) for (const [path, text] of files) write(path, text);

// The manifest is for the size check; no page needs it.
mkdirSync(join(root, '.cache'), { recursive: true });
writeFileSync(join(root, '.cache/manifest.json'), readFileSync(join(dist, '.vite/manifest.json')));
rmSync(join(dist, '.vite'), { recursive: true });
// What each figure did here, for the end-to-end tests to compare with what it does in the browser.
const runs = Object.fromEntries([...stills].map(([id, { run }]) => [id, run]));
writeFileSync(join(root, '.cache/figures.json'), JSON.stringify(runs, undefined, 2));

const { count, size, warnings } = await generateSW({
  globDirectory: dist,
  globPatterns: ['**/*.{html,js,css,woff2,svg,json,webmanifest,wasm,bin}'],
  // HDF5 is a megabyte for those few who make a NIR file: kept from then on.
  globIgnores: ['404.html', 'sw.js', 'assets/hdf5_hl-*.js'],
  runtimeCaching: [
    {
      urlPattern: /\/assets\/hdf5_hl-[\w-]+\.js$/,
      handler: 'CacheFirst',
      options: { cacheName: 'hdf5', expiration: { maxEntries: 1 } },
    },
  ],
  swDest: join(dist, 'sw.js'),
  inlineWorkboxRuntime: true,
  sourcemap: false,
  // A new edition takes over once no page of the old one is open: nothing is reloaded under a reader's hands.
  skipWaiting: false,
  clientsClaim: true,
  cleanupOutdatedCaches: true,
  // `?seed=1&t=0.2` is the same page.
  ignoreURLParametersMatching: [/./],
  dontCacheBustURLsMatching: /assets\/.*-[\w-]{8}\./,
  maximumFileSizeToCacheInBytes: 8_000_000,
});
if (warnings.length > 0) throw new Error(warnings.join('\n'));
console.log(
  `dist/: ${pages.length} pages; ${count} files (${(size / 1e6).toFixed(1)} MB) kept for reading offline; ${((Date.now() - began) / 1000).toFixed(1)} s`,
);

/** The two faces that the first screen is set in. */
function firstFonts() {
  const files = readdirSync(join(dist, 'assets'));
  return [/^source-serif-4-latin-400-normal.*\.woff2$/, /^source-sans-3-latin-400-normal.*\.woff2$/].map(
    (face) => {
      const file = files.find((name) => face.test(name));
      if (!file) throw new Error(`The build has no font that matches ${face}.`);
      return `assets/${file}`;
    },
  );
}

/**
 * @param {string} path
 * @param {string} text
 */
function write(path, text) {
  const file = join(dist, path);
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
