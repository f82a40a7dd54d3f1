import { type ChangeEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Diagnostic } from '../../language/diagnostic.ts';
import { useFigure } from '../frame/context.ts';
import type { FigureSession } from '../session.ts';
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
            text={text}
            value={drafts[path] ?? text.original}
            diagnostics={refused?.diagnostics.filter(({ source }) => text.paths.includes(source)) ?? []}
            onChange={(value) => change(text, value)}
          />
        );
      })}
      {elsewhere.length > 0 && (
        <ul className="editor-problems" role="alert">
          {elsewhere.map((diagnostic) => (
            <li key={`${diagnostic.source} ${diagnostic.message}`}>{diagnostic.message}</li>
          ))}
        </ul>
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

interface FieldProps {
  readonly text: EditableText;
  readonly value: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly onChange: (value: string) => void;
}

function TextField({ text, value, diagnostics, onChange }: FieldProps) {
  const id = useId();
  const lines = value.split('\n').length;
  return (
    <div className="editor-field" data-path={text.paths[0]}>
      <label htmlFor={id}>{text.label}</label>
      <div className="editor-text">
        <Underlined value={value} diagnostics={diagnostics} />
        <textarea
          id={id}
          rows={lines}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={diagnostics.length > 0}
          aria-describedby={diagnostics.length > 0 ? `${id}-problem` : undefined}
          value={value}
          onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
        />
      </div>
      {diagnostics.length > 0 && (
        <ul className="editor-problems" id={`${id}-problem`} role="alert">
          {diagnostics.map((diagnostic) => (
            <li key={`${diagnostic.span.start} ${diagnostic.message}`}>
              {lines > 1 && <span className="editor-line">line {diagnostic.line}</span>} {diagnostic.message}
              {diagnostic.suggestion && (
                <button
                  type="button"
                  className="figure-text-button"
                  onClick={() => onChange(applySuggestion(value, diagnostic))}
                >
                  Write {diagnostic.suggestion}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The text with the word that was complained of replaced by the suggestion. */
function applySuggestion(value: string, { span, suggestion }: Diagnostic): string {
  return suggestion === undefined ? value : value.slice(0, span.start) + suggestion + value.slice(span.end);
}

/** The same text behind the field, invisible but for the lines under the words that are wrong. */
function Underlined({
  value,
  diagnostics,
}: {
  readonly value: string;
  readonly diagnostics: readonly Diagnostic[];
}) {
  const parts: { text: string; bad: boolean; at: number }[] = [];
  let at = 0;
  for (const { span } of [...diagnostics].sort((a, b) => a.span.start - b.span.start)) {
    const start = Math.min(Math.max(span.start, at), value.length);
    const end = Math.min(Math.max(span.end, start + 1), value.length);
    parts.push(
      { text: value.slice(at, start), bad: false, at },
      { text: value.slice(start, end), bad: true, at: start },
    );
    at = end;
  }
  parts.push({ text: `${value.slice(at)}\n`, bad: false, at });
  return (
    <pre aria-hidden="true">
      {parts.map((part) =>
        part.bad ? (
          <mark key={`bad${part.at}`}>{part.text}</mark>
        ) : (
          <span key={`good${part.at}`}>{part.text}</span>
        ),
      )}
    </pre>
  );
}
