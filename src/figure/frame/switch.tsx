import { useId } from 'react';
import type { Parameter } from '../../experiment/figure.ts';
import { spokenLabel } from '../draw/text.ts';
import { useFigure, useFrame } from './context.ts';
import { SymbolText } from './symbol-text.tsx';

/** A parameter that is 0 or 1. */
export function ParameterSwitch({ parameter }: { readonly parameter: Parameter }) {
  const { session, limits } = useFrame();
  const { name, symbol, role, meaning } = parameter;
  const on = useFigure((state) => (state.values[name] ?? parameter.default) !== 0);
  const lit = useFigure((state) => state.lit === name);
  const id = useId();
  const locked = limits?.locked.has(name) ?? false;
  const light = (value: boolean) => session?.light(value ? name : undefined);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row only lights up; its input does the work
    <div
      className="slider figure-switch"
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
        type="checkbox"
        role="switch"
        aria-label={`${spokenLabel(symbol)}, ${meaning}`}
        aria-checked={on}
        disabled={locked}
        checked={on}
        onChange={(event) => session?.set({ [name]: event.target.checked ? 1 : 0 })}
      />
    </div>
  );
}
