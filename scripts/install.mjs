import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where package.json lies. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the repository's root with its output shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [environment] added to the present one
 * @returns {boolean} whether it ended well
 */
export function run(command, args, environment = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  return result.status === 0;
}

/** Installs the packages of package-lock.json where they are missing or of other versions. */
export function ensurePackages() {
  const needed = Number.parseInt(process.versions.node, 10);
  if (needed < 20) throw new Error(`Spikebook needs Node 20.19 or later; this is ${process.version}.`);
  if (packagesAreCurrent()) return;
  console.log('Installing packages (npm ci) ...');
  if (!run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) {
    throw new Error('npm ci failed; its message is above.');
  }
}

function packagesAreCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(installed);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
