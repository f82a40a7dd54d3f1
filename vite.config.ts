import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import mdx from '@mdx-js/rollup';
import react from '@vitejs/plugin-react';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { defineConfig } from 'vitest/config';
import { bookPages } from './scripts/vite-book-pages.mjs';
import { woff2Only } from './scripts/vite-woff2-only.mjs';

const views = readdirSync(new URL('src/figure/views', import.meta.url))
  .filter((name) => !name.includes('.test.'))
  .map((name) => parse(name).name);
const atOnce = new RegExp(`(^|/)(mount|.+\\.figure|${views.join('|')})-[\\w-]{8}\\.js$`);

export default defineConfig({
  // Relative addresses throughout: the built book works under any path.
  base: './',
  plugins: [
    {
      enforce: 'pre',
      ...mdx({
        remarkPlugins: [remarkGfm, remarkMath],
        rehypePlugins: [[rehypeKatex, { strict: 'error', throwOnError: true }]],
      }),
    },
    react({ include: /\.(mdx|tsx?)$/ }),
    woff2Only(),
    bookPages(),
  ],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // Nothing is inlined: the content security policy allows fonts and scripts from files only.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What brings a figure to life is fetched at once with all that it needs in turn. What a reader asks for by hand may
      // take a moment longer: the lists of what it needs would be read before the first figure.
      resolveDependencies: (file, needed) => (atOnce.test(file) ? needed : []),
    },
    manifest: true,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: 'es' },
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // Reading the modules anew for each file would take more time than half of the tests. So a test puts back what it
    // changes of its surroundings (timers, globals) even where it fails: `afterEach`.
    pool: 'threads',
    isolate: false,
    // Vitest leaves one processor free, which of two is half.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', include: ['{src,scripts,bench}/**/*.test.{ts,tsx}'] } },
      // What figures claim, and the golden traces: networks are simulated for seconds and more.
      { extends: true, test: { name: 'simulation', include: ['{chapters,golden}/**/*.test.{ts,tsx}'] } },
    ],
  },
});
