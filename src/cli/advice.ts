import { nameDistance, nearestName } from '../language/suggest.ts';

/** A list of more names than this is no help in a sentence. */
const few = 8;

/** The end of a sentence that says a name is not known; `where` says how to see all names where they are many. */
export function advice(name: string, known: readonly string[], where?: string): string {
  const near = nearestNames(name, known).map((each) => `"${each}"`);
  if (near.length > 0) return `; did you mean ${near.join(' or ')}?`;
  if (known.length <= few || where === undefined) {
    const shown = known.slice(0, few).join(', ');
    return `; there are ${shown}${known.length > few ? ` and ${known.length - few} more` : ''}.`;
  }
  return `; ${where}.`;
}

/** At most three: the nearest by spelling and those as near, or else those of which the name is a part. */
function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const nearest = nearestName(name, known);
  if (nearest !== undefined) {
    const least = nameDistance(name, nearest);
    const others = known.filter((each) => each !== nearest && nameDistance(name, each) <= least);
    return [nearest, ...others].slice(0, 3);
  }
  const part = name.toLowerCase();
  if (part.length < 3 || part.length > 60) return [];
  const containing = known.filter((each) => each.toLowerCase().includes(part));
  return containing.sort((a, b) => a.length - b.length).slice(0, 3);
}
