import type { AtlasAxes } from '../experiment/atlas-axes.ts';
import type { Figure } from '../experiment/figure.ts';
import { type Limits, noLimits, readLimits } from '../experiment/limits.ts';
import { decodeLink, figureOfLink, linkOf } from '../experiment/link.ts';
import { valuesAt } from '../experiment/log.ts';
import { readQuery } from '../experiment/query.ts';
import type { OpenOptions } from '../worker/run.ts';
import { readRemembered } from './remember.ts';
import { rememberedText } from './remembered.ts';

/** How a figure begins when the page's address says more than its name. */
export interface Start {
  readonly values?: Readonly<Record<string, number>>;
  readonly edits?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly speed?: number;
  readonly playing?: boolean;
  readonly axes?: AtlasAxes;
  readonly log?: NonNullable<OpenOptions['log']>;
  /** Run to this second first. */
  readonly until?: number;
  /** What a teacher's link takes away. */
  readonly limits?: Limits;
  /** The address itself says what the figure is: what the reader then changes is not remembered. */
  readonly linked?: boolean;
  /** Why the address was not followed, in a sentence. */
  readonly notice?: string;
}

/**
 * What a link asks of this figure: `#s=...` resumes a run exactly, `?seed=1&t=200&paused&set.I=10` is for people, tests
 * and print (`t` in milliseconds where it has no unit). A link that does not fit leaves the figure as it is and says why.
 * Where the address asks for nothing, the figure is as the reader left it in this tab.
 */
export async function startOf(id: string, figure: Figure, search: string, hash: string): Promise<Start> {
  const read = readLimits(figure, search);
  const limits = read.ok ? read.state : noLimits;
  const asked = await beginningOf(id, figure, search, hash);
  const start = asked.linked
    ? asked
    : { ...readRemembered(id, figure, rememberedText(id), limits), ...asked };
  return { ...start, limits, ...(read.ok ? {} : { notice: start.notice ?? read.message }) };
}

async function beginningOf(id: string, figure: Figure, search: string, hash: string): Promise<Start> {
  const link = linkOf(hash);
  if (link !== undefined) {
    const owner = await figureOfLink(link);
    if (owner === id || owner === undefined) {
      const decoded = await decodeLink(id, figure, link);
      // A link that no figure can read is told by the first that sees it.
      if (!decoded.ok) return { linked: true, notice: decoded.message };
      const { log, speed, playing, axes } = decoded.state;
      const { seed, edits, step } = log;
      const values = valuesAt(log, step);
      return { linked: true, values, edits, seed, speed, playing, log, ...(axes ? { axes } : {}) };
    }
  }
  const query = readQuery(figure, search.replace(/([?&]t=[\d.]+)(?=&|$)/, '$1ms'));
  const { values, seed, speed, time, paused } = query.state;
  const notice = query.message === undefined ? {} : { notice: query.message };
  if (!paused && [seed, speed, time, ...Object.values(values)].every((said) => said === undefined))
    return notice;
  return {
    ...notice,
    linked: true,
    values,
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
    ...(time === undefined ? {} : { until: time }),
    ...(paused ? { playing: false, until: time ?? 0 } : {}),
  };
}
