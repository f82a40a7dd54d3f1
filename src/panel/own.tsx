import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { PanelModel } from './state.ts';

/** The architecture as text: to read, to change and to keep. What does not fit is answered in the panel's message. */
export function OwnChip({ model }: { readonly model: PanelModel }) {
  const text = useStore(model.store, (state) => state.text);
  const ask = useStore(model.store, (state) => state.ask);
  const [draft, setDraft] = useState<string>();
  const id = useId();
  const shown = draft ?? ask.own ?? text;
  if (shown === '') return null;
  return (
    <details className="chip-own">
      <summary>Change this chip</summary>
      <label htmlFor={id}>
        Its cores, memories, mesh and prices, as data: seconds, joules and bits. Every price names its source.
      </label>
      <textarea
        id={id}
        rows={14}
        spellCheck={false}
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <p className="chip-own-tools">
        <button type="button" className="chip-button" onClick={() => model.change({ own: shown, swaps: [] })}>
          Use it
        </button>
        <label className="chip-button">
          Open a file
          <input
            type="file"
            className="chip-hidden"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void file.text().then(setDraft);
              event.target.value = '';
            }}
          />
        </label>
        <button type="button" className="chip-button" onClick={() => save(shown)}>
          Save to a file
        </button>
        <button
          type="button"
          className="chip-button"
          disabled={draft === undefined && ask.own === undefined}
          onClick={() => {
            setDraft(undefined);
            const { own: _, ...rest } = ask;
            model.choose({ ...rest, swaps: [] });
          }}
        >
          Back to the book's
        </button>
      </p>
    </details>
  );
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'chip.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
