import { isMainThread } from 'node:worker_threads';
import { readApart } from './cli/apart.ts';
import { main } from './cli/main.ts';
import type { Figure } from './experiment/figure.ts';
import { figureId } from './experiment/id.ts';

/** The command line: every figure, and every network in the published format, without a browser. */

const figures = new Map(
  Object.entries(
    import.meta.glob<Figure>('../chapters/*/*.figure.ts', { eager: true, import: 'figure' }),
  ).map(([path, figure]) => [figureId(path), figure] as const),
);

// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
if (isMainThread) process.exitCode = await main(process.argv.slice(2), figures);
else await readApart();
