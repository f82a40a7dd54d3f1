import type { Builtin } from '../../language/ir.ts';
import type { CompiledPopulation } from '../../network/compiled.ts';
import { clipped, decayUnity, stateBound } from './bits.ts';
import { IntegerNeurons } from './neuron.ts';
import type { NeuronForm } from './neuron-form.ts';
import type { NeuronPlan } from './neuron-plan.ts';
import { type Each, Parameters } from './parameters.ts';

/** A population on the chip: its integers, and what they are in the equations' units. */
export class ChipPopulation {
  readonly parameters: Parameters;
  readonly fired: Uint32Array;
  /** How many of `fired` are this step's. */
  count = 0;
  readonly input: Int32Array;
  /** Step of the last spike; minus infinity before the first. */
  readonly lastSpike: Float64Array;

  #plan: NeuronPlan | undefined;
  #neurons: IntegerNeurons | undefined;

  constructor(
    readonly compiled: CompiledPopulation,
    readonly form: NeuronForm,
    private readonly dt: number,
  ) {
    const { size } = compiled;
    this.parameters = new Parameters(compiled, size, dt);
    this.fired = new Uint32Array(size);
    this.input = new Int32Array(size);
    this.lastSpike = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  }

  get neurons(): IntegerNeurons {
    if (!this.#neurons) throw new Error('The chip has no registers yet.');
    return this.#neurons;
  }

  get plan(): NeuronPlan {
    if (!this.#plan) throw new Error('The chip has no registers yet.');
    return this.#plan;
  }

  /** Writes the registers. The state is carried over into the new scale; at first it is that of the equations. */
  apply(plan: NeuronPlan): void {
    const { membrane, current } = this.form;
    const before = this.#plan;
    if (!before || !this.#neurons) {
      this.#neurons = new IntegerNeurons(this.compiled.size, plan.registers);
      this.#plan = plan;
      this.encode(membrane);
      if (current !== undefined) this.encode(current);
      return;
    }
    const { u, v } = this.#neurons;
    for (let k = 0; k < v.length; k++) {
      const moved = (before.reset[k] as number) - (plan.reset[k] as number);
      const held = (this.#neurons.held[k] as number) > 0;
      // While it is held, the membrane is at the reset, wherever that goes.
      if (!held) v[k] = clipped(Math.round(((v[k] as number) / before.scale + moved) * plan.scale));
      const worth = ((plan.worth[k] as number) * plan.scale) / ((before.worth[k] as number) * before.scale);
      u[k] = bounded((u[k] as number) * worth);
    }
    this.#neurons.load(plan.registers);
    this.#plan = plan;
  }

  /** Takes the value of a state variable from the parameters' store. */
  encode(name: string): void {
    const { reset, scale, worth } = this.plan;
    const { u, v, held } = this.neurons;
    const cell = this.parameters.store.cell(name);
    for (let k = 0; k < v.length; k++) {
      const value = cell.values[cell.stride * k] as number;
      if (name === this.form.current) u[k] = bounded(value * scale * (worth[k] as number));
      else {
        v[k] = clipped(Math.round((value - (reset[k] as number)) * scale));
        held[k] = 0;
      }
    }
  }

  /** A variable, parameter or subexpression by neuron, in SI base units. Throws `RangeError` where there is none. */
  reader(name: string): Each {
    const state = this.#state(name);
    if (state) return state;
    const node = this.compiled.program?.subexpressions.get(name);
    if (node) return this.parameters.reader(node, this.#state, this.#builtin);
    const cell = this.parameters.store.cell(name);
    return (k) => cell.values[cell.stride * k] as number;
  }

  readonly #state = (name: string): Each | undefined => {
    const { membrane, current } = this.form;
    if (name === current)
      return (k) => (this.neurons.u[k] as number) / (this.plan.scale * (this.plan.worth[k] as number));
    if (name !== membrane) return undefined;
    return (k) => {
      const { reset, scale, membraneDecay } = this.plan;
      const { u, v, held } = this.neurons;
      const base = reset[k] as number;
      const voltage = (v[k] as number) / scale;
      if (current !== undefined || (held[k] as number) > 0) return base + voltage;
      // What came in this step counts as there, as in the equations; the chip adds it at the beginning of the next.
      const kept = 1 - (membraneDecay[k] as number) / decayUnity;
      return base + voltage + (kept > 0 ? (u[k] as number) / scale / kept : 0);
    };
  };

  readonly #builtin = (name: Builtin): Each | undefined => {
    if (name === 'not_refractory') return (k) => ((this.neurons.held[k] as number) > 0 ? 0 : 1);
    if (name === 'lastspike') return (k) => Math.max(-1e4, (this.lastSpike[k] as number) * this.dt);
    return undefined;
  };
}

function bounded(current: number): number {
  return Math.min(Math.max(Math.round(current), -stateBound + 1), stateBound);
}
