#!/usr/bin/env node
/** Builds the command line where it is missing or older than its sources, then runs it. Only results go to stdout. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensurePackages, root, run } from '../scripts/install.mjs';

const bundle = join(root, 'build', 'cli.mjs');
const sources = ['src', 'chapters', 'package.json', 'package-lock.json', 'vite.cli.config.ts'];

if (!existsSync(bundle) || statSync(bundle).mtimeMs < newest(sources.map((name) => join(root, name)))) {
  try {
    ensurePackages(2);
    const vite = join('node_modules', 'vite', 'bin', 'vite.js');
    if (!run(process.execPath, [vite, 'build', '--config', 'vite.cli.config.ts'], {}, 2)) {
      throw new Error('The build failed; its message is above.');
    }
  } catch (error) {
    process.stderr.write(`spikebook: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
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
