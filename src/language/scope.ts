import type { ArrayType } from './checked.ts';
import type { Report } from './report.ts';
import type { Typed } from './typed.ts';

/** What a name means at this place: a value, why it may not stand here, or nothing known. */
/** `problem` without words: an error that is in a report already. */
export type Found = Typed | { readonly problem: string | undefined } | undefined;

export interface Scope {
  readonly report: Report;
  readonly lookup: (name: string) => Found;
  /** Names to suggest for a misspelt one, nearest in meaning first. */
  readonly known: () => Iterable<string>;
  readonly arrays: ReadonlyMap<string, ArrayType>;
  /** Path of the place that draws: `threshold` gives the streams `threshold/rand/0`, ... Absent: no draws here. */
  readonly stream?: string | undefined;
  /** Counts the draws of this place. */
  readonly draws: { rand: number; randn: number };
  /** How deep the tree is at present, its subexpressions written out: one counter for all that nests. */
  readonly level: { now: number };
  /** Which noise may stand here: any in a differential equation, `xi_name` in a subexpression. */
  readonly noise: 'none' | 'named' | 'all';
}
