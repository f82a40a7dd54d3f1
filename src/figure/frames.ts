/** Milliseconds of drawing in one animation frame; what is left over is drawn in the next. */
const budget = 8;

/** Milliseconds of rest at most: a picture goes on however slow the machine is. */
const longest = 100;

/** What waits to be drawn, by the figure that it belongs to. */
const waiting = new Map<object, Set<() => void>>();
let asked = false;

/**
 * Draws in an animation frame, once however often it is asked. All pictures of the page share its frames: the figures that
 * waited longest come first, and a frame that has taken its time leaves the others to the next, so that no task is long. The
 * pictures of one `figure` are drawn together, so that all of them show the same moment. Where drawing is slow, because the
 * machine is busy, at least half of the time is left to everything else.
 */
export function requestDraw(figure: object, draw: () => void): void {
  const draws = waiting.get(figure) ?? new Set();
  waiting.set(figure, draws.add(draw));
  ask();
}

export function cancelDraw(figure: object, draw: () => void): void {
  waiting.get(figure)?.delete(draw);
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(turn);
}

function turn(): void {
  const began = performance.now();
  for (const [figure, draws] of [...waiting]) {
    waiting.delete(figure);
    for (const draw of [...draws]) {
      // One that was taken back by another's drawing is not drawn.
      if (draws.delete(draw)) draw();
    }
    if (performance.now() - began >= budget) break;
  }
  const took = performance.now() - began;
  // Within one frame's time the next frame is soon enough.
  setTimeout(rest, took > 2 * budget ? Math.min(took, longest) : 0);
}

function rest(): void {
  asked = false;
  if (waiting.size > 0) ask();
}
