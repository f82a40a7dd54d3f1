/** Milliseconds of drawing in one animation frame; what is left over is drawn in the next. */
const budget = 8;

const waiting = new Set<() => void>();
let frame = 0;

/**
 * Draws in an animation frame, once however often it is asked. All pictures of the page share its frames: those that
 * waited longest come first, and a frame that has taken its time leaves the rest to the next, so that no task is long.
 */
export function requestDraw(draw: () => void): void {
  waiting.add(draw);
  if (frame === 0) frame = requestAnimationFrame(turn);
}

export function cancelDraw(draw: () => void): void {
  waiting.delete(draw);
}

function turn(): void {
  frame = 0;
  const end = performance.now() + budget;
  for (const draw of [...waiting]) {
    // One that was taken back by another's drawing is not drawn.
    if (!waiting.delete(draw)) continue;
    draw();
    if (performance.now() >= end) break;
  }
  if (waiting.size > 0 && frame === 0) frame = requestAnimationFrame(turn);
}
