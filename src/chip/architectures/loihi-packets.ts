import type { Price } from '../architecture.ts';

/** What it costs to send a packet and to take it a tile further: table 2 of Davies and others (2018), simulated. */
export const loihiPackets = {
  messageOut: { energy: 1.7e-12, time: 2.1e-9, source: 'davies' },
  hopEast: { energy: 3e-12, time: 4.1e-9, source: 'davies' },
  hopWest: { energy: 3e-12, time: 4.1e-9, source: 'davies' },
  hopNorth: { energy: 4e-12, time: 6.5e-9, source: 'davies' },
  hopSouth: { energy: 4e-12, time: 6.5e-9, source: 'davies' },
} as const satisfies Record<string, Price>;
