import { type SyntheticEvent, useEffect, useRef } from 'react';
import type { Figure } from '../../experiment/figure.ts';
import { unitScale } from '../../experiment/quantities.ts';
import { unitLabel } from '../../experiment/unit-label.ts';
import { quantityLabel } from '../format.ts';
import { symbolOf, variableOf } from '../views/symbols.ts';
import { useFigure, useFrame } from './context.ts';
import { SymbolText } from './symbol-text.tsx';

/** The equation that runs, typeset; pointing at a symbol lights its slider and trace, and the other way round. */
export function Equation() {
  const { session, figure, equation: built } = useFrame();
  const equation = useFigure((state) => state.typeset) ?? built;
  const lit = useFigure((state) => state.lit);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new equation has new symbols to light
  useEffect(() => {
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-symbol]') ?? [])
      element.toggleAttribute('data-lit', element.dataset.symbol === lit);
  }, [lit, equation]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new equation has other widths
  useEffect(() => {
    const blocks = box.current?.querySelectorAll<HTMLElement>('.equation-scroll') ?? [];
    // What must be scrolled sideways must be reachable by keyboard; the rest is no stop on the way.
    const look = () => {
      for (const block of blocks)
        if (block.scrollWidth > block.clientWidth + 1) block.tabIndex = 0;
        else block.removeAttribute('tabindex');
    };
    const observer = new ResizeObserver(look);
    for (const block of blocks) observer.observe(block);
    // A typeface that comes later makes an equation wider and leaves its block as it is.
    document.fonts?.addEventListener('loadingdone', look);
    return () => {
      observer.disconnect();
      document.fonts?.removeEventListener('loadingdone', look);
    };
  }, [equation]);
  const rules = figure.views.find((view) => view.kind === 'locality');
  const rule = useFigure((state) => rules && state.values[rules.chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new equation has new blocks
  useEffect(() => {
    for (const block of box.current?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])
      block.hidden = Number(block.dataset.rule) !== rule;
  }, [rule, equation]);
  const point = (event: SyntheticEvent) => {
    const symbol =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-symbol]') : null;
    session?.light(symbol?.dataset.symbol);
  };
  return (
    <div className="figure-model">
      <div
        ref={box}
        className="figure-equation"
        onPointerOver={point}
        onPointerLeave={() => session?.light(undefined)}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: markup made by KaTeX from a checked model
        dangerouslySetInnerHTML={{ __html: equation }}
      />
      <Variables />
      <Meaning figure={figure} lit={lit} />
    </div>
  );
}

/** The recorded variables with their present values, in the colours of their traces. */
function Variables() {
  const { figure, session } = useFrame();
  const present = useFigure((state) => state.present);
  const lit = useFigure((state) => state.lit);
  const names = recordedNames(figure);
  if (names.length === 0) return null;
  return (
    <div className="figure-variables needs-script">
      {names.map((name) => {
        const { symbol, role, unit, meaning } = symbolOf(figure, name);
        const value = present[name];
        return (
          <button
            key={name}
            type="button"
            className="figure-variable"
            data-role={role}
            data-lit={lit === name}
            aria-label={meaning}
            onPointerEnter={() => session?.light(name)}
            onPointerLeave={() => session?.light(undefined)}
            onFocus={() => session?.light(name)}
            onBlur={() => session?.light(undefined)}
          >
            <SymbolText latex={symbol} />
            <span className="figure-value">
              {value === undefined ? '–' : quantityLabel(visible(value / unitScale(unit)), unit)}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** What has decayed to less than a millionth of its unit is nothing to a reader. */
function visible(value: number): number {
  return Math.abs(value) < 1e-6 ? 0 : value;
}

/** Names of the variables that the figure's traces show, each once. */
function recordedNames(figure: Figure): string[] {
  const names = new Set<string>();
  for (const view of figure.views)
    if (view.kind === 'traces')
      for (const panel of view.panels) for (const line of panel.lines) names.add(variableOf(line.of));
  return [...names];
}

/** What the lit symbol is. Its line is kept free, so that nothing moves. */
function Meaning({ figure, lit }: { figure: Figure; lit: string | undefined }) {
  const values = useFigure((state) => state.values);
  const present = useFigure((state) => state.present);
  const known = lit !== undefined && (figure.symbols[lit] ?? figure.parameters.find((p) => p.name === lit));
  if (!lit || !known) return <p className="figure-meaning" aria-hidden="true" />;
  const { symbol, role, meaning, unit } = symbolOf(figure, lit);
  const inUnit = values[lit] ?? (present[lit] === undefined ? undefined : present[lit] / unitScale(unit));
  return (
    <p className="figure-meaning" aria-hidden="true">
      <span data-role={role}>
        <SymbolText latex={symbol} />
      </span>{' '}
      {meaning}
      {inUnit === undefined
        ? unit
          ? `, in ${unitLabel(unit)}`
          : ''
        : `, now ${quantityLabel(inUnit, unit)}`}
    </p>
  );
}
