import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** `gpu-page.ts` as one script, which calls itself `gpuPage` in the page. */
export async function bundleGpuPage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('gpu-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'gpuPage',
        fileName: 'gpu-page',
      },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (!bundle || !('output' in bundle)) throw new Error('nothing was bundled');
  return bundle.output[0].code;
}
