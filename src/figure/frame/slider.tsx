import { type CSSProperties, useId, useState } from 'react';
import type { Parameter } from '../../experiment/figure.ts';
import { unitLabel } from '../../experiment/unit-label.ts';
import { spokenLabel } from '../draw/text.ts';
import { decimalsOf, fixed, minus } from '../format.ts';
import { clamp } from '../session.ts';
import { useFigure, useFrame } from './context.ts';
import { SymbolText } from './symbol-text.tsx';

/** Positions of a logarithmic slider. */
const positions = 1000;

/** Where a value stands on the native range input, and back. */
export function toPosition(value: number, { minimum, maximum, scale }: Parameter): number {
  if (scale !== 'log') return value;
  return Math.round((Math.log(value / minimum) / Math.log(maximum / minimum)) * positions);
}

export function fromPosition(position: number, { minimum, maximum, scale }: Parameter): number {
  if (scale !== 'log') return position;
  return Number((minimum * (maximum / minimum) ** (position / positions)).toPrecision(4));
}

export function stepOf({ step, minimum, maximum }: Parameter): number {
  return step ?? Number(((maximum - minimum) / 100).toPrecision(3));
}

/** A value as it stands in the number field: to the slider's step, or as it was typed between two of them. */
export function fieldText(value: number, parameter: Parameter): string {
  const rounded = clamp(value, parameter);
  if (parameter.step && Math.abs(value - rounded) > 1e-9 * Math.abs(value))
    return minus(String(Number(value.toPrecision(12))));
  return parameter.scale === 'log'
    ? minus(String(Number(value.toPrecision(4))))
    : fixed(value, decimalsOf(stepOf(parameter)));
}

/** A typed value, or what is wrong with it. */
export function readField(text: string, parameter: Parameter): { value: number } | { problem: string } {
  const { minimum, maximum, unit, symbol } = parameter;
  const label = unitLabel(unit);
  const range = `${minimum} to ${maximum}${label ? ` ${label}` : ''}`;
  const plain = text
    .trim()
    .replace(/\u2212/g, '-')
    .replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain))
    return { problem: `"${text.trim()}" is not a number; ${spokenLabel(symbol)} takes one from ${range}.` };
  const value = Number(plain);
  if (value < minimum || value > maximum)
    return { problem: `${plain} is outside the range of ${spokenLabel(symbol)}, ${range}.` };
  return { value };
}

export function ParameterSlider({ parameter }: { readonly parameter: Parameter }) {
  const { session, limits } = useFrame();
  const { name, symbol, role, meaning, unit, minimum, maximum, scale } = parameter;
  const value = useFigure((state) => state.values[name] ?? parameter.default);
  const lit = useFigure((state) => state.lit === name);
  const id = useId();
  const light = (on: boolean) => session?.light(on ? name : undefined);
  const changed = value !== parameter.default;
  const log = scale === 'log';
  const spoken = `${spokenLabel(symbol)}, ${meaning}`;
  const filled = (toPosition(value, parameter) - (log ? 0 : minimum)) / (log ? positions : maximum - minimum);
  const locked = limits?.locked.has(name) ?? false;
  const tick =
    (toPosition(parameter.default, parameter) - (log ? 0 : minimum)) / (log ? positions : maximum - minimum);
  if (limits?.hidden.has(name)) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row only lights up; its inputs do the work
    <div
      className="slider"
      data-parameter={name}
      data-role={role}
      data-lit={lit}
      data-locked={locked}
      title={locked ? 'Locked by this link' : undefined}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
    >
      <label htmlFor={id} className="slider-label">
        <SymbolText latex={symbol} /> <span className="slider-meaning">{meaning}</span>
      </label>
      <input
        id={id}
        type="range"
        className="slider-range"
        aria-label={spoken}
        disabled={locked}
        aria-valuetext={`${fieldText(value, parameter)} ${unitLabel(unit)}`.trim()}
        min={log ? 0 : minimum}
        max={log ? positions : maximum}
        step={log ? 1 : stepOf(parameter)}
        value={toPosition(value, parameter)}
        style={{ '--filled': filled, '--tick': tick } as CSSProperties}
        onChange={(event) => session?.set({ [name]: fromPosition(Number(event.target.value), parameter) })}
        onDoubleClick={() => session?.resetValue(name)}
      />
      <NumberField parameter={parameter} value={value} spoken={spoken} locked={locked} />
      <button
        type="button"
        className="slider-reset"
        data-hidden={!changed || locked}
        disabled={!changed || locked}
        aria-label={`Reset ${spokenLabel(symbol)} to ${fieldText(parameter.default, parameter)}`}
        title={`Reset to ${fieldText(parameter.default, parameter)}`}
        onClick={() => session?.resetValue(name)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3.5 8a4.5 4.5 0 1 0 1.6-3.4M5.6 1.8 5 5l3.2.5" />
        </svg>
      </button>
    </div>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly value: number;
  readonly spoken: string;
  readonly locked: boolean;
}

/** The value to type: taken while typing where it is good, explained where it is not, restored by Escape. */
function NumberField({ parameter, value, spoken, locked }: FieldProps) {
  const { session } = useFrame();
  const [draft, setDraft] = useState<string>();
  const read = draft === undefined ? undefined : readField(draft, parameter);
  const problem = read && 'problem' in read ? read.problem : undefined;
  const id = useId();
  const label = unitLabel(parameter.unit);
  return (
    <span className="slider-field">
      <input
        type="text"
        inputMode="decimal"
        readOnly={locked}
        className="slider-number"
        aria-label={`${spoken}, value${label ? ` in ${label}` : ''}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        value={draft ?? fieldText(value, parameter)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          const typed = readField(text, parameter);
          if ('value' in typed) session?.set({ [parameter.name]: typed.value }, true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && problem === undefined) setDraft(undefined);
          if (event.key === 'Escape') setDraft(undefined);
        }}
        onBlur={() => setDraft(undefined)}
      />
      <span className="slider-unit">{label}</span>
      {problem !== undefined && (
        <span className="slider-problem" id={id} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
