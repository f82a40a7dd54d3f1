import type { Measure } from '../../experiment/figure.ts';
import { measureUnit } from '../../experiment/measure-unit.ts';
import { quantityLabel, readable } from '../format.ts';
import { useFigure, useFrame } from './context.ts';

/** A measure with its unit; a dash while there is nothing to say yet. */
function measureText(measure: Measure, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  if (measure.kind === 'count' || measure.kind === 'mixed columns') return String(value);
  return quantityLabel(value, measureUnit(measure));
}

/** The numbers that the figure is about, read off the run, each beside what its closed form says. */
export function Measures() {
  const { figure } = useFrame();
  const values = useFigure((state) => state.measures);
  const references = useFigure((state) => state.references);
  const measures = Object.entries(figure.measures ?? {});
  if (measures.length === 0) return null;
  return (
    <dl className="figure-measures needs-script">
      {measures.map(([name, measure]) => (
        <div key={name}>
          <dt>{measure.label}</dt>
          <dd>{measureText(measure, values[name])}</dd>
          {(measure.reference ?? measure.selfConsistent) !== undefined && (
            <dd className="figure-formula">
              {measure.selfConsistent ? 'theory' : 'formula'} {readable(references[name] ?? Number.NaN)}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
