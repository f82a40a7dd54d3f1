import { readFileSync } from 'node:fs';
import { File, type Group, ready } from 'h5wasm';
import { expect, it } from 'vitest';
import { NirError, type NirGraph, type NirNode, type NirValue, scalar, vector } from './graph.ts';
import { readNir, writeNir } from './hdf5.ts';

const list = (...values: number[]): NirValue => vector(Float64Array.from(values));

/** A file made with HDF5 itself. */
async function made(fill: (file: File) => void): Promise<Uint8Array> {
  const { FS } = await ready;
  const file = new File('made.h5', 'w');
  fill(file);
  file.close();
  return new Uint8Array(FS.readFile('made.h5'));
}

function graph(file: File): Group {
  const group = file.create_group('node');
  group.create_dataset({ name: 'type', data: 'NIRGraph' });
  return group.create_group('nodes');
}

async function refuses(bytes: Uint8Array, sentence: RegExp): Promise<void> {
  const attempt = readNir(bytes);
  await expect(attempt).rejects.toThrow(NirError);
  await expect(attempt).rejects.toThrow(sentence);
}

it('gives back what was written: texts, arrays of any shape, single numbers, graphs within graphs', async () => {
  const values = Float64Array.from({ length: 3000 }, (_, k) => Math.sin(k) * 1e-9);
  const inner: NirGraph = {
    nodes: new Map([
      ['x', { type: 'Input', parameters: new Map([['shape', list(2, 3)]]), metadata: new Map() }],
    ]),
    edges: [],
    metadata: new Map(),
  };
  const whole: NirGraph = {
    nodes: new Map<string, NirNode>([
      [
        'a',
        {
          type: 'Linear',
          parameters: new Map<string, NirValue>([
            ['weight', { shape: [30, 100], values }],
            ['cube', { shape: [2, 1, 2], values: Float64Array.of(1, 2, 3, 4) }],
          ]),
          metadata: new Map<string, NirValue>([
            ['unit', 'volt'],
            ['dt', scalar(1e-4)],
          ]),
        },
      ],
      ['b', { type: 'NIRGraph', parameters: new Map(), metadata: new Map(), graph: inner }],
    ]),
    edges: [['b', 'a']],
    metadata: new Map([['title', 'ünïcode']]),
  };
  expect(await readNir(await writeNir(whole))).toEqual(whole);
});

it('says what a file lacks to be NIR', async () => {
  await refuses(new TextEncoder().encode('{"dt": "1*ms"}'), /does not begin as an HDF5 file/);
  await refuses(await made((file) => file.create_group('other')), /no group "node"/);
  await refuses(await made((file) => graph(file).create_group('x')), /"node\/nodes\/x" has no text "type"/);
});

it('looks at sizes before anything is allocated', async () => {
  const huge = await made((file) => {
    const node = graph(file).create_group('x');
    node.create_dataset({ name: 'type', data: 'Linear' });
    const shape = [2, 2];
    const weight = node.create_dataset({
      name: 'weight',
      data: new Float64Array(4),
      shape,
      chunks: shape,
      maxshape: [null, null],
    });
    // 80 GB of zeros that no file need hold.
    weight.resize([100_000, 100_000]);
  });
  expect(huge.length).toBeLessThan(100_000);
  await refuses(huge, /"node\/nodes\/x\/weight" is too large: 100000 x 100000/);
});

it('does not go round in circles', async () => {
  await refuses(
    await made((file) => void graph(file).create_hard_link('/node', 'again')),
    /graphs within graphs/,
  );
});

it('takes no link out of the file, and no text without end', async () => {
  await refuses(
    await made((file) => void graph(file).create_external_link('/etc/passwd', '/', 'x')),
    /"node\/nodes\/x" is no group/,
  );
  await refuses(
    await made((file) => {
      const name = 'x'.repeat(1000);
      graph(file);
      (file.get('node') as Group).create_dataset({ name: 'edges', data: [name, name], shape: [1, 2] });
    }),
    /text of up to 256 characters/,
  );
});

it('a file cut short is damaged', async () => {
  const whole = readFileSync(new URL('../../../golden/nir/fixed.nir', import.meta.url));
  await refuses(whole.subarray(0, 5000), /damaged/);
});
