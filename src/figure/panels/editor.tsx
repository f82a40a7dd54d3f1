import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useFigure } from '../frame/context.ts';
import type { FigureSession } from '../session.ts';
import { TextField } from './text-field.tsx';
import { type EditableText, editableTexts } from './texts.ts';

/** Milliseconds of rest after a key before the text is compiled. */
const rest = 250;

/** The equations as text: compiled while the reader types, complaints at the word. */
export function Editor({ session }: { readonly session: FigureSession }) {
  const edits = useFigure((state) => state.edits);
  const refused = useFigure((state) => state.refused);
  const substitute = useFigure((state) => state.substitute);
  const phase = useFigure((state) => state.status.phase);
  const [drafts, setDrafts] = useState(edits);
  const texts = useMemo(() => editableTexts(session.figure), [session]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(edits);
  /** What was typed and is not sent yet. */
  const typed = useRef<typeof edits>(undefined);
  const [waiting, setWaiting] = useState(false);
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    typed.current = undefined;
    setWaiting(false);
  }, []);
  const send = useCallback(() => {
    const next = typed.current;
    forget();
    if (!next) return;
    sent.current = next;
    session.edit(next);
  }, [session, forget]);
  // Closing the panel loses nothing that was typed.
  useEffect(() => send, [send]);

  const change = (text: EditableText, value: string) => {
    const next = { ...drafts };
    for (const path of text.paths) {
      if (value === text.original) delete next[path];
      else next[path] = value;
    }
    setDrafts(next);
    clearTimeout(timer.current);
    typed.current = next;
    setWaiting(true);
    timer.current = setTimeout(send, rest);
  };
  const revert = () => {
    forget();
    setDrafts({});
    session.edit({});
  };
  // Where the texts were changed from elsewhere (taken back, or all reverted), the fields show it.
  useEffect(() => {
    if (edits === sent.current) return;
    forget();
    sent.current = edits;
    setDrafts(edits);
  }, [edits, forget]);
  const edited = Object.keys(drafts).length > 0;
  const shown = new Set(texts.flatMap(({ paths }) => paths));
  const elsewhere = refused?.diagnostics.filter(({ source }) => !shown.has(source)) ?? [];
  return (
    <div className="editor">
      {texts.map((text) => {
        const path = text.paths[0] as string;
        return (
          <TextField
            key={path}
            label={text.label}
            path={path}
            value={drafts[path] ?? text.original}
            diagnostics={refused?.diagnostics.filter(({ source }) => text.paths.includes(source)) ?? []}
            onChange={(value) => change(text, value)}
          />
        );
      })}
      {elsewhere.length > 0 && (
        <div role="alert">
          <ul className="editor-problems">
            {elsewhere.map((diagnostic) => (
              <li key={`${diagnostic.source} ${diagnostic.message}`}>{diagnostic.message}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="editor-foot">
        <span role="status" className={refused || phase === 'failed' ? 'editor-bad' : 'editor-good'}>
          {refused ? (
            refused.diagnostics.length === 0 ? (
              refused.message
            ) : (
              'The last equation that was right is still running.'
            )
          ) : phase === 'failed' ? (
            'The run stopped; what happened stands in the picture.'
          ) : waiting ? (
            'You are typing …'
          ) : edited ? (
            <>
              Your equation is running.
              {substitute &&
                ` The figure's method, ${substitute.named}, does not fit it; ${substitute.used} is used instead.`}
            </>
          ) : (
            'Change anything: it runs as you type. Syntax and units are those of Brian2.'
          )}
        </span>
        <button type="button" className="figure-text-button" disabled={!edited} onClick={revert}>
          Back to the original
        </button>
      </div>
    </div>
  );
}
