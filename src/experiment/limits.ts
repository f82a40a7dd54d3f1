import type { Figure } from './figure.ts';
import { type LinkResult, quote } from './link.ts';

/** What a teacher's link takes away: names of parameters and tools that are not shown, or shown and not to be moved. */
export interface Limits {
  readonly hidden: ReadonlySet<string>;
  /** Parameters only. */
  readonly locked: ReadonlySet<string>;
}

/** Parts of a figure beside its parameters that a link can hide, each with its name for people. */
export const hideable: Readonly<Record<string, string>> = {
  time: 'Time controls',
  seed: 'New random numbers',
  edit: 'Equation editor',
  share: 'Share',
  download: 'Download',
  goals: 'Goals',
  presets: 'Presets',
  compare: 'Keep and compare',
};

export const noLimits: Limits = { hidden: new Set(), locked: new Set() };

/** Reads `?hide=I,edit&lock=tau_m`. A name that the figure does not have is told in a sentence. */
export function readLimits(figure: Figure, search: string): LinkResult<Limits> {
  const query = new URLSearchParams(search);
  const names = (key: string) =>
    new Set(
      query
        .getAll(key)
        .flatMap((text) => text.split(','))
        .filter(Boolean),
    );
  const hidden = names('hide');
  const locked = names('lock');
  const parameters = new Set(figure.parameters.map(({ name }) => name));
  for (const name of hidden)
    if (!parameters.has(name) && !Object.hasOwn(hideable, name))
      return { ok: false, message: `The link hides ${quote(name)}, which this figure does not have.` };
  for (const name of locked)
    if (!parameters.has(name))
      return { ok: false, message: `The link locks ${quote(name)}, which is no parameter of this figure.` };
  return { ok: true, state: { hidden, locked } };
}

/** The query that `readLimits` reads; empty where nothing is taken away. */
export function writeLimits({ hidden, locked }: Limits): string {
  const part = (key: string, names: ReadonlySet<string>) =>
    names.size === 0 ? [] : [`${key}=${[...names].map(encodeURIComponent).join(',')}`];
  return [...part('hide', hidden), ...part('lock', locked)].join('&');
}
