/** A share in per cent, with one decimal and never more than it is: what is not all is never called all. */
export function percentAtLeast(share: number): number {
  return Math.floor(1000 * share) / 10;
}

/** `A, B and C`, or the first few and how many more. */
export function listed(names: readonly string[]): string {
  const most = 4;
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ');
}
