import type { NamedPathway, Projection, Value } from './network.ts';

/** A pathway as the file writes it; `place` is where its statements stand in the projection. */
export interface PathwaySource {
  readonly name: string;
  readonly place: string;
  readonly statements: string;
  readonly order?: number | undefined;
  readonly delay?: Value | undefined;
  /** Where its delay stands, or would stand. */
  readonly delayPlace: string;
}

/** What the spikes of each side do, under which names; a text alone is the pathway `pre` or `post`. */
export function listPathways(
  projection: Projection,
): Readonly<Record<'pre' | 'post', readonly PathwaySource[]>> {
  const { delay } = projection;
  const byName = isByName(delay);
  const delays: Readonly<Record<string, Value>> = byName ? delay : delay === undefined ? {} : { pre: delay };
  const side = (which: 'pre' | 'post'): PathwaySource[] => {
    const member = `on_${which}` as const;
    const events = projection[member];
    if (events === undefined) return [];
    const named: Readonly<Record<string, NamedPathway>> =
      typeof events === 'string' ? { [which]: events } : events;
    return Object.entries(named).map(([name, pathway]) => {
      const own = typeof events === 'string' ? member : `${member}.${name}`;
      const common = { name, delay: delays[name], delayPlace: byName ? `delay.${name}` : 'delay' };
      if (typeof pathway === 'string') return { ...common, place: own, statements: pathway };
      const { statements, order } = pathway;
      return {
        ...common,
        ...(pathway.delay === undefined ? {} : { delay: pathway.delay, delayPlace: `${own}.delay` }),
        ...{ place: `${own}.statements`, statements, order },
      };
    });
  };
  return { pre: side('pre'), post: side('post') };
}

/** Whether delays are given by the names of pathways. */
export function isByName(delay: Projection['delay']): delay is Readonly<Record<string, Value>> {
  return typeof delay === 'object' && !Array.isArray(delay);
}
