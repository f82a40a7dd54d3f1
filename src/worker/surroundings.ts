import type { Batch } from '../engine/simulation.ts';
import type { RunLog } from '../experiment/log.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Engine } from './engine.ts';
import type { RunEvent, RunNetwork } from './run.ts';

/** What a session needs of its surroundings. */
export interface Surroundings {
  readonly engine: Engine;
  /** Milliseconds. */
  readonly clock: () => number;
  send(event: Exclude<RunEvent, { kind: 'batch' }>): void;
  sendBatch(batch: Batch): void;
  /** What is needed to open this run again. */
  sendLog(log: RunLog): void;
  /** What the rules of a network need, of a figure that shows it. */
  readonly needs?: ((network: CompiledNetwork) => RunNetwork['needs']) | undefined;
  /** True while a network is being built, which cannot be sliced. */
  busy(busy: boolean): void;
  /** Something happened: ask `due` again. */
  wake(): void;
  /** The values or texts wanted changed, or whether the figure is in view: sweeps and atlas follow. */
  changed(): void;
}
