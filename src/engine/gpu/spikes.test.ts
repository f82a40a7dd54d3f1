import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSpikes } from './spikes.ts';

test('masks become spikes ordered by step, then index', () => {
  const spike = fc.record({ k: fc.nat(127), index: fc.nat(9) });
  const spikes = fc.uniqueArray(spike, { selector: ({ k, index }) => 10 * k + index });
  fc.assert(
    fc.property(spikes, fc.nat(1e6), (list, first) => {
      const words = new Uint32Array(4 * 12);
      for (const { k, index } of list) {
        const place = 4 * index + (k >> 5);
        words[place] = ((words[place] ?? 0) | (1 << (k & 31))) >>> 0;
      }
      const { steps, indices } = decodeSpikes(words, 10, first, 128);
      const found = [...steps].map((step, n) => ({ k: step - first, index: indices[n] }));
      expect(found).toEqual([...list].sort((a, b) => a.k - b.k || a.index - b.index));
    }),
  );
});
