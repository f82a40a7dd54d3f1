import type { Run } from '../worker/run.ts';

/** Milliseconds after the first numbers of a playing run: the first moments are the run's own. */
const moment = 1000;

/** Calls back in an idle moment, so that a frame that is due is not kept waiting; a busy page gets it late, but gets it. */
function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback, 50);
}

/**
 * Calls back when the figure is live and has had its first moments, or stands still: what a reader cannot need before
 * is fetched then. The returned function takes the call back.
 */
export function later(run: Run, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = run.subscribe((event) => {
    if (event.kind !== 'status' || timer !== undefined) return;
    const { phase, step } = event.status;
    if (phase === 'paused' || phase === 'failed') timer = setTimeout(finish, 0);
    else if (step > 0) timer = setTimeout(finish, moment);
  });
  let left = false;
  const finish = () => {
    leave();
    whenIdle(() => {
      if (!left) callback();
    });
  };
  return () => {
    left = true;
    leave();
    clearTimeout(timer);
  };
}
