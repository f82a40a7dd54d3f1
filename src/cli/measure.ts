import type { Figure } from '../experiment/figure.ts';
import { expectedOf } from '../experiment/measure/expected.ts';
import { measureUnit } from '../experiment/measure-unit.ts';
import { Measures } from '../experiment/measures.ts';
import type { ParameterValues } from '../experiment/quantities.ts';
import type { Measured, Results } from '../export/results.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import { allNeeds } from '../network/needs.ts';

/** Reads a figure's measures off its run: each with its unit and what its closed form says. */
export class FigureMeasures {
  readonly #measures: Measures;

  constructor(
    private readonly figure: Figure,
    network: CompiledNetwork,
    private readonly values: ParameterValues,
  ) {
    this.#measures = new Measures(figure, { ...network, needs: allNeeds(network) }, 0, () => values);
  }

  /** What the projections recorded, as the run left it. */
  weigh(results: Results): void {
    this.#measures.weigh(
      results.projections.flatMap(({ i, variables }, projection) =>
        Object.entries(variables).map(([variable, { final }]) => ({
          projection,
          variable,
          sources: i,
          values: final,
        })),
      ),
    );
  }

  readonly add: Measures['add'] = (batch) => this.#measures.add(batch);

  get measured(): Measured {
    const { figure, values } = this;
    const numbers = this.#measures.values;
    return Object.fromEntries(
      Object.entries(figure.measures ?? {}).map(([name, measure]) => {
        const unit = measureUnit(measure);
        const expected = expectedOf(figure, measure);
        const beside = expected ? { reference: finite(expected(values)) } : {};
        return [name, { label: measure.label, value: finite(numbers[name]), unit: unit ?? '1', ...beside }];
      }),
    );
  }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
