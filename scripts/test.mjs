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
const reports = { unit: join(cache, 'unit.json'), e2e: join(cache, 'e2e.json') };

/** @param {readonly string[]} command a script of node_modules, and its arguments */
const node = (...command) => run(process.execPath, command);

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
  unit: {
    title: 'Unit, property and golden tests (Vitest)',
    run: () =>
      run(
        process.execPath,
        [
          'node_modules/vitest/vitest.mjs',
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${reports.unit}`,
        ],
        // Exported scripts that were not run in Brian2 since they changed are an error here (golden/export).
        { SPIKEBOOK_WHOLE: '1' },
      ),
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

const counts = [unitCounts(), e2eCounts()].filter((count) => count !== undefined);
/** @param {'passed' | 'failed' | 'skipped'} key */
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
console.log(failed.length === 0 ? '\nEvery stage passed.' : `\nStages that failed: ${failed.join(', ')}`);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`Tests: ${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
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

function unitCounts() {
  if (!existsSync(reports.unit)) return undefined;
  const report = JSON.parse(readFileSync(reports.unit, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function e2eCounts() {
  if (!existsSync(reports.e2e)) return undefined;
  const { stats } = JSON.parse(readFileSync(reports.e2e, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
