import type { Architecture } from './architecture.ts';
import { columnOf, routeOf, rowOf, tileOf, tilesOf } from './mesh.ts';

/** The way between two slots. */
export interface Way {
  readonly from: number;
  readonly to: number;
  /** The sender's own port (numbered after all links), then each directed link. */
  readonly links: Uint32Array;
  readonly hops: number;
  /** Seconds that the bare hops take. */
  readonly bare: number;
}

/** Every way that is used, numbered. */
export class Ways {
  readonly list: Way[] = [];
  readonly #numbers = new Map<number, number>();
  /** Directed links of the mesh, and ports of the cores after them. */
  readonly ports: number;

  constructor(
    private readonly architecture: Architecture,
    private readonly slots: number,
  ) {
    this.ports = 4 * tilesOf(architecture.mesh);
  }

  numberOf(from: number, to: number): number {
    const key = from * this.slots + to;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.length;
      this.list.push(wayOf(this.architecture, from, to, this.ports));
      this.#numbers.set(key, number);
    }
    return number;
  }
}

function wayOf({ mesh, prices }: Architecture, from: number, to: number, ports: number): Way {
  const [begin, end] = [tileOf(mesh, from), tileOf(mesh, to)];
  const route = routeOf(mesh, begin, end);
  const links = new Uint32Array(route.length + 1);
  links[0] = ports + from;
  links.set(route, 1);
  const across = columnOf(mesh, end) - columnOf(mesh, begin);
  const along = rowOf(mesh, end) - rowOf(mesh, begin);
  const x = across >= 0 ? prices.hopEast : prices.hopWest;
  const y = along >= 0 ? prices.hopNorth : prices.hopSouth;
  const bare = Math.abs(across) * (x?.time ?? 0) + Math.abs(along) * (y?.time ?? 0);
  return { from, to, links, hops: route.length, bare };
}
