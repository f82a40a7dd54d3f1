import type { Source } from '../chip/architecture.ts';
import { ledgerOf } from '../chip/ledger.ts';
import { columnOf, rowOf, tileOf } from '../chip/mesh.ts';
import { limitNames, utilisation } from '../chip/utilisation.ts';
import { processorOf } from '../chip/von-neumann.ts';
import { percentAtLeast } from '../chip/words.ts';
import type { ChipRun } from './chip.ts';

const directions = ['east', 'west', 'north', 'south'] as const;

/** All of a chip's run, as `--json` prints it. SI units; the layout is described in docs/chip.md. */
export function chipResults(title: string, backend: string, run: ChipRun) {
  const { chip, workload, proposals, chosen, dt, seed, spikes, notes } = run;
  const { architecture, counts, total } = chip;
  const { mesh, sources } = architecture;
  const ledger = ledgerOf(counts, architecture, total.detailed);
  const { mapping } = chosen;
  const at = (slot: number) => {
    const tile = tileOf(mesh, slot);
    return { slot, tile: [columnOf(mesh, tile), rowOf(mesh, tile)] as const };
  };
  return {
    title,
    architecture: architecture.name,
    about: architecture.about,
    backend,
    seed,
    dt,
    steps: counts.steps,
    neurons: workload.neurons,
    synapses: workload.targets.length,
    spikes,
    notes,
    placement: proposals.map(({ name, messages, hops, energy, maxLink }) => ({
      name,
      chosen: name === chosen.name,
      messages,
      hops,
      energy,
      maxLink,
    })),
    mapping: Object.fromEntries(
      workload.populations
        .filter(({ size }) => size > 0)
        .map(({ name, first, size }) => [name, [...mapping.core.subarray(first, first + size)]]),
    ),
    cores: utilisation(workload, mapping, architecture).map((used, core) => ({
      core,
      ...at(mapping.slot[core] as number),
      ...used,
    })),
    links: [...counts.links].flatMap((packets, link) => {
      const tile = link >> 2;
      const from = [columnOf(mesh, tile), rowOf(mesh, tile)] as const;
      return packets > 0 ? [{ from, direction: directions[link & 3], packets }] : [];
    }),
    time: {
      // No time is published for some chips: that is not 0.
      detailed: total.detailed > 0 ? total.detailed : null,
      simple: total.simple > 0 ? total.simple : null,
      network: counts.steps * dt,
      error: ledger.timeError ?? null,
    },
    energy: {
      total: ledger.energy,
      error: ledger.error,
      split: ledger.split ?? null,
      bound: ledger.bound ?? null,
      rest: ledger.rest ?? null,
    },
    operations: ledger.rows.map(({ operation, title: words, count, energy, busy, price, note }) => ({
      operation,
      title: words,
      count,
      energy,
      busy,
      source: price?.source ?? null,
      note: note ?? null,
    })),
    processor: processorOf(counts),
    sources,
  };
}

type ChipResults = ReturnType<typeof chipResults>;

