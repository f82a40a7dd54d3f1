import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Chapter } from './chapter.ts';

/** What surrounds the words of every page: the way in for keyboards, two buttons, the contents, the keys. */
export function framePage(content: ReactNode, chapters: readonly Chapter[], root: string): string {
  return renderToStaticMarkup(
    <>
      <a className="skip" href="#words">
        Skip to the text
      </a>
      <div className="progress" aria-hidden="true" />
      <header className="book-bar">
        <a className="book-name" href={root}>
          Spikebook
        </a>
        <nav className="book-buttons" aria-label="Book">
          <a className="book-button" href={`${root}#contents`} data-opens="contents" aria-keyshortcuts="c">
            Contents
          </a>
          <button
            className="book-button needs-script"
            type="button"
            data-action="theme"
            aria-keyshortcuts="t"
            aria-label="Light or dark"
            title="Light or dark (t)"
          >
            <ThemeIcon />
          </button>
          <button
            className="book-button book-lecture needs-script"
            type="button"
            data-action="lecture"
            aria-keyshortcuts="l"
            title="Lecture view (l)"
          >
            Lecture
          </button>
          <button
            className="book-button needs-script"
            type="button"
            data-action="chip"
            aria-keyshortcuts="h"
            title="The chip beside the page (h)"
          >
            Chip
          </button>
          <button
            className="book-button needs-script"
            type="button"
            data-opens="progress"
            aria-keyshortcuts="g"
            aria-label="Progress"
            title="Progress (g)"
          >
            <ProgressIcon />
          </button>
          <button
            className="book-button needs-script"
            type="button"
            data-opens="keys"
            aria-keyshortcuts="?"
            aria-label="Keys"
            title="Keys (?)"
          >
            ?
          </button>
        </nav>
      </header>
      <main id="words" tabIndex={-1}>
        {content}
      </main>
      <dialog id="contents-dialog" className="book-dialog" aria-labelledby="contents-title">
        <DialogHead id="contents-title" title="Contents" />
        <Contents chapters={chapters} root={root} />
      </dialog>
      <dialog id="keys-dialog" className="book-dialog" aria-labelledby="keys-title">
        <DialogHead id="keys-title" title="Keys" />
        <dl className="keys" />
      </dialog>
      <dialog id="progress-dialog" className="book-dialog" aria-labelledby="progress-title">
        <DialogHead id="progress-title" title="Progress" />
        <ProgressList chapters={chapters} root={root} />
      </dialog>
      <footer className="book-foot">
        <p>
          Spikebook, an open textbook of spiking neurons. Everything runs on your machine; nothing you do here
          leaves it. For your own programs: <a href={`${root}network-format/`}>the network format</a>.
        </p>
      </footer>
    </>,
  );
}

/** Chapters in reading order, each with its sections. */
export function Contents({
  chapters,
  root,
}: {
  readonly chapters: readonly Chapter[];
  readonly root: string;
}) {
  return (
    <ol className="contents">
      {chapters.map((chapter) => (
        <li key={chapter.name}>
          <a className="contents-chapter" href={`${root}${chapter.name}/`}>
            {chapter.title}
          </a>
          <p>{chapter.summary}</p>
          <ol>
            {chapter.sections.map((section) => (
              <li key={section.id}>
                <a href={`${root}${chapter.name}/#${section.id}`}>{section.title}</a>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

/** The sections that have tasks; the counts are the reader's, filled in when the dialog is opened. */
function ProgressList({ chapters, root }: { readonly chapters: readonly Chapter[]; readonly root: string }) {
  const withGoals = chapters.filter((chapter) => chapter.sections.some(({ goals }) => goals));
  return (
    <div className="progress-list">
      <p>
        The tasks under the figures that you have done. This is kept on this device only: nothing leaves it.
      </p>
      <ul>
        {withGoals.map((chapter) => (
          <li key={chapter.name}>
            <a className="contents-chapter" href={`${root}${chapter.name}/`}>
              {chapter.title}
            </a>{' '}
            <Count goals={chapter.sections.flatMap(({ goals = [] }) => goals)} />
            <ul>
              {chapter.sections.map(
                ({ id, title, goals }) =>
                  goals && (
                    <li key={id}>
                      <a href={`${root}${chapter.name}/#${id}`}>{title}</a>
                      <Count goals={goals} />
                    </li>
                  ),
              )}
            </ul>
          </li>
        ))}
      </ul>
      <p className="progress-tools">
        <button className="book-button" type="button" data-progress="save">
          Save to a file
        </button>
        <button className="book-button" type="button" data-progress="load">
          Load from a file
        </button>
        <button className="book-button" type="button" data-progress="forget">
          Forget all
        </button>
      </p>
      <p role="status" className="progress-told" />
    </div>
  );
}

function Count({ goals }: { readonly goals: readonly string[] }) {
  return (
    <span className="progress-count" data-goals={goals.join(' ')}>
      {goals.length}
    </span>
  );
}

function DialogHead({ id, title }: { readonly id: string; readonly title: string }) {
  return (
    <div className="dialog-head">
      <h2 id={id}>{title}</h2>
      <button
        className="book-button"
        type="button"
        data-action="close"
        aria-label={`Close ${title.toLowerCase()}`}
      >
        Close
      </button>
    </div>
  );
}

function ProgressIcon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.8 8.2l2.3 2.3 4.2-4.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

function ThemeIcon() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
    </svg>
  );
}
