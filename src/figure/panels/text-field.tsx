import { type ChangeEvent, useId } from 'react';
import type { Diagnostic } from '../../language/diagnostic.ts';

interface FieldProps {
  readonly label: string;
  /** Which text it is, for those who look for it. */
  readonly path: string;
  readonly value: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly onChange: (value: string) => void;
}

/** One text, its complaints at the word. */
export function TextField({ label, path, value, diagnostics, onChange }: FieldProps) {
  const id = useId();
  const lines = value.split('\n').length;
  return (
    <div className="editor-field" data-path={path}>
      <label htmlFor={id}>{label}</label>
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
        <div id={`${id}-problem`} role="alert">
          <ul className="editor-problems">
            {diagnostics.map((diagnostic) => (
              <li key={`${diagnostic.span.start} ${diagnostic.message}`}>
                {lines > 1 && <span className="editor-line">line {diagnostic.line}</span>}{' '}
                {diagnostic.message}
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
        </div>
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
