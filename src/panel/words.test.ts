import { describe, expect, it } from 'vitest';
import type { ChipLayout, ChipPulse } from '../chip/report.ts';
import { describeCore } from './core-words.ts';
import { count, counted, describeChip, describePace, ends, large, percent, quantity } from './words.ts';

const layout: ChipLayout = {
  name: 'test',
  title: 'Test chip',
  about: '',
  text: '{}',
  width: 2,
  height: 1,
  coresPerTile: 2,
  tiles: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
  ],
  limits: { compartments: 100, memory: 8 * 1024 * 10, axonsIn: 50, axonsOut: 50 },
  cores: [
    {
      slot: 2,
      neurons: [
        { population: 'E', first: 0, last: 79 },
        { population: 'I', first: 4, last: 4 },
      ],
      use: { compartments: 81, memory: 8 * 512, axonsIn: 3, axonsOut: 1 },
      binding: 'compartments',
    },
  ],
};

describe('words', () => {
  it('gives a quantity the prefix that leaves one to three digits before the point', () => {
    expect(quantity(23.6e-12, 'J')).toBe('23.6\u00a0pJ');
    expect(quantity(1e-9, 's')).toBe('1\u00a0ns');
    expect(quantity(0.9996e-6, 'J')).toBe('1\u00a0µJ');
    expect(quantity(0, 'J')).toBe('0\u00a0J');
    expect(quantity(1.7e-16, 'J')).toBe('0.00017\u00a0pJ');
  });

  it('separates thousands, and calls small shares small', () => {
    expect(count(5437656)).toBe('5\u00a0437\u00a0656');
    expect(percent(0.004)).toBe('less than 1\u00a0%');
    expect(percent(0)).toBe('0\u00a0%');
    expect([counted(1, 'message'), counted(2000, 'message')]).toEqual(['1 message', '2\u00a0000 messages']);
    expect([large(1.1e9), large(129_600_000), large(8400)]).toEqual([
      '1.1 billion',
      '130 million',
      '8\u00a0400',
    ]);
  });

  it('calls nothing all that is not', () => {
    expect([percent(0.997), percent(0.994), percent(1), percent(1.2)]).toEqual([
      '99\u00a0%',
      '99\u00a0%',
      '100\u00a0%',
      '120\u00a0%',
    ]);
  });

  it('gives the ends of a range the digits that tell them apart', () => {
    const volts = (value: number, digits: number) => quantity(value, 'V', digits);
    expect(ends(1e-3, 2e-3, volts)).toEqual(['1\u00a0mV', '2\u00a0mV']);
    expect(ends(1.9996e-3, 2e-3, volts)).toEqual(['1.9996\u00a0mV', '2\u00a0mV']);
    expect(ends(2e-3, 2.000000001e-3, volts)).toEqual(['2\u00a0mV', '2\u00a0mV']);
  });

  it('describes a core by what it holds and which limit is nearest', () => {
    expect(describeCore(layout, 2)).toBe(
      'Core 2 (column 1, row 0): 81 neurons (E 0 to 79, I 4), 81\u00a0% of its compartments.',
    );
    expect(describeCore(layout, 0)).toBe('Core 0 (column 0, row 0): empty.');
  });

  it('says how fast both are played, and how far from real time the chip would be', () => {
    const ledger = { rows: [], seconds: 2, hops: 0, messages: 0, time: 0.05 };
    const pulse = { step: 2000, dt: 1e-3, ledger } as unknown as ChipPulse;
    expect(describePace(pulse, 0.2013)).toBe(
      ' The network and its chip are played here at 0.2 of real time; the chip itself would run it at 40 times real time.',
    );
    expect(describePace({ ...pulse, ledger: { rows: [], seconds: 2, hops: 0, messages: 0 } }, 12.3)).toBe(
      ' The network and its chip are played here at 12 times real time.',
    );
    expect(describePace(pulse, undefined)).toBe(' The chip itself would run it at 40 times real time.');
  });

  it('says the whole panel in sentences', () => {
    const said = describeChip('Balance', layout, undefined);
    expect(said).toBe(
      'Balance takes 1 of 4 cores of Test chip. The fullest is at 81\u00a0% of its compartments.',
    );
    const tiles = Array.from({ length: 4096 }, (_, x) => ({ x, y: 0 }));
    expect(describeChip('Balance', { ...layout, tiles, coresPerTile: 1 }, undefined)).toContain(
      'takes 1 of 4\u00a0096 cores of',
    );
  });
});
