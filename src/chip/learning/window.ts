/** How close a rule of the engine comes to its continuous equation: the window drawn by pairs of spikes. */
import { LearningEngine } from './engine.ts';
import type { RuleFile } from './read.ts';
import { OwnRounding } from './rounding.ts';

export interface WindowPoint {
  /** Post-synaptic minus pre-synaptic spike, in steps. */
  readonly lag: number;
  /** Change of weight by one pair in integers: mean over the synapses, and standard deviation of one. */
  readonly mean: number;
  readonly deviation: number;
  /** The change in real numbers. */
  readonly exact: number;
}

/** One pair of spikes at each lag, on `synapses` synapses whose traces and weights round by themselves. */
export function pairingWindow(
  file: RuleFile,
  lags: readonly number[],
  { synapses = 200, seed = 1 }: { readonly synapses?: number; readonly seed?: number } = {},
): WindowPoint[] {
  return lags.map((lag, k) => {
    const changes = pair(file, lag, synapses, new OwnRounding(seed + k));
    const mean = changes.reduce((sum, change) => sum + change, 0) / synapses;
    const squares = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0);
    const [exact] = pair(file, lag, 1, 'real');
    return { lag, mean, deviation: Math.sqrt(squares / (synapses - 1)), exact: exact as number };
  });
}

/** Changes of the weights by a pair that begins in the first step. */
function pair(file: RuleFile, lag: number, synapses: number, rounding: OwnRounding | 'real'): number[] {
  const { rule, settings, initial } = file;
  const each = Array.from({ length: synapses }, (_, k) => k);
  const ends = { preNeurons: synapses, postNeurons: synapses, pre: each, post: each };
  const engine = new LearningEngine(rule, settings, ends, { rounding });
  engine.setWeights(each.map(() => initial.w));
  const before = engine.state.w.slice();
  const steps = Math.ceil((1 + Math.abs(lag)) / settings.epoch) * settings.epoch;
  for (let step = 1; step <= steps; step++) {
    const pre = step === 1 + Math.max(0, -lag) ? each : [];
    const post = step === 1 + Math.max(0, lag) ? each : [];
    engine.step({ pre, post });
  }
  return Array.from(engine.state.w, (weight, k) => weight - (before[k] as number));
}
