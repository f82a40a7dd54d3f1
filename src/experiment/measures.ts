import type { Batch } from '../engine/simulation.ts';
import type { Figure, Measure } from './figure.ts';
import { findProbe, type MeasuredNetwork } from './find-probe.ts';
import { bursts } from './measure/bursts.ts';
import { carried } from './measure/carried.ts';
import type { Counter } from './measure/counter.ts';
import { cv } from './measure/cv.ts';
import { estimateCounter } from './measure/estimate.ts';
import { extreme } from './measure/extreme.ts';
import { mismatch } from './measure/mismatch.ts';
import { modulation } from './measure/modulation.ts';
import { moments } from './measure/moments.ts';
import { overSynapses } from './measure/over-synapses.ts';
import { pairSum } from './measure/pair-sum.ts';
import { populationRate } from './measure/population-rate.ts';
import { recent } from './measure/recent.ts';
import { relaxation } from './measure/relaxation.ts';
import { reliabilityCounter } from './measure/reliability.ts';
import { residual } from './measure/residual.ts';
import { response } from './measure/response.ts';
import { shapeCounter } from './measure/shape.ts';
import { signs, tellsSigns } from './measure/signs.ts';
import { stepResponse } from './measure/step.ts';
import { weightShape } from './measure/weight-shape.ts';
import { type ParameterValues, seconds, unitScale } from './quantities.ts';
import type { SentWeights } from './weights.ts';

/**
 * The numbers that a figure declares, read off its batches as they come. `begin` starts them anew: after going back,
 * rates and intervals count from the step gone back to.
 */
export class Measures {
  #counters: ReadonlyMap<string, Counter> = new Map();
  #since = 0;

  constructor(
    private readonly figure: Figure,
    private readonly network: MeasuredNetwork,
    step = 0,
    /** The parameters' values as they are whenever a measure begins anew; absent: the defaults. */
    private readonly present: () => ParameterValues = () => ({}),
  ) {
    this.begin(step);
  }

  /** The step from which on it was measured. */
  get since(): number {
    return this.#since;
  }

