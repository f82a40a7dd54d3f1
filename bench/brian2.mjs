/** Brian2's C++ standalone programs of the same workloads: compiled once, timed by Brian2 itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const script = join(import.meta.dirname, 'brian2_standalone.py');

/** The Python that has Brian2, and its version; undefined where there is none. */
export function findBrian2() {
  for (const python of [process.env.PYTHON, '/usr/bin/python3', 'python3'].filter(
    (name) => name !== undefined,
  )) {
    const { status, stdout } = spawnSync(python, ['-c', 'import brian2; print(brian2.__version__)'], {
      encoding: 'utf8',
    });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return undefined;
}

/**
 * @param {string} python
 * @param {string} workload
 * @param {string} folder where the program is, or will be built
 * @returns {{ time(): { wall: number } }}
 */
export function standalone(python, workload, folder) {
  const program = join(folder, process.platform === 'win32' ? 'main.exe' : 'main');
  if (!existsSync(program)) {
    const { status, stderr } = spawnSync(python, [script, workload, folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Brian2 could not build ${workload}:\n${stderr}`);
  }
  return {
    time() {
      const { status } = spawnSync(program, { cwd: folder, stdio: 'ignore' });
      if (status !== 0) throw new Error(`Brian2's ${workload} ended with ${status}.`);
      const [wall] = readFileSync(join(folder, 'results/last_run_info.txt'), 'utf8').split(' ');
      return { wall: Number(wall) };
    },
  };
}
