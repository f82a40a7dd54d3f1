import { alignment, clipped, decayed, decayUnity, wrapped } from './bits.ts';

/** One value a neuron, as the chip's registers hold them. */
export interface NeuronRegisters {
  /** Decay of the current less one, 0 to 4095: the hardware adds 1, so that 4095 forgets everything. */
  readonly du: ArrayLike<number>;
  /** Decay of the voltage, 0 to 4095. */
  readonly dv: ArrayLike<number>;
  /** Threshold, 0 to 131071; aligned by 2^6. */
  readonly vth: ArrayLike<number>;
  /** Bias, its mantissa (13 bit) already shifted by its exponent (0 to 7). */
  readonly bias: ArrayLike<number>;
  /** Steps after a spike in which the voltage is held; the current goes on. */
  readonly refractory: ArrayLike<number>;
}

/**
 * Loihi's current-based neurons. A step of the chip is `receive`, then `integrate`. Bit for bit Lava's
 * `PyLifModelBitAcc`, with the refractory period of its `LIFRefractory`.
 */
export class IntegerNeurons {
  readonly u: Int32Array;
  readonly v: Int32Array;
  /** Steps for which the voltage is still held. */
  readonly held: Int32Array;
  /**
   * 0 for a neuron that had nothing to do in the last step: current, voltage and bias 0, and not held. Its update leaves
   * every register as it is.
   */
  readonly active: Uint8Array;
  /** How often a current came round, and a voltage that did not fire was cut off at the bound. */
  overflows = { current: 0, voltage: 0 };

  readonly #keptCurrent: Int32Array;
  readonly #keptVoltage: Int32Array;
  readonly #threshold: Int32Array;
  readonly #bias: Int32Array;
  readonly #refractory: Int32Array;

  constructor(
    readonly size: number,
    registers: NeuronRegisters,
  ) {
    const state = () => new Int32Array(size);
    this.u = state();
    this.v = state();
    this.held = state();
    this.active = new Uint8Array(size).fill(1);
    this.#keptCurrent = state();
    this.#keptVoltage = state();
    this.#threshold = state();
    this.#bias = state();
    this.#refractory = state();
    this.load(registers);
  }

  /** Writes the registers; the state stays. */
  load({ du, dv, vth, bias, refractory }: NeuronRegisters): void {
    for (let k = 0; k < this.size; k++) {
      this.#keptCurrent[k] = decayUnity - ((du[k] as number) + 1);
      this.#keptVoltage[k] = decayUnity - (dv[k] as number);
      this.#threshold[k] = (vth[k] as number) << alignment;
      this.#bias[k] = bias[k] as number;
      this.#refractory[k] = refractory[k] as number;
    }
  }

  /** Currents decay and take in what the synapses have gathered: one sum a neuron. */
  receive(input: Int32Array): void {
    const u = this.u;
    const kept = this.#keptCurrent;
    for (let k = 0; k < u.length; k++) {
      const sum = decayed(u[k] as number, kept[k] as number) + ((input[k] as number) << alignment);
      const current = wrapped(sum);
      if (current !== sum) this.overflows.current += 1;
      u[k] = current;
    }
  }

  /** Voltages decay, take in current and bias; writes who fired into `fired`, ascending, and returns how many. */
  integrate(fired: Uint32Array): number {
    const { u, v, held, active } = this;
    const kept = this.#keptVoltage;
    const threshold = this.#threshold;
    const bias = this.#bias;
    let count = 0;
    for (let k = 0; k < v.length; k++) {
      const wait = held[k] as number;
      active[k] = (u[k] as number) | (v[k] as number) | (bias[k] as number) | wait ? 1 : 0;
      if (wait > 0) {
        held[k] = wait - 1;
        continue;
      }
      const sum = decayed(v[k] as number, kept[k] as number) + (u[k] as number) + (bias[k] as number);
      const voltage = clipped(sum);
      if (voltage > (threshold[k] as number)) {
        v[k] = 0;
        held[k] = this.#refractory[k] as number;
        fired[count++] = k;
      } else {
        v[k] = voltage;
        if (voltage !== sum) this.overflows.voltage += 1;
      }
    }
    return count;
  }
}