  begin(step: number): void {
    this.#since = step;
    const measures = Object.entries(this.figure.measures ?? {});
    const tell = (name: string) => presentValue(this.figure, this.present(), name);
    this.#counters = new Map(
      measures.map(([name, measure]) => [name, createCounter(measure, this.network, step, tell)]),
    );
    if (this.network.weights) this.weigh(this.network.weights);
  }

  add(batch: Batch): void {
    for (const counter of this.#counters.values()) counter.add(batch);
  }

  /** Values changed: intervals and what a population does together are counted from here on. */
  changed(): void {
    for (const counter of this.#counters.values()) counter.changed?.();
  }

  /** The weights are these from now on. */
  weigh(weights: readonly SentWeights[]): void {
    for (const counter of this.#counters.values()) counter.weigh?.(weights);
  }

  /** In Hz for rates, in the measure's unit for variables; NaN while there is nothing to say yet. */
  get values(): Record<string, number> {
    return Object.fromEntries([...this.#counters].map(([name, counter]) => [name, counter.value()]));
  }
}

/** A parameter in SI base units. */
function presentValue(figure: Figure, values: ParameterValues, name: string): number {
  const parameter = figure.parameters.find((candidate) => candidate.name === name);
  return (values[name] ?? parameter?.default ?? Number.NaN) * unitScale(parameter?.unit);
}

function createCounter(
  measure: Measure,
  network: MeasuredNetwork,
  since: number,
  tell: (parameter: string) => number,
): Counter {
  if (measure.kind === 'relaxation')
    return relaxation(measure, findProbe(network, measure.of), findProbe(network, measure.on), network.dt);
  if (measure.kind === 'residual') return residual(measure, (of) => findProbe(network, of), network.dt);
  if (measure.kind === 'mean' || measure.kind === 'deviation')
    return moments(measure, findProbe(network, measure.of), network.dt);
  if (measure.kind === 'response') {
    const after = network.populations.findIndex(({ name }) => name === measure.after);
    return response(measure, findProbe(network, measure.of), after, network.dt);
  }
  if (measure.kind === 'shape') return shapeCounter(measure, findProbe(network, measure.of), network.dt);
  if (measure.kind === 'pair sum') return pairSum(measure, network, tell);
  if (measure.kind === 'carried')
    return scaled(carried(measure, network, since, tell), unitScale(measure.unit));
  if (measure.kind === 'over synapses') return overSynapses(measure);
  if (tellsSigns(measure)) return signs(measure);
  if ('projection' in measure) return weightShape(measure);
  if ('of' in measure) return extreme(measure.kind, findProbe(network, measure.of), unitScale(measure.unit));
  const population = network.populations.findIndex(({ name }) => name === measure.population);
  const size = network.populations[population]?.size ?? 0;
  if (measure.kind === 'count') {
    if (measure.until !== undefined)
      return countOver(population, since, seconds(measure.until, measure.label) / network.dt);
    const soon = measure.skip === undefined ? 0 : seconds(measure.skip, measure.label) / network.dt;
    return count(population, measure.since === 'change', soon, since);
  }
  if (measure.kind === 'burst rate' || measure.kind === 'burst size') {
    const window = seconds(measure.window ?? '2*second', measure.label);
    return bursts(population, network.dt, window, measure.kind === 'burst rate' ? 'rate' : 'size');
  }
  if ('within' in measure) {
    const marks = network.populations.findIndex(({ name }) => name === measure.after);
    const steps = (text: string) => seconds(text, measure.label) / network.dt;
    const times = { window: steps(measure.window), within: steps(measure.within), dt: network.dt };
    const counter = recent(measure.kind, { spikes: population, marks }, times, since);
    return scaled(counter, unitScale(measure.unit));
  }
  if ('from' in measure) return stepResponse(measure, population, size, network.dt, since);
  if (measure.kind === 'modulation')
    return scaled(modulation(measure, population, size, network.dt, since, tell), unitScale(measure.unit));
  if (measure.kind === 'mismatch') return mismatch(population, size);
  if (measure.kind === 'cv' && measure.window !== undefined) {
    const times = { window: seconds(measure.window, measure.label) / network.dt, within: 0, dt: network.dt };
    return recent('cv', { spikes: population, marks: -1 }, times, since);
  }
  if (measure.kind === 'cv') return cv(population, size);
  if (measure.kind === 'estimate') {
    const { tells, shape, width, frequency } = measure;
    const probe = findProbe(network, `${measure.population}.${measure.rate}`);
    const ask = () => ({ tells, shape, width: tell(width), frequency: tell(frequency) });
    return scaled(estimateCounter(probe, network.dt, since, ask), unitScale(measure.unit));
  }
  if (measure.kind === 'reliability') {
    const window = seconds(measure.window, measure.label);
    const width = seconds(measure.width, measure.label);
    return reliabilityCounter(population, size, network.dt, since, window, width);
  }
  const told = measure.window === undefined ? undefined : seconds(measure.window, measure.label);
  if (measure.kind !== 'rate')
    return populationRate(population, network.dt, since, told ?? 0.5, measure.kind);
  if (size === 1) return intervalRate(population, network.dt, since, told ?? 0.5);
  const window = told ?? Number.POSITIVE_INFINITY;
  return rate(population, size, network.dt, since, window);
}

/** The counter's number in a unit. */
function scaled(counter: Counter, scale: number): Counter {
  return { ...counter, value: () => counter.value() / scale };
}

/** `skip` steps after a change are left out: a spike that was on its way already belongs to the old values. */
function count(population: number, afresh: boolean, skip: number, since: number): Counter {
  let spikes = 0;
  let first = 0;
  let end = since;
  return {
    add: (batch) => {
      const steps = batch.spikes[population]?.steps ?? [];
      end = batch.to;
      if (batch.from >= first) spikes += steps.length;
      else for (const step of steps) if (step >= first) spikes++;
    },
    changed: () => {
      if (!afresh) return;
      spikes = 0;
      first = end + skip;
    },
    value: () => spikes,
  };
}

/** Spikes in the first `width` steps since the beginning or the last change; NaN until they have passed. */
function countOver(population: number, since: number, width: number): Counter {
  let spikes = 0;
  let first = since;
  let end = since;
  return {
    add: (batch) => {
      end = batch.to;
      for (const step of batch.spikes[population]?.steps ?? []) if (step < first + width) spikes++;
    },
    changed: () => {
      spikes = 0;
      first = end;
    },
    value: () => (end - first >= width * (1 - 1e-9) ? spikes : Number.NaN),
  };
}

/** Seconds before a rate is told: one spike in the first 14 ms is no 70 Hz. A shorter window is told once it is full. */
const soonest = 0.1;

/**
 * Spikes a second and neuron since values last changed, over all that was seen or its last `window` seconds; NaN before that
 * is long enough.
 */
function rate(population: number, size: number, dt: number, since: number, window: number): Counter {
  const width = window / dt;
  let kept: Float64Array[] = [];
  let spikes = 0;
  let first = since;
  let end = since;
  return {
    changed: () => {
      [kept, spikes, first] = [[], 0, end];
    },
    add: (batch) => {
      const steps = batch.spikes[population]?.steps ?? new Float64Array(0);
      spikes += steps.length;
      end = batch.to;
      if (width === Number.POSITIVE_INFINITY || steps.length === 0) return;
      kept.push(steps);
      while (kept.length > 0 && (kept[0]?.at(-1) ?? 0) < end - width) kept.shift();
    },
    value: () => {
      const steps = Math.min(width, end - first);
      if (size === 0 || steps * dt < Math.min(soonest, window) * (1 - 1e-9)) return Number.NaN;
      const counted = width === Number.POSITIVE_INFINITY ? spikes : countFrom(kept, end - steps);
      return counted / (steps * dt * size);
    },
  };
}

/**
 * Of one neuron: intervals a second among the spikes of the last `window` seconds, since values last changed. A silence
 * of more than twice the mean interval counts as one, so that the rate of a neuron that stopped falls. With fewer than
 * two spikes it is their number over the window, and NaN until that has passed.
 */
function intervalRate(population: number, dt: number, since: number, window: number): Counter {
  const width = window / dt;
  let kept: number[] = [];
  let first = since;
  let end = since;
  return {
    add: (batch) => {
      for (const step of batch.spikes[population]?.steps ?? []) kept.push(step);
      end = batch.to;
      const gone = kept.findIndex((step) => step >= end - width);
      kept = gone < 0 ? [] : kept.slice(gone);
    },
    changed: () => {
      kept = [];
      first = end;
    },
    value: () => {
      const [earliest, latest] = [kept[0], kept.at(-1)];
      if (earliest === undefined || latest === undefined || kept.length < 2)
        return end - first >= width * (1 - 1e-9) ? kept.length / window : Number.NaN;
      const mean = (latest - earliest) / (kept.length - 1);
      const span = end - latest > 2 * mean ? end - earliest : latest - earliest;
      return (kept.length - 1) / (span * dt);
    },
  };
}

function countFrom(arrays: readonly Float64Array[], first: number): number {
  let counted = 0;
  for (const steps of arrays) {
    if ((steps[0] ?? 0) >= first) counted += steps.length;
    else for (const step of steps) if (step >= first) counted++;
  }
  return counted;
}
