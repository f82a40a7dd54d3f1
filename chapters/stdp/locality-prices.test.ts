import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loihiDavies } from '../../src/chip/architectures/loihi-davies.ts';
import { loihiPackets } from '../../src/chip/architectures/loihi-packets.ts';
import { figure } from './locality.figure.ts';

/** Table 2 of Davies and others (2018), by hand; and what of it the price list holds. */
const printed = { send: 1.7, hop: 3, across: 4, update: 120 };
const pJ = (joules: number | undefined) => Number(((joules ?? Number.NaN) * 1e12).toPrecision(9));

test('the price list is the table that is printed', () => {
  const { messageOut, hopEast, hopNorth } = loihiPackets;
  expect({
    send: pJ(messageOut.energy),
    hop: pJ(hopEast.energy),
    across: pJ(hopNorth.energy),
    update: pJ(loihiDavies.prices.learningProduct?.energy),
  }).toEqual(printed);
});

test('the figure says those prices in its words, and has them in its closed form', () => {
  const { send, hop } = printed;
  expect(figure.caption).toContain(`Energy: ${send} pJ for a packet and ${hop} pJ for each hop`);
  expect(figure.measures?.anyway).toMatchObject({ reference: `20*f*K*(${send} + ${hop}*h)*pwatt*second` });
  const goal = figure.goals?.find(({ name }) => name === 'near');
  expect(goal?.answer).toMatch(
    /^One core, one hop: \$20 \\cdot 1000\$ values a second at \$1\.7 \+ 3 = 4\.7\$ pJ make 94 nJ/,
  );
  expect(goal?.answer).toContain('$1/(f\\,\\Delta t)$');
});

test('the section says the same', () => {
  const words = readFileSync(new URL('sections/06-locality.mdx', import.meta.url), 'utf8').replace(
    /\s+/g,
    ' ',
  );
  const { send, hop, across, update } = printed;
  expect(words).toContain(
    `simulated at ${send} pJ and a hop to the next tile at ${hop} pJ along a row, ${across} pJ along a column; one update of a synapse by pair STDP at ${update} pJ`,
  );
});
