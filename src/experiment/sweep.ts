import type { Batch } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import { FigureError } from './error.ts';
import type { Figure, Sweep } from './figure.ts';
import { amplitudeAt, wholePeriods } from './measure/modulation.ts';
import { reliability } from './measure/reliability.ts';
import { resolveEdited } from './method.ts';
import { type ParameterValues, seconds, tableQuantities, unitScale } from './quantities.ts';
import { closedForm } from './reference.ts';
import type { Edits } from './resolve.ts';
import { selfConsistentForm, selfConsistentRate } from './self-consistent.ts';
import { sideBySide, withoutRecords } from './side-by-side.ts';

/** The swept values in the parameter's own unit, evenly spaced on its scale. */
export function sweepAxis(figure: Figure, sweep: Sweep, points: number = sweep.points): Float64Array {
  const parameter = figure.parameters.find(({ name }) => name === sweep.parameter);
  if (!parameter)
    throw new FigureError(`Figure "${figure.title}" has no parameter ${sweep.parameter} to sweep.`);
  const { from = parameter.minimum, to = parameter.maximum } = sweep;
  const last = Math.max(points - 1, 1);
  if (parameter.scale === 'log')
    return Float64Array.from({ length: points }, (_, k) => from * (to / from) ** (k / last));
  return Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / last);
}

/** The order of work: every fourth point first, so that the curve is there soon, then the rest. */
export function sweepPasses(points: number): number[][] {
  const all = Array.from({ length: points }, (_, k) => k);
  const coarse = all.filter((k) => k % 4 === 0 || k === points - 1);
  const rest = all.filter((k) => !coarse.includes(k));
  return rest.length === 0 ? [coarse] : [coarse, rest];
}

/**
 * The network that runs these values of the swept parameter side by side, `trials` neurons for each; of a sweep of runs
 * the network with the first of them.
 */
export function sweepNetwork(
  figure: Figure,
  sweep: Sweep,
  xs: ArrayLike<number>,
  values: ParameterValues,
  edits: Edits = {},
  devices?: Devices,
): Network {
  if (sweep.runs) return oneRun(figure, sweep, { ...values, [sweep.parameter]: xs[0] ?? 0 }, edits);
  const { trials = devices?.count ?? 1 } = sweep;
  const each = Array.from({ length: xs.length * trials }, (_, k) => xs[Math.floor(k / trials)] as number);
  const column = { parameter: sweep.parameter, values: each };
  const drawn = Object.fromEntries(
    Object.entries(devices?.values ?? {}).map(([name, own]) => [
      name,
      each.map((_, k) => own[k % trials] as number),
    ]),
  );
  const held = { ...values, ...sweep.at };
  const network = sideBySide(figure, sweep.population, [column], held, edits, drawn, sweep.along);
  return measured(network, sweep);
}

function oneRun(figure: Figure, sweep: Sweep, values: ParameterValues, edits: Edits): Network {
  const network = withoutRecords(resolveEdited(figure, { ...values, ...sweep.at }, edits));
  const own = network.populations[sweep.population];
  // Populations that nothing connects need not run together.
  const alone = own && (network.projections ?? []).length === 0;
  return measured(alone ? { ...network, populations: { [sweep.population]: own } } : network, sweep);
}

/** The network that records what a `peak` or `last` is of, from every neuron at every step; synapses are read at the end. */
function measured(network: Network, { of, population: name }: Sweep): Network {
  const population = network.populations[name];
  if (of === undefined || of.includes('.') || !population) return network;
  const indices = Array.from({ length: population.size }, (_, k) => k);
  const record = { variables: [of], indices };
  return { ...network, populations: { ...network.populations, [name]: { ...population, record } } };
}

