import { type GlslValue, glslNumber, ShaderError } from '../../language/glsl.ts';
import type { Node } from '../../language/ir.ts';
import { some } from '../../language/visit.ts';
import { type Cell, cellNodes } from './cell.ts';

/** Age of a neuron that has not spiked: the largest whole number that 32-bit floats count up to. */
export const OLDEST = 2 ** 24 - 1;

/** Spikes under way stand in the bits of a float, which holds whole numbers of so many bits. */
export const DELAY_BITS = 24;
/** Registers that one pathway may take for them. */
const longestDelay = 4 * DELAY_BITS - 1;

/** What a cell counts beside its variables, by the shader's names; where none is named the cell does without it. */
export interface Counters {
  /** Those that are kept from draw to draw, with the names of their registers. */
  readonly registers: readonly { readonly register: string; readonly text: string }[];
  readonly neurons: readonly {
    /** Steps for which it stays refractory. */
    readonly hold?: string;
    /** Steps since its last spike. */
    readonly age?: string;
    readonly ready: string;
    readonly fired: string;
  }[];
  /** Steps since the synapse was brought up to date. */
  readonly since: readonly (string | undefined)[];
  /** Of each pathway its spikes under way: bit k arrives in k steps. */
  readonly queues: readonly (readonly string[])[];
  /** The value of a slot that begins with `#`; `t` and `dt` are texts of the shader. */
  read(name: string, time: { t(): string; dt(): string }): GlslValue;
}

/** Throws `ShaderError` where a delay is too long. */
export function countersOf(cell: Cell): Counters {
  const nodes = cellNodes(cell);
  const reads = (name: string) => {
    const named = (node: Node) => node.kind === 'slot' && node.slot.name === name;
    const memo = new Map<Node, boolean>();
    return nodes.some((root) => some(root, named, memo));
  };
  const alone = cell.neurons.length === 1 && cell.synapses.length === 0;
  const registers: { register: string; text: string }[] = [];
  const keep = (kind: string, text: string, key: string) => {
    registers.push({ register: `#${kind}${key}`, text });
    return text;
  };
  const neurons = cell.neurons.map(({ key, program }, k) => {
    const suffix = alone ? '' : `_${k}`;
    return {
      ready: `ready${suffix}`,
      fired: `fired${suffix}`,
      ...(program.refractory ? { hold: keep('hold', `hold${suffix}`, key) } : {}),
      ...(reads(`#lastspike${key}`) ? { age: keep('age', `age${suffix}`, key) } : {}),
    };
  });
  const since = cell.synapses.map(({ key }, k) =>
    reads(`#elapsed${key}`) ? keep('since', `since_${k}`, key) : undefined,
  );
  const queues = cell.pathways.map(({ delay }, k) => {
    if (delay > longestDelay)
      throw new ShaderError(
        `A delay of ${delay} steps is more than the GPU keeps, which is ${longestDelay}; the CPU runs it.`,
      );
    const count = delay === 0 ? 0 : Math.ceil((delay + 1) / DELAY_BITS);
    return Array.from({ length: count }, (_, r) => keep(`queue${r}.`, `queue_${k}_${r}`, String(k)));
  });
  return {
    registers,
    neurons,
    since,
    queues,
    read(name, { t, dt }) {
      const neuron = (kind: string) =>
        neurons[cell.neurons.findIndex(({ key }) => `#${kind}${key}` === name)];
      const ready = neuron('ready');
      if (ready) return { text: ready.ready, type: 'bool' };
      const { age } = neuron('lastspike') ?? {};
      if (age) return { text: `f_lastspike(${t()}, ${dt()}, ${age})`, type: 'float' };
      const count = since[cell.synapses.findIndex(({ key }) => `#elapsed${key}` === name)];
      if (count) return { text: `(${count} * ${dt()})`, type: 'float' };
      throw new Error(`A cell has no ${name}.`);
    },
  };
}

export const LAST_SPIKE = `float f_lastspike(float t, float dt, float age) { return age < ${glslNumber(OLDEST)} ? t - age * dt : -10000.0; }`;
