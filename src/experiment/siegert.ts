/** A leaky integrate-and-fire neuron driven by white noise, in SI units (volts and seconds). */
export interface NoisyNeuron {
  /** Mean of the free membrane potential. */
  readonly mu: number;
  /**
   * Strength of the noise: `tau dV/dt = mu - V + sigma sqrt(tau) xi`. The free membrane's standard deviation is
   * `sigma / sqrt(2)`. For Brunel's network it is his sigma: `sigma^2 = C J^2 tau nu`.
   */
  readonly sigma: number;
  readonly tau: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
}

/**
 * Its firing rate in Hz (Siegert 1951; Amit and Brunel 1997; Brunel 2000, equation 21), with a = (reset - mu) / sigma
 * and b = (threshold - mu) / sigma:
 *
 *     1 / nu = refractory + tau sqrt(pi) integral_a^b exp(x^2) (1 + erf x) dx
 *            = refractory + tau integral_0^oo exp(-u^2) (exp(2 b u) - exp(2 a u)) / u du
 *
 * The second form needs no erf and loses no digits where both bounds are far below 0. Without noise it is the closed
 * form of the f-I curve. 0 where the rate is too small for a 64-bit number; NaN where a value makes no sense.
 */
export function siegertRate({ mu, sigma, tau, threshold, reset, refractory }: NoisyNeuron): number {
  if (!(sigma >= 0 && tau > 0 && threshold > reset && refractory >= 0)) return Number.NaN;
  if (sigma === 0)
    return mu <= threshold ? 0 : 1 / (refractory + tau * Math.log((mu - reset) / (mu - threshold)));
  return 1 / (refractory + tau * passage((reset - mu) / sigma, (threshold - mu) / sigma));
}

/**
 * The mean time from a to b in units of tau: the second integral above. With u = e^s the integrand falls off on both
 * sides and is analytic, so that the trapezoidal rule converges exponentially.
 */
function passage(a: number, b: number): number {
  // exp(b^2) is no 64-bit number beyond.
  if (b > 26) return Number.POSITIVE_INFINITY;
  const step = Math.min(0.1, 0.5 / Math.max(b, 1));
  const lowest = Math.log(1e-14 / (1 + Math.abs(a) + Math.abs(b)));
  const highest = Math.log(b > -5 ? Math.max(b, 0) + 7 : 40 / -b);
  const gap = 2 * (b - a);
  let sum = 0;
  for (let s = lowest; s < highest; s += step) {
    const u = Math.exp(s);
    // exp(2 b u) - exp(2 a u) without cancellation.
    sum -= Math.exp(u * (2 * b - u)) * Math.expm1(-gap * u);
  }
  return sum * step;
}
