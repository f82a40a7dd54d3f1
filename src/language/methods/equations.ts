/** What every integration method is given, and the pieces that several of them share. */
import { affine, NotAffine } from '../affine.ts';
import {
  apply,
  constant,
  DT,
  isZero,
  let_,
  local,
  mul,
  NOT_REFRACTORY,
  own,
  select,
  ZERO,
} from '../build.ts';
import { describeNode } from '../describe.ts';
import type { Node, Statement } from '../ir.ts';
import { Unfit } from '../linear.ts';
import { some, transform } from '../visit.ts';

/** dx/dt = drift + sum over noises of diffusion * xi, noise by noise (Brian2's f and g). */
export interface Equation {
  readonly drift: Node;
  /** By stream of the noise, `update/xi` or `update/xi_NAME`. */
  readonly diffusion: ReadonlyMap<string, Node>;
}

export interface Equations {
  readonly byVariable: ReadonlyMap<string, Equation>;
  /** Variables that stand still while the neuron is refractory. */
  readonly holds: ReadonlySet<string>;
  /** Streams of the noises in use. */
  readonly noises: readonly string[];
  /** Recorded arrays with more than one value a step. */
  readonly varyingArrays: ReadonlySet<string>;
  /** Names that statements write beside the integration: the reset's, and those of synapses. */
  readonly changing: ReadonlySet<string>;
}

/** The statements of one step; throws Unfit, with the reason, where the method cannot integrate the equations. */
export type Method = (equations: Equations) => Statement[];

const isNoise = (node: Node): string | undefined =>
  node.kind === 'draw' && /^update\/xi(_|$)/.test(node.stream) ? node.stream : undefined;

/** Separates noise from the rest. Throws Unfit where a noise does not enter linearly. */
export function splitNoise(
  derivatives: ReadonlyMap<string, Node>,
  more: Pick<Equations, 'holds' | 'varyingArrays' | 'changing'>,
): Equations {
  const noises = new Set<string>();
  const byVariable = new Map<string, Equation>();
  for (const [variable, derivative] of derivatives) {
    try {
      const { coefficients, rest } = affine(derivative, { unknown: isNoise });
      for (const stream of coefficients.keys()) noises.add(stream);
      byVariable.set(variable, { drift: rest, diffusion: coefficients });
    } catch (error) {
      if (!(error instanceof NotAffine)) throw error;
      throw new Unfit(
        `the noise in ${describeNode(error.term)} of the equation of ${variable} is not linear`,
      );
    }
  }
  return { ...more, byVariable, noises: [...noises] };
}

export function refuseNoise({ byVariable, noises }: Equations): void {
  if (noises.length === 0) return;
  const [variable] = [...byVariable].find(([, { diffusion }]) => diffusion.size > 0) ?? [''];
  throw new Unfit(`the equation of ${variable} has noise`);
}

/** A rate of change that is zero while the neuron is refractory, where the variable is held. */
export function held({ holds }: Equations, variable: string, rate: Node): Node {
  return holds.has(variable) && !isZero(rate) ? select(NOT_REFRACTORY, rate, ZERO) : rate;
}

export const readsRefractoriness = (node: Node): boolean => some(node, isRefractoriness);

/** A node as it is while the neuron is, or is not, refractory. */
export function whileRefractory(node: Node, refractory: boolean): Node {
  const known: Node = { kind: 'constant', value: refractory ? 0 : 1, type: 'boolean' };
  return transform(node, (inner) => (isRefractoriness(inner) ? known : undefined));
}

const isRefractoriness = (node: Node): boolean =>
  node.kind === 'builtin' && node.name === 'not_refractory' && node.owner === 'self';

/** The noises' increments over one step, sqrt(dt) times a standard normal number: variance dt. */
export function increments({ noises }: Equations): { lets: Statement[]; dW: ReadonlyMap<string, Node> } {
  const dW = new Map<string, Node>();
  const lets = noises.map((stream, k) => {
    const draw: Node = { kind: 'draw', distribution: 'normal', stream, type: 'real' };
    dW.set(stream, local(`noise${k}`));
    return let_(`noise${k}`, mul(apply('sqrt', DT), draw));
  });
  return { lets, dW };
}

/** The node at another state, and at another time where one is given. */
export function at(node: Node, state: ReadonlyMap<string, Node>, time?: Node): Node {
  return transform(node, (inner) => {
    if (inner.kind === 'slot' && inner.slot.owner === 'self') return state.get(inner.slot.name);
    return time && inner.kind === 'builtin' && inner.name === 't' ? time : undefined;
  });
}

/** Works out all new values from the old ones, then stores them. */
export function finish(values: ReadonlyMap<string, Node>): Statement[] {
  const lets: Statement[] = [];
  const stores: Statement[] = [];
  for (const [variable, value] of values) {
    lets.push(let_(`new_${variable}`, value));
    stores.push({ kind: 'store', slot: own(variable), value: local(`new_${variable}`) });
  }
  return [...lets, ...stores];
}

export const HALF = constant(0.5);
