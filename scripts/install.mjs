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
 * @param {'inherit' | 2} [output] 2: to the standard error, where the standard output is for results
 * @returns {boolean} whether it ended well
 */
export function run(command, args, environment = {}, output = 'inherit') {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  return result.status === 0;
}

/**
 * Installs the packages of package-lock.json where they are missing or of other versions.
 * @param {'inherit' | 2} [output]
 */
export function ensurePackages(output = 'inherit') {
  const needed = Number.parseInt(process.versions.node, 10);
  if (needed < 20) throw new Error(`Spikebook needs Node 20.19 or later; this is ${process.version}.`);
  if (packagesAreCurrent()) return;
  console.error('Installing packages ...');
  if (!install(output)) throw new Error('npm install failed; its message is above.');
  if (buildsHere()) return;
  console.error('The lock file names no binaries for this platform; installing without it ...');
  if (!install(output, '--no-package-lock')) throw new Error('npm install failed; its message is above.');
}

/**
 * `npm ci` refuses a lock file that lacks the binaries of other platforms, so this installs what the file does name.
 * @param {'inherit' | 2} output
 * @param {readonly string[]} options
 */
function install(output, ...options) {
  return run(
    'npm',
    ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', ...options],
    {},
    output,
  );
}

/** Whether the bundler's native binary for this platform is there. */
function buildsHere() {
  return spawnSync(process.execPath, ['-e', "import('vite')"], { cwd: root }).status === 0;
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
