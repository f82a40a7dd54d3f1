import type { Figure, SelfConsistentRate } from './figure.ts';
import type { ParameterValues } from './quantities.ts';
import { unitQuantity } from './quantities.ts';
import { closedForm, closedFormIn } from './reference.ts';
import { siegertRate } from './siegert.ts';

/** What neurons answer that their own rate drives, with the values of the table at hand. */
interface Answer {
  /** Their rate in Hz where they fire at `rate` Hz and their mean drive is `shift` volts higher. */
  readonly answer: (rate: number, shift?: number) => number;
  /** By how many Hz the answer is above the rate: 0 at a self-consistent rate. */
  readonly excess: (rate: number) => number;
  readonly refractory: number;
  /** From reset to threshold, in volts. */
  readonly reach: number;
  /** The same for the same numbers. */
  readonly key: () => string;
}

/** Throws as `selfConsistentRate`. */
export function excessRate(
  figure: Figure,
  { mean, variance, tau, threshold, reset, refractory }: SelfConsistentRate,
): (values: ParameterValues) => Answer {
  const { dimension, type } = unitQuantity('Hz');
  const nu = new Map([['nu', { dimension, type }]]);
  const fixed = [tau, reset, threshold, refractory].map((text, k) =>
    closedFormIn(figure, text, k === 0 || k === 3 ? 'second' : 'volt', 'selfConsistent'),
  );
  const [drive, noise] = [mean, variance].map((text) => closedForm(figure, text, 'selfConsistent', nu));
  return (values) => {
    const now = fixed.map((form) => form(values));
    const [tauNow = 0, resetNow = 0, thresholdNow = 0, refractoryNow = 0] = now;
    // Linear in nu: two values say it all.
    const ends = [drive, noise].map((form) => [...(form?.over(values, 'nu', [0, 1]) ?? [])]);
    const [mu, sigma2] = ends.map(
      ([at0 = 0, at1 = 0]) =>
        (rate: number) =>
          at0 + (at1 - at0) * rate,
    );
    const answer = (rate: number, shift = 0) =>
      siegertRate({
        mu: (mu?.(rate) ?? 0) + shift,
        sigma: Math.sqrt(Math.max(0, sigma2?.(rate) ?? 0)),
        tau: tauNow,
        threshold: thresholdNow,
        reset: resetNow,
        refractory: refractoryNow,
      });
    const excess = (rate: number) => answer(rate) - rate;
    const reach = thresholdNow - resetNow;
    return { answer, excess, refractory: refractoryNow, reach, key: () => [now, ends].join() };
  };
}

/**
 * The rate in Hz that agrees with what it does to its own neurons: nu = Siegert(mean(nu), variance(nu)), found by bisection
 * between silence and the refractory period. Where there are several the bisection takes one of them.
 * Throws `FigureError` or `LanguageError` where an expression does not fit the table.
 */
export function selfConsistentRate(
  figure: Figure,
  declared: SelfConsistentRate,
): (values: ParameterValues) => number {
  const at = excessRate(figure, declared);
  return (values) => rateOf(at(values));
}

/**
 * A closed form that may name that rate, `nu`, and `slope`, dnu/dmean of the neuron alone in Hz per volt. In SI base units;
 * NaN or infinite where it has no value. Throws as `selfConsistentRate` does.
 */
export function selfConsistentForm(
  figure: Figure,
  declared: SelfConsistentRate,
  text: string,
): (values: ParameterValues) => number {
  const at = excessRate(figure, declared);
  const names = Object.entries({ nu: 'Hz', slope: 'Hz/volt' }).map(
    ([name, unit]) => [name, unitQuantity(unit)] as const,
  );
  const form = closedForm(figure, text, 'reference', new Map(names));
  let known = { key: '', nu: Number.NaN, slope: Number.NaN };
  return (values) => {
    const own = at(values);
    const key = own.key();
    // Along most sweeps the rate stays the same.
    if (key !== known.key) {
      const nu = rateOf(own);
      const small = 1e-3 * own.reach;
      known = { key, nu, slope: (own.answer(nu, small) - own.answer(nu, -small)) / (2 * small) };
    }
    const { nu, slope } = known;
    return form.at(values, { nu, slope });
  };
}

const rateOf = ({ excess, refractory }: Answer) => bisect(excess, 0, Math.min(1e4, 1 / refractory));

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
