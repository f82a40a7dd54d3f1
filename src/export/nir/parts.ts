import { NirError, NirLoss } from './graph.ts';

/** What of a network NIR has no place for, gathered while it is written. */
export class Parts {
  /** Without these it is another network, which may be wanted all the same. */
  readonly left: string[] = [];
  /** Without these there is nothing to write. */
  readonly impossible: string[] = [];
  /** What whoever reads the file must know. */
  readonly notes: string[] = [];

  /** Throws `NirError` where something stands in the way. */
  settle(lossy: boolean): void {
    if (this.impossible.length > 0)
      throw new NirError(`NIR cannot hold this network: ${this.impossible.join('; ')}.`);
    if (this.left.length > 0 && !lossy)
      throw new NirLoss(`NIR cannot hold all of this network: ${this.left.join('; ')}.`);
  }
}
