/** The long fuzz: 100,000 texts parsed and checked, 1,000 models compiled and stepped. `npm run fuzz [texts] [models]` */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [texts = '100000', models = '1000'] = process.argv.slice(2);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', 'src/language/fuzz.test.ts', 'src/engine/fuzz.test.ts'],
  { stdio: 'inherit', env: { ...process.env, SPIKEBOOK_FUZZ: texts, SPIKEBOOK_FUZZ_COMPILED: models } },
);
process.exit(status ?? 1);
