/**
 * The network format, version 1: what is simulated, as data. Its meaning is fixed by `docs/network-format.md`; this file
 * gives it types, `schema.ts` checks that a value has them, `compile.ts` turns it into what the engines run.
 */

/**
 * A number in SI base units, a boolean, an expression with units (`-65*mV`), or a list with one of them per neuron
 * (synapse).
 */
export type Value = SingleValue | readonly SingleValue[];
export type SingleValue = number | boolean | string;

export interface RecordRequest {
  readonly variables: readonly string[];
  readonly indices?: readonly number[];
  /** A time such as `1*ms`; absent: every step. */
  readonly every?: string;
}

export interface Population {
  readonly size: number;
  readonly equations?: string;
  readonly threshold?: string;
  readonly reset?: string;
  readonly refractory?: string;
  readonly method?: string;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly initial?: Readonly<Record<string, Value>>;
  readonly record?: readonly string[] | RecordRequest;
  /** In place of equations: `[seconds, index]` pairs. */
  readonly spikes?: readonly (readonly [number, number])[];
}

export type Endpoint = string | { readonly population: string; readonly range: readonly [number, number] };

export type Connect =
  | 'all-to-all'
  | 'one-to-one'
  | { readonly probability: number; readonly autapses?: boolean }
  | { readonly in_degree: number; readonly autapses?: boolean }
  | { readonly pairs: readonly (readonly [number, number])[] }
  | { readonly condition: string; readonly autapses?: boolean }
  | { readonly 'all-to-all': true; readonly autapses?: boolean };

/** One pathway by its texts alone, or with its own delay and its place among all that act in a step. */
export type NamedPathway =
  | string
  | { readonly statements: string; readonly delay?: Value; readonly order?: number };

/** What the spikes of one side do: one pathway (`pre` or `post`), or several by name. */
export type Events = string | Readonly<Record<string, NamedPathway>>;

export interface Projection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly model?: string;
  readonly method?: string;
  readonly on_pre?: Events;
  readonly on_post?: Events;
  /** Absent: all to all. */
  readonly connect?: Connect;
  /** May stand here or within `connect`; false leaves out pairs with i == j. */
  readonly autapses?: boolean;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly initial?: Readonly<Record<string, Value>>;
  /** `{"d": "DA.d"}`: what the model declares `(linked)` is this variable of a population of one neuron. */
  readonly linked?: Readonly<Record<string, string>>;
  /** Of the pathway `pre`, or of each pathway by name. */
  readonly delay?: Value | Readonly<Record<string, Value>>;
  readonly record?: readonly string[] | RecordRequest;
}

export interface RecordedArray {
  readonly values: readonly (readonly number[])[];
  readonly dt: string;
}

export interface Network {
  readonly format?: 1;
  readonly dt: string;
  readonly arrays?: Readonly<Record<string, RecordedArray>>;
  readonly populations: Readonly<Record<string, Population>>;
  readonly projections?: readonly Projection[];
}
