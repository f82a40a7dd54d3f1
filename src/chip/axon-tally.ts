import type { Counts } from './counts.ts';
import type { Layout } from './layout.ts';
import type { Way, Ways } from './ways.ts';

const directions = ['hopEast', 'hopWest', 'hopNorth', 'hopSouth'] as const;
const formats = ['synapseSparse', 'synapseDense', 'synapseConvolution'] as const;

/** Messages by axon, until someone asks what they cost: the same each time that the axon sends one. */
export class AxonTally {
  readonly #sent: Uint32Array;
  /** Axons that have sent since the last settling. */
  readonly #unsettled: number[] = [];

  constructor(
    private readonly layout: Layout,
    private readonly ways: Ways,
  ) {
    this.#sent = new Uint32Array(layout.axons.core.length);
  }

  /** One message. */
  add(axon: number): void {
    const before = this.#sent[axon] as number;
    if (before === 0) this.#unsettled.push(axon);
    this.#sent[axon] = before + 1;
  }

  /** Adds everything to the counts. O(axons that have sent). */
  settle({ cores, links }: Counts): void {
    const { axons, way, words } = this.layout;
    for (const axon of this.#unsettled) {
      const times = this.#sent[axon] as number;
      this.#sent[axon] = 0;
      const { from, to, links: passed } = this.ways.list[way[axon] as number] as Way;
      (cores.messageOut[from] as number) += times;
      (cores.messageIn[to] as number) += times;
      let synapses = 0;
      for (let format = 0; format < 3; format++) {
        const count = times * (axons.synapses[3 * axon + format] as number);
        (cores[formats[format] as (typeof formats)[0]][to] as number) += count;
        synapses += count;
      }
      (cores.memoryRead[to] as number) += synapses + times * (words[axon] as number);
      (cores.memoryWrite[to] as number) += synapses;
      for (let k = 1; k < passed.length; k++) {
        const link = passed[k] as number;
        (links[link] as number) += times;
        (cores[directions[link & 3] as (typeof directions)[0]][from] as number) += times;
      }
    }
    this.#unsettled.length = 0;
  }
}
