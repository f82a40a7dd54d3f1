import type { Figure, SelfConsistentRate } from './figure.ts';
import type { ParameterValues } from './quantities.ts';
import { unitQuantity } from './quantities.ts';
import { closedForm, closedFormIn } from './reference.ts';
import { siegertRate } from './siegert.ts';

/**
 * By how many Hz the neurons' answer to a network that fires at `rate` Hz is above it: 0 at a self-consistent rate. For
 * the values of the table at hand; throws as `selfConsistentRate`.
 */
export function excessRate(
  figure: Figure,
  { mean, variance, tau, threshold, reset, refractory }: SelfConsistentRate,
): (values: ParameterValues) => { readonly excess: (rate: number) => number; readonly refractory: number } {
  const { dimension, type } = unitQuantity('Hz');
  const nu = new Map([['nu', { dimension, type }]]);
  const fixed = [tau, reset, threshold, refractory].map((text, k) =>
    closedFormIn(figure, text, k === 0 || k === 3 ? 'second' : 'volt', 'selfConsistent'),
  );
  const [drive, noise] = [mean, variance].map((text) => closedForm(figure, text, 'selfConsistent', nu));
  return (values) => {
    const [tauNow = 0, resetNow = 0, thresholdNow = 0, refractoryNow = 0] = fixed.map((form) => form(values));
    // Linear in nu: two values say it all.
    const [mu, sigma2] = [drive, noise].map((form) => {
      const [at0 = 0, at1 = 0] = form?.over(values, 'nu', [0, 1]) ?? [];
      return (rate: number) => at0 + (at1 - at0) * rate;
    });
    const excess = (rate: number) =>
      siegertRate({
        mu: mu?.(rate) ?? 0,
        sigma: Math.sqrt(Math.max(0, sigma2?.(rate) ?? 0)),
        tau: tauNow,
        threshold: thresholdNow,
        reset: resetNow,
        refractory: refractoryNow,
      }) - rate;
    return { excess, refractory: refractoryNow };
  };
}

/**
 * The rate in Hz at which the neurons of a network keep one another firing: nu = Siegert(mean(nu), variance(nu)), found by
 * bisection between silence and the refractory period. Where there are several the bisection takes one of them.
 * Throws `FigureError` or `LanguageError` where an expression does not fit the table.
 */
export function selfConsistentRate(
  figure: Figure,
  form: SelfConsistentRate,
): (values: ParameterValues) => number {
  const at = excessRate(figure, form);
  return (values) => {
    const { excess, refractory } = at(values);
    return bisect(excess, 0, Math.min(1e4, 1 / refractory));
  };
}

/** Where a function that is above 0 at `low` and below at `high` crosses it; NaN where it is not defined. */
function bisect(excess: (x: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let k = 0; k < 50; k++) {
    const middle = (from + to) / 2;
    const value = excess(middle);
    if (Number.isNaN(value)) return Number.NaN;
    if (value > 0) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