/** The neurons of a fan: what each has of its own, by parameter. */
export interface Devices {
  readonly count: number;
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** What the network draws for each neuron of a fan, as it is compiled; undefined where the sweep is none. */
export function sweepDevices(
  figure: Figure,
  sweep: Sweep,
  values: ParameterValues,
  edits: Edits,
  compile: (network: Network) => CompiledNetwork,
): Devices | undefined {
  if (!sweep.fan) return undefined;
  const compiled = compile(resolveEdited(figure, values, edits));
  const population = compiled.populations.find(({ name }) => name === sweep.population);
  const given = figure.network.populations[sweep.population]?.parameters ?? {};
  const own = [...(population?.state ?? [])].flatMap(([name, state]) =>
    typeof state === 'number' || !Object.hasOwn(given, name) ? [] : [[name, [...state]] as const],
  );
  return { count: population?.size ?? 1, values: Object.fromEntries(own) };
}

export function sweepTimes(sweep: Sweep): { readonly duration: number; readonly settle: number } {
  const settle = sweep.settle === undefined ? 0 : seconds(sweep.settle, 'settle');
  return { duration: seconds(sweep.duration, 'duration'), settle };
}

/** The trials of each swept value, for `SweepCounter`; undefined where a value has one neuron. */
export function sweepTrials({
  trials,
  width,
}: Sweep): { readonly count: number; readonly width: number } | undefined {
  return trials === undefined ? undefined : { count: trials, width: seconds(width ?? '1*ms', 'width') };
}

/** Of each swept value, its frequency in Hz; the amplitude of them all, times the unit of the gain. */
export interface Modulation {
  readonly frequencies: ArrayLike<number>;
  readonly amplitude: number;
}

/** What a gain is of, for `SweepCounter`; undefined where the sweep measures something else. */
export function sweepModulation(
  figure: Figure,
  sweep: Sweep,
  xs: ArrayLike<number>,
  values: ParameterValues,
): Modulation | undefined {
  if (sweep.measure !== 'gain') return undefined;
  const all = tableQuantities(figure, { ...values, ...sweep.at });
  const { unit } = figure.parameters.find(({ name }) => name === sweep.parameter) ?? {};
  return {
    frequencies: Float64Array.from(xs, (x) => x * unitScale(unit)),
    amplitude: (all.get(sweep.amplitude ?? '')?.value ?? Number.NaN) * unitScale(sweep.unit),
  };
}

/**
 * Counts each neuron's spikes after `settle`. A rate is the inverse of the mean interval, which a short run gives far
 * more exactly than a count, unless the neuron has fallen silent: then it is the count by the time.
 */
export class SweepCounter {
  readonly #counts: Uint32Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  /** Steps and neurons of all spikes, where reliability is asked for. */
  readonly #steps: number[] = [];
  readonly #indices: number[] = [];
  /** Of the recorded variable. */
  readonly #peaks: Float64Array;
  readonly #ends: Float64Array;

  constructor(
    private readonly size: number,
    private readonly population: number,
    private readonly dt: number,
    private readonly times: { readonly duration: number; readonly settle: number },
    /** Neurons in a row that are one value's trials, and in seconds the width they are compared with. */
    private readonly trials?: { readonly count: number; readonly width: number },
  ) {
    this.#counts = new Uint32Array(size);
    this.#peaks = new Float64Array(size);
    this.#ends = new Float64Array(size);
    this.#first = new Float64Array(size);
    this.#last = new Float64Array(size);
  }

  add(batch: Batch): void {
    for (const { population, steps, values } of batch.samples)
      if (population === this.population) this.#follow(steps, values);
    const spikes = batch.spikes[this.population];
    spikes?.indices.forEach((index, k) => {
      const time = (spikes.steps[k] ?? 0) * this.dt;
      if (time < this.times.settle) return;
      if (this.trials) {
        this.#steps.push(spikes.steps[k] ?? 0);
        this.#indices.push(index);
      }
      const count = this.#counts[index] ?? 0;
      if (count === 0) this.#first[index] = time;
      this.#last[index] = time;
      this.#counts[index] = count + 1;
    });
  }

