import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { ChipError } from '../chip/error.ts';
import { DrawsError } from '../chip/learning/rounding.ts';
import { LanguageError } from '../language/diagnostic.ts';
import { NetworkError } from '../network/error.ts';
import { fileReason, UsageError } from './fail.ts';

/** Bytes of a file or pipe that are read. */
const MOST_BYTES = 2 ** 28;
const MOST_WORDS = `${MOST_BYTES / 2 ** 20} MiB`;

/**
 * All bytes of a file or a pipe. Throws `UsageError`, also for a device, which need not end, and for too much; `expected`
 * is what else could stand in place of a name.
 */
export function readBytes(path: string, expected?: string): Buffer {
  const refused = (why: string) =>
    new UsageError(`${expected === undefined ? '' : `${expected}; `}"${path}" cannot be read: ${why}.`);
  try {
    const about = statSync(path);
    const problem = problemOf(about);
    if (problem) throw refused(problem);
    return readOpen(path, about, refused);
  } catch (error) {
    throw error instanceof UsageError ? error : refused(fileReason(error));
  }
}

/** The same as text. Throws `UsageError`, also for bytes that are no text in UTF-8. */
export function readText(path: string, expected?: string): string {
  return textOf(path, readBytes(path, expected));
}

/** Bytes of a file as text. Throws `UsageError`. */
export function textOf(path: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // The sentence below says the same.
  }
  throw new UsageError(`"${path}" is not a text file: a text in UTF-8 was expected.`);
}

function problemOf(about: Stats): string | undefined {
  if (about.isDirectory()) return 'it is a folder';
  if (about.isFile())
    return about.size > MOST_BYTES
      ? `it has ${Math.ceil(about.size / 2 ** 20)} MiB; at most ${MOST_WORDS} are read`
      : undefined;
  if (about.isFIFO() || about.isSocket()) return undefined;
  return 'it is a device; a file or a pipe was expected';
}

function readOpen(path: string, about: Stats, refused: (why: string) => UsageError): Buffer {
  // The standard input may be a socket, which has no name to open it by.
  const standard = about.isSocket() && path === '/dev/stdin';
  const file = standard ? 0 : openSync(path, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let total = 0; ; ) {
      const piece = Buffer.allocUnsafe(2 ** 16);
      const length = readSync(file, piece);
      if (length === 0) return Buffer.concat(pieces, total);
      total += length;
      if (total > MOST_BYTES) throw refused(`it gives more than ${MOST_WORDS}, the most that are read`);
      pieces.push(piece.subarray(0, length));
    }
  } finally {
    if (!standard) closeSync(file);
  }
}

/**
 * Runs what reads or uses a file's content, so that its complaints name the file. `what` is what the file holds. Throws
 * `UsageError`.
 */
export async function inFile<T>(what: string, path: string, use: () => T | Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    throw named(what, path, error);
  }
}

/** The complaint with the file's name; other errors as they are. */
export function named(what: string, path: string, error: unknown): unknown {
  if (error instanceof LanguageError) {
    const [first] = error.diagnostics;
    return first
      ? new LanguageError([{ ...first, source: `the ${what} in "${path}": ${first.source}` }])
      : error;
  }
  if (error instanceof DrawsError) return new UsageError(`"${path}": ${error.message}`);
  const [, wrong] = error instanceof ChipError ? (/^architecture: (.*)$/s.exec(error.message) ?? []) : [];
  const sentence = error instanceof NetworkError ? error.message : wrong;
  if (sentence === undefined) return error;
  if (sentence.startsWith('the file is not JSON'))
    return new UsageError(`"${path}" is not JSON${sentence.slice('the file is not JSON'.length)}`);
  if (sentence.startsWith('needs ')) return new UsageError(`the ${what} in "${path}" ${sentence}`);
  return new UsageError(`the ${what} in "${path}": ${sentence}`);
}
