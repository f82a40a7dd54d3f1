import type { Measure } from '../../experiment/figure.ts';
import { quantityLabel, readable } from '../format.ts';
import { useFigure, useFrame } from './context.ts';

/** A measure with its unit; a dash while there is nothing to say yet. */
function measureText(measure: Measure, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  if (measure.kind === 'count') return String(value);
  if (measure.kind === 'rate') return quantityLabel(value, 'Hz');
  if (measure.kind === 'cv' || measure.kind === 'reliability') return readable(value);
  return quantityLabel(value, measure.unit);
}

/** The numbers that the figure is about, read off the run. */
export function Measures() {
  const { figure } = useFrame();
  const values = useFigure((state) => state.measures);
  const measures = Object.entries(figure.measures ?? {});
  if (measures.length === 0) return null;
  return (
    <dl className="figure-measures needs-script">
      {measures.map(([name, measure]) => (
        <div key={name}>
          <dt>{measure.label}</dt>
          <dd>{measureText(measure, values[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
