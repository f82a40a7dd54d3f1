import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Diagnostic, LanguageError } from '../../language/diagnostic.ts';
import { fixed } from '../format.ts';
import { TextField } from '../panels/text-field.tsx';
import { keepSetup, keptSetup } from './kept-setup.ts';
import { Plot } from './plot.tsx';
import { presets } from './presets.ts';
import { type Distance, type Outcome, type RoundingName, runSetup, type Setup } from './setup.ts';
import { typesetRule } from './typeset-rule.ts';

/** Milliseconds of rest after a key before the rule is run. */
const rest = 250;

/** The bench's name in the page. */
export const benchId = 'learning-bench';

const words = {
  question: 'What does a chip learn by the rule that you write?',
  alt: 'A text field with a learning rule, fields with the steps of presynaptic and postsynaptic spikes, and a picture that shows, step by step, the spikes, the traces and the weight as whole numbers of the chip, with the same in real numbers behind them in grey.',
} as const;

interface BenchProps {
  /** Pictures of the first preset, made at build. */
  readonly still: string;
  /** Begins with what was kept for this tab; false where the page is made. */
  readonly live: boolean;
}

interface State {
  readonly setup: Setup;
  readonly outcome: Outcome;
  readonly complaints: readonly Diagnostic[];
}

/** The inside of the bench, the same at build and in the page. */
export function Bench({ still, live }: BenchProps) {
  const [{ setup, outcome, complaints }, setState] = useState(() => begin(live));
  const [waiting, setWaiting] = useState(false);
  /** What the reader had typed when a preset took its place. */
  const [own, setOwn] = useState<Setup>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (part: Partial<Setup>, at: 'once' | 'after rest') => {
    const next = { ...setup, ...part };
    keepSetup(next);
    clearTimeout(timer.current);
    setWaiting(at === 'after rest');
    if (at === 'once') setState((state) => ran(next, state));
    else {
      setState((state) => ({ ...state, setup: next }));
      timer.current = setTimeout(() => {
        setWaiting(false);
        setState((state) => ran(state.setup, state));
      }, rest);
    }
  };
  const of = (source: string) => complaints.filter((one) => one.source === source);
  const chosen = presets.find((preset) => sameSetup(preset.setup, setup))?.name;
  const field = (name: 'rule' | 'pre' | 'post', label: string) => (
    <TextField
      label={label}
      path={name}
      value={setup[name]}
      diagnostics={of(name)}
      onChange={(value) => change({ [name]: value }, 'after rest')}
    />
  );
  return (
    <>
      <p className="figure-question" id={`${benchId}-question`}>
        {words.question}
      </p>
      <p className="figure-hidden" id={`${benchId}-alt`}>
        {words.alt}
      </p>
      <div className="bench">
        <div className="bench-text">
          <fieldset className="figure-choice figure-presets needs-script">
            <legend className="figure-hidden">Rules to begin with</legend>
            {presets.map(({ name, title, setup: preset }) => (
              <label key={name}>
                <input
                  type="radio"
                  name={`${benchId}-preset`}
                  checked={name === chosen}
                  onChange={() => {
                    if (chosen === undefined) setOwn(setup);
                    change(preset, 'once');
                  }}
                />
                <span>{title}</span>
              </label>
            ))}
          </fieldset>
          {field('rule', 'Rule')}
          <div className="figure-equation">
            <div
              className="equation-scroll"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: markup made by KaTeX from a checked rule
              dangerouslySetInnerHTML={{ __html: typesetRule(outcome.file.rule) }}
            />
          </div>
          {outcome.remarks.length > 0 && (
            <ul className="bench-remarks">
              {outcome.remarks.map((remark) => (
                <li key={remark}>{remark}.</li>
              ))}
            </ul>
          )}
          {field('pre', 'Steps of presynaptic spikes')}
          {field('post', 'Steps of postsynaptic spikes')}
          <div className="bench-numbers needs-script">
            <NumberField
              label="Steps"
              value={setup.steps}
              complaints={of('steps')}
              onChange={(steps) => change({ steps }, 'after rest')}
            />
            <label>
              Rounding{' '}
              <select
                value={setup.rounding}
                onChange={(event) => change({ rounding: event.target.value as RoundingName }, 'once')}
              >
                <option value="stochastic">by dice</option>
                <option value="nearest">to the nearest</option>
              </select>
            </label>
            {setup.rounding === 'stochastic' && (
              <>
                <NumberField
                  label="Seed"
                  value={setup.seed}
                  complaints={of('seed')}
                  onChange={(seed) => change({ seed }, 'after rest')}
                />
                <button
                  type="button"
                  className="figure-text-button"
                  onClick={() => change({ seed: String((Number(setup.seed) || 0) + 1) }, 'once')}
                >
                  Other dice
                </button>
              </>
            )}
          </div>
          <div className="editor-foot needs-script">
            <span role="status" className={complaints.length > 0 ? 'editor-bad' : 'editor-good'}>
              {complaints.length > 0
                ? 'The last run that was right is still shown.'
                : waiting
                  ? 'You are typing …'
                  : 'It runs as you type.'}
            </span>
            {own && chosen !== undefined && (
              <button type="button" className="figure-text-button" onClick={() => change(own, 'once')}>
                Back to what you typed
              </button>
            )}
          </div>
        </div>
        <div className="bench-run">
          <Plot
            outcome={outcome}
            still={still}
            texts={{ pre: setup.pre, post: setup.post }}
            onChange={(side, text) => change({ [side]: text }, 'once')}
          />
          <p className="figure-muted bench-hint needs-script">
            Click in a row of spikes to add one, on a spike to take it away, or drag it.
          </p>
          <Distances outcome={outcome} />
        </div>
      </div>
      <Equations outcome={outcome} />
      <Numbers outcome={outcome} />
    </>
  );
}

