import * as v from 'valibot';
import { NetworkError } from './error.ts';
import { explain } from './explain.ts';
import { limits } from './limits.ts';
import type { Network, Population } from './network.ts';
import { networkSchema } from './schema.ts';

/**
 * A value of unknown origin (a file, a link, a figure) as a network in the published format. Looks at structure,
 * limits and references between members; the texts are read by `compileNetwork`.
 * Throws `NetworkError` with the path of the first thing that is wrong.
 */
export function readNetwork(value: unknown): Network {
  if (countNumbers(value, limits.listedNumbers, 0) > limits.listedNumbers)
    throw new NetworkError('', `the network lists more than ${limits.listedNumbers} numbers.`);
  refuseHiddenNames(value, '', 0);
  const result = v.safeParse(networkSchema, value, { abortEarly: true });
  if (!result.success)
    throw explain(networkSchema, value, '') ?? new NetworkError('', `${result.issues[0].message}.`);
  // The schema's output differs from `Network` only in how optional members are written.
  const network = result.output as Network;
  checkReferences(network);
  return network;
}

/** The text of a JSON file as a network. Throws `NetworkError`, also for text that is no JSON. */
export function parseNetwork(text: string): Network {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError('', `the file is not JSON: ${reason.replace(/\.?$/, '.')}`);
  }
  return readNetwork(value);
}

function checkReferences(network: Network): void {
  const populations = Object.entries(network.populations);
  if (populations.length === 0) throw new NetworkError('populations', 'at least one population is needed.');
  if (populations.length > limits.populations)
    throw new NetworkError('populations', `at most ${limits.populations} populations are allowed.`);
  let neurons = 0;
  for (const [name, population] of populations) {
    checkPopulation(population, `populations.${name}`);
    neurons += population.size;
  }
  if (neurons > limits.neurons)
    throw new NetworkError(
      'populations',
      `all populations together have ${neurons} neurons; at most ${limits.neurons} are allowed.`,
    );
  for (const [name, array] of Object.entries(network.arrays ?? {})) {
    const path = `arrays.${name}.values`;
    const columns = array.values[0]?.length ?? 0;
    if (columns === 0) throw new NetworkError(path, 'needs at least one row with at least one number.');
    const uneven = array.values.findIndex((row) => row.length !== columns);
    if (uneven >= 0)
      throw new NetworkError(`${path}.${uneven}`, `this row must have ${columns} numbers, as the first has.`);
  }
}

const needEquations = [
  'threshold',
  'reset',
  'refractory',
  'method',
  'parameters',
  'initial',
  'record',
] as const;

function checkPopulation(population: Population, path: string): void {
  if (population.spikes === undefined) {
    if (population.equations === undefined) throw new NetworkError(path, 'needs equations, or given spikes.');
    if (population.threshold !== undefined && population.threshold.trim() === '')
      throw new NetworkError(`${path}.threshold`, 'a condition is expected, but found an empty text.');
    if (
      population.threshold === undefined &&
      population.reset !== undefined &&
      population.reset.trim() !== ''
    )
      throw new NetworkError(`${path}.reset`, 'the population has no threshold, so it is never reset.');
    return;
  }
  if (population.equations !== undefined)
    throw new NetworkError(path, 'has equations and given spikes; it can have only one of them.');
  const extra = needEquations.find((member) => population[member] !== undefined);
  if (extra)
    throw new NetworkError(`${path}.${extra}`, 'a population of given spikes has no equations to use this.');
  const beyond = population.spikes.findIndex(([, index]) => index >= population.size);
  if (beyond >= 0)
    throw new NetworkError(
      `${path}.spikes.${beyond}`,
      `there is no neuron ${population.spikes[beyond]?.[1]}: the population has ${population.size}.`,
    );
}

/** Names that JavaScript objects inherit would be lost on the way. */
function refuseHiddenNames(value: unknown, path: string, depth: number): void {
  if (depth > 6 || typeof value !== 'object' || value === null || (Array.isArray(value) && depth > 1)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__' || key === 'prototype' || key === 'constructor')
      throw new NetworkError(path, `"${key}" cannot be a name here.`);
    refuseHiddenNames(member, path ? `${path}.${key}` : key, depth + 1);
  }
}

function countNumbers(value: unknown, most: number, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > 20) throw new NetworkError('', 'the file is nested too deeply to be a network.');
  if (!Array.isArray(value)) {
    let sum = 0;
    for (const member of Object.values(value)) sum += countNumbers(member, most, depth + 1);
    return sum;
  }
  let sum = value.length;
  if (sum > most) return sum;
  for (const element of value) {
    if (typeof element !== 'object') continue;
    sum += countNumbers(element, most, depth + 1);
    if (sum > most) break;
  }
  return sum;
}
