/** JSON, compressed (raw deflate) and written in base64url: what fits into a link, and safely out of one. */

/** Longest packed text that is looked at, in characters. */
export const longestPacked = 64 * 1024;
/** Most bytes that a packed text may grow to. */
export const largestUnpacked = 512 * 1024;

export async function pack(value: unknown): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const compressed = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(compressed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

/** The value again. Throws `UnpackError` with a sentence; never takes more memory than the limits above allow. */
export async function unpack(packed: string): Promise<unknown> {
  if (packed.length > longestPacked)
    throw new UnpackError(
      `This link is too long: ${packed.length} characters where ${longestPacked} are allowed.`,
    );
  const damaged = 'This link is damaged: it may have been cut off or changed on the way.';
  if (!/^[A-Za-z0-9_-]+$/.test(packed)) throw new UnpackError(damaged);
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = await inflate(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw error instanceof UnpackError ? error : new UnpackError(damaged);
  }
}

/** Stops at the limit, so that a small text that grows without end is only ever a small text. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > largestUnpacked) {
      await reader.cancel().catch(() => undefined);
      throw new UnpackError(`This link holds more than the ${largestUnpacked / 1024} KB that are allowed.`);
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
