import { expect, test } from 'vitest';
import type { Carried } from '../network/compiled.ts';
import { packetEnergy, packetsOf } from './carrying.ts';

const population = (size: number) => ({ name: '', size, probes: [] });
const network = { dt: 1e-3, populations: [population(20), population(8)] };
const rate = () => 200;
const way = (more: Partial<Carried>): Carried => ({ from: 0, to: 1, each: 'spike', reach: 8, ...more });

test('a spike goes once to each core that has a target of it', () => {
  expect(packetsOf(way({}), network, { cores: 4 }, rate)).toBe(800);
  expect(packetsOf(way({ reach: 1 }), network, { cores: 4 }, rate)).toBe(200);
  // Eight neurons are on eight cores at most.
  expect(packetsOf(way({}), network, { cores: 100 }, rate)).toBe(1600);
});

test('a value that is read in every step is sent by every neuron in every step', () => {
  expect(packetsOf(way({ variable: 'r', each: 'step' }), network, { cores: 4 }, rate)).toBe(80_000);
});

test('a value that is read when its neuron fires travels in the packet of the spike', () => {
  expect(packetsOf(way({ variable: 'r' }), network, { cores: 4 }, rate)).toBe(0);
});

test('where neurons do not all reach as many others, no number is told', () => {
  expect(packetsOf(way({ reach: undefined }), network, { cores: 4 }, rate)).toBeNaN();
  expect(packetsOf(way({ reach: 3 }), network, { cores: 4 }, rate)).toBeNaN();
});

test('a packet over four hops costs 1.7 and four times 3 picojoules', () => {
  expect(packetEnergy({ hops: 4 })).toBeCloseTo(13.7e-12, 18);
});
