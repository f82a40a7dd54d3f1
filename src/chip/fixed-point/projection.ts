import type { IntegerWeights } from '../../engine/simulation.ts';
import { describeNode } from '../../language/describe.ts';
import type { Node } from '../../language/ir.ts';
import type { CompiledProjection } from '../../network/compiled.ts';
import { type Each, Parameters } from './parameters.ts';
import type { ChipPopulation } from './population.ts';
import { weightNode } from './synapse-form.ts';
import type { SynapsePlan } from './synapse-plan.ts';
import { synapsePlan } from './synapse-plan.ts';
import { IntegerSynapses } from './synapses.ts';

/** A projection onto a population of the chip. */
export class ChipProjection {
  readonly parameters: Parameters;
  readonly #weight: Node;
  /** The parameter or subexpression that is the weight itself, where one is. */
  readonly #name: string | undefined;
  readonly #unit: string;
  #synapses: IntegerSynapses | undefined;
  #plan: SynapsePlan | undefined;
  /** Integers of the receiving neurons in a unit of weight. */
  #scale: Float64Array | undefined;

  constructor(
    readonly compiled: CompiledProjection,
    readonly to: ChipPopulation,
    /** For reports: `the synapses from A to B`. */
    readonly title: string,
    dt: number,
  ) {
    this.parameters = new Parameters(compiled, compiled.targets.length, dt);
    this.#weight = weightNode(compiled, to.form);
    this.#name = nameOf(this.#weight, compiled);
    const { membrane, current } = to.form;
    this.#unit = to.compiled.program?.model.variables.get(current ?? membrane)?.unit ?? '1';
  }

  get synapses(): IntegerSynapses {
    if (!this.#synapses) throw new Error('The chip has no weights yet.');
    return this.#synapses;
  }

  /** What stands in the memory. */
  get integers(): IntegerWeights | undefined {
    return this.#plan;
  }

  /** What each synapse adds, in SI base units. */
  weights(): Float64Array {
    return this.parameters.column(this.#weight);
  }

  /** `wanted` as `weights` gives it; `scale`: integers in a unit of weight, of each receiving neuron. */
  plan(wanted: Float64Array, scale: Float64Array): SynapsePlan {
    const { targets } = this.compiled;
    const bits = this.parameters.bits('weight_bits', 8);
    return synapsePlan(this.title, this.#unit, wanted, (k) => scale[targets[k] as number] as number, bits);
  }

  apply(plan: SynapsePlan, scale: Float64Array): void {
    const { offsets, order, targets } = this.compiled;
    const delays = this.compiled.delays[0] ?? 0;
    const { weights, exponent } = plan;
    const size = this.to.compiled.size;
    if (this.#synapses && this.#scale) {
      const { ring } = this.#synapses;
      const before = this.#scale;
      for (let k = 0; k < ring.length; k++) {
        const factor = (scale[k % size] as number) / (before[k % size] as number);
        if (factor !== 1) ring[k] = Math.round((ring[k] as number) * factor);
      }
      this.#synapses.load(weights, exponent);
    } else this.#synapses = new IntegerSynapses({ size, offsets, order, targets, weights, exponent, delays });
    this.#plan = plan;
    this.#scale = scale;
  }

  /** A parameter or subexpression by synapse; of the weight, what the chip makes of it. */
  reader(name: string): Each {
    if (name === this.#name) return (k) => this.#plan?.got(k) ?? 0;
    const node = this.compiled.program.subexpressions?.get(name);
    if (node) return this.parameters.reader(node);
    const cell = this.parameters.store.cell(name);
    return (k) => cell.values[cell.stride * k] as number;
  }
}

function nameOf(weight: Node, { program }: CompiledProjection): string | undefined {
  // A write that a refractory neuron is guarded against: what it is when it is none.
  const open = weight.kind === 'apply' && weight.operation === 'select' ? weight.arguments[1] : weight;
  if (!open) return undefined;
  if (open.kind === 'slot') return open.slot.name;
  const text = describeNode(open, 1000);
  return [...(program.subexpressions ?? [])].find(([, node]) => describeNode(node, 1000) === text)?.[0];
}
