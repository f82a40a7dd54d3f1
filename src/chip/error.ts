/** The limits of one core that a mapping has to keep. */
export type Limit = 'compartments' | 'memory' | 'axonsIn' | 'axonsOut';

/** What a network would need that the chip has not. */
export interface Overflow {
  readonly limit: Limit;
  readonly population: string;
  /** In the limit's own unit (bits for memory), or cores where the whole chip is full. */
  readonly needed: number;
  readonly available: number;
  /** The smallest mesh of the same tiles that would hold the network, where one would. */
  readonly mesh?: { readonly width: number; readonly height: number };
}

/** A network, mapping or architecture that cannot be used as asked: one clear sentence. */
export class ChipError extends Error {
  override readonly name = 'ChipError';
  constructor(
    message: string,
    readonly overflow?: Overflow,
  ) {
    super(message);
  }
}
