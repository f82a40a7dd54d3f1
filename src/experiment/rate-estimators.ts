/**
 * Estimates of a firing rate from one spike train s(t'): r(t) = integral of w(t - t') s(t') dt' with the integral of w
 * equal to 1, so that r is in spikes a second (Dayan and Abbott 2001, section 1.2). All times in seconds.
 */

/**
 * `rectangle`: 1/D for |lag| < D/2. `gauss`: a Gaussian of standard deviation s. `alpha`: a^2 lag exp(-a lag) for lag > 0,
 * which asks the past alone. Their widths are D, s and 1/a.
 */
export type WindowShape = 'rectangle' | 'gauss' | 'alpha';

/** Weight of a spike that was fired `lag` seconds ago (before 0: that will be), a second. */
export function windowWeight(shape: WindowShape, width: number, lag: number): number {
  if (shape === 'rectangle') return lag >= -width / 2 && lag < width / 2 ? 1 / width : 0;
  if (shape === 'gauss')
    return Math.exp(-(lag * lag) / (2 * width * width)) / (Math.sqrt(2 * Math.PI) * width);
  return lag <= 0 ? 0 : (lag / (width * width)) * Math.exp(-lag / width);
}

/** How far a window looks back and ahead: beyond, it has less than a thousandth of its weight. */
export function windowReach(
  shape: WindowShape,
  width: number,
): { readonly back: number; readonly ahead: number } {
  if (shape === 'rectangle') return { back: width / 2, ahead: width / 2 };
  if (shape === 'gauss') return { back: 3.5 * width, ahead: 3.5 * width };
  return { back: 10 * width, ahead: 0 };
}

/** Integral of w^2: the variance of the estimate of a Poisson process of rate r is r times this. */
export function windowPower(shape: WindowShape, width: number): number {
  if (shape === 'rectangle') return 1 / width;
  return 1 / ((shape === 'gauss' ? 2 * Math.sqrt(Math.PI) : 4) * width);
}

/** |W(f)|: what is left of the amplitude of a modulation of the rate at `frequency` (Hz). */
export function windowGain(shape: WindowShape, width: number, frequency: number): number {
  const turn = Math.PI * frequency * width;
  if (shape === 'rectangle') return turn === 0 ? 1 : Math.abs(Math.sin(turn) / turn);
  return shape === 'gauss' ? Math.exp(-2 * turn * turn) : 1 / (1 + 4 * turn * turn);
}

/** The estimate at time t from spike times in ascending order. */
export function estimateRate(
  shape: WindowShape,
  width: number,
  spikes: ArrayLike<number>,
  t: number,
): number {
  const { back, ahead } = windowReach(shape, width);
  let sum = 0;
  for (let k = firstFrom(spikes, t - back); k < spikes.length; k++) {
    const time = spikes[k] as number;
    if (time > t + ahead) break;
    sum += windowWeight(shape, width, t - time);
  }
  return sum;
}

/**
 * What the estimate is on average: the true rate seen through the same window, from its samples (times ascending). Weights
 * are normalised over the samples that there are. NaN where there are none.
 */
export function expectedRate(
  shape: WindowShape,
  width: number,
  times: ArrayLike<number>,
  rates: ArrayLike<number>,
  t: number,
): number {
  const { back, ahead } = windowReach(shape, width);
  let sum = 0;
  let weights = 0;
  for (let k = firstFrom(times, t - back); k < times.length; k++) {
    const time = times[k] as number;
    if (time > t + ahead) break;
    const weight = windowWeight(shape, width, t - time);
    sum += weight * (rates[k] as number);
    weights += weight;
  }
  return sum / weights;
}

/** Place of the first of ascending values that is not below `value`. */
export function firstFrom(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