const symbols: Readonly<Record<string, string>> = { w: 'weight w', d: 'delay d', t: 'tag t' };

/** How far the integers are from the real numbers, for each curve. */
function Distances({ outcome }: { readonly outcome: Outcome }) {
  const item = ({ name, chip, real, largest }: Distance): ReactNode => (
    <div key={name} data-name={name}>
      <dt>{symbols[name] ?? <Letter name={name} />}</dt>
      <dd>
        {name.length === 1 &&
          `${fixed(chip, 0)} on the chip, ${fixed(real, 2)} in real numbers: ${fixed(Math.abs(chip - real), 2)} apart, `}
        at most {fixed(largest, 2)} apart
      </dd>
    </div>
  );
  return <dl className="figure-measures bench-measures">{outcome.distances.map(item)}</dl>;
}

function Letter({ name }: { readonly name: string }) {
  return (
    <i>
      {name[0]}
      <sub>{name.slice(1)}</sub>
    </i>
  );
}

/** The grey curve's equations, to take home. */
function Equations({ outcome: { twin } }: { readonly outcome: Outcome }) {
  if (typeof twin === 'string')
    return (
      <p className="figure-muted bench-twin">
        This rule has no continuous equation: {twin[0]?.toLowerCase() + twin.slice(1)} The grey curves are the
        same rule in real numbers.
      </p>
    );
  return (
    <details className="bench-twin">
      <summary>The grey curves as equations of a synapse, in Brian2’s syntax</summary>
      <dl>
        {(['model', 'on_pre', 'on_post'] as const).map((part) => (
          <div key={part}>
            <dt>{part}</dt>
            <dd>
              <pre>{twin[part] === '' ? 'nothing' : twin[part]}</pre>
            </dd>
          </div>
        ))}
        <div>
          <dt>values</dt>
          <dd>
            <pre>
              {Object.entries(twin.parameters)
                .map(([name, value]) => `${name} = ${value}`)
                .join('\n')}
            </pre>
          </dd>
        </div>
      </dl>
    </details>
  );
}

/** Most rows of the table: more are read by nobody. */
const mostRows = 200;

/** The steps at which something happened, as `spikebook learn` lists them. */
function Numbers({ outcome }: { readonly outcome: Outcome }) {
  const [open, setOpen] = useState(false);
  const { chip, shown, spikes, steps } = outcome;
  const rows = open ? eventfulSteps(outcome) : [];
  const pre = new Set(spikes.pre);
  const post = new Set(spikes.post);
  return (
    <details className="bench-table needs-script" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The chip’s numbers, step by step</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {['step', 'spike', ...shown].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map((step) => (
              <tr key={step}>
                <th scope="row">{step}</th>
                <td>{[pre.has(step) && 'pre', post.has(step) && 'post'].filter(Boolean).join(', ')}</td>
                {shown.map((name) => (
                  <td key={name}>{fixed(chip[name][step - 1] as number, 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > mostRows && (
        <p className="figure-muted">
          The first {mostRows} of {rows.length} steps at which something happens, of {steps}.
        </p>
      )}
    </details>
  );
}

function eventfulSteps({ chip, spikes, steps, file }: Outcome): number[] {
  const fired = new Set([...spikes.pre, ...spikes.post]);
  const changing = (['w', 'd', 't'] as const).filter((name) => file.rule.products[name].length > 0);
  return Array.from({ length: steps }, (_, k) => k + 1).filter(
    (step) =>
      fired.has(step) || changing.some((name) => step > 1 && chip[name][step - 1] !== chip[name][step - 2]),
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly complaints: readonly Diagnostic[];
  readonly onChange: (value: string) => void;
}

function NumberField({ label, value, complaints, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <span className="bench-number">
      <label htmlFor={id}>{label}</label>{' '}
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        className="slider-number"
        value={value}
        aria-invalid={complaints.length > 0}
        aria-describedby={complaints.length > 0 ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {complaints.map(({ message }) => (
        <span key={message} className="editor-problems" id={`${id}-problem`} role="alert">
          {message}
        </span>
      ))}
    </span>
  );
}

/** What was kept, or the first preset; a kept text that is wrong stands over the first preset's run. */
function begin(live: boolean): State {
  const [{ setup }] = presets;
  const first: State = { setup, outcome: runSetup(setup), complaints: [] };
  const kept = live ? keptSetup() : undefined;
  return kept ? ran(kept, first) : first;
}

/** The run of a setup, or where it is wrong the last one with the complaints. */
function ran(setup: Setup, before: State): State {
  try {
    return { setup, outcome: runSetup(setup), complaints: [] };
  } catch (error) {
    if (!(error instanceof LanguageError)) throw error;
    return { ...before, setup, complaints: error.diagnostics };
  }
}

function sameSetup(a: Setup, b: Setup): boolean {
  return (Object.keys(a) as (keyof Setup)[]).every((name) => a[name] === b[name]);
}
