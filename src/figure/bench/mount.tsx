import { createRoot } from 'react-dom/client';
import { Bench } from './bench.tsx';

/** Brings the bench that `renderBench` made to life in its place. */
export function mountBench(element: HTMLElement): void {
  const still = element.querySelector('.figure-still')?.innerHTML ?? '';
  createRoot(element).render(<Bench still={still} live />);
  element.dataset.live = '';
}
