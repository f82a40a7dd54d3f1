import type { Architecture } from './architecture.ts';
import { columnOf, routeOf, rowOf, tileOf, tilesOf } from './mesh.ts';
import type { Messages } from './messages.ts';
import { TimeQueue } from './time-queue.ts';

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
  readonly #architecture: Architecture;
  /** Load of each directed link, then of each core's own port into the mesh. */
  readonly #load: Float64Array;
  readonly #ways = new Map<number, Way>();
  readonly #senders = new TimeQueue();
  readonly #underway = new TimeQueue();
  readonly #receiverFree: Float64Array;
  #mean = 0;
  #inFlight = 0;

  constructor(architecture: Architecture, slots: number) {
    this.#architecture = architecture;
    this.#load = new Float64Array(4 * tilesOf(architecture.mesh) + slots);
    this.#receiverFree = new Float64Array(slots);
  }

  /** The links of the way between two slots, and the seconds that its bare hops take. */
  way(from: number, to: number): Way {
    const key = from * this.#receiverFree.length + to;
    let way = this.#ways.get(key);
    if (!way) {
      way = wayOf(this.#architecture, from, to, this.#load.length - this.#receiverFree.length);
      this.#ways.set(key, way);
    }
    return way;
  }

  /**
   * Fills in when each message departs, arrives and is done with. `idle[slot]` is the time that a core still works after
   * its last message. Returns the time of the last event, without the barrier.
   */
  run(messages: Messages, idle: Float64Array): number {
    const { next, departs, arrives, done, from, to, generation, processing } = messages;
    const load = this.#load;
    load.fill(0);
    this.#receiverFree.fill(0);
    this.#mean = 0;
    this.#inFlight = 0;
    this.#underway.clear();
    this.#senders.clear();
    let last = 0;
    for (let slot = 0; slot < idle.length; slot++) {
      const first = messages.first[slot] as number;
      if (first < 0) last = Math.max(last, idle[slot] as number);
      else this.#senders.push(generation[first] as number, slot, first);
    }
    const { buffer } = this.#architecture.mesh;
    while (this.#senders.size > 0) {
      const m = this.#senders.payload;
      let sent = this.#senders.time;
      this.#senders.pop();
      this.#land(messages, sent);
      const source = from[m] as number;
      const target = to[m] as number;
      const { links, hops, bare } = this.way(source, target);
      let along = 0;
      for (let k = 0; k < links.length; k++) along += load[links[k] as number] as number;
      const room = (hops + 1) * buffer;
      if (along > room) sent += (along - room) * this.#mean;
      const earliest = sent + Math.max(bare, (along * this.#mean) / (hops + 1));
      const free = this.#receiverFree[target] as number;
      const busy = processing[m] as number;
      const arrival = Math.max(free, earliest);
      this.#receiverFree[target] = arrival + busy;
      departs[m] = sent;
      arrives[m] = arrival;
      done[m] = arrival + busy;
      last = Math.max(last, arrival + busy);
      this.#change(links, 1 / (hops + 2));
      this.#mean += (busy - this.#mean) / (this.#inFlight + 1);
      this.#inFlight += 1;
      this.#underway.push(arrival, m, m);
      const following = next[m] as number;
      if (following >= 0) this.#senders.push(sent + (generation[following] as number), source, following);
      else last = Math.max(last, sent + (idle[source] as number));
    }
    return last;
  }

  /** Takes off the mesh what has been received by a time. */
  #land({ from, to, processing }: Messages, now: number): void {
    while (this.#underway.size > 0 && this.#underway.time <= now) {
      const m = this.#underway.payload;
      this.#underway.pop();
      const { links, hops } = this.way(from[m] as number, to[m] as number);
      this.#change(links, -1 / (hops + 2));
      const left = this.#inFlight - 1;
      this.#mean = left > 0 ? this.#mean + (this.#mean - (processing[m] as number)) / left : 0;
      this.#inFlight = left;
    }
  }

  #change(links: Uint32Array, weight: number): void {
    for (let k = 0; k < links.length; k++) (this.#load[links[k] as number] as number) += weight;
  }
}

export interface Way {
  /** The sender's own port, then each directed link. */
  readonly links: Uint32Array;
  readonly hops: number;
  /** Seconds. */
  readonly bare: number;
}

function wayOf({ mesh, prices }: Architecture, from: number, to: number, ports: number): Way {
  const [begin, end] = [tileOf(mesh, from), tileOf(mesh, to)];
  const hops = routeOf(mesh, begin, end);
  const links = new Uint32Array(hops.length + 1);
  links[0] = ports + from;
  links.set(hops, 1);
  const across = columnOf(mesh, end) - columnOf(mesh, begin);
  const along = rowOf(mesh, end) - rowOf(mesh, begin);
  const x = across >= 0 ? prices.hopEast : prices.hopWest;
  const y = along >= 0 ? prices.hopNorth : prices.hopSouth;
  const bare = Math.abs(across) * (x?.time ?? 0) + Math.abs(along) * (y?.time ?? 0);
  return { links, hops: hops.length, bare };
}
