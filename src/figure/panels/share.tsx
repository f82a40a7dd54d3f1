import { useEffect, useState } from 'react';
import { encodeLink } from '../../experiment/link.ts';
import { escapeXml } from '../draw/svg.ts';
import type { FigureSession } from '../session.ts';
import { Teachers } from './teachers.tsx';

/** A link to exactly this state, and the figure alone for another page. */
export function Share({ session }: { readonly session: FigureSession }) {
  const [hash, setHash] = useState<string>();
  const [query, setQuery] = useState('');
  useEffect(() => {
    let gone = false;
    const { speed, playing, axes } = session.store.getState();
    void session.run
      .log()
      .then((log) => encodeLink(session.figure, { log, speed, playing, ...(axes ? { axes } : {}) }))
      .then((made) => {
        if (!gone) setHash(made);
      });
    return () => {
      gone = true;
    };
  }, [session]);
  if (hash === undefined) return <p className="figure-muted">Writing down the state…</p>;
  const asked = query && `?${query}`;
  const { origin, pathname } = location;
  const root = new URL(document.documentElement.dataset.root ?? './', location.href);
  const embed = new URL(`embed/${session.id}/${asked}${hash}`, root);
  const frame = `<iframe src="${escapeXml(embed.href)}" title="${escapeXml(session.figure.title)}" width="100%" height="820" loading="lazy" style="border:0"></iframe>`;
  return (
    <>
      <p>
        The link resumes this very run: parameters, edited equations, seed and time. Everything stands in the
        link itself; no server keeps it.
      </p>
      <Copy label="Link to this state" text={`${origin}${pathname}${asked}${hash}`} />
      <Copy label="Embed in a page" text={frame} />
      <Teachers session={session} onChange={setQuery} />
    </>
  );
}

function Copy({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const copy = async (field: HTMLInputElement | null) => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      // No clipboard for this page: the text is selected, for the reader's own keys.
      field?.select();
      setCopied('by-hand');
    }
  };
  const words = { no: 'Copy', yes: 'Copied', 'by-hand': 'Press Ctrl C' } as const;
  return (
    <div className="figure-copy">
      <label>
        {label}
        <input readOnly value={text} onFocus={(event) => event.target.select()} />
      </label>
      <button
        type="button"
        className="figure-text-button"
        aria-label={`Copy: ${label.toLowerCase()}`}
        onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('input') ?? null)}
      >
        <span aria-live="polite">{words[copied]}</span>
      </button>
    </div>
  );
}
