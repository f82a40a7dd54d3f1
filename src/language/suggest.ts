/**
 * Nearest known name to a misspelt one, by restricted Damerau-Levenshtein distance (Damerau 1964): insertions,
 * deletions, substitutions and swaps of neighbours each count 1; a change of case counts a half.
 */
export function nameDistance(a: string, b: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        row.push(i + j);
        continue;
      }
      const [x, y] = [a.charAt(i - 1), b.charAt(j - 1)];
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      const above = rows[i - 1] ?? [];
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && x === b.charAt(j - 2) && a.charAt(i - 2) === y)
        best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}

/**
 * The candidate nearest to `name`, or none where nothing is near: at most a third of the letters may differ, and at
 * least one edit is allowed where the names have two letters or more. Ties go to the earlier candidate.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 60) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(name.length < 2 ? 0.5 : 1, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = nameDistance(name, candidate);
    // A name of one letter is near every other: only its case may differ.
    if (candidate.length < 2 && distance > 0.5 && name.length < 3) continue;
    if (distance < bestDistance || (distance === bestDistance && best === undefined)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
