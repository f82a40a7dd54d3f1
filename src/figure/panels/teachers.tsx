import { useState } from 'react';
import { hideable, type Limits, writeLimits } from '../../experiment/limits.ts';
import { spokenLabel } from '../draw/text.ts';
import type { FigureSession } from '../session.ts';

type Choice = 'shown' | 'locked' | 'hidden';
const themes = ['', 'light', 'dark', 'projector'] as const;

/** A small form for teachers: what the link shows, locks and hides, in which theme. Answers with the link's query. */
export function Teachers(props: {
  readonly session: FigureSession;
  readonly onChange: (query: string) => void;
}) {
  const { session, onChange } = props;
  const { parameters, presets, goals } = session.figure;
  const absent = [...(presets ? [] : ['presets']), ...(goals ? [] : ['goals'])];
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [theme, setTheme] = useState('');
  const tell = (next: Readonly<Record<string, Choice>>, shown: string) => {
    setChoices(next);
    setTheme(shown);
    const named = (choice: Choice) => new Set(Object.keys(next).filter((name) => next[name] === choice));
    const limits: Limits = { hidden: named('hidden'), locked: named('locked') };
    onChange([writeLimits(limits), shown && `theme=${shown}`].filter(Boolean).join('&'));
  };
  const row = (name: string, label: string, options: readonly Choice[]) => (
    <label key={name}>
      <span>{label}</span>
      <select
        aria-label={label}
        value={choices[name] ?? 'shown'}
        onChange={(event) => tell({ ...choices, [name]: event.target.value as Choice }, theme)}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details className="figure-teachers">
      <summary>For teachers: hide or lock controls in the link</summary>
      <div className="figure-choices">
        {parameters.map(({ name, symbol, meaning }) =>
          row(name, `${spokenLabel(symbol)}, ${meaning}`, ['shown', 'locked', 'hidden']),
        )}
        {Object.entries(hideable)
          .filter(([name]) => !absent.includes(name))
          .map(([name, label]) => row(name, label, ['shown', 'hidden']))}
        <label>
          <span>Theme</span>
          <select aria-label="Theme" value={theme} onChange={(event) => tell(choices, event.target.value)}>
            {themes.map((name) => (
              <option key={name} value={name}>
                {name || 'the reader’s own'}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}
