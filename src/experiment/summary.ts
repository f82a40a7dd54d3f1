import type { Batch } from '../engine/simulation.ts';
import type { Figure, Line, View } from './figure.ts';
import { findProbe, type MeasuredNetwork } from './find-probe.ts';
import { measureUnit } from './measure-unit.ts';
import { seconds, unitScale } from './quantities.ts';
import { ruleSentences } from './summary-rules.ts';
import { curveSentences, goalSentences, type Shown, say, settingSentences } from './summary-settings.ts';

/** What a run is doing, for the summary: a part of the worker's status. */
export interface SummaryStatus {
  readonly phase: 'loading' | 'playing' | 'paused' | 'waiting' | 'failed';
  readonly message?: string;
}

/**
 * What is happening now, in sentences for who cannot see the picture: time, spikes of each population over the window
 * of the first view, the present values of the traces, and with what is shown besides: settings, curves and tasks.
 */
export class Summary {
  readonly #window: number;
  #end = 0;
  #since = 0;
  #spikes: Float64Array[][];
  readonly #last = new Map<string, number>();

  constructor(
    private readonly figure: Figure,
    private readonly network: MeasuredNetwork,
  ) {
    const view = figure.views.find((candidate) => 'window' in candidate);
    this.#window = (view ? seconds(view.window, 'window') : 1) / network.dt;
    this.#spikes = network.populations.map(() => []);
  }

  /** A new beginning: what came before is not spoken of. */
  begin(step: number): void {
    this.#since = step;
    this.#end = step;
    this.#spikes = this.network.populations.map(() => []);
    this.#last.clear();
  }

  add(batch: Batch): void {
    this.#end = batch.to;
    batch.spikes.forEach(({ steps }, population) => {
      const kept = this.#spikes[population] ?? [];
      if (steps.length > 0) kept.push(steps);
      while ((kept[0]?.at(-1) ?? Number.POSITIVE_INFINITY) < this.#end - this.#window) kept.shift();
    });
    for (const { of } of this.#lines()) {
      const probe = findProbe(this.network, of);
      const samples = batch.samples.find(
        (s) => s.population === probe?.population && s.probe === probe.probe,
      );
      if (!samples || samples.steps.length === 0) continue;
      const columns = samples.values.length / samples.steps.length;
      this.#last.set(of, samples.values[samples.values.length - columns] ?? Number.NaN);
    }
  }

  /** `measures`: the numbers of `Measures.values`. `shown`: what else the reader would see. */
  sentences(status: SummaryStatus, measures: Readonly<Record<string, number>> = {}, shown?: Shown): string {
    if (status.phase === 'failed') return `Stopped: ${status.message ?? 'the simulation failed'}`;
    if (status.phase === 'loading') return 'The simulation is being prepared.';
    const verb = status.phase === 'playing' ? 'Running' : 'Paused';
    const first = `${verb} at ${say(this.#end * this.network.dt * 1e3)} ms.`;
    const { figure } = this;
    return [
      first,
      ...(shown ? settingSentences(figure, shown) : []),
      ...this.#activity(),
      this.#values(),
      ...(shown ? ruleSentences(figure, this.network, shown.values) : []),
      this.#measures(measures),
      ...(shown ? [...curveSentences(figure, shown), ...goalSentences(shown)] : []),
    ]
      .filter(Boolean)
      .join(' ');
  }

  #activity(): string[] {
    const from = Math.max(this.#since, this.#end - this.#window);
    const span = (this.#end - from) * this.network.dt;
    if (span <= 0) return [];
    return this.network.populations.flatMap(({ name, size }, population) => {
      const count = countFrom(this.#spikes[population] ?? [], from);
      // A synapse or a membrane alone has no spikes to be missed.
      if (count === 0 && !this.figure.network.populations[name]?.threshold) return [];
      const who = this.#nameOf(name, size);
      const over = `in the last ${say(span * 1e3)} ms`;
      if (count === 0) return `${who} fired no spike ${over}.`;
      const rate = `${say(count / span / size)} spikes a second${size > 1 ? ' and neuron' : ''}`;
      return `${who} fired ${count} ${count === 1 ? 'spike' : 'spikes'} ${over}, ${rate}.`;
    });
  }

  #values(): string {
    const said = this.#lines().flatMap(({ of }) => {
      const [, variable = ''] = of.split('.');
      const value = this.#last.get(of);
      const symbol = Object.hasOwn(this.figure.symbols, variable) ? this.figure.symbols[variable] : undefined;
      if (value === undefined || !Number.isFinite(value)) return [];
      return [`${symbol?.meaning ?? variable} ${say(value / unitScale(symbol?.unit), symbol?.unit)}`];
    });
    return said.length === 0 ? '' : `Now: ${said.join(', ')}.`;
  }

  #measures(values: Readonly<Record<string, number>>): string {
    const said = Object.entries(this.figure.measures ?? {}).flatMap(([name, measure]) => {
      const value = values[name];
      if (value === undefined || !Number.isFinite(value)) return [];
      return [`${measure.label} ${say(value, measureUnit(measure))}`];
    });
    return said.length === 0 ? '' : `Measured: ${said.join(', ')}.`;
  }

  /** By the name that a view gives the population, where there are several. */
  #nameOf(name: string, size: number): string {
    const alone = this.network.populations.length === 1;
    if (size === 1) return alone ? 'The neuron' : `The neuron ${name}`;
    if (alone) return `The ${size} neurons`;
    for (const view of this.figure.views) {
      if (view.kind !== 'raster' && view.kind !== 'rate') continue;
      const label = view.populations.find((population) => population.name === name)?.label;
      if (label) return `The ${size} ${label} neurons`;
    }
    return `The ${size} neurons of ${name}`;
  }

  #lines(): Line[] {
    const traces = this.figure.views.filter(
      (view): view is Extract<View, { kind: 'traces' }> => view.kind === 'traces',
    );
    return traces.flatMap(({ panels }) => panels.flatMap(({ lines }) => lines));
  }
}

function countFrom(arrays: readonly Float64Array[], first: number): number {
  return arrays.reduce((sum, steps) => sum + steps.reduce((n, step) => n + (step >= first ? 1 : 0), 0), 0);
}
