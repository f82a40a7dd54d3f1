/** A leaky integrate-and-fire neuron's input and values in one step of the run, in SI units. */
export interface MembraneValues {
  readonly current: number;
  readonly resistance: number;
  readonly rest: number;
  readonly time: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
}

/** Reads the recorded potential, and each value, of a row. */
export type MembraneRecord = Readonly<Record<keyof MembraneValues | 'potential', (row: number) => number>>;

export function valuesIn(record: MembraneRecord, row: number): MembraneValues {
  return {
    current: record.current(row),
    resistance: record.resistance(row),
    rest: record.rest(row),
    time: record.time(row),
    threshold: record.threshold(row),
    reset: record.reset(row),
    refractory: record.refractory(row),
  };
}

/**
 * The membrane potential of a leaky integrate-and-fire neuron put together from its input and its spikes alone, never
 * from a simulated potential but the one that it starts from: a Spike Response Model (Gerstner, Kistler, Naud and
 * Paninski 2014, section 6.4). The current is constant within a step, so that the convolution with the kernel exp(-t/tau)/C is the exact
 * recursion of Rotter and Diesmann (1999). A spike of step k acts at the end of that step, as in Brian2. Volts.
 */
export class KernelSum {
  /** E_L + kappa * I: the membrane without threshold. */
  free: number;
  /** -(theta - u_r) times the sum over all spikes of exp(-(t - t_f)/tau). */
  reset = 0;
  /** The same with what the reset took away in truth: the height that the step reached, beyond theta, less u_r. */
  taken = 0;
  /** From u_r anew since the last spike's refractory period, with only the input since then. */
  renewed: number;
  #held = 0;

  /** `start`: the potential at the first step. */
  constructor(
    private readonly dt: number,
    start: number,
  ) {
    this.free = start;
    this.renewed = start;
  }

  /** From the beginning of a step to its end. */
  step(values: MembraneValues, spiked: boolean): void {
    const decay = Math.exp(-this.dt / values.time);
    const target = values.rest + values.resistance * values.current;
    this.free = target + (this.free - target) * decay;
    this.reset *= decay;
    this.taken *= decay;
    if (this.#held > 0) this.#held--;
    else this.renewed = target + (this.renewed - target) * decay;
    if (!spiked) return;
    this.reset -= values.threshold - values.reset;
    this.taken -= this.renewed - values.reset;
    this.renewed = values.reset;
    // Refractory until floor(d/dt + 0.001) steps after the spike's own, of which one is over.
    this.#held = Math.max(0, Math.floor(values.refractory / this.dt + 1e-3) - 1);
  }

  /** The potential as a sum says it. */
  potential(form: 'threshold' | 'crossing' | 'renewed'): number {
    if (form === 'renewed') return this.renewed;
    return this.free + (form === 'threshold' ? this.reset : this.taken);
  }
}
