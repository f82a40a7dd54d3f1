/** Events by time, ties by order: a binary heap without objects. */
export class TimeQueue {
  #times = new Float64Array(64);
  #orders = new Uint32Array(64);
  #payloads = new Uint32Array(64);
  size = 0;

  /** Of the first event. */
  get time(): number {
    return this.#times[0] as number;
  }

  get payload(): number {
    return this.#payloads[0] as number;
  }

  clear(): void {
    this.size = 0;
  }

  push(time: number, order: number, payload: number): void {
    if (this.size === this.#times.length) this.#grow();
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#after(above, time, order)) break;
      this.#copy(above, at);
      at = above;
    }
    this.#put(at, time, order, payload);
  }

  /** Drops the first event. */
  pop(): void {
    const size = --this.size;
    if (size === 0) return;
    const time = this.#times[size] as number;
    const order = this.#orders[size] as number;
    const payload = this.#payloads[size] as number;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (
        below + 1 < size &&
        this.#after(below, this.#times[below + 1] as number, this.#orders[below + 1] as number)
      )
        below += 1;
      if (this.#after(below, time, order)) break;
      this.#copy(below, at);
      at = below;
    }
    this.#put(at, time, order, payload);
  }

  /** Whether the event at a place comes after one with this time and order. */
  #after(place: number, time: number, order: number): boolean {
    const own = this.#times[place] as number;
    return own > time || (own === time && (this.#orders[place] as number) > order);
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#times[from] as number, this.#orders[from] as number, this.#payloads[from] as number);
  }

  #put(at: number, time: number, order: number, payload: number): void {
    this.#times[at] = time;
    this.#orders[at] = order;
    this.#payloads[at] = payload;
  }

  #grow(): void {
    const wider = <T extends Float64Array | Uint32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const size = 2 * this.#times.length;
    this.#times = wider(this.#times, new Float64Array(size));
    this.#orders = wider(this.#orders, new Uint32Array(size));
    this.#payloads = wider(this.#payloads, new Uint32Array(size));
  }
}
