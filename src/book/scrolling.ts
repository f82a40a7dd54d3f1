/** What follows the scroll: the line that shows how much has been read, and the bar that makes room while reading on. */
export function followScroll(): void {
  const line = document.querySelector<HTMLElement>('.progress');
  const bar = document.querySelector<HTMLElement>('.book-bar');
  if (!line || !bar) return;
  let asked = false;
  let last = scrollY;
  const draw = () => {
    asked = false;
    const room = document.documentElement.scrollHeight - innerHeight;
    line.style.transform = `scaleX(${room > 0 ? Math.min(1, scrollY / room) : 0})`;
    if (Math.abs(scrollY - last) < 8) return;
    bar.classList.toggle('away', scrollY > last && scrollY > bar.offsetHeight);
    last = scrollY;
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask);
  ask();
}

/** A formula that is wider than a small screen scrolls by itself; then it must be reached by keyboard too. */
export function reachWideFormulas(): void {
  const look = (target: Element) => {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) look(target);
  });
  const formulas = document.querySelectorAll('.chapter > .katex-display, .equation-scroll');
  for (const formula of formulas) observer.observe(formula);
  // A typeface that comes later makes a formula wider and leaves its box as it is.
  document.fonts?.addEventListener('loadingdone', () => formulas.forEach(look));
}
