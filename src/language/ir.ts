/**
 * The checked tree from which everything is emitted: WebAssembly, GLSL and the reference interpreter read the same
 * nodes. Values are in SI base units, names are resolved, subexpressions are inlined, units are gone.
 */

export type ValueType = 'real' | 'integer' | 'boolean';

/** Whose variable: the population's (or synapse's) own, or that of the synapse's pre- or post-synaptic neuron. */
export type Owner = 'self' | 'pre' | 'post';

/** A stored value: a state variable, a parameter, or a constant of the owner's namespace. */
export interface Slot {
  readonly owner: Owner;
  readonly name: string;
}

export type Builtin =
  | 't'
  | 'dt'
  | 'i'
  | 'j'
  | 'N'
  /** True where the neuron is not refractory (network-format.md, Meaning 4). */
  | 'not_refractory'
  /** Time of the last spike in seconds; -1e4 before the first, as in Brian2. */
  | 'lastspike'
  /**
   * Seconds since a synapse's event-driven variables were last brought up to date, at first since the run began.
   * Nothing that is written can name it: it stands in `catchUp` only.
   */
  | 'elapsed';

export type Operation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  /** Rounds towards minus infinity. */
  | 'floordiv'
  /** Takes the sign of the divisor, as in Python. */
  | 'mod'
  | 'pow'
  | 'neg'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'eq'
  | 'ne'
  | 'and'
  | 'or'
  | 'not'
  /** select(condition, whenTrue, whenFalse); both sides are evaluated. */
  | 'select'
  | 'exp'
  | 'expm1'
  /** (exp(x) - 1) / x, and 1 at 0. */
  | 'exprel'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'arcsin'
  | 'arccos'
  | 'arctan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'ceil'
  /** Truncates a real, turns a boolean into 0 or 1. */
  | 'int'
  | 'min'
  | 'max';

export type Node =
  | { readonly kind: 'constant'; readonly value: number; readonly type: ValueType }
  | { readonly kind: 'slot'; readonly slot: Slot; readonly type: ValueType }
  | {
      readonly kind: 'builtin';
      readonly name: Builtin;
      readonly owner: Owner;
      readonly type: ValueType;
    }
  | { readonly kind: 'local'; readonly name: string; readonly type: ValueType }
  | {
      readonly kind: 'apply';
      readonly operation: Operation;
      readonly arguments: readonly Node[];
      readonly type: ValueType;
    }
  /**
   * A counter-based random number: uniform in [0, 1) or standard normal. `stream` is a stable name of the place that
   * draws (`update/xi`, `threshold/rand/0`), to which the engine adds the owner's name (`random.ts`).
   */
  | {
      readonly kind: 'draw';
      readonly distribution: 'uniform' | 'normal';
      readonly stream: string;
      readonly type: 'real';
    }
  /** A recorded array read at a time (and column): network-format.md, `arrays`. */
  | {
      readonly kind: 'array';
      readonly name: string;
      readonly time: Node;
      readonly column?: Node;
      readonly type: 'real';
    }
  /**
   * An entry of the propagator of a linear system x' = A x + b over one step: `state` is exp(A dt)[row][column],
   * `input` is (integral from 0 to dt of exp(A s) ds)[row][column] (Rotter and Diesmann 1999). The engine computes
   * it in 64 bit from the values that A holds now (`propagator.ts`), once for all neurons where A is uniform and once
   * a neuron where it is not, and again when one of them changes; so equal time constants and singular systems need
   * no special case.
   */
  | {
      readonly kind: 'propagator';
      readonly system: LinearSystem;
      readonly part: 'state' | 'input';
      readonly row: number;
      readonly column: number;
      readonly type: 'real';
    };

export interface LinearSystem {
  /** Stable within a program; two nodes with the same id share one propagator. */
  readonly id: string;
  readonly variables: readonly string[];
  /** A, row by row; each entry reads only values that stay constant through a step and are not state. */
  readonly matrix: readonly (readonly Node[])[];
}

/** Statements run in order; a read sees what an earlier statement stored. */
export type Statement =
  | { readonly kind: 'let'; readonly name: string; readonly value: Node }
  | { readonly kind: 'store'; readonly slot: Slot; readonly value: Node };
