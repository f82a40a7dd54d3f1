import type { Batch } from '../../engine/simulation.ts';
import type { Measure } from '../figure.ts';
import { unitScale } from '../quantities.ts';

type Relaxation = Extract<Measure, { kind: 'relaxation' }>;
/** Where a variable is among the probes. */
type Probe = { readonly population: number; readonly probe: number } | undefined;

/** Samples before a fit is told. */
const fewest = 8;

/**
 * Fits each response with an exponential. Of an exponential every sample is the same straight line of the one before,
 * next = a + b x, so that a line of least squares through the pairs gives tau = -interval / ln b and the steady state
 * a / (1 - b), long before the variable is there. A response that is not exponential has no time constant: NaN.
 */
export function relaxation(
  measure: Relaxation,
  of: Probe,
  on: Probe,
  dt: number,
): { add(batch: Batch): void; changed(): void; value(): number } {
  const scale = unitScale(measure.unit);
  let pairs = new Pairs();
  let before: { step: number; x: number; level: number } | undefined;
  let told = Number.NaN;
  return {
    add: (batch) => {
      const column = (probe: Probe) =>
        batch.samples.find((s) => s.population === probe?.population && s.probe === probe.probe);
      const [values, levels] = [column(of), column(on)];
      if (!values || !levels) return;
      const columns = values.values.length / values.steps.length;
      values.steps.forEach((step, row) => {
        const x = values.values[row * columns] ?? Number.NaN;
        const level = levels.values[row * columns] ?? 0;
        if (before && level !== before.level) pairs = new Pairs();
        else if (before && !pairs.add(before.x, x)) pairs = new Pairs();
        if (pairs.count >= fewest && (level !== 0) === (measure.during === 'on')) {
          const fit = pairs.fit();
          const interval = (step - (before?.step ?? 0)) * dt;
          told = measure.gives === 'steady state' ? fit.steady : -interval / Math.log(fit.factor);
        }
        before = { step, x, level };
      });
    },
    changed: () => {
      pairs = new Pairs();
      told = Number.NaN;
    },
    value: () => told / scale,
  };
}

/** Sums over pairs of neighbouring samples, as differences from the first. */
class Pairs {
  count = 0;
  #origin = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #xy = 0;
  #yy = 0;
  #moved = 0;

  /** False where the pair does not continue the response: something else has jumped. */
  add(from: number, to: number): boolean {
    if (this.count === 0) this.#origin = from;
    const [x, y] = [from - this.#origin, to - this.#origin];
    if (this.count >= fewest) {
      const { slope, offset } = this.#line();
      const off = Math.abs(y - offset - slope * x);
      if (off > 0.1 * Math.sqrt(this.#moved / this.count) + 1e-6 * Math.abs(from)) return false;
    }
    this.count++;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#xy += x * y;
    this.#yy += y * y;
    this.#moved += (y - x) ** 2;
    return true;
  }

  #line(): { slope: number; offset: number } {
    const n = this.count;
    const slope = (n * this.#xy - this.#x * this.#y) / (n * this.#xx - this.#x ** 2);
    return { slope, offset: (this.#y - slope * this.#x) / n };
  }

  /** `factor` is NaN where the samples do not move or do not move exponentially. */
  fit(): { readonly factor: number; readonly steady: number } {
    const n = this.count;
    const spread = n * this.#xx - this.#x ** 2;
    const centre = this.#origin + this.#y / n;
    // Too little movement for 32 bit: it has come to rest.
    if (!(Math.sqrt(spread) / n > 2e-6 * Math.abs(centre))) return { factor: Number.NaN, steady: centre };
    const { slope, offset } = this.#line();
    const residual = this.#yy - 2 * (offset * this.#y + slope * this.#xy);
    const left = residual + n * offset ** 2 + 2 * offset * slope * this.#x + slope ** 2 * this.#xx;
    if (!(slope > 0 && slope < 1) || left > 4e-4 * this.#moved)
      return { factor: Number.NaN, steady: Number.NaN };
    return { factor: slope, steady: this.#origin + offset / (1 - slope) };
  }
}
