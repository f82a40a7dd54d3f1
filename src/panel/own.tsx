import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { PanelModel } from './state.ts';

/** The architecture as text: to read, to change and to keep. Text that is no chip is answered here, and the chip stays. */
export function OwnChip({ model }: { readonly model: PanelModel }) {
  const text = useStore(model.store, (state) => state.text);
  const ask = useStore(model.store, (state) => state.ask);
  const [draft, setDraft] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const id = useId();
  const use = async (own: string) => {
    const { parseArchitecture } = await import('../chip/read-architecture.ts');
    try {
      parseArchitecture(own);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      setWrong(said.replace('architecture: the file is', 'The text is').replace(/^architecture: /, ''));
      return;
    }
    setWrong(undefined);
    model.change({ own, swaps: [] });
  };
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
        aria-invalid={wrong !== undefined}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      {wrong !== undefined && (
        <p className="chip-message" role="status">
          {wrong}
        </p>
      )}
      <p className="chip-own-tools">
        <button type="button" className="chip-button" onClick={() => void use(shown)}>
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
            setWrong(undefined);
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
