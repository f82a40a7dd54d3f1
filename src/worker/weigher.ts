import type { Runner } from '../experiment/runner.ts';
import { learns, readWeights, type Weights } from '../experiment/weights.ts';

/** Milliseconds between two looks at weights that learn. */
const interval = 250;

/** When the page is to be told of the weights that a network records: as values change them, and now and then as they learn. */
export class Weigher {
  #values: Readonly<Record<string, number>> | undefined;
  #step = -1;
  #told = 0;
  #learns = false;

  constructor(private readonly clock: () => number) {}

  /** The weights at a new beginning. */
  begin(runner: Runner): readonly Weights[] {
    this.#learns = learns(runner.compiled);
    return this.#read(runner);
  }

  /** The weights where they are news; `still`: the run stands, so that there will be no later look. */
  look(runner: Runner, still = false): readonly Weights[] {
    const changed = this.#values !== runner.values;
    const learnt = this.#learns && this.#step !== runner.step;
    const due = still || this.clock() - this.#told >= interval;
    return changed || (learnt && due) ? this.#read(runner) : [];
  }

  #read(runner: Runner): readonly Weights[] {
    this.#values = runner.values;
    this.#step = runner.step;
    this.#told = this.clock();
    return readWeights(runner.compiled, runner.simulation);
  }
}
