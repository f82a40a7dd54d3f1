import type { ChipLayout, Packet } from '../chip/report.ts';
import type { Mesh } from './mesh.ts';
import type { Moving } from './paint.ts';
import { type Way, wayOf } from './route.ts';

/** Milliseconds a leg: fast enough to feel live, slow enough to be followed. */
const leg = 70;
/** Packets in the picture at once. */
const most = 160;

/** The packets that are on their way in the picture, each along its real route. */
export class Traffic {
  readonly #moving: { readonly packet: Packet; readonly way: Way; readonly start: number }[] = [];

  /** Starts packets at `now` (ms), spread over `spread` ms; no more than there is room for. */
  send(layout: ChipLayout, mesh: Mesh, packets: readonly Packet[], now: number, spread: number): void {
    const room = Math.max(0, most - this.#moving.length);
    packets.slice(0, room).forEach((packet, k) => {
      const way = wayOf(layout, mesh, packet.from, packet.to);
      this.#moving.push({ packet, way, start: now + (spread * k) / Math.max(1, packets.length) });
    });
  }

  /** Where they are at `now`; those that have arrived are forgotten. */
  at(now: number): readonly Moving[] {
    const live = this.#moving.filter(({ start, way }) => now < start + leg * (way.points.length - 1));
    this.#moving.splice(0, this.#moving.length, ...live);
    return live
      .filter(({ start }) => now >= start)
      .map(({ packet, way, start }) => ({
        packet,
        way,
        share: (now - start) / (leg * (way.points.length - 1)),
      }));
  }

  get busy(): boolean {
    return this.#moving.length > 0;
  }

  clear(): void {
    this.#moving.length = 0;
  }
}
