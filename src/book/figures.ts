import type { Figure } from '../experiment/figure.ts';
import type { MountOptions } from '../figure/mount.tsx';
import { connect } from '../worker/client.ts';
import type { Client } from '../worker/run.ts';

type Loaders = ReadonlyMap<string, () => Promise<{ readonly figure: Figure }>>;

/**
 * Brings each figure of the page to life when the reader comes near it. The frame and the declaration are loaded then,
 * and the worker is started with the first.
 */
export function wakeFigures(loaders: Loaders): void {
  let client: Client | undefined;
  const wake = async (element: HTMLElement) => {
    const id = element.dataset.figure ?? '';
    const load = loaders.get(id);
    if (!load) throw new Error(`There is no figure ${id}.`);
    const [{ mountFigure }, { figure }] = await Promise.all([import('../figure/mount.tsx'), load()]);
    client ??= connect();
    element.dataset.transport = client.transport;
    mountFigure(element, { id, figure, client, ...askedFor(location.search) });
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        near.unobserve(target);
        void wake(target);
      }
    },
    { rootMargin: '75% 0px' },
  );
  for (const element of document.querySelectorAll<HTMLElement>('figure[data-figure]')) near.observe(element);
}

/**
 * What the address asks of a figure: `?seed=1&t=200&paused` runs it to 200 ms and stands still there, for tests, print and
 * pictures.
 */
function askedFor(search: string): Pick<MountOptions, 'start' | 'frozen'> {
  const asked = new URLSearchParams(search);
  const number = (name: string) => {
    const value = Number(asked.get(name) ?? Number.NaN);
    return Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  const seed = number('seed');
  return {
    ...(seed === undefined ? {} : { start: { seed: Math.floor(seed) } }),
    ...(asked.has('paused') ? { frozen: { seconds: (number('t') ?? 0) / 1000 } } : {}),
  };
}
