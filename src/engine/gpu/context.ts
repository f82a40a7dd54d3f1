/** Thrown where the browser took the graphics context away: make a new one and replay the log. */
export class ContextLostError extends Error {
  override readonly name = 'ContextLostError';
  constructor() {
    super('The browser took the graphics context away.');
  }
}

/** What to do without; `reason` is one sentence. */
export type Capability = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Whether this context can hold a simulation: 32-bit floats to draw to, 8 attachments at once, 32-bit arithmetic. */
export function isGpuCapable(gl: WebGL2RenderingContext): Capability {
  if (gl.isContextLost()) return { ok: false, reason: 'The browser took the graphics context away.' };
  if (!gl.getExtension('EXT_color_buffer_float'))
    return { ok: false, reason: 'This graphics card cannot draw 32-bit floating-point numbers.' };
  const precision = gl.getShaderPrecisionFormat(gl.FRAGMENT_SHADER, gl.HIGH_FLOAT);
  if (!precision || precision.precision < 23)
    return { ok: false, reason: 'This graphics card calculates with fewer than 32 bits.' };
  return { ok: true };
}

export function assertContext(gl: WebGL2RenderingContext): void {
  if (gl.isContextLost()) throw new ContextLostError();
}
