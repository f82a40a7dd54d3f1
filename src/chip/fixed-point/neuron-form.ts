import { NotAffine } from '../../language/affine.ts';
import { ZERO } from '../../language/build.ts';
import { crossingOf } from '../../language/crossing.ts';
import { describeNode } from '../../language/describe.ts';
import type { Node } from '../../language/ir.ts';
import { linearEquations, Unfit } from '../../language/linear.ts';
import type { PopulationProgram } from '../../language/model.ts';
import { drawsNumbers, some } from '../../language/visit.ts';
import type { CompiledPopulation } from '../../network/compiled.ts';
import { NetworkError } from '../../network/error.ts';

/** A population whose equations are the chip's: tau dv/dt = -v + R I + constants, tau_s dI/dt = -I. All nodes read parameters only. */
export interface NeuronForm {
  readonly membrane: string;
  /** The variable that synapses add to, with a decay of its own; absent where they add to the membrane. */
  readonly current?: string;
  /** dv/dt = leak*v + gain*I + drive, dI/dt = decay*I. */
  readonly leak: Node;
  readonly gain: Node;
  readonly decay: Node;
  readonly drive: Node;
  /** The membrane fires above `threshold.of / threshold.by`. */
  readonly threshold: { readonly of: Node; readonly by: Node };
  readonly reset: Node;
  /** Seconds. */
  readonly refractory?: Node;
  /** Whether a step of the chip is to be a step of Euler's, or exact. */
  readonly euler: boolean;
}

const wanted =
  'The chip computes leaky integrate-and-fire neurons with one synaptic current, such as dv/dt = (E - v + R*I)/tau and dI/dt = -I/tau_s';

/** Equations that are not those of the chip's neuron. */
export class Misfit extends NetworkError {
  constructor(
    path: string,
    /** What does not fit, without what would. */
    readonly fault: string,
    would: string,
  ) {
    super(path, `${fault}. ${would}.`);
  }
}

/** Throws `Misfit` with a sentence that names what does not fit, and what would; noise may be left out of account. */
export function neuronForm({ name, program }: CompiledPopulation, { noise = false } = {}): NeuronForm {
  if (!program) throw new RangeError(`${name} has no equations.`);
  const misfit = (field: string, fault: string, would = wanted) =>
    new Misfit(`populations.${name}.${field}`, fault, would);
  refuseWhatComesFromElsewhere(program, misfit);
  if (!noise) refuseNoise(program, misfit);
  const { variables, matrix, input } = linear(program, misfit);
  const { threshold } = program;
  if (!threshold)
    throw misfit(
      'threshold',
      'there is no threshold',
      'The chip takes the scale of its integers from the threshold, such as v > theta',
    );
  const crossing = thresholdOf(threshold, variables, misfit);
  const { membrane } = crossing;
  const [current, other] = variables.filter((variable) => variable !== membrane);
  if (other !== undefined)
    throw misfit(
      'equations',
      `beside ${membrane} there are ${variables.length - 1} variables with an equation (${variables.filter((variable) => variable !== membrane).join(', ')}), and a neuron of the chip has one current`,
    );
  const at = (row: string, column: string) =>
    matrix[variables.indexOf(row)]?.[variables.indexOf(column)] ?? ZERO;
  if (current !== undefined) {
    if (at(current, membrane) !== ZERO)
      throw misfit('equations', `d${current}/dt reads ${membrane}, and the chip's current decays by itself`);
    const constant = input[variables.indexOf(current)] ?? ZERO;
    if (constant !== ZERO)
      throw misfit(
        'equations',
        `d${current}/dt has the term ${describeNode(constant)}, and the chip's current decays to 0`,
      );
  }
  return {
    membrane,
    ...(current === undefined ? {} : { current }),
    leak: at(membrane, membrane),
    gain: current === undefined ? ZERO : at(membrane, current),
    decay: current === undefined ? ZERO : at(current, current),
    drive: input[variables.indexOf(membrane)] ?? ZERO,
    threshold: crossing,
    reset: resetOf(program, membrane, misfit),
    ...refractoryOf(program, membrane, current, misfit),
    euler: program.method?.name === 'euler',
  };
}

type Refuse = (field: string, fault: string, would?: string) => Misfit;

