import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { OpenCore } from '../chip/report.ts';
import { unitLabel } from '../experiment/unit-label.ts';
import { describePlace, usesOf } from './core-words.ts';
import { heat } from './heat.ts';
import type { PanelModel } from './state.ts';
import { count, counted, ends, neuronsOf, percent, quantity } from './words.ts';

/** The inside of the core that is open: its four limits, its neurons, and its synaptic memory as it changes. */
export function CoreView({ model }: { readonly model: PanelModel }) {
  const layout = useStore(model.store, (state) => state.layout);
  const open = useStore(model.store, (state) => state.open);
  const inside = useStore(model.store, (state) => state.pulse?.open);
  const picked = useStore(model.store, (state) => state.picked);
  if (!layout || open === undefined) return null;
  const core = layout.cores.find(({ slot }) => slot === open);
  const shown = inside?.slot === open ? inside : undefined;
  return (
    <section className="chip-core" aria-label={describePlace(layout, open)}>
      <header>
        <h3>{describePlace(layout, open)}</h3>
        <button type="button" className="chip-button" onClick={() => model.open(undefined)}>
          Close core
        </button>
      </header>
      {core ? <p>{neuronsOf(core)}</p> : <p>Nothing is placed here.</p>}
      {picked && core?.neurons.some((n) => n.population === picked.population) && (
        <p>
          You pointed at {picked.population} {picked.index}.
        </p>
      )}
      <dl className="chip-uses">
        {usesOf(layout, open).map(({ limit, name, used, most, share, binding }) => (
          <div key={limit} data-binding={binding || undefined}>
            <dt>
              {name}
              {binding ? ', the nearest limit' : ''}
            </dt>
            <dd>
              {used} of {most} ({percent(share)})
            </dd>
            <dd className="chip-bar" aria-hidden="true">
              <span className="chip-bar-fill" style={{ inlineSize: `${Math.min(100, 100 * share)}%` }} />
            </dd>
          </div>
        ))}
      </dl>
      {shown && shown.synapses > 0 && <Memory inside={shown} />}
    </section>
  );
}

/** Weights as they lie in the core's memory: a row a neuron, a column an arriving axon. */
function Memory({ inside }: { readonly inside: OpenCore }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    const { rows, columns, weights, minimum, maximum } = inside;
    canvas.current.width = columns;
    canvas.current.height = rows;
    const span = maximum > minimum ? maximum - minimum : 1;
    weights.forEach((weight, k) => {
      if (Number.isNaN(weight)) return;
      context.fillStyle = heat(maximum > minimum ? (weight - minimum) / span : 0.75);
      context.fillRect(k % columns, Math.floor(k / columns), 1, 1);
    });
  }, [inside]);
  const { rows, columns, neurons, synapses, axonsIn, variable, unit, minimum, maximum } = inside;
  const [low, high] = ends(minimum, maximum, (value, digits) =>
    unit === '1' ? String(Number(value.toPrecision(digits))) : quantity(value, unitLabel(unit), digits),
  );
  const range = low === high ? `all ${low}` : `${low} (dark) to ${high} (light)`;
  const shownOf = (part: number, all: number, noun: string) =>
    part < all ? `${count(part)} of ${counted(all, noun)}` : `all ${counted(all, noun)}`;
  return (
    <figure className="chip-memory">
      <canvas ref={canvas} role="img" aria-label={`${variable} of ${count(synapses)} synapses, ${range}`} />
      <figcaption>
        {variable}, {range}: {shownOf(rows, neurons, 'neuron')} down,{' '}
        {shownOf(columns, axonsIn, 'arriving axon')} across
      </figcaption>
    </figure>
  );
}
