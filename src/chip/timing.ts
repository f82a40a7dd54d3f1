import type { Messages } from './messages.ts';
import { TimeQueue } from './time-queue.ts';
import type { Way, Ways } from './ways.ts';

/**
 * When the packets of one step are sent and received: the semi-analytical model of SANA-FE (Boyle and others 2025),
 * restated. Every core works through its neurons in order and sends a packet when it has one. While a packet is under way
 * it spreads its weight of one over the links of its way, its two ends included: 1 / (hops + 2) on each. The load along a
 * way is the sum over its links, the sender's own port included. Above (hops + 1) * buffer the sender waits, and whatever
 * the load, a packet is no faster than the bare hops; a mean packet under way keeps a receiver busy for `mean`.
 *
 *   blocking = max(0, load - (hops + 1) * buffer) * mean
 *   network  = max(bare hops, load * mean / (hops + 1))
 *
 * A receiver takes one packet at a time. Packets sent at the same moment go in the order of their slots.
 */
export class Timing {
  /** Load of each directed link, then of each core's own port into the mesh. */
  readonly #load: Float64Array;
  readonly #senders = new TimeQueue();
  readonly #underway = new TimeQueue();
  readonly #receiverFree: Float64Array;

  constructor(
    private readonly buffer: number,
    private readonly ways: Ways,
    slots: number,
  ) {
    this.#load = new Float64Array(ways.ports + slots);
    this.#receiverFree = new Float64Array(slots);
  }

  /**
   * Fills in when each message departs, arrives and is done with. `idle[slot]` is the time that a core still works after
   * its last message. Returns the time of the last event, without the barrier.
   */
  run(messages: Messages, idle: Float64Array): number {
    const { next, departs, arrives, done, way, generation, processing } = messages;
    const { list } = this.ways;
    const { buffer } = this;
    const load = this.#load.fill(0);
    const receiverFree = this.#receiverFree.fill(0);
    const senders = this.#senders;
    const underway = this.#underway;
    underway.clear();
    senders.clear();
    let mean = 0;
    let inFlight = 0;
    let last = 0;
    for (let slot = 0; slot < idle.length; slot++) {
      const first = messages.first[slot] as number;
      if (first < 0) last = Math.max(last, idle[slot] as number);
      else senders.push(generation[first] as number, slot, first);
    }
    while (senders.size > 0) {
      const m = senders.payload;
      let sent = senders.time;
      // What has been received by now is no longer on the mesh.
      while (underway.size > 0 && underway.time <= sent) {
        const landed = underway.payload;
        underway.pop();
        const { links, hops } = list[way[landed] as number] as Way;
        const weight = 1 / (hops + 2);
        for (let k = 0; k < links.length; k++) (load[links[k] as number] as number) -= weight;
        inFlight -= 1;
        mean = inFlight > 0 ? mean + (mean - (processing[landed] as number)) / inFlight : 0;
      }
      const { from, to, links, hops, bare } = list[way[m] as number] as Way;
      let along = 0;
      for (let k = 0; k < links.length; k++) along += load[links[k] as number] as number;
      const room = (hops + 1) * buffer;
      if (along > room) sent += (along - room) * mean;
      const earliest = sent + Math.max(bare, (along * mean) / (hops + 1));
      const free = receiverFree[to] as number;
      const busy = processing[m] as number;
      const arrival = Math.max(free, earliest);
      const end = arrival + busy;
      receiverFree[to] = end;
      departs[m] = sent;
      arrives[m] = arrival;
      done[m] = end;
      if (end > last) last = end;
      const weight = 1 / (hops + 2);
      for (let k = 0; k < links.length; k++) (load[links[k] as number] as number) += weight;
      mean += (busy - mean) / (inFlight + 1);
      inFlight += 1;
      underway.push(arrival, m, m);
      const following = next[m] as number;
      if (following >= 0) senders.replace(sent + (generation[following] as number), from, following);
      else {
        senders.pop();
        last = Math.max(last, sent + (idle[from] as number));
      }
    }
    return last;
  }
}
