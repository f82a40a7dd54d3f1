import { useStore } from 'zustand';
import type { PanelModel } from './state.ts';
import { quantity } from './words.ts';

const width = 150;
const height = 44;

/** Energy and time of a step as running plots. */
export function Plots({ model }: { readonly model: PanelModel }) {
  const energy = useStore(model.store, (state) => state.energy);
  const time = useStore(model.store, (state) => state.time);
  return (
    <div className="chip-plots">
      <Plot name="Energy of a step" values={energy} unit="J" none="no price published" />
      <Plot name="Time of a step" values={time} unit="s" none="no times published" />
    </div>
  );
}

function Plot({
  name,
  values,
  unit,
  none,
}: {
  readonly name: string;
  readonly values: readonly number[];
  readonly unit: string;
  /** What is said where there is no value. */
  readonly none: string;
}) {
  const known = values.filter(Number.isFinite);
  const last = known.at(-1);
  const largest = Math.max(0, ...known);
  return (
    <figure className="chip-plot">
      <figcaption>
        <span>{name}</span>
        <span className="chip-plot-now">
          {last !== undefined ? quantity(last, unit) : values.length > 0 ? none : ''}
        </span>
        <span className="chip-plot-top">{largest > 0 ? `full height ${quantity(largest, unit)}` : ''}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={pathOf(known, largest)} />
      </svg>
    </figure>
  );
}

/** From 0 at the foot to the largest at the head. */
function pathOf(values: readonly number[], largest: number): string {
  if (values.length < 2 || largest <= 0) return '';
  const x = (k: number) => ((k / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (height - 1 - (value / largest) * (height - 3)).toFixed(1);
  return values.map((value, k) => `${k === 0 ? 'M' : 'L'}${x(k)} ${y(value)}`).join('');
}
