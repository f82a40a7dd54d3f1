import { defineConfig } from 'vite';

/**
 * The command line for Node: `build/cli.mjs`, which `bin/spikebook.mjs` runs, and beside it what it loads only when a
 * command needs it (NIR files).
 */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: 'src/cli.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'cli.mjs', chunkFileNames: 'cli-[name].mjs' } },
  },
  ssr: { noExternal: true },
});
