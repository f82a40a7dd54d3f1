/** Names by which a synapse reaches the neurons that it joins: `v_pre`, `v_post`, and bare `v` for the latter. */
import type { CheckedPopulation } from './checked.ts';
import { builtinNode } from './inline.ts';
import type { Node } from './ir.ts';
import { isBuiltin } from './names.ts';
import type { Found } from './scope.ts';
import { leaf } from './typed.ts';
import { children, rebuild } from './visit.ts';

export interface Sides {
  readonly pre?: CheckedPopulation | undefined;
  readonly post?: CheckedPopulation | undefined;
}

export function neighbour(name: string, sides: Sides): Found {
  const suffix = /^(.+)_(pre|post)$/.exec(name);
  if (!suffix) return read(name, sides.post, 'post');
  const [, bare = '', owner] = suffix;
  if (owner !== 'pre' && owner !== 'post') return undefined;
  if (isBuiltin(bare)) {
    if (bare === 'i' || bare === 'j') return builtinNode(owner === 'pre' ? 'i' : 'j', 'self');
    return builtinNode(bare, bare === 't' || bare === 'dt' ? 'self' : owner);
  }
  return read(bare, sides[owner], owner);
}

/** What may be suggested for a misspelt name: `v_post` and the like. */
export function neighbourNames({ pre, post }: Sides): string[] {
  const names = (side: CheckedPopulation | undefined) => [...(side?.model.variables.keys() ?? [])];
  return [
    ...names(post).map((name) => `${name}_post`),
    ...names(pre).map((name) => `${name}_pre`),
    ...names(post),
    'N_pre',
    'N_post',
  ];
}

function read(name: string, side: CheckedPopulation | undefined, owner: 'pre' | 'post'): Found {
  const variable = side?.model.variables.get(name);
  if (!side || !variable) return undefined;
  if (variable.kind !== 'subexpression')
    return leaf({ kind: 'slot', slot: { owner, name }, type: variable.type }, variable.dimension);
  const node = side.subexpressions.get(name);
  if (!node) return undefined;
  const { size, depth } = measure(node);
  return { node: moved(node, owner), dimension: variable.dimension, size, depth };
}

type Measure = { readonly size: number; readonly depth: number };
const measures = new WeakMap<Node, Measure>();

/** Size and depth of a tree, shared parts counted every time. */
export function measure(node: Node): Measure {
  const known = measures.get(node);
  if (known) return known;
  const parts = children(node).map(measure);
  const answer = {
    size: parts.reduce((sum, part) => sum + part.size, 1),
    depth: 1 + Math.max(0, ...parts.map((part) => part.depth)),
  };
  measures.set(node, answer);
  return answer;
}

const moves = { pre: new WeakMap<Node, Node>(), post: new WeakMap<Node, Node>() };

/** A neuron's expression as its synapse sees it: the neuron's `self` becomes `pre` or `post`. Shared parts stay so. */
function moved(node: Node, owner: 'pre' | 'post'): Node {
  const known = moves[owner].get(node);
  if (known) return known;
  const answer = move(node, owner);
  moves[owner].set(node, answer);
  return answer;
}

function move(node: Node, owner: 'pre' | 'post'): Node {
  switch (node.kind) {
    case 'slot':
      return { ...node, slot: { ...node.slot, owner } };
    case 'builtin':
      if (node.name === 'i') return { ...node, name: owner === 'pre' ? 'i' : 'j', owner: 'self' };
      return node.name === 't' || node.name === 'dt' ? node : { ...node, owner };
    default:
      return rebuild(node, (child) => moved(child, owner));
  }
}
