import { type Arithmetic, type Term, termOf } from './arithmetic.ts';
import { type Counts, noCounts } from './counts.ts';
import { cutWeight, IntegerArithmetic } from './integer.ts';
import { RealArithmetic } from './real.ts';
import type { Rounding } from './rounding.ts';
import { type Dependency, type Factor, type Rule, traceNames, type Variable, variables } from './rule.ts';
import type { Settings } from './settings.ts';
import { Trace } from './traces.ts';

/** Synapses by their ends. */
export interface Connections {
  /** Number of neurons on each side. */
  readonly preNeurons: number;
  readonly postNeurons: number;
  /** Of each synapse, the neuron it comes from and goes to. */
  readonly pre: ArrayLike<number>;
  readonly post: ArrayLike<number>;
}

/** What happens in a step; neurons by number, each at most once. */
export interface Events {
  readonly pre: ArrayLike<number>;
  /** Of each pre-synaptic spike, where they are graded: 0 to 255. */
  readonly payload?: ArrayLike<number>;
  readonly post: ArrayLike<number>;
  /** Post-synaptic traces that the neurons work out themselves (third factor): one value a neuron. */
  readonly third?: Partial<Readonly<Record<'y1' | 'y2' | 'y3', ArrayLike<number>>>>;
}

/** Every neuron with every other, post-synaptic neuron by post-synaptic neuron, as the rows of Lava's weights. */
export function allToAll(preNeurons: number, postNeurons: number): Connections {
  const count = preNeurons * postNeurons;
  const pre = Uint32Array.from({ length: count }, (_, k) => k % preNeurons);
  const post = Uint32Array.from({ length: count }, (_, k) => Math.floor(k / preNeurons));
  return { preNeurons, postNeurons, pre, post };
}

/** Time constant of post-synaptic traces that come from outside: they stay what they are given (Lava's uint16 maximum). */
const HELD = { impulse: 0, tau: 65535 };

/** The least that nine bits with a sign hold. */
const LEAST = -256;

interface Options {
  /** Random numbers of the chip's integers; `real` for real numbers, in which nothing is rounded. */
  readonly rounding: Rounding | 'real';
  /** Post-synaptic traces come with the events, from the neurons: rules of three factors. */
  readonly third?: boolean;
}

/**
 * Loihi's learning engine as Lava models it. Spikes move nothing but a time and, from an epoch's second on, a trace; at the end of
 * each epoch the traces' course is worked out and every product whose event came is added to its synapse.
 */
export class LearningEngine {
  readonly counts: Counts = noCounts();
  /** Weights, delays and tags, one a synapse. Set them before the first step. */
  readonly state: Readonly<Record<Variable, Float64Array>>;
  /** x1, x2, y1, y2, y3. */
  readonly traces: readonly Trace[];
  /** Steps done. */
  time = 0;
  /** Synapses at which the last epoch evaluated a product. */
  readonly touched: number[] = [];
  private readonly arithmetic: Arithmetic;
  /** The synaptic variables before the epoch's end: what all rules read. */
  private readonly before: Readonly<Record<Variable, Float64Array>>;
  /** Step within the epoch of a neuron's last spike, 0 for none. */
  private readonly lastPre: Uint8Array;
  private readonly lastPost: Uint8Array;
  private readonly series: readonly {
    variable: Variable;
    terms: readonly (Term & { dependency: Dependency })[];
  }[];

  constructor(
    private readonly rule: Rule,
    private readonly settings: Settings,
    private readonly connections: Connections,
    private readonly options: Options,
  ) {
    const { preNeurons, postNeurons, pre } = connections;
    const { rounding, third } = options;
    this.arithmetic =
      rounding === 'real' ? new RealArithmetic() : new IntegerArithmetic(rounding, this.counts);
    this.lastPre = new Uint8Array(preNeurons);
    this.lastPost = new Uint8Array(postNeurons);
    this.state = { w: column(pre), d: column(pre), t: column(pre) };
    this.before = { w: column(pre), d: column(pre), t: column(pre) };
    this.traces = traceNames.map((name, k) => {
      // A payload takes the place of the impulse.
      const graded = name === 'x1' && settings.graded !== 'impulse';
      const given = settings.traces[name];
      const own = name.startsWith('y') && third ? HELD : graded ? { ...given, impulse: 0 } : given;
      const neurons = k < 2 ? preNeurons : postNeurons;
      return new Trace(k, own, settings.epoch, neurons, this.arithmetic, this.counts);
    });
    this.series = variables
      .filter((variable) => rule.products[variable].length > 0)
      .map((variable) => ({
        variable,
        terms: rule.products[variable].map((product) => ({
          dependency: product.dependency,
          ...termOf(product, (factor) => this.source(factor, product.dependency)),
        })),
      }));
  }

  /** Weights at the beginning, cut to their bits where the engine counts in integers. One a synapse. */
  setWeights(weights: ArrayLike<number>): void {
    const { sign, weightBits } = this.settings;
    const cut = (weight: number) =>
      this.options.rounding === 'real' ? weight : cutWeight(weight, sign, weightBits);
    this.state.w.set(Array.from(weights, cut));
  }

