import { printEquations, printExpression, printStatements } from '../language/brian2.ts';
import { parseEquations, parseExpression, parseStatements } from '../language/parse.ts';
import { type Renames, renameEquations, renameExpression, renameStatements } from '../language/rename.ts';
import type { CompiledNetwork, CompiledPopulation, Probe } from '../network/compiled.ts';
import type { Network, Population } from '../network/network.ts';
import { type Brian2Change, runLines } from './brian2-changes.ts';
import { brian2Method } from './brian2-method.ts';
import { arrayRenames } from './brian2-names.ts';
import { projectionLines } from './brian2-projection.ts';
import { assignments, type Context, namespaceOf, type Owner } from './brian2-values.ts';
import { integers, plainPython, pythonName, quote } from './python.ts';

export interface Brian2Options {
  readonly title: string;
  /** Seconds. */
  readonly duration: number;
  /** What is set on the way, ordered by step. */
  readonly changes?: readonly Brian2Change[];
  /**
   * `pairs` writes down the very synapses and values that were drawn here, so that both run the same network;
   * `expressions` lets Brian2 draw its own, alike in their statistics. Absent: pairs up to 2,000 synapses.
   */
  readonly connections?: 'pairs' | 'expressions';
}

const FEW_SYNAPSES = 2000;

/**
 * A Brian2 script (Python) that runs a network: equations, methods, values, synapses, inputs and records, with the
 * order of projections that the file has. `compiled` is what the network was compiled to.
 */
export function exportBrian2(network: Network, compiled: CompiledNetwork, options: Brian2Options): string {
  const synapses = compiled.projections.reduce((sum, { targets }) => sum + targets.length, 0);
  const exact = (options.connections ?? (synapses <= FEW_SYNAPSES ? 'pairs' : 'expressions')) === 'pairs';
  const renames = arrayRenames(compiled);
  const names = [...compiled.arrays.keys()];
  const arrays = new Map(names.map((name) => [renames.get(`${name}()`) ?? name, `array_${name}`] as const));
  const context: Context = { arrays, renames, exact };
  const sections = [
    [
      `"""${options.title.replace(/["\\]/g, "'")}: exported from Spikebook for Brian2 2.5 or later."""`,
      'from brian2 import *',
      '',
      `seed(${compiled.seed})`,
      `defaultclock.dt = ${plainPython(network.dt, 'dt') ?? `${compiled.dt}*second`}`,
    ],
    arrayLines(network, renames),
    ...compiled.populations.map((population, place) => {
      const source = network.populations[population.name];
      return source ? populationLines(source, population, compiled, place, context) : [];
    }),
    ...compiled.projections.map((projection, place) => {
      const source = network.projections?.[place];
      return source ? projectionLines(source, projection, compiled, context) : [];
    }),
    [
      '# What is not named above is not looked for among the names of this script.',
      ...runLines(compiled, options.duration, options.changes ?? []),
      '',
      ...compiled.populations.filter(fires).map(({ name, size }) => {
        const python = pythonName(name);
        return `print(f'${name}: {${python}_spikes.num_spikes} spikes, {${python}_spikes.num_spikes/${size}/${options.duration}:.2f} Hz')`;
      }),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function arrayLines(network: Network, renames: Renames): string[] {
  return Object.entries(network.arrays ?? {}).flatMap(([name, { values, dt }]) => {
    const other = renames.get(`${name}()`);
    const single = values.every((row) => row.length === 1);
    const rows = values.map((row) => (single ? String(row[0]) : `[${row.join(', ')}]`));
    return [
      ...(other ? [`# Brian2 has one name for an array and a variable: ${name}(t) is ${other}(t).`] : []),
      `array_${name} = TimedArray([${rows.join(', ')}], dt=${plainPython(dt, `arrays.${name}.dt`) ?? quote(dt)})`,
    ];
  });
}

function populationLines(
  source: Population,
  population: CompiledPopulation,
  compiled: CompiledNetwork,
  place: number,
  context: Context,
): string[] {
  const { name, size, program, spikes } = population;
  const python = pythonName(name);
  const path = `populations.${name}`;
  if (spikes)
    return [
      `${python} = SpikeGeneratorGroup(${size}, ${integers(spikes.indices)}, array(${integers(spikes.steps)})*defaultclock.dt, order=${place})`,
      ...monitorLines(population),
    ];
  if (!program) return [];
  const owner: Owner = {
    name: python,
    path,
    model: program.model,
    parameters: source.parameters,
    initial: source.initial,
    constants: population.constants,
    state: population.state,
    renames: context.renames,
    exact: context.exact,
  };
  const equations = printEquations(
    renameEquations(parseEquations(source.equations ?? '', `${path}.equations`), context.renames),
  );
  const chosen = brian2Method(population, compiled);
  const members = [
    quote(equations),
    ...(source.threshold !== undefined
      ? [`threshold=${expression(source.threshold, path, context)}`]
      : feeds(compiled, place)
        ? ["threshold='False'"]
        : []),
    ...(source.reset !== undefined && source.threshold !== undefined && source.reset.trim() !== ''
      ? [
          `reset=${quote(printStatements(renameStatements(parseStatements(source.reset, `${path}.reset`), context.renames)))}`,
        ]
      : []),
    ...(source.refractory !== undefined
      ? [`refractory=${plainPython(source.refractory, path) ?? expression(source.refractory, path, context)}`]
      : []),
    ...(chosen ? [`method='${chosen.method}'`] : []),
    `namespace=${namespaceOf(owner, context.arrays)}`,
    `order=${place}`,
  ];
  return [
    ...(chosen?.reason ? [`# Brian2 has no exact solution here: ${chosen.reason}.`] : []),
    `${python} = NeuronGroup(\n    ${[size, ...members].join(',\n    ')},\n)`,
    ...assignments(owner),
    ...monitorLines(population),
  ];
}

const expression = (text: string, path: string, { renames }: Context): string =>
  quote(printExpression(renameExpression(parseExpression(text, path), renames)));

function fires({ program, spikes }: CompiledPopulation): boolean {
  return spikes !== undefined || program?.threshold !== undefined;
}

/** Whether a projection needs this population's spikes; Brian2 asks for a threshold then. */
function feeds({ projections }: CompiledNetwork, place: number): boolean {
  return projections.some(({ from, to, program }) =>
    program.pathways.some(({ side }) => place === (side === 'pre' ? from : to)),
  );
}

function monitorLines(population: CompiledPopulation): string[] {
  const python = pythonName(population.name);
  const lines = fires(population) ? [`${python}_spikes = SpikeMonitor(${python})`] : [];
  const [first] = population.probes;
  if (first) lines.push(`${python}_states = ${stateMonitor(python, population.probes, first)}`);
  return lines;
}

/** All probes of an owner share indices and interval. */
function stateMonitor(python: string, probes: readonly Probe[], { indices, every }: Probe): string {
  const names = probes.map(({ variable }) => `'${variable}'`).join(', ');
  const interval = every > 1 ? `, dt=${every}*defaultclock.dt` : '';
  return `StateMonitor(${python}, [${names}], record=${integers(indices)}${interval})`;
}
