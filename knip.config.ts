import type { KnipConfig } from 'knip';

/** What is reached by a tool or by a glob, and not by an import. */
const config: KnipConfig = {
  entry: [
    'src/worker.ts',
    'src/cli.ts',
    'src/prerender.tsx',
    'chapters/**/*.figure.ts',
    'chapters/**/*.mdx',
    'bin/*.mjs',
    'scripts/*.mjs',
    'bench/**/*.{ts,mjs}',
    'golden/**/*.{ts,mjs}',
    'e2e/**/*.spec.ts',
  ],
  project: ['{src,chapters,bench,golden,e2e,scripts,bin}/**/*.{ts,tsx,mjs,mdx}', '*.{ts,mjs}'],
  vite: { config: ['vite.config.ts', 'vite.cli.config.ts'] },
  ignoreBinaries: ['apt-get'],
  // A type that only its own file uses may still be the name that a reader needs for what a function returns.
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