  /** Does one step; at the end of an epoch the rule is applied. */
  step(events: Events): void {
    this.time++;
    const { epoch } = this.settings;
    const within = ((this.time - 1) % epoch) + 1;
    this.takePre(events, within);
    this.advanceTraces();
    this.takePost(events.post, within);
    if (this.options.third) this.takeThird(events.third ?? {});
    this.advanceTraces();
    if (within === epoch) this.learn();
  }

  private takePre({ pre, payload }: Events, within: number): void {
    const { graded } = this.settings;
    const [x1, x2] = this.traces as readonly [Trace, Trace];
    for (let k = 0; k < pre.length; k++) {
      const neuron = pre[k] as number;
      const again = (this.lastPre[neuron] as number) > 0;
      let counts = true;
      if (graded === 'impulse') {
        if (again) x1.again(neuron, this.time);
      } else {
        const result = this.arithmetic.graded(x1.values[neuron] as number, payload?.[k] ?? 1, graded);
        x1.values[neuron] = result.x1;
        counts = result.counts;
      }
      if (again && counts) x2.again(neuron, this.time);
      if (counts) this.lastPre[neuron] = within;
    }
  }

  private takePost(post: ArrayLike<number>, within: number): void {
    for (let k = 0; k < post.length; k++) {
      const neuron = post[k] as number;
      if ((this.lastPost[neuron] as number) > 0)
        for (const trace of this.traces.slice(2)) trace.again(neuron, this.time);
      this.lastPost[neuron] = within;
    }
  }

  private takeThird(third: NonNullable<Events['third']>): void {
    (['y1', 'y2', 'y3'] as const).forEach((name, k) => {
      const { values } = this.traces[k + 2] as Trace;
      const given = third[name];
      if (given) values.set(given);
      else values.fill(0);
    });
  }

  private learn(): void {
    const { epoch } = this.settings;
    if (this.options.rounding !== 'real') this.options.rounding.advanceWrites();
    this.traces.forEach((trace, k) => {
      trace.advance(k < 2 ? this.lastPre : this.lastPost, this.time - epoch);
      // Traces that the neurons keep are theirs to change.
      if (k < 2 || !this.options.third) trace.settle();
    });
    this.apply(this.time / epoch);
    this.lastPre.fill(0);
    this.lastPost.fill(0);
  }

  /** Adds every product whose event came in the epoch, and writes back. */
  private apply(epoch: number): void {
    const { pre, post } = this.connections;
    const { before } = this;
    for (const variable of variables) before[variable].set(this.state[variable]);
    const ticks = epoch % 2 ** (this.rule.decimation ?? 0) === 0;
    this.touched.length = 0;
    for (let synapse = 0; synapse < pre.length; synapse++) {
      const happened = {
        x0: this.lastPre[pre[synapse] as number] !== 0,
        y0: this.lastPost[post[synapse] as number] !== 0,
        u: ticks,
      };
      let any = false;
      for (const { variable, terms } of this.series) {
        const old = before[variable][synapse] as number;
        let sum = this.arithmetic.load(old);
        let written = false;
        for (const term of terms) {
          if (happened[term.dependency]) {
            sum = this.arithmetic.add(sum, term, synapse);
            this.counts.evaluated++;
            written = true;
          } else {
            sum = this.arithmetic.skip(sum);
            this.counts.skipped++;
          }
        }
        // A tag one below its bits (Lava's lower end) moves by itself.
        if (!written && old >= LEAST) continue;
        const value = this.arithmetic.store(sum, variable, this.settings.sign, synapse, epoch);
        this.state[variable][synapse] = value;
        if (!written) continue;
        this.counts.writes++;
        if (value !== old) this.counts.changes++;
        any = true;
      }
      if (any) this.touched.push(synapse);
    }
  }

  private source({ variable }: Factor, dependency: Dependency): (synapse: number) => number {
    const { pre, post } = this.connections;
    const preOf = (synapse: number) => pre[synapse] as number;
    const postOf = (synapse: number) => post[synapse] as number;
    if (variable === 'x0') return (synapse) => Number(this.lastPre[preOf(synapse)] !== 0);
    if (variable === 'y0') return (synapse) => Number(this.lastPost[postOf(synapse)] !== 0);
    if (variable === 'w' || variable === 'd' || variable === 't') {
      const values = this.before[variable];
      return (synapse) => values[synapse] as number;
    }
    const number = traceNames.indexOf(variable);
    const trace = this.traces[number] as Trace;
    const neuron = number < 2 ? preOf : postOf;
    // The trace is read at the time of the event: `x1` of a product that waits for `y0` at the post-synaptic spike.
    const time =
      dependency === 'x0'
        ? (synapse: number) => this.lastPre[preOf(synapse)] as number
        : dependency === 'y0'
          ? (synapse: number) => this.lastPost[postOf(synapse)] as number
          : () => this.settings.epoch;
    return (synapse) => trace.at(neuron(synapse), time(synapse));
  }

  private advanceTraces(): void {
    if (this.options.rounding !== 'real') this.options.rounding.advanceTraces();
  }
}

const column = (of: ArrayLike<number>) => new Float64Array(of.length);
