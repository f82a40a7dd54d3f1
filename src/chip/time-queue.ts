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
    if (size > 0)
      this.replace(this.#times[size] as number, this.#orders[size] as number, this.#payloads[size] as number);
  }

  /** Puts another event in the place of the first. */
  replace(time: number, order: number, payload: number): void {
    const { size } = this;
    const times = this.#times;
    const orders = this.#orders;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      const beside = below + 1;
      if (beside < size) {
        const [left, right] = [times[below] as number, times[beside] as number];
        if (right < left || (right === left && (orders[beside] as number) < (orders[below] as number)))
          below = beside;
      }
      const found = times[below] as number;
      if (found > time || (found === time && (orders[below] as number) > order)) break;
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
