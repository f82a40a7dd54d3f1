/** A model of the acceptance set, in the words of the network format. */
export interface GalleryModel {
  /** The example of Brian2's gallery that it is from. */
  readonly name: string;
  readonly equations: string;
  readonly threshold?: string;
  readonly reset?: string;
  readonly refractory?: string;
  readonly method?: string;
  readonly constants?: Readonly<Record<string, string>>;
  /** Recorded arrays: unit of their values. */
  readonly arrays?: Readonly<Record<string, string>>;
  /** Values set by an expression. */
  readonly values?: Readonly<Record<string, string>>;
  /** Synapses from the model to itself. */
  readonly synapses?: readonly GallerySynapses[];
}

export interface GallerySynapses {
  readonly model?: string;
  readonly onPre?: string;
  readonly onPost?: string;
  readonly constants?: Readonly<Record<string, string>>;
}