  /**
   * One number a neuron: spikes, or Hz. One number for all trials of a value: their mean, or their reliability. Gains, in
   * the sweep's unit, want to know of what.
   */
  values(measure: Sweep['measure'], modulation?: Modulation): Float64Array {
    const trials = this.trials?.count ?? 1;
    if (measure === 'gain') return this.#gains(trials, modulation);
    if (measure === 'onset') return this.#onsets(trials);
    if (measure === 'reliability') return this.#reliabilities();
    if (measure === 'peak') return this.#peaks;
    if (measure === 'last') return this.#ends;
    const { duration, settle } = this.times;
    if (trials > 1) {
      const unit = trials * (measure === 'count' ? 1 : duration - settle);
      return Float64Array.from({ length: this.#counts.length / trials }, (_, k) => {
        const own = this.#counts.subarray(k * trials, (k + 1) * trials);
        return own.reduce((sum, count) => sum + count, 0) / unit;
      });
    }
    return Float64Array.from(this.#counts, (count, k) => {
      if (measure === 'count') return count;
      const last = this.#last[k] ?? 0;
      const interval = count > 1 ? (last - (this.#first[k] ?? 0)) / (count - 1) : Number.POSITIVE_INFINITY;
      const goesOn = duration - last <= 2 * interval && count > 2;
      return goesOn ? 1 / interval : count / (duration - settle);
    });
  }

  #follow(steps: Float64Array, values: Float64Array): void {
    const { size, dt, times } = this;
    steps.forEach((step, row) => {
      if (step * dt < times.settle) return;
      for (let k = 0; k < size; k++) {
        const value = values[row * size + k] ?? 0;
        this.#ends[k] = value;
        if (Math.abs(value) > Math.abs(this.#peaks[k] ?? 0)) this.#peaks[k] = value;
      }
    });
  }

  #onsets(trials: number): Float64Array {
    const { settle } = this.times;
    return Float64Array.from({ length: this.size / trials }, (_, value) => {
      let latencies = 0;
      for (let k = value * trials; k < (value + 1) * trials; k++)
        // A spike ends the step in which it is found.
        latencies += this.#counts[k] ? (this.#first[k] ?? 0) + this.dt - settle : Number.POSITIVE_INFINITY;
      return trials / latencies;
    });
  }

  #gains(trials: number, { frequencies, amplitude }: Modulation = { frequencies: [], amplitude: 1 }) {
    const { duration, settle } = this.times;
    const times: number[][] = Array.from({ length: this.size / trials }, () => []);
    this.#indices.forEach((index, k) => {
      times[Math.floor(index / trials)]?.push((this.#steps[k] ?? 0) * this.dt - settle);
    });
    return Float64Array.from(times, (own, value) => {
      const frequency = frequencies[value] ?? 0;
      const span = wholePeriods(duration - settle, frequency);
      const within = own.filter((time) => time < span);
      return amplitudeAt(within, frequency, trials, span) / amplitude;
    });
  }

  #reliabilities(): Float64Array {
    const { count, width } = this.trials ?? { count: 1, width: 0 };
    const times: number[][] = Array.from({ length: this.size / count }, () => []);
    const owners: number[][] = times.map(() => []);
    this.#indices.forEach((index, k) => {
      const value = Math.floor(index / count);
      times[value]?.push(this.#steps[k] ?? 0);
      owners[value]?.push(index % count);
    });
    return Float64Array.from(times, (own, k) => reliability(own, owners[k] ?? [], count, width / this.dt));
  }
}

/** The closed form over the swept range, dense; in Hz or the sweep's unit. Undefined where the figure declares none. */
export function sweepReference(
  figure: Figure,
  sweep: Sweep,
  values: ParameterValues,
): { readonly x: Float64Array; readonly y: Float64Array } | undefined {
  const { reference, selfConsistent } = sweep;
  if (!selfConsistent)
    return reference === undefined ? undefined : formOver(figure, sweep, reference, values);
  const form =
    reference === undefined
      ? selfConsistentRate(figure, selfConsistent)
      : selfConsistentForm(figure, selfConsistent, reference);
  const x = sweepAxis(figure, sweep, 128);
  const scale = unitScale(sweep.unit);
  const y = Float64Array.from(x, (at) => form({ ...values, ...sweep.at, [sweep.parameter]: at }) / scale);
  return { x, y };
}

/** The other closed forms that the sweep declares, as `sweepReference` gives its own. */
export function sweepGuides(
  figure: Figure,
  sweep: Sweep,
  values: ParameterValues,
): { readonly label: string; readonly x: Float64Array; readonly y: Float64Array }[] {
  return (sweep.guides ?? []).map(({ label, form }) => ({ label, ...formOver(figure, sweep, form, values) }));
}

function formOver(figure: Figure, sweep: Sweep, form: string, values: ParameterValues) {
  const x = sweepAxis(figure, sweep, 512);
  const scale = unitScale(sweep.unit);
  const y = closedForm(figure, form).over({ ...values, ...sweep.at }, sweep.parameter, x);
  return { x, y: y.map((value) => value / scale) };
}
