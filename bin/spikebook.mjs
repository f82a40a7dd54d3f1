#!/usr/bin/env node
/** Builds the command line where it is missing or older than its sources, then runs it. Only results go to stdout. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'build', 'cli.mjs');
const sources = ['src', 'chapters', 'package.json', 'package-lock.json', 'vite.cli.config.ts'];

if (Number.parseInt(process.versions.node, 10) < 20) {
  fail(`Spikebook needs Node 20.19 or later; this is ${process.version}.`);
}
if (!existsSync(bundle) || statSync(bundle).mtimeMs < newest(sources.map((name) => join(root, name)))) {
  if (!existsSync(join(root, 'node_modules', 'vite', 'package.json'))) {
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], 'npm ci failed; its message is above.');
  }
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  run(
    process.execPath,
    [vite, 'build', '--config', 'vite.cli.config.ts'],
    'The build failed; its message is above.',
  );
}
await import(pathToFileURL(bundle).href);

/**
 * @param {readonly string[]} paths
 * @returns {number} the latest time at which one of the files, or one below them, was changed
 */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const stats = statSync(path);
    const inside = stats.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : 0;
    latest = Math.max(latest, stats.mtimeMs, inside);
  }
  return latest;
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} complaint
 */
function run(command, args, complaint) {
  const result = spawnSync(command, args, {
    cwd: root,
    // Both to stderr: stdout is for results.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.status !== 0) fail(complaint);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  process.stderr.write(`spikebook: ${sentence}\n`);
  process.exit(1);
}
