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
    EISDIR: 'it is a folder',
    EACCES: 'that is not permitted',
  };
  const { code } = error as NodeJS.ErrnoException;
  return words[code ?? ''] ?? reason(error);
}
