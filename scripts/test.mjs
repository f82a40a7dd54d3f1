/**
 * `npm test`: every check of the book in one command, the same one that CI runs. As the first command on a fresh clone it
 * installs what it needs, a Chromium included. `npm test -- unit e2e` runs only the stages named; a stage that fails
 * does not keep the others from being run, save those that need what it makes.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensurePackages, root, run } from './install.mjs';

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {() => boolean} run
 * @property {string} [needs] a stage that must not have failed
 */

const cache = join(root, '.cache');
const reports = {
  unit: join(cache, 'unit.json'),
  simulation: join(cache, 'simulation.json'),
  e2e: join(cache, 'e2e.json'),
};

/** @param {readonly string[]} command a script of node_modules, and its arguments */
const node = (...command) => run(process.execPath, command);

/** @param {'unit' | 'simulation'} project of vite.config.ts */
const vitest = (project) =>
  run(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports[project]}`,
    ],
    // Exported scripts that were not run in Brian2 since they changed are an error here (golden/export).
    { SPIKEBOOK_WHOLE: '1' },
  );

/** @type {Record<string, Stage>} */
const stages = {
  lint: {
    title: 'Format and lint (Biome)',
    run: () => node('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.'),
  },
  types: { title: 'Types (tsc)', run: () => node('node_modules/typescript/bin/tsc', '-p', '.') },
  unused: {
    title: 'Dead code (knip)',
    run: () => node('node_modules/knip/bin/knip.js', '--treat-config-hints-as-errors'),
  },
  imports: { title: 'Import rules (dependency-cruiser)', run: () => node('scripts/imports.mjs') },
  unit: { title: 'Unit and property tests (Vitest)', run: () => vitest('unit') },
  simulation: {
    title: 'Simulations: golden traces and the claims of the figures (Vitest)',
    run: () => vitest('simulation'),
  },
  build: { title: 'Build', run: () => node('scripts/build.mjs') },
  size: { title: 'Size budget', run: () => node('scripts/size.mjs'), needs: 'build' },
  e2e: {
    title: 'End to end (Playwright)',
    run: () =>
      run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'], {
        CHROMIUM_PATH: ensureChromium(),
        PLAYWRIGHT_JSON_OUTPUT_NAME: reports.e2e,
      }),
    needs: 'build',
  },
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in stages));
if (unknown) {
  console.error(`There is no stage ${unknown}. The stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

ensurePackages();
mkdirSync(cache, { recursive: true });
for (const report of Object.values(reports)) rmSync(report, { force: true });

/** @type {string[]} */
const failed = [];
for (const [name, stage] of Object.entries(stages)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n=== ${stage.title}`);
  const began = Date.now();
  const blocked = stage.needs !== undefined && failed.includes(stage.needs);
  if (blocked) console.log(`Not run, because the stage ${stage.needs} failed.`);
  if (blocked || !succeeds(stage)) failed.push(name);
  console.log(
    `--- ${name}: ${failed.includes(name) ? 'FAILED' : 'ok'} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
}

const counts = {
  unit: vitestCounts(reports.unit),
  simulation: vitestCounts(reports.simulation),
  'end to end': e2eCounts(),
};
console.log(failed.length === 0 ? '\nEvery stage passed.' : `\nStages that failed: ${failed.join(', ')}`);
for (const [kind, count] of Object.entries(counts)) if (count) console.log(`${kind}: ${inWords(count)}`);
const total = Object.values(counts).filter((count) => count !== undefined);
/** @param {keyof Counts} key */
const sum = (key) => total.reduce((all, count) => all + count[key], 0);
console.log(`Tests: ${inWords({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') })}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {Stage} stage */
function succeeds(stage) {
  try {
    return stage.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts} counts */
function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
function vitestCounts(file) {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @returns {Counts | undefined} */
function e2eCounts() {
  if (!existsSync(reports.e2e)) return undefined;
  const { stats } = JSON.parse(readFileSync(reports.e2e, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
