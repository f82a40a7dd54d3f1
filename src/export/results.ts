import type { Integers } from '../engine/integers.ts';
import type { Endpoint } from '../network/network.ts';

/** What a run gives, in the layout that docs/network-format.md fixes under Results. SI base units throughout. */
export interface Results {
  readonly dt: number;
  /** Seconds simulated. */
  readonly duration: number;
  /** Seconds before which nothing was kept, where a run was too long for one file; absent: all of it is here. */
  readonly since?: number;
  readonly seed: number;
  readonly backend: string;
  /** Seconds that the run took, without compiling. */
  readonly wall: number;
  readonly populations: Readonly<Record<string, PopulationResults>>;
  readonly projections: readonly ProjectionResults[];
  /** What the chip's integers made of the equations, on the fixed-point back end. */
  readonly integers?: Integers;
}

export interface PopulationResults {
  readonly size: number;
  /** Null where nothing is integrated. */
  readonly method: string | null;
  /** `[seconds, index]`, ordered by time, then index. */
  readonly spikes: readonly (readonly [number, number])[];
  readonly variables: Readonly<Record<string, Course>>;
}

export interface Course {
  readonly unit: string;
  readonly indices: readonly number[];
  readonly times: readonly number[];
  /** One row a time, one value an index. */
  readonly values: readonly (readonly number[])[];
}

export interface ProjectionResults {
  /** As in the file. */
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly synapses: number;
  /** Source of each synapse, counted from the beginning of the source's range. */
  readonly i: readonly number[];
  readonly j: readonly number[];
  /** `final` has one value a synapse; the course is there where `every` was asked for. */
  readonly variables: Readonly<
    Record<string, { readonly unit: string; readonly final: readonly number[] } & Partial<Course>>
  >;
}

/** What makes the run again: members that a figure's file has beside those of `Results`. */
export interface Provenance {
  readonly figure: string;
  /** The parameters at the end of the run. */
  readonly values: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  /** Texts that the reader rewrote, by path into the network. */
  readonly edits: Readonly<Record<string, string>>;
  /** The values set before each step named; that of step 0 holds all at the start. In the units of `values`. */
  readonly log: readonly { readonly step: number; readonly values: Readonly<Record<string, number>> }[];
  /** Version of the engine. */
  readonly engine: string;
}

/** A figure's numbers, as its frame shows them; null while there is nothing to say. */
export type Measured = Readonly<
  Record<
    string,
    {
      readonly label: string;
      readonly value: number | null;
      readonly unit: string;
      /** What the closed form says. */
      readonly reference?: number | null;
    }
  >
>;

/**
 * The results as JSON, in pieces of at most some thousand numbers: a network with many synapses would not fit into one
 * text.
 */
export function* resultsText(
  results: Results,
  more?: Provenance | { readonly measures: Measured },
): Generator<string> {
  yield* jsonPieces({ ...more, ...results });
  yield '\n';
}

const PIECE = 4096;

function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield '[';
    for (let k = 0; k < value.length; k += PIECE)
      yield (k > 0 ? ',' : '') + JSON.stringify(value.slice(k, k + PIECE)).slice(1, -1);
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    yield '{';
    let separator = '';
    for (const [key, member] of Object.entries(value)) {
      yield `${separator}${JSON.stringify(key)}:`;
      yield* Array.isArray(member) && member.some((m) => typeof m === 'object' && !Array.isArray(m))
        ? listPieces(member)
        : jsonPieces(member);
      separator = ',';
    }
    yield '}';
  } else yield JSON.stringify(value) ?? 'null';
}

/** A list of objects, each in pieces of its own. */
function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [k, element] of list.entries()) {
    if (k > 0) yield ',';
    yield* jsonPieces(element);
  }
  yield ']';
}
