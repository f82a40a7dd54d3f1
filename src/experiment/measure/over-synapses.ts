import type { Measure } from '../figure.ts';
import { unitScale } from '../quantities.ts';
import type { Counter } from './counter.ts';

/** A number of all of a projection's synapses as they are now; NaN before they are known. */
export function overSynapses({
  gives,
  projection,
  variable,
  unit,
}: Extract<Measure, { readonly kind: 'over synapses' }>): Counter {
  let value = Number.NaN;
  return {
    add: () => {},
    weigh: (all) => {
      const found = all.find((one) => one.projection === projection && one.variable === variable);
      const values = Array.from(found?.values ?? []);
      if (values.length === 0) value = Number.NaN;
      else if (typeof gives === 'number') value = values[gives] ?? Number.NaN;
      else if (gives === 'mean') value = values.reduce((sum, one) => sum + one, 0) / values.length;
      else value = values.reduce((a, b) => (gives === 'largest' ? Math.max(a, b) : Math.min(a, b)));
    },
    value: () => value / unitScale(unit),
  };
}
