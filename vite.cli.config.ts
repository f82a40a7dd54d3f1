import { defineConfig } from 'vite';

/** The command line as one file for Node: `build/cli.mjs`, which `bin/spikebook.mjs` runs. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: 'src/cli.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'cli.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
});
