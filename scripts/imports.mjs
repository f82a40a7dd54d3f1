/**
 * The import rules: downwards only, no cycles (`.dependency-cruiser.mjs`). dependency-cruiser answers "no violations" also
 * where it could read no module at all, so this first makes sure that it saw every source file and that the rules bite.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './install.mjs';

const folders = ['src', 'chapters'].filter((folder) => existsSync(join(root, folder)));
const result = cruise(folders, root);
const sources = folders.flatMap((folder) => sourceFiles(join(root, folder)));
const seen = new Set(result.modules.map((module) => module.source));
const missed = sources.filter((file) => !seen.has(file));

const planted = cruisePlanted();
const expected = ['downwards: language', 'no-cycles', 'no-react-below-worker'];
const toothless = expected.filter((rule) => !planted.includes(rule));

for (const { rule, from, to } of result.summary.violations) {
  console.error(`${rule.severity} ${rule.name}: ${from} -> ${to}`);
}
for (const file of missed) console.error(`error: dependency-cruiser did not read ${file}`);
for (const rule of toothless) console.error(`error: the rule ${rule} did not notice a planted violation`);
console.log(
  `${result.summary.totalCruised} modules and ${result.summary.totalDependenciesCruised} imports read, ` +
    `${result.summary.violations.length} violations`,
);
if (sources.length === 0) console.error('error: no source file was found');
const failures = result.summary.violations.length + missed.length + toothless.length;
process.exitCode = failures > 0 || sources.length === 0 ? 1 : 0;

/**
 * @typedef {object} Cruise
 * @property {{ source: string }[]} modules
 * @property {{ totalCruised: number, totalDependenciesCruised: number, violations: { rule: { name: string, severity: string }, from: string, to: string }[] }} summary
 */

/**
 * @param {readonly string[]} targets
 * @param {string} directory
 * @returns {Cruise}
 */
function cruise(targets, directory) {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', ...targets],
    { cwd: directory, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`dependency-cruiser did not answer: ${stderr || stdout}`);
  }
}

/** Rules broken by a tree made to break them. */
function cruisePlanted() {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const tree = mkdtempSync(join(cache, 'imports-'));
  try {
    mkdirSync(join(tree, 'src/language'), { recursive: true });
    mkdirSync(join(tree, 'src/engine'), { recursive: true });
    writeFileSync(
      join(tree, 'src/language/low.ts'),
      "import { high } from '../engine/high.ts';\nexport const low = high;\n",
    );
    writeFileSync(
      join(tree, 'src/engine/high.ts'),
      "import { low } from '../language/low.ts';\nimport type { ReactNode } from 'react';\nexport const high: ReactNode = low;\n",
    );
    return cruise(['src'], tree).summary.violations.map(({ rule }) => rule.name);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {string[]} paths from the root, with `/`
 */
function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => relative(root, join(folder, file)).split(sep).join('/'));
}
