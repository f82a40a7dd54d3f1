/** What an atlas shows of its synapses: how far a variable of each has come since the start. One definition for every back end. */
export interface Changes {
  /** In SI base units. */
  readonly 'weight change': Float32Array;
  /** By the value at the start; NaN where that is 0. */
  readonly 'relative change': Float32Array;
  /** A second. */
  readonly drift: Float32Array;
}

/** `seconds` were run; NaN where a value is no finite number, and everywhere before the first step. */
export function measureChanges(start: ArrayLike<number>, now: ArrayLike<number>, seconds: number): Changes {
  const { length } = start;
  const answer = {
    'weight change': new Float32Array(length),
    'relative change': new Float32Array(length),
    drift: new Float32Array(length),
  };
  for (let k = 0; k < length; k++) {
    const before = start[k] as number;
    const change = seconds > 0 ? (now[k] as number) - before : Number.NaN;
    const known = Number.isFinite(change) ? change : Number.NaN;
    answer['weight change'][k] = known;
    answer['relative change'][k] = before === 0 ? Number.NaN : known / before;
    answer.drift[k] = known / seconds;
  }
  return answer;
}