function refuseWhatComesFromElsewhere({ model }: PopulationProgram, misfit: Refuse): void {
  for (const { name, flags } of model.variables.values()) {
    if (flags.has('summed') || flags.has('linked'))
      throw misfit('equations', `${name} comes from elsewhere in every step`);
  }
}

function refuseNoise({ update }: PopulationProgram, misfit: Refuse): void {
  if (drawsNumbers(update))
    throw misfit('equations', "the equations draw random numbers, and the chip's neuron has no noise");
}

function linear(program: PopulationProgram, misfit: Refuse) {
  try {
    const equations = linearEquations(program.derivatives);
    equations.variables.forEach((variable, row) => {
      for (const part of [...(equations.matrix[row] ?? []), equations.input[row] ?? ZERO]) {
        const array = find(part, (node) => node.kind === 'array');
        if (array)
          throw misfit(
            'equations',
            `d${variable}/dt reads the recorded array ${describeNode(array)}, and the chip's bias is constant`,
          );
        refuseState(program, part, `d${variable}/dt`, 'equations', misfit);
      }
    });
    return equations;
  } catch (error) {
    if (error instanceof Unfit) throw misfit('equations', error.message);
    throw error;
  }
}

function thresholdOf(node: Node, variables: readonly string[], misfit: Refuse) {
  const text = describeNode(node);
  const problem = () =>
    misfit('threshold', `${text} is not one variable above a constant`, 'The chip tests v > theta');
  try {
    const crossing = crossingOf(node, variables);
    if (!crossing || !constantIn(crossing.of) || !constantIn(crossing.by)) throw problem();
    const { variable: membrane, of, by } = crossing;
    return { membrane, of, by };
  } catch (error) {
    throw error instanceof NotAffine ? problem() : error;
  }
}

/** No time, no random number: what is left are parameters. */
const constantIn = (node: Node) =>
  !some(
    node,
    (part) => part.kind === 'draw' || part.kind === 'array' || (part.kind === 'builtin' && part.name === 't'),
  );

function resetOf({ reset, model, derivatives }: PopulationProgram, membrane: string, misfit: Refuse): Node {
  const would = `The chip resets the membrane to a fixed value, such as ${membrane} = V_r`;
  const [first, second] = reset;
  if (first?.kind !== 'store' || second)
    throw misfit('reset', reset.length === 0 ? 'nothing is reset' : 'more than the membrane is reset', would);
  if (first.slot.name !== membrane)
    throw misfit('reset', `${first.slot.name} is reset, not ${membrane}`, would);
  const state = find(first.value, (node) => node.kind === 'slot' && derivatives.has(node.slot.name));
  if (state || !constantIn(first.value) || model.variables.get(membrane)?.type === 'boolean')
    throw misfit('reset', `${membrane} is set to ${describeNode(first.value)}, which changes`, would);
  return first.value;
}

function refractoryOf(
  { refractory, model, derivatives }: PopulationProgram,
  membrane: string,
  current: string | undefined,
  misfit: Refuse,
): { readonly refractory?: Node } {
  const held = (name: string | undefined) =>
    name !== undefined && model.variables.get(name)?.flags.has('unless refractory') === true;
  if (held(current))
    throw misfit('equations', `${current} is held while refractory, and the chip's current goes on`);
  if (!refractory) return {};
  const state = find(refractory.value, (node) => node.kind === 'slot' && derivatives.has(node.slot.name));
  if (refractory.kind !== 'time' || state || !constantIn(refractory.value))
    throw misfit(
      'refractory',
      `${describeNode(refractory.value)} is not a constant time`,
      'The chip counts a fixed number of steps',
    );
  if (!held(membrane))
    throw misfit(
      'equations',
      `${membrane} goes on while refractory, and the chip holds it`,
      `Write (unless refractory) after d${membrane}/dt`,
    );
  return { refractory: refractory.value };
}

function refuseState(
  program: PopulationProgram,
  node: Node,
  what: string,
  field: string,
  misfit: Refuse,
): void {
  const slot = find(
    node,
    (part) => part.kind === 'slot' && program.model.variables.get(part.slot.name)?.kind === 'differential',
  );
  if (slot) throw misfit(field, `${what} has a factor that reads ${describeNode(slot)}`);
}

function find(root: Node, test: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined;
  some(root, (node) => {
    if (!test(node)) return false;
    found ??= node;
    return true;
  });
  return found;
}
