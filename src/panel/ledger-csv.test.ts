import { describe, expect, it } from 'vitest';
import type { Architecture } from '../chip/architecture.ts';
import { loihi2 } from '../chip/architectures/loihi-2.ts';
import { loihiCalibrated } from '../chip/architectures/loihi-calibrated.ts';
import { loihiDavies } from '../chip/architectures/loihi-davies.ts';
import { trueNorth } from '../chip/architectures/truenorth.ts';
import { LiveChip } from '../chip/live.ts';
import { operationNames } from '../chip/operations.ts';
import { oneDrivesTwo } from '../testing/one-drives-two.ts';
import { ledgerCsv } from './ledger-csv.ts';

/** Neuron 0 drives 1 and 2; it fired in the first of two steps. */
function ledgerOn(architecture: Architecture, more: { readonly on_post?: string } = {}) {
  const network = oneDrivesTwo(more);
  const chip = new LiveChip(architecture, network, {
    architecture: architecture.name,
    place: 'naive',
    swaps: [],
  });
  const spikes = [{ steps: Float64Array.of(0), indices: Uint32Array.of(0) }];
  chip.add({ from: 0, to: 2, spikes, samples: [] });
  return chip.ledger();
}

/** A reader of RFC 4180 that knows nothing of the writer: one record a line, by the names of the first. */
function parse(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const quoted = /"((?:[^"]|"")*)"(,|\r\n)/y;
    const plain = /([^",\r\n]*)(,|\r\n)/y;
    quoted.lastIndex = at;
    plain.lastIndex = at;
    const found = quoted.exec(text) ?? plain.exec(text);
    if (!found) throw new Error(`no CSV at ${at}: ${text.slice(at, at + 40)}`);
    lines.at(-1)?.push((found[1] ?? '').replaceAll('""', '"'));
    at += found[0].length;
    if (found[2] !== ',') lines.push([]);
  }
  const [names = [], ...rows] = lines.slice(0, -1);
  return rows.map((row) => {
    expect(row).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, k) => [name, row[k] ?? '']));
  });
}

const tableOn = (architecture: Architecture) => parse(ledgerCsv(architecture, ledgerOn(architecture)));
const quantities = [
  'count',
  'price each (J)',
  'energy (J)',
  'energy error (J)',
  'time (s)',
  'time error (s)',
] as const;

describe('the ledger as CSV', () => {
  it('has columns of one kind each, whatever the chip', () => {
    for (const architecture of [loihiCalibrated, loihiDavies, loihi2, trueNorth]) {
      const rows = tableOn(architecture);
      expect(rows.filter(({ part }) => part === 'operation')).toHaveLength(operationNames.length);
      for (const row of rows) {
        expect(row.chip).toBe(architecture.title);
        expect(['operation', 'sum', 'beside']).toContain(row.part);
        for (const name of quantities) expect(row[name]).toMatch(/^(\d+(\.\d+)?(e-\d+)?)?$/);
        expect(row.part === 'operation').toBe(row.count !== '' && row.unit !== '');
        // Where there is no energy, something says why; where there is one of a single operation, somebody published it.
        if (row.part === 'operation') {
          expect(row['energy (J)'] === '').toBe(row['price each (J)'] === '');
          expect(row['energy (J)'] === '').toBe(/price/.test(row.note ?? ''));
          expect(row['energy (J)'] === '').toBe(row.source === '');
        }
      }
    }
  });

  it('adds up to the sum, and holds the time in a column of its own', () => {
    const rows = tableOn(loihiCalibrated);
    const named = (quantity: string) => rows.find((row) => row.quantity === quantity);
    // Two steps of three neurons, one spike, one message to its own core with two synapses.
    const energy = 6 * 72.8e-12 + 69.3e-12 + 111e-12 + 2 * 33.6e-12;
    const all = rows.filter(({ part }) => part === 'operation');
    expect(all.reduce((sum, row) => sum + Number(row['energy (J)']), 0)).toBeCloseTo(energy, 20);
    const sum = rows.find(({ part }) => part === 'sum');
    expect(Number(sum?.['energy (J)'])).toBeCloseTo(energy, 20);
    expect(Number(sum?.['energy error (J)'])).toBeCloseTo(0.12 * energy, 20);
    expect(named('Synaptic operations, sparse format')).toMatchObject({
      count: '2',
      unit: 'synaptic operation',
      'price each (J)': '3.36e-11',
      'energy (J)': '6.72e-11',
      'energy error (J)': '8.064e-12',
      how: 'calibrated',
    });
    expect(named('Memory words read')).toMatchObject({ 'energy (J)': '', note: 'no price is published' });
    // 0.6 us of barrier in each step; neurons 0, then 1 and 2, and the spike on its way meanwhile.
    const seconds =
      2 * 0.6e-6 + Math.max(29.1e-9 + 30e-9 + 5.1e-9, 9.7e-9 + 30e-9 + 5.1e-9 + 16e-9 + 2 * 4.7e-9) + 29.1e-9;
    expect(named("the chip's time")).toMatchObject({ count: '', unit: '', 'energy (J)': '' });
    expect(Number(named("the chip's time")?.['time (s)'])).toBeCloseTo(seconds, 15);
    expect(Number(named("the chip's time")?.['time error (s)'])).toBeCloseTo(0.25 * seconds, 15);
    expect(named("the network's time")).toMatchObject({ 'time (s)': '0.002' });
    expect(Number(named("at rest over the chip's time")?.['energy (J)'])).toBeCloseTo(0.104 * seconds, 15);
  });

  it('splits the sum where only some of its sources state an error', () => {
    const ledger = ledgerOn(loihiCalibrated, { on_post: 'w += 0.1' });
    // Neuron 0 fired once and nothing fires onto it: its synapses wait, and no product is priced.
    expect(ledger.split).toBeUndefined();
    const stated = { energy: 3e-9, error: 0.36e-9 };
    const sources = [{ citation: 'Davies', how: 'simulated before silicon' }];
    const { error: _, ...rest } = ledger;
    const split = { stated, unstated: { energy: 5e-9, sources } };
    const rows = parse(ledgerCsv(loihiCalibrated, { ...rest, split }));
    const part = (words: string) =>
      rows.find(({ quantity }) => quantity === `of the sum, at prices whose ${words}`);
    expect(part('sources state an error')).toMatchObject({
      part: 'beside',
      'energy (J)': '3e-9',
      'energy error (J)': '3.6e-10',
    });
    expect(part('sources state none')).toMatchObject({
      'energy (J)': '5e-9',
      'energy error (J)': '',
      source: 'Davies',
      how: 'simulated before silicon',
    });
  });

  it('says what it does not know', () => {
    const sum = (architecture: Architecture) => tableOn(architecture).find(({ part }) => part === 'sum');
    expect(sum(loihiDavies)).toMatchObject({
      'energy error (J)': '',
      note: 'a lower bound; not all sources of the prices state an error',
    });
    expect(sum(loihi2)).toMatchObject({ 'energy (J)': '', note: 'no price is published' });
    expect(tableOn(loihi2).find(({ quantity }) => quantity === "the chip's time")).toMatchObject({
      'time (s)': '',
      note: 'no time is published',
    });
    expect(tableOn(trueNorth).find(({ quantity }) => quantity === 'Spikes fired')).toMatchObject({
      count: '1',
      note: 'in the price of a synaptic operation',
    });
  });

  it('quotes what would break a line', () => {
    const text = ledgerCsv({ title: 'Mine, the "new"\none' }, ledgerOn(loihi2));
    expect(parse(text)[0]?.chip).toBe('Mine, the "new"\none');
  });
});