/** The same for people. */
export function describeChip(results: ChipResults, run: ChipRun, remarks: readonly string[] = []): string {
  const { architecture } = run.chip;
  const { cores, placement, time, energy, operations, processor, steps } = results;
  const busiest = cores.reduce((a, b) => (b.share > a.share ? b : a));
  const tiles = new Set(cores.map(({ tile }) => tile.join()));
  const lines = [
    `${results.title} on ${architecture.title}: ${plural(steps, 'step')} of ${si(results.dt, 's')}, seed ${results.seed}, ${results.backend} back end`,
    `  ${plural(results.neurons, 'neuron')} and ${plural(results.synapses, 'synapse')} on ${plural(cores.length, 'core')} of ${plural(tiles.size, 'tile')}; ${plural(results.spikes, 'spike')}`,
    `  fullest core: ${percent(busiest.share)} of its ${limitNames[busiest.binding]} (core ${busiest.core}, tile ${busiest.tile.join(', ')})`,
    ...[results.about, ...remarks, ...results.notes].map((line) => `  ${line}`),
    '',
    table([
      [
        'placement',
        'messages between cores',
        'hops',
        'hops a message',
        'hop energy',
        'packets on the busiest link',
      ],
      ...placement.map((each) => [
        `${each.name}${each.chosen ? ' *' : ''}`,
        count(each.messages),
        count(each.hops),
        each.messages > 0 ? (each.hops / each.messages).toFixed(2) : '-',
        each.energy === null ? '-' : si(each.energy, 'J'),
        count(each.maxLink),
      ]),
    ]),
    '',
    table([
      ['operation', 'count', 'energy', 'source'],
      ...operations
        .filter((row) => row.count > 0)
        .map((row) => [
          row.operation === 'messageOut'
            ? 'Messages sent (a spike to one core, its own included)'
            : row.title,
          count(row.count),
          row.energy === null ? '-' : si(row.energy, 'J'),
          [row.source, row.note].filter((part) => part !== null).join('; '),
        ]),
    ]),
    '',
    `  time ${timeText(time, steps)}`,
    `  energy ${energyText(energy)}`,
    ...(energy.rest
      ? [
          `  at rest ${si(energy.rest.watts, 'W')}, over that time ${si(energy.rest.energy, 'J')} more (${describeSource(energy.rest.source)})`,
        ]
      : []),
    `  a von Neumann machine: ${range(si(processor.least, 'J'), si(processor.most, 'J'))}, at least ${percentAtLeast(processor.moving)} % of it to move data (${describeSource(processor.source)})`,
    '',
    ...cited(operations, results.sources).map(([key, source]) => `  ${key}: ${describeSource(source)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The sources of the prices that were used, by their keys. */
function cited(
  rows: readonly { readonly count: number; readonly source: string | null }[],
  sources: Readonly<Record<string, Source>>,
) {
  const used = new Set(rows.flatMap(({ count: number, source }) => (number > 0 && source ? [source] : [])));
  return Object.entries(sources).filter(([key]) => used.has(key));
}

function describeSource({ citation, how, note }: Source): string {
  return `${how}: ${citation}${note ? `. ${note}` : ''}`;
}

function timeText({ detailed, simple, network, error }: ChipResults['time'], steps: number): string {
  if (detailed === null) return 'not known: no time of an operation is published';
  const which = error?.all ? '' : ' by those of its sources that state an error';
  const off = error ? `, give or take ${si(error.seconds, 's')}${which}` : '';
  const none = error ? '' : '; its sources state no error';
  const quickest = simple === null ? '' : `; ${si(simple, 's')} if no link ever filled`;
  return `${si(detailed, 's')}${off} (${si(detailed / Math.max(1, steps), 's')} a step${quickest}${none}), ${times(network / detailed)} real time`;
}

function energyText({ total, error, split, bound }: ChipResults['energy']): string {
  if (total === null) return 'not known: no price of an operation is published';
  const least = bound === 'least' ? 'at least ' : bound === 'most' ? 'at most ' : '';
  const sum = `${least}${si(total, 'J')}`;
  if (error !== null) return `${sum}, give or take ${si(error, 'J')}`;
  if (!split) return `${sum} (its sources state no error)`;
  const { stated, unstated } = split;
  const others = unstated.sources.map(({ citation, how }) => `${citation}; ${how}`).join('; ');
  return `${sum}: ${si(stated.energy, 'J')} of it give or take ${si(stated.error, 'J')}, and ${si(unstated.energy, 'J')} at prices without a stated error (${others})`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      `  ${row.map((cell, column) => (column === 0 || column === row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

const prefixes = ['p', 'n', 'µ', 'm', '', 'k', 'M'] as const;

function si(exact: number, unit: string): string {
  const value = Number(exact.toPrecision(4));
  if (value === 0) return `0 ${unit}`;
  const power = Math.min(2, Math.max(-4, Math.floor(Math.log10(Math.abs(value)) / 3)));
  return `${Number((value / 1000 ** power).toPrecision(4))} ${prefixes[power + 4]}${unit}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function plural(number: number, what: string): string {
  return `${count(number)} ${what}${number === 1 ? '' : 's'}`;
}

/** `3 J to 4 J`; one number where both are the same. */
const range = (least: string, most: string): string => (least === most ? least : `${least} to ${most}`);

/** Three digits; what is not full is never called so. */
function percent(share: number): string {
  const rounded = Number((100 * share).toPrecision(3));
  return `${share < 1 && rounded === 100 ? percentAtLeast(share) : rounded} %`;
}

function times(ratio: number): string {
  return `${Number(ratio.toPrecision(3))} times`;
}
