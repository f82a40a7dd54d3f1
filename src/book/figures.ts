import type { Figure } from '../experiment/figure.ts';
import { connect } from '../worker/client.ts';
import type { Client } from '../worker/run.ts';
import { rememberFigure } from './chip.ts';

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
    mountFigure(element, { id, figure, client, onLive: (session) => rememberFigure(element, session) });
  };
  const wakeBench = async (element: HTMLElement) =>
    (await import('../figure/bench/wake.ts')).wakeBench(element);
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        near.unobserve(target);
        void (target.dataset.figure ? wake : wakeBench)(target);
      }
    },
    { rootMargin: '75% 0px' },
  );
  for (const element of document.querySelectorAll<HTMLElement>('figure[data-figure],[data-bench]'))
    near.observe(element);
  if (location.hash.startsWith('#s=')) void showLinked(location.hash);
}

/** A link that holds the state of one figure opens the page at that figure. */
async function showLinked(hash: string): Promise<void> {
  const { figureOfLink } = await import('../experiment/link.ts');
  const id = await figureOfLink(hash);
  if (id)
    document
      .querySelector(`figure[data-figure="${CSS.escape(id)}"]`)
      ?.scrollIntoView({ behavior: 'instant' });
}
