/** A figure declares something that cannot be: a path that leads nowhere, a unit that does not fit. */
export class FigureError extends Error {
  override readonly name = 'FigureError';
}

/** Whatever was thrown, as one sentence for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
