import { expect, test } from 'vitest';
import { LanguageError } from '../language/diagnostic.ts';
import { type FuzzInput, fuzzInput } from '../language/fuzz.ts';
import { compileNetwork } from '../network/compile.ts';
import { NetworkError } from '../network/error.ts';
import { readNetwork } from '../network/read.ts';
import { createSimulation } from './create.ts';
import { NotFiniteError } from './simulation.ts';

/** A sample here; `npm run fuzz` asks for 1,000 that compile. */
const COUNT = Number(process.env.SPIKEBOOK_FUZZ_COMPILED ?? 40);

const defined = (members: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(members).filter(([, text]) => text?.trim()));

/** Four neurons joined to each other; what the texts do not need is left away. */
function networkOf({ equations, threshold, reset, refractory, onPre, constants }: FuzzInput) {
  const texts = [equations, threshold, reset, refractory, onPre].join('\n');
  const used = Object.entries(constants).filter(([name]) => new RegExp(`\\b${name}\\b`).test(texts));
  const inPre = Object.entries(constants).filter(([name]) => new RegExp(`\\b${name}\\b`).test(onPre ?? ''));
  const inRest = used.filter(([name]) =>
    new RegExp(`\\b${name}\\b`).test([equations, threshold, reset, refractory].join('\n')),
  );
  return {
    dt: '0.1*ms',
    populations: {
      P: {
        size: 4,
        equations,
        ...defined({ threshold, reset, refractory }),
        parameters: Object.fromEntries(inRest),
      },
    },
    projections: onPre?.trim()
      ? [{ from: 'P', to: 'P', on_pre: onPre, connect: 'all-to-all', parameters: Object.fromEntries(inPre) }]
      : [],
  };
}

test(`${COUNT} random models compile to WebAssembly and step, or say why not`, {
  timeout: 1_800_000,
}, async () => {
  let ran = 0;
  let refused = 0;
  for (let seed = 0; ran < COUNT && seed < 40 * COUNT; seed++) {
    const input = fuzzInput(1_000_000 + seed);
    if (input.kind === 'noise' || input.kind === 'soup') continue;
    try {
      const compiled = compileNetwork(readNetwork(networkOf(input)), { seed });
      const simulation = await createSimulation(compiled, { backend: 'cpu' });
      try {
        simulation.advance(5);
      } catch (error) {
        if (!(error instanceof NotFiniteError)) throw error;
      }
      simulation.dispose();
      ran++;
    } catch (error) {
      const known = error instanceof LanguageError || error instanceof NetworkError;
      if (!known)
        throw new Error(`Input ${1_000_000 + seed} broke: ${JSON.stringify(input)}`, { cause: error });
      refused++;
    }
  }
  if (process.env.SPIKEBOOK_FUZZ_COMPILED) console.log({ ran, refused });
  expect(ran).toBe(COUNT);
  expect(refused).toBeGreaterThan(0);
});
