import { expect, test } from 'vitest';
import { createSimulation } from '../../src/engine/create.ts';
import { Measures } from '../../src/experiment/measures.ts';
import { resolveNetwork } from '../../src/experiment/resolve.ts';
import { validateFigure } from '../../src/experiment/validate.ts';
import { compileNetwork } from '../../src/network/compile.ts';
import { figure } from './locality.figure.ts';

test('x', async () => {
  expect(validateFigure(figure)).toEqual([]);
  const compiled = compileNetwork(resolveNetwork(figure, {}), { seed: 1 });
  for (const [k, n] of Object.entries(compiled.needs ?? {})) console.log(k, JSON.stringify(n));
  const sim = await createSimulation(compiled, { backend: 'cpu', precision: 'f32', relaxed: false });
  const counts = compiled.populations.map(() => 0);
  while (sim.step < 20000) {
    sim.advance(20000 - sim.step);
    sim.drain().spikes.forEach(({ steps }, k) => {
      counts[k]! += steps.length;
    });
  }
  console.log(counts.map((c, k) => c / 20 / compiled.populations[k]!.size));
  for (let k = 1; k <= 7; k++)
    console.log(
      k,
      [...sim.get({ projection: k, name: 'w' })]
        .filter((_, i) => i % 23 === 0)
        .map((v) => v.toFixed(5))
        .join(' '),
    );
});
