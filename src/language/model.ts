import type { Expression, Span } from './ast.ts';
import type { Node, Statement, ValueType } from './ir.ts';

/** Exponents of metre, kilogram, second, ampere, kelvin, mole, candela. */
export type Dimension = readonly [number, number, number, number, number, number, number];

export interface Quantity {
  /** In SI base units; 1 or 0 for a boolean. */
  readonly value: number;
  readonly dimension: Dimension;
  readonly type: ValueType;
}

export type VariableFlag =
  | 'unless refractory'
  | 'constant'
  | 'constant over dt'
  | 'shared'
  | 'summed'
  | 'linked'
  | 'event-driven'
  | 'clock-driven';

export interface Variable {
  readonly name: string;
  readonly kind: 'differential' | 'subexpression' | 'parameter';
  readonly type: ValueType;
  readonly dimension: Dimension;
  /** As written: `volt`, `amp/meter**2`, `1`. */
  readonly unit: string;
  readonly flags: ReadonlySet<VariableFlag>;
  /** The right-hand side; absent for a parameter. */
  readonly expression?: Expression;
  readonly nameSpan: Span;
}

/** What the integration methods and the emitters are given: every name resolved and every dimension checked. */
export interface Model {
  readonly source: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Names that are used but not declared, with the dimension of the value that the namespace gives them. */
  readonly constants: ReadonlyMap<string, Dimension>;
}

export type MethodName = 'exact' | 'exponential_euler' | 'euler' | 'rk2' | 'rk4' | 'heun' | 'milstein';

export interface MethodChoice {
  readonly name: MethodName;
  /** True where the file named none and the order exact, euler, heun decided. */
  readonly automatic: boolean;
  /** A word of warning, for example Euler on a stiff conductance model. */
  readonly warning?: string;
}

/** Everything that a step of a population does, ready for an emitter. */
export interface PopulationProgram {
  readonly model: Model;
  /** Absent where no variable has a differential equation. */
  readonly method?: MethodChoice;
  /** State update over one step, holds for `unless refractory` included. */
  readonly update: readonly Statement[];
  readonly threshold?: Node;
  readonly reset: readonly Statement[];
  readonly refractory?:
    | { readonly kind: 'time'; readonly value: Node }
    | { readonly kind: 'condition'; readonly value: Node };
  /** Right-hand sides dx/dt without noise, for phase planes; slots of `self`, subexpressions inlined. */
  readonly derivatives: ReadonlyMap<string, Node>;
  /** Subexpressions as nodes, for probes. */
  readonly subexpressions: ReadonlyMap<string, Node>;
}

/** Whose spikes do something at a synapse. */
export type Side = 'pre' | 'post';

/** What the spikes of one side do at each synapse that they reach. */
export interface Pathway {
  readonly name: string;
  readonly side: Side;
  /** Within a step pathways of all projections act in this order; those of the same order as in the file. */
  readonly order: number;
  readonly statements: readonly Statement[];
}

/** A parameter of the joined neurons that is set to the sum of a value over their synapses, before every step. */
export interface Sum {
  readonly side: Side;
  readonly name: string;
  readonly value: Node;
}

/** Everything that a projection does. Writes to `post` variables held by a refractory neuron are already guarded. */
export interface ProjectionProgram {
  readonly model: Model;
  /** How the clock-driven variables are integrated; absent where there are none. */
  readonly method?: MethodChoice;
  /** In the order of the file. */
  readonly sums: readonly Sum[];
  /** The clock-driven variables over one step. */
  readonly update: readonly Statement[];
  /** Brings the event-driven variables up to date by their exact solution over `elapsed`: before every pathway. */
  readonly catchUp: readonly Statement[];
  /** Those that do something, in the order of the file: of presynaptic spikes, then of postsynaptic ones. */
  readonly pathways: readonly Pathway[];
  /** dx/dt of the synapses' own differential equations, clock-driven and event-driven; absent where none. */
  readonly derivatives?: ReadonlyMap<string, Node>;
  /** Subexpressions of the synapses' model, for probes; absent where none. */
  readonly subexpressions?: ReadonlyMap<string, Node>;
}
