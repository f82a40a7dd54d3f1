/** The synapses of a projection, by number in the file and by presynaptic neuron. */
export interface Connections extends Rows {
  /** Indices in the whole population. */
  readonly targets: Uint32Array;
  /** Works out the other end of every synapse; where many are ordered by source, nothing else keeps them. */
  readonly sources: () => Uint32Array;
}

/** Synapses by presynaptic neuron: those of neuron i are `order[offsets[i]]` to `order[offsets[i + 1] - 1]`. */
export interface Rows {
  /** One more than there are neurons. */
  readonly offsets: Uint32Array;
  /** Absent where the synapses are already ordered by source. */
  readonly order?: Uint32Array;
}

/** Compressed sparse rows over `size` neurons; synapses of a neuron keep their order. */
export function rowsBySource(sources: Uint32Array, size: number): Rows {
  const offsets = new Uint32Array(size + 1);
  let ordered = true;
  for (let k = 0; k < sources.length; k++) {
    (offsets[(sources[k] as number) + 1] as number)++;
    if (k > 0 && (sources[k] as number) < (sources[k - 1] as number)) ordered = false;
  }
  for (let i = 0; i < size; i++) (offsets[i + 1] as number) += offsets[i] as number;
  if (ordered) return { offsets };
  const next = offsets.slice();
  const order = new Uint32Array(sources.length);
  for (let k = 0; k < sources.length; k++) {
    const i = sources[k] as number;
    order[next[i] as number] = k;
    next[i] = (next[i] as number) + 1;
  }
  return { offsets, order };
}

/** The source of every synapse, where they are ordered by source. */
export function sourcesOf(offsets: Uint32Array, count: number): Uint32Array {
  const sources = new Uint32Array(count);
  for (let i = 0; i + 1 < offsets.length; i++) sources.fill(i, offsets[i], offsets[i + 1]);
  return sources;
}
