import type { Population, Value } from '../../network/network.ts';
import type { Arriving } from './couplings.ts';
import { NirError, type NirNode, type NirValue, numbersOf } from './graph.ts';
import type { LinearMap } from './linear-map.ts';
import { neuronParameters } from './shapes.ts';

/** A leaky integrator whose potential another node takes neuron by neuron: one more variable there. */
export interface Current {
  /** What its variable is called. */
  readonly name: string;
  readonly node: NirNode;
  /** In the file. */
  readonly path: string;
  /** What else arrives at it all the time. */
  readonly bias?: Float64Array | undefined;
  /** Its way to the neurons: diagonal. */
  readonly gain: LinearMap;
}

export interface NeuronOptions {
  readonly size: number;
  /** Overrides what the file says. */
  readonly reset?: 'set' | 'subtract' | undefined;
  readonly recorded: boolean;
}

/** In the equations: time constants in seconds, all else without unit; `r` of an integrator is a rate. */
const units: Readonly<Record<string, string>> = { tau: 'second', tau_mem: 'second', tau_syn: 'second' };

/** A node of neurons as a population. Potentials have no unit in NIR and so none here. */
export function populationOf(
  name: string,
  node: NirNode,
  { bias }: Pick<Arriving, 'bias'>,
  currents: readonly Current[],
  { size, reset, recorded }: NeuronOptions,
): Population {
  const { type } = node;
  const text = new Equations(size);
  const leaks = type !== 'IF' && type !== 'I';
  for (const parameter of neuronParameters[type] ?? []) {
    if (parameter === 'v_reset' && !node.parameters.has('v_reset')) continue;
    const unit = parameter === 'r' && !leaks ? 'Hz' : (units[parameter] ?? '1');
    text.declare(parameter, unit, numbersFor(node, name, parameter));
  }
  const arriving = [
    ...(bias ? [text.declare('bias', '1', bias)] : []),
    ...currents.map((current) => `${gainOf(current, size, text)}${current.name}`),
  ];
  const input = arriving.length > 1 ? `(${arriving.join(' + ')})` : arriving[0];
  const cuba = type === 'CubaLIF' || type === 'CubaLI';
  const felt = cuba ? 'I' : input;
  const drive = felt === undefined ? '' : ` + r*${felt}`;
  if (leaks) text.differential('v', `(v_leak - v${drive})/${cuba ? 'tau_mem' : 'tau'}`);
  else text.differential('v', `r*${input ?? '0'}`);
  if (cuba) text.differential('I', `(-I${input === undefined ? '' : ` + w_in*${input}`})/tau_syn`);
  for (const current of currents) declareCurrent(current, text);
  const initial: Record<string, Value> = {
    ...initialOf(node, 'initial_v', 'v', size),
    ...(cuba ? initialOf(node, 'initial_i', 'I', size) : {}),
  };
  for (const current of currents)
    Object.assign(initial, initialOf(current.node, 'initial_v', current.name, size));
  const fires = node.parameters.has('v_threshold');
  return {
    size,
    equations: text.lines.join('\n'),
    method: 'exact',
    ...(fires ? { threshold: 'v > v_threshold', reset: resetOf(node, reset, text) } : {}),
    parameters: text.parameters,
    ...(Object.keys(initial).length > 0 ? { initial } : {}),
    ...(recorded || !fires ? { record: ['v'] } : {}),
  };
}

class Equations {
  readonly lines: string[] = [];
  readonly parameters: Record<string, Value> = {};

  constructor(private readonly size: number) {}

  /** One value where all are the same. */
  declare(name: string, unit: string, values: Float64Array): string {
    this.lines.push(`${name} : ${unit} (constant)`);
    this.parameters[name] = listed(values, this.size);
    return name;
  }

  differential(name: string, rate: string): void {
    this.lines.splice(
      this.lines.findLastIndex((line) => line.startsWith('d')) + 1,
      0,
      `d${name}/dt = ${rate} : 1`,
    );
  }
}

function declareCurrent({ name, node, path, bias }: Current, text: Equations): void {
  const own = (parameter: string, unit: string) =>
    text.declare(`${parameter}_${name}`, unit, numbersFor(node, path, parameter));
  const leak = own('v_leak', '1');
  const r = own('r', '1');
  const drive = bias ? ` + ${r}*${text.declare(`bias_${name}`, '1', bias)}` : '';
  text.differential(name, `(${leak} - ${name}${drive})/${own('tau', 'second')}`);
}

function gainOf({ name, gain }: Current, size: number, text: Equations): string {
  const values = new Float64Array(size);
  for (const [k, source] of gain.sources.entries()) values[source] = gain.weights[k] as number;
  return values.every((value) => value === 1) ? '' : `${text.declare(`gain_${name}`, '1', values)}*`;
}

/** Parameters that older files leave out: a `v_reset` of 0, a `w_in` of 1. */
function numbersFor(node: NirNode, name: string, parameter: string): Float64Array {
  if (parameter === 'w_in' && !node.parameters.has('w_in')) return Float64Array.of(1);
  return numbersOf(node, name, parameter).values;
}

function resetOf(node: NirNode, asked: 'set' | 'subtract' | undefined, text: Equations): string {
  const kind = asked ?? (node.metadata.get('reset') === 'subtract' ? 'subtract' : 'set');
  if (kind === 'subtract') return 'v -= v_threshold';
  if (!node.parameters.has('v_reset')) text.declare('v_reset', '1', Float64Array.of(0));
  return 'v = v_reset';
}

function initialOf(node: NirNode, key: string, variable: string, size: number): Record<string, Value> {
  const value: NirValue | undefined = node.metadata.get(key);
  if (typeof value !== 'object') return {};
  if (value.values.length !== 1 && value.values.length !== size)
    throw new NirError(`the metadata "${key}" have ${value.values.length} values for ${size} neurons.`);
  return { [variable]: listed(value.values, size) };
}

/** One number where all are the same. */
export function listed(values: Float64Array, size = values.length): Value {
  const [first = 0] = values;
  if (values.length === 1 || values.every((value) => value === first)) return first;
  if (values.length !== size) throw new NirError(`${values.length} values are given for ${size} neurons.`);
  return [...values];
}
