import './panel.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { architectures } from '../chip/architectures/index.ts';
import { Panel } from './panel.tsx';
import { Choices, PanelModel } from './state.ts';
import type { Subject } from './subject.ts';

/** Outlive the panel: closed and opened again it is as it was left. */
const choices = new Choices();

/** The panel while it is open. */
export interface OpenPanel {
  /** The figure in focus is another, or there is none. */
  follow(subject: Subject | undefined): void;
  /** Moves the keyboard into it, to its heading. */
  focus(): void;
  /** Whether the reader is at work in it: past the heading, which merely is where the keyboard begins. */
  busy(): boolean;
  close(): void;
}

/**
 * Opens the panel at the side of the page; `onClose` where the reader closes it. `keep` makes a change of the page's width
 * and keeps the reader's place.
 */
export function openPanel(onClose: () => void, keep: (change: () => void) => void): OpenPanel {
  const before = document.activeElement;
  const element = document.createElement('aside');
  element.className = 'chip';
  element.setAttribute('aria-labelledby', 'chip-title');
  document.body.append(element);
  document.documentElement.dataset.chip = '';
  const model = new PanelModel(undefined, choices);
  // Over the whole of a small screen it hides the page: whoever tabs on into that gets to see it.
  let tabbed = false;
  element.addEventListener('keydown', ({ key }) => {
    tabbed = key === 'Tab';
  });
  element.addEventListener('focusout', ({ relatedTarget: next }) => {
    const hides = element.getBoundingClientRect().left <= 0;
    if (tabbed && hides && next instanceof Element && !element.contains(next) && !next.closest('dialog'))
      model.store.setState({ full: false });
  });
  // Escape steps back: out of a core, from the whole screen to the side of the page, and then away.
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    const { full, open } = model.store.getState();
    if (open !== undefined) model.open(undefined);
    else if (full) model.store.setState({ full: false });
    else onClose();
  });
  // The page makes room for it: the figure stays in sight beside it.
  const leave = model.store.subscribe(({ full }, before) => {
    if (full === before.full) return;
    const change = () => document.documentElement.toggleAttribute('data-chip-full', full);
    keep(change);
  });
  const root = createRoot(element);
  // At once: React would wait for its turn, and on a busy page the panel would stand there empty.
  flushSync(() => root.render(<Panel model={model} architectures={architectures} onClose={onClose} />));
  return {
    follow: (subject) => model.follow(subject),
    focus: () => element.querySelector('h2')?.focus({ preventScroll: true }),
    busy: () => {
      const { activeElement } = document;
      return element.contains(activeElement) && activeElement?.id !== 'chip-title';
    },
    close: () => {
      model.close();
      // Whoever was in the panel goes on where they came from.
      if (element.contains(document.activeElement) && before instanceof HTMLElement)
        before.focus({ preventScroll: true });
      root.unmount();
      element.remove();
      leave();
      delete document.documentElement.dataset.chip;
      delete document.documentElement.dataset.chipFull;
    },
  };
}
