import { printEquations, printExpression, printStatements } from '../language/brian2.ts';
import { parseEquations, parseExpression, parseStatements } from '../language/parse.ts';
import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';
import type { Endpoint, Projection } from '../network/network.ts';
import { brian2Method } from './brian2-method.ts';
import { assignments, namespaceOf, type Owner, times } from './brian2-values.ts';
import { draws, integers, plainPython, pythonName, quote } from './python.ts';

/** The lines that make one projection: synapses, their values, delays and records. */
export function projectionLines(
  source: Projection,
  projection: CompiledProjection,
  compiled: CompiledNetwork,
  context: { readonly arrays: ReadonlyMap<string, string>; readonly exact: boolean },
): string[] {
  const { index, program } = projection;
  const name = `synapses_${index}`;
  const path = `projections.${index}`;
  const listed = [
    source.delay,
    ...Object.values(source.parameters ?? {}),
    ...Object.values(source.initial ?? {}),
  ].some((value) => typeof value === 'object');
  // A list belongs to the synapses that were drawn here.
  const exact = context.exact || listed;
  const owner: Owner = {
    name,
    path,
    model: program.model,
    parameters: source.parameters,
    initial: source.initial,
    constants: projection.constants,
    state: projection.state,
    exact,
  };
  const chosen = brian2Method(projection, compiled);
  const statements = (text: string) => quote(printStatements(parseStatements(text, path)));
  const members = [
    endpoint(source.from),
    endpoint(source.to),
    ...(source.model?.trim() ? [`model=${quote(printEquations(parseEquations(source.model, path)))}`] : []),
    ...(program.onPre.length > 0 ? [`on_pre=${statements(source.on_pre ?? '')}`] : []),
    ...(program.onPost.length > 0 ? [`on_post=${statements(source.on_post ?? '')}`] : []),
    ...(chosen ? [`method='${chosen.method}'`] : []),
    `namespace=${namespaceOf(owner, context.arrays)}`,
  ];
  return [
    ...(chosen?.reason ? [`# Brian2 has no exact solution here: ${chosen.reason}.`] : []),
    `${name} = Synapses(\n    ${members.join(',\n    ')},\n)`,
    ...connectLines(source, projection, name, exact),
    ...assignments(owner),
    ...(program.onPre.length > 0 ? delayLines(source, projection, compiled.dt, owner) : []),
    ...orderLines(projection, compiled, name),
    ...recordLines(projection, name),
  ];
}

function endpoint(end: Endpoint): string {
  if (typeof end === 'string') return pythonName(end);
  return `${pythonName(end.population)}[${end.range[0]}:${end.range[1]}]`;
}

const startOf = (end: Endpoint): number => (typeof end === 'string' ? 0 : end.range[0]);

function connectLines(
  source: Projection,
  { sources, targets }: CompiledProjection,
  name: string,
  exact: boolean,
): string[] {
  const { connect = 'all-to-all' } = source;
  const pairs = () => {
    const [from, to] = [startOf(source.from), startOf(source.to)];
    const i = Array.from(sources, (k) => k - from);
    const j = Array.from(targets, (k) => k - to);
    return i.length === 0
      ? [`${name}.connect(False)`]
      : [`${name}.connect(i=${integers(i)}, j=${integers(j)})`];
  };
  if (connect === 'one-to-one') return [`${name}.connect(j='i')`];
  const autapses =
    (typeof connect === 'object' && 'autapses' in connect ? connect.autapses : undefined) ??
    source.autapses ??
    true;
  const apart = autapses ? undefined : selfless(source);
  if (connect === 'all-to-all' || 'all-to-all' in connect)
    return [`${name}.connect(${apart ? `condition=${quote(apart)}` : ''})`];
  if ('pairs' in connect) return pairs();
  if ('condition' in connect && (!exact || !draws(connect.condition))) {
    const condition = printExpression(parseExpression(connect.condition, 'condition'));
    return [`${name}.connect(condition=${quote(apart ? `(${condition}) and ${apart}` : condition)})`];
  }
  if (exact) return pairs();
  if ('probability' in connect)
    return [`${name}.connect(${apart ? `condition=${quote(apart)}, ` : ''}p=${connect.probability})`];
  if ('in_degree' in connect) return inDegreeLines(source, name, connect.in_degree, autapses);
  return pairs();
}

function selfless({ from, to }: Projection): string {
  const shift = startOf(from) - startOf(to);
  return shift === 0 ? 'i != j' : `i + ${startOf(from)} != j + ${startOf(to)}`;
}

/** Brian2 has no word for a fixed number of inputs: numpy draws the sources of each target. */
function inDegreeLines(source: Projection, name: string, degree: number, autapses: boolean): string[] {
  const shift = startOf(source.to) - startOf(source.from);
  const self = shift === 0 ? 'j' : `j + ${shift}`;
  const pool = autapses ? `len(${name}.source)` : `[i for i in range(len(${name}.source)) if i != ${self}]`;
  return [
    `${name}.connect(`,
    `    i=np.concatenate([np.sort(np.random.choice(${pool}, ${degree}, replace=False)) for j in range(len(${name}.target))]),`,
    `    j=np.repeat(np.arange(len(${name}.target)), ${degree}),`,
    ')',
  ];
}

function delayLines(source: Projection, { delays }: CompiledProjection, dt: number, owner: Owner): string[] {
  const { delay } = source;
  const set = (value: string) => [`${owner.name}.pre.delay = ${value}`];
  if (delay === undefined || delays === 0) return [];
  if (typeof delay === 'number') return set(`${delay}*second`);
  if (typeof delay === 'string' && !(owner.exact && draws(delay)))
    return set(plainPython(delay, `${owner.path}.delay`) ?? quote(delay));
  if (typeof delays === 'number') return set(`${delays}*defaultclock.dt`);
  return set(times(Array.from(delays, (steps) => steps * dt)));
}

/** Arriving spikes act in the order of the file; by default Brian2 goes by the objects' names. */
function orderLines(
  { index, program }: CompiledProjection,
  { populations, projections }: CompiledNetwork,
  name: string,
): string[] {
  // Neurons go before synapses in a step; a population has its place for its order.
  const after = populations.length + index;
  const own = program.update.length > 0 ? [`${name}.state_updater.order = ${after}`] : [];
  if (projections.length < 2) return own;
  return [
    ...own,
    ...(program.onPre.length > 0 ? [`${name}.pre.order = ${index - projections.length}`] : []),
    ...(program.onPost.length > 0 ? [`${name}.post.order = ${index + 1}`] : []),
  ];
}

function recordLines({ probes }: CompiledProjection, name: string): string[] {
  const [first] = probes;
  if (!first || first.every === 0) return [];
  const names = probes.map(({ variable }) => `'${variable}'`).join(', ');
  const interval = first.every > 1 ? `, dt=${first.every}*defaultclock.dt` : '';
  return [`${name}_states = StateMonitor(${name}, [${names}], record=${integers(first.indices)}${interval})`];
}
