import { describe, expect, it } from 'vitest';
import { architectures } from './architectures/index.ts';
import { loihiDavies } from './architectures/loihi-davies.ts';
import { parseArchitecture } from './read-architecture.ts';

type Changes = (copy: ReturnType<typeof structuredClone<typeof loihiDavies>>) => unknown;

describe('architectures', () => {
  it.each(architectures.map((architecture) => [architecture.name, architecture] as const))(
    '%s can be written to a file and read again',
    (_, architecture) => {
      expect(parseArchitecture(JSON.stringify(architecture))).toEqual(architecture);
    },
  );

  it('cite a source for every number', () => {
    for (const { prices, sources, structure } of architectures) {
      const cited = [...Object.values(prices).map((price) => price.source), ...Object.values(structure)];
      expect(cited.every((key) => (sources[key]?.citation.length ?? 0) > 10)).toBe(true);
    }
  });

  it.each<[RegExp, Changes]>([
    [/no member "colour"/, (copy) => ({ ...copy, colour: 'red' })],
    [
      /mesh: needs the member "height"/,
      (copy) => ({ ...copy, mesh: { width: 2, coresPerTile: 1, buffer: 1 } }),
    ],
    [
      /mesh\.width: the width must be at least 1, but found 0/,
      (copy) => ({ ...copy, mesh: { ...copy.mesh, width: 0 } }),
    ],
    [/131072 cores are too many/, (copy) => ({ ...copy, mesh: { ...copy.mesh, width: 256, height: 128 } })],
    [/memory\.kind must be "lists" or "crossbar"/, (copy) => ({ ...copy, memory: { kind: 'tape' } })],
    [
      /prices\.spike: there is no source "hearsay"/,
      (copy) => ({ ...copy, prices: { spike: { energy: 1, source: 'hearsay' } } }),
    ],
    [
      /prices\.spike\.energy: must not be negative/,
      (copy) => ({ ...copy, prices: { spike: { energy: -1, source: 'davies' } } }),
    ],
    [/operation must be one of/, (copy) => ({ ...copy, prices: { spiek: { energy: 1, source: 'davies' } } })],
    [
      /numbers of tiles must ascend/,
      (copy) => ({
        ...copy,
        barrier: {
          ...copy.barrier,
          points: [
            [2, 1],
            [2, 2],
          ],
        },
      }),
    ],
    [/mesh: must be an object with width, height, .*, but found 3/, (copy) => ({ ...copy, mesh: 3 })],
    [/sources: must be an object, but found "x"/, (copy) => ({ ...copy, sources: 'x' })],
    [
      /memory\.wordBits: wordBits must be a whole number, but found "x"/,
      (copy) => ({ ...copy, memory: { ...copy.memory, wordBits: 'x' } }),
    ],
    [
      /barrier\.points: must be a list, but found an object/,
      (copy) => ({ ...copy, barrier: { ...copy.barrier, points: {} } }),
    ],
    [/format: only format 1 is known/, (copy) => ({ ...copy, format: 2 })],
  ])('%s', (message, change) => {
    const file = JSON.stringify(change(structuredClone(loihiDavies)));
    expect(() => parseArchitecture(file)).toThrow(message);
  });

  it('refuses what is no JSON', () => {
    expect(() => parseArchitecture('cores: 128')).toThrow(/architecture: the file is not JSON/);
    expect(() => parseArchitecture('[]')).toThrow(/must be a JSON object/);
  });
});
