import { affine, NotAffine } from '../../language/affine.ts';
import { describeNode } from '../../language/describe.ts';
import type { Node } from '../../language/ir.ts';
import { some } from '../../language/visit.ts';
import type { CompiledProjection } from '../../network/compiled.ts';
import { NetworkError } from '../../network/error.ts';
import { limits } from './bits.ts';
import type { NeuronForm } from './neuron-form.ts';

/**
 * The weight that a spike adds, as an expression of the synapse's own parameters.
 * Throws `NetworkError` with a sentence that names what does not fit.
 */
export function weightNode(projection: CompiledProjection, neuron: NeuronForm): Node {
  const { index, program, delays } = projection;
  const { membrane, current } = neuron;
  const target = current ?? membrane;
  const would = `The chip's synapses add a fixed weight to the current of a neuron, as in ${target}_post += w`;
  const misfit = (field: string, sentence: string) =>
    new NetworkError(`projections.${index}.${field}`, `${sentence}. ${would}.`);
  const [pathway, other] = program.pathways;
  const learns = program.update.length > 0 || program.catchUp.length > 0;
  if (learns || program.pathways.some(({ side }) => side === 'post'))
    throw misfit(
      'model',
      "these synapses change with time, which is for the chip's learning engine, not for its fixed weights",
    );
  if (other) throw misfit('on_pre', 'a spike takes several pathways');
  const delay = delays[0] ?? 0;
  const longest = typeof delay === 'number' ? delay : delay.reduce((a, b) => Math.max(a, b), 0);
  if (longest > limits.delay)
    throw misfit(
      'delay',
      `a delay of ${longest} steps is longer than the ${limits.delay} that the chip's synapses can hold`,
    );
  const statements = pathway?.statements ?? [];
  const [statement, second] = statements;
  if (statement?.kind !== 'store' || second)
    throw misfit(
      'on_pre',
      statements.length === 0 ? 'a spike does nothing' : 'a spike does more than one thing',
    );
  const { slot, value } = statement;
  if (slot.owner !== 'post' || slot.name !== target)
    throw misfit(
      'on_pre',
      `a spike changes ${slot.name}${slot.owner === 'post' ? ' of the neuron' : ''}, not ${target}`,
    );
  const unknown = (leaf: Node) =>
    leaf.kind === 'slot' && leaf.slot.owner === 'post' && leaf.slot.name === target ? target : undefined;
  try {
    const { coefficients, rest } = affine(value, { unknown });
    const coefficient = coefficients.get(target);
    if (!coefficient || !isOne(coefficient))
      throw misfit('on_pre', `a spike sets ${target} to ${describeNode(value)}, and does not add to it`);
    const foreign = firstForeign(rest);
    if (foreign)
      throw misfit(
        'on_pre',
        `what a spike adds reads ${describeNode(foreign)}, which is no constant of the synapse`,
      );
    return rest;
  } catch (error) {
    if (error instanceof NotAffine)
      throw misfit('on_pre', `a spike sets ${target} to ${describeNode(value)}, and does not add to it`);
    throw error;
  }
}

/** 1, guarded against a refractory neuron or not. */
function isOne(node: Node): boolean {
  if (node.kind === 'constant') return node.value === 1;
  return (
    node.kind === 'apply' &&
    node.operation === 'select' &&
    node.arguments.slice(1).every((part) => isOne(part))
  );
}

function firstForeign(root: Node): Node | undefined {
  let found: Node | undefined;
  some(root, (node) => {
    const foreign =
      node.kind === 'draw' ||
      node.kind === 'array' ||
      (node.kind === 'slot' && node.slot.owner !== 'self') ||
      (node.kind === 'builtin' && !['i', 'j', 'dt', 'not_refractory'].includes(node.name));
    if (foreign) found ??= node;
    return foreign;
  });
  return found;
}
