import { limits } from '../network/limits.ts';
import type { Network, Population } from '../network/network.ts';
import { quote, UsageError } from './fail.ts';

type Spikes = (readonly [seconds: number, index: number])[];

/**
 * A network with its given spikes replaced by those of a file: the table of spikes that `--out x.csv` writes
 * (`population,time_s,index`), the results that `--json` prints, or `{"NAME": [[seconds, index], ...]}`. What the file
 * says of populations that have equations is passed over. Throws `UsageError`.
 */
export function giveSpikes(network: Network, path: string, text: string): Network {
  const given = path.toLowerCase().endsWith('.json') ? readJson(text, path) : readTable(text, path);
  const populations: Record<string, Population> = { ...network.populations };
  const inputs = Object.keys(populations).filter((name) => populations[name]?.spikes !== undefined);
  const unknown = [...given.keys()].filter((name) => !(name in populations));
  const used = inputs.filter((name) => given.has(name));
  if (unknown.length > 0 || (used.length === 0 && given.size > 0))
    throw new UsageError(
      `"${path}" has spikes of ${quote(unknown[0] ?? [...given.keys()][0] ?? '')}, but ${inputs.length > 0 ? `the inputs are ${inputs.slice(0, 8).join(', ')}` : 'the network has no input of given spikes'}.`,
    );
  for (const name of used)
    populations[name] = { size: populations[name]?.size ?? 0, spikes: given.get(name) ?? [] };
  return { ...network, populations };
}

function readTable(text: string, path: string): Map<string, Spikes> {
  const spikes = new Map<string, Spikes>();
  const [head, ...lines] = text.split(/\r?\n/);
  if (head?.trim() !== 'population,time_s,index')
    throw new UsageError(
      `"${path}" is no table of spikes: it must begin with the line population,time_s,index.`,
    );
  for (const [k, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [name = '', time, index, ...more] = line.split(',').map((cell) => cell.trim());
    add(
      spikes,
      name,
      Number(time || Number.NaN),
      Number(index || Number.NaN),
      more.length === 0,
      `"${path}", line ${k + 2}`,
    );
  }
  return spikes;
}

function readJson(text: string, path: string): Map<string, Spikes> {
  const spikes = new Map<string, Spikes>();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`"${path}" is not JSON.`);
  }
  const members = record(record(value)?.populations) ?? record(value);
  if (!members) throw new UsageError(`"${path}" must be an object with a list of spikes for each input.`);
  for (const [name, member] of Object.entries(members)) {
    const list = record(member)?.spikes ?? member;
    const place = `"${path}", ${quote(name)}`;
    if (!Array.isArray(list)) throw new UsageError(`${place}: a list of pairs [seconds, index] is expected.`);
    spikes.set(name, []);
    for (const pair of list) {
      const [time, index] = Array.isArray(pair) ? pair : [];
      add(spikes, name, time, index, Array.isArray(pair) && pair.length === 2, place);
    }
  }
  return spikes;
}

function add(
  spikes: Map<string, Spikes>,
  name: string,
  time: unknown,
  index: unknown,
  whole: boolean,
  place: string,
): void {
  const fits =
    whole &&
    typeof time === 'number' &&
    typeof index === 'number' &&
    Number.isFinite(time) &&
    time >= 0 &&
    Number.isInteger(index) &&
    index >= 0;
  if (!fits) throw new UsageError(`${place}: a spike is a time in seconds and the index of a neuron.`);
  const list = spikes.get(name) ?? [];
  if (list.length >= limits.listedNumbers) throw new UsageError(`${place}: these are too many spikes.`);
  list.push([time, index]);
  spikes.set(name, list);
}

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
