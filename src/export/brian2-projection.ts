import { printEquations, printExpression, printStatements } from '../language/brian2.ts';
import { parseEquations, parseExpression, parseStatements } from '../language/parse.ts';
import { renameEquations, renameExpression, renameStatements } from '../language/rename.ts';
import type { CompiledNetwork, CompiledProjection } from '../network/compiled.ts';
import type { Endpoint, Projection } from '../network/network.ts';
import { type PathwayPlace, pathwaysInOrder } from '../network/order.ts';
import { listPathways, type PathwaySource } from '../network/pathways.ts';
import { brian2Method } from './brian2-method.ts';
import { synapseRenames } from './brian2-names.ts';
import { assignments, type Context, namespaceOf, type Owner, text, times } from './brian2-values.ts';
import { attribute, draws, integers, plainPython, pythonName, quote } from './python.ts';

/** The lines that make one projection: synapses, their values, delays and records. */
export function projectionLines(
  source: Projection,
  projection: CompiledProjection,
  compiled: CompiledNetwork,
  context: Context,
): string[] {
  const { index, program } = projection;
  const name = `synapses_${index}`;
  const path = `projections.${index}`;
  const pathways = listPathways(source);
  const listed = [
    ...[...pathways.pre, ...pathways.post].map(({ delay }) => delay),
    ...Object.values(source.parameters ?? {}),
    ...Object.values(source.initial ?? {}),
  ].some((value) => typeof value === 'object');
  // A list belongs to the synapses that were drawn here.
  const exact = context.exact || listed;
  const own = synapseRenames(projection, compiled);
  const renames = new Map([...context.renames, ...own]);
  const owner: Owner = {
    name,
    path,
    model: program.model,
    parameters: source.parameters,
    initial: source.initial,
    constants: projection.constants,
    state: projection.state,
    renames,
    exact,
  };
  const chosen = brian2Method(projection, compiled);
  // Brian2 has no such flag for synapses: the variables are added below.
  const model = printEquations(
    renameEquations(
      parseEquations(source.model ?? '', path).filter(
        ({ name: variable }) => !projection.links.has(variable),
      ),
      renames,
    ),
  );
  const members = [
    endpoint(source.from),
    endpoint(source.to),
    ...(model.trim() ? [`model=${quote(model)}`] : []),
    ...eventMembers('pre', pathways.pre, owner),
    ...eventMembers('post', pathways.post, owner),
    ...(chosen ? [`method='${chosen.method}'`] : []),
    `namespace=${namespaceOf(owner, context.arrays)}`,
  ];
  return [
    ...(chosen?.reason ? [`# Brian2 has no exact solution here: ${chosen.reason}.`] : []),
    ...(own.size > 0
      ? [
          `# In Brian2 synapses may not name theirs as the neurons do: ${[...own].map(([name, other]) => `${name} is ${other}`).join(', ')}.`,
        ]
      : []),
    `${name} = Synapses(\n    ${members.join(',\n    ')},\n)`,
    ...[...projection.links].map(([own, { population, variable }]) => {
      const home = pythonName(compiled.populations[population]?.name ?? '');
      return `${name}.variables.add_reference('${renames.get(own) ?? own}', ${home}, '${variable}', index='0')`;
    }),
    ...connectLines(source, projection, owner),
    ...assignments(owner),
    ...delayLines([...pathways.pre, ...pathways.post], projection, compiled.dt, owner),
    ...orderLines(projection, compiled, name),
    ...recordLines(projection, owner),
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
  { name, exact, renames = new Map() }: Owner,
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
    const condition = printExpression(
      renameExpression(parseExpression(connect.condition, 'condition'), renames),
    );
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

/** `on_pre='...'`, or by name; what does nothing is left out. */
function eventMembers(
  side: 'pre' | 'post',
  sources: readonly PathwaySource[],
  { path, renames = new Map() }: Owner,
): string[] {
  const texts = sources.flatMap(({ name, statements }): [string, string][] => {
    const text = printStatements(renameStatements(parseStatements(statements, path), renames));
    return text === '' ? [] : [[name, quote(text)]];
  });
  const [first] = texts;
  if (!first) return [];
  if (texts.length === 1 && first[0] === side) return [`on_${side}=${first[1]}`];
  return [`on_${side}={${texts.map(([name, text]) => `'${attribute(name)}': ${text}`).join(', ')}}`];
}

function delayLines(
  sources: readonly PathwaySource[],
  { delays, program }: CompiledProjection,
  dt: number,
  owner: Owner,
): string[] {
  return program.pathways.flatMap(({ name }, k) => {
    const { delay, delayPlace = 'delay' } = sources.find((source) => source.name === name) ?? {};
    const steps = delays[k] ?? 0;
    const set = (value: string) => [`${owner.name}.${attribute(name)}.delay = ${value}`];
    if (delay === undefined || steps === 0) return [];
    if (typeof delay === 'number') return set(`${delay}*second`);
    if (typeof delay === 'string' && !(owner.exact && draws(delay)))
      return set(plainPython(delay, `${owner.path}.${delayPlace}`) ?? text(owner, delay));
    if (typeof steps === 'number') return set(`${steps}*defaultclock.dt`);
    return set(times(Array.from(steps, (step) => step * dt)));
  });
}

/** Pathways of the same order act in that of the file; by default Brian2 goes by the objects' names. */
function orderLines(
  { index, program }: CompiledProjection,
  { populations, projections }: CompiledNetwork,
  name: string,
): string[] {
  // Neurons go before synapses in a step; a population has its place for its order.
  const after = populations.length + index;
  const own = program.update.length > 0 ? [`${name}.state_updater.order = ${after}`] : [];
  // Sums go before all neurons, in the order of the file.
  const before = projections.slice(index).reduce((count, other) => count + other.program.sums.length, 0);
  for (const [k, { name: variable, side }] of program.sums.entries())
    own.push(`${name}.summed_updaters['${variable}_${side}'].order = ${k - before}`);
  const ranks = pathwaysInOrder(projections);
  const usual = program.pathways.every(({ side, order }) => order === (side === 'pre' ? -1 : 1));
  if (projections.length < 2 && usual && program.pathways.length < 3) return own;
  const firstPost = ranks.findIndex((place) => sideAt(projections, place) === 'post');
  const zero = firstPost < 0 ? ranks.length : firstPost;
  return [
    ...own,
    ...program.pathways.map((pathway, k) => {
      const rank = ranks.findIndex((place) => place.projection === index && place.pathway === k);
      return `${name}.${attribute(pathway.name)}.order = ${rank < zero ? rank - zero : rank - zero + 1}`;
    }),
  ];
}

function sideAt(projections: CompiledNetwork['projections'], { projection, pathway }: PathwayPlace) {
  return projections[projection]?.program.pathways[pathway]?.side;
}

function recordLines({ probes }: CompiledProjection, { name, renames }: Owner): string[] {
  const [first] = probes;
  if (!first || first.every === 0) return [];
  const names = probes.map(({ variable }) => `'${renames?.get(variable) ?? variable}'`).join(', ');
  const interval = first.every > 1 ? `, dt=${first.every}*defaultclock.dt` : '';
  return [`${name}_states = StateMonitor(${name}, [${names}], record=${integers(first.indices)}${interval})`];
}
