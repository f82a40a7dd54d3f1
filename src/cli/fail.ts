/** The caller asked for something that cannot be: exit code 2 and this sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The first line of what went wrong. */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}

/** Why a file cannot be used, in words for the commonest reasons. */
export function fileReason(error: unknown): string {
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    ENOTDIR: 'there is no such file or folder',
    EISDIR: 'it is a folder',
    EACCES: 'that is not permitted',
  };
  const { code } = error as NodeJS.ErrnoException;
  return words[code ?? ''] ?? reason(error);
}

/** A text of any origin, safe to show: what a terminal would act on, or not show, stands there as its number. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** The beginning of what a caller wrote, in quotation marks and safe to show. */
export function quote(text: string): string {
  const most = 40;
  const characters = [...printable(text.slice(0, 2 * most))];
  const whole = characters.length <= most && text.length <= 2 * most;
  return `"${whole ? characters.join('') : `${characters.slice(0, most).join('')}…`}"`;
}
