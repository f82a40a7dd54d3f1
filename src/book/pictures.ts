/**
 * Still pictures in files of their own are fetched when the reader comes near, and in idle moments before that, so that
 * every figure can be printed. Without scripts the page fetches them by itself.
 */
export function fetchPictures(): void {
  const waiting = new Set(document.querySelectorAll<SVGUseElement>('.figure-still use[data-href]'));
  const fetchOne = (use: SVGUseElement) => {
    const address = use.dataset.href;
    if (address !== undefined && waiting.delete(use)) use.setAttribute('href', address);
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        for (const use of target.querySelectorAll<SVGUseElement>('use[data-href]')) fetchOne(use);
      }
    },
    { rootMargin: '100% 0px' },
  );
  for (const use of waiting) {
    const place = use.closest('.figure-still');
    if (place) near.observe(place);
  }
  addEventListener('beforeprint', () => {
    for (const use of waiting) fetchOne(use);
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.figure-paper a'))
      link.textContent = link.href;
  });
  const idle = globalThis.requestIdleCallback ?? ((later: () => void) => setTimeout(later, 200));
  const next = () => {
    const [use] = waiting;
    if (!use) return;
    fetchOne(use);
    idle(next);
  };
  if (document.readyState === 'complete') idle(next);
  else addEventListener('load', () => idle(next), { once: true });
}
