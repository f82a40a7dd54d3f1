/** What the checker takes and gives: `check.ts` does the work, `lower.ts` turns the result into a program. */
import type { Node, Statement, ValueType } from './ir.ts';
import type { Dimension, Model } from './model.ts';

/** A constant of the namespace: what its value turned out to be. */
export interface NamedType {
  readonly dimension: Dimension;
  readonly type: ValueType;
}

/** A recorded array: dimension of its values, and its number of columns (1: read as `I(t)`). */
export interface ArrayType {
  readonly dimension: Dimension;
  readonly columns: number;
}

export interface PopulationText {
  /** Path into the network, `populations.E`; diagnostics name `populations.E.equations`, `populations.E.reset`, ... */
  readonly source: string;
  readonly equations: string;
  readonly threshold?: string | undefined;
  readonly reset?: string | undefined;
  readonly refractory?: string | undefined;
  /** Names given in `parameters` that the equations do not declare. Others may be in it: they are ignored. */
  readonly constants: ReadonlyMap<string, NamedType>;
  readonly arrays: ReadonlyMap<string, ArrayType>;
}

/** A population with every name resolved, every dimension checked and every subexpression inlined. */
export interface CheckedPopulation {
  readonly model: Model;
  /**
   * Right-hand sides dx/dt by variable, in SI base units. Noise appears as normal draw nodes with the stream
   * `update/xi` or `update/xi_NAME`, in units of second**-0.5; slots are of `self`.
   */
  readonly derivatives: ReadonlyMap<string, Node>;
  readonly subexpressions: ReadonlyMap<string, Node>;
  readonly threshold?: Node;
  readonly reset: readonly Statement[];
  readonly refractory?:
    | { readonly kind: 'time'; readonly value: Node }
    | { readonly kind: 'condition'; readonly value: Node };
  /** Variables marked `(unless refractory)`. */
  readonly holds: ReadonlySet<string>;
}

/** What the spikes of one side do: one pathway, called as its side, or several by name. */
export type EventText = string | readonly PathwayText[];

export interface PathwayText {
  readonly name: string;
  /** Where its statements stand in the projection: `on_pre.fast`. */
  readonly place: string;
  readonly statements: string;
  readonly order?: number | undefined;
}

export interface ProjectionText {
  /** Path into the network, `projections.0`; diagnostics name `projections.0.model`, `projections.0.on_pre`, ... */
  readonly source: string;
  readonly model?: string | undefined;
  readonly onPre?: EventText | undefined;
  readonly onPost?: EventText | undefined;
  readonly constants: ReadonlyMap<string, NamedType>;
  readonly arrays: ReadonlyMap<string, ArrayType>;
  /** Absent for a population of given spike times. */
  readonly pre?: CheckedPopulation | undefined;
  readonly post?: CheckedPopulation | undefined;
}

/** The value of one entry of `parameters`, `initial`, or of a `delay` or `condition`. */
export interface CheckedValue {
  readonly node: Node;
  readonly dimension: Dimension;
}

/** What a value's expression may refer to. */
export interface ValueScope {
  /** Names set before it (slots of `self`). */
  readonly names: ReadonlyMap<string, NamedType>;
  readonly arrays?: ReadonlyMap<string, ArrayType> | undefined;
  /** Known already set subexpressions, which may be used by `initial`. */
  readonly subexpressions?: ReadonlyMap<string, CheckedValue> | undefined;
  /** Where the value belongs to synapses: `i` and `j` are neurons, `x_pre` and `x_post` are known. */
  readonly synapse?:
    | { readonly pre?: CheckedPopulation | undefined; readonly post?: CheckedPopulation | undefined }
    | undefined;
  /** Name of the place that draws, `initial/v` : streams are `initial/v/rand/0`, ... */
  readonly stream: string;
  /** What the value must be; absent: anything (a constant of the namespace). */
  readonly expected?: NamedType | undefined;
}
