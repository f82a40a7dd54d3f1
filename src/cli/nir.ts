import { NirError, NirLoss } from '../export/nir/graph.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import { readInThread } from './apart.ts';
import { type Arguments, readChoice } from './arguments.ts';
import { UsageError } from './fail.ts';

/** NIR and the HDF5 that it is kept in: nothing that other commands should wait for. */
const load = () => import('../export/nir/files.ts');

/** Whether a file is to be read as NIR: by what it begins with, or else by its name. */
export const isNir = (path: string, bytes: Uint8Array): boolean =>
  path.toLowerCase().endsWith('.nir') || (bytes[0] === 0x89 && bytes[1] === 0x48 && bytes[2] === 0x44);

/** Bytes of a NIR file, and for stderr what it does not hold. Throws `NirError`. */
export async function exportNir(
  compiled: CompiledNetwork,
  title: string,
  { vReset, lossy, out }: Arguments,
): Promise<{ readonly bytes: Uint8Array; readonly remarks: readonly string[] }> {
  if (out === undefined)
    throw new UsageError('--to nir makes a file that is no text: say where with --out FILE.nir.');
  const choice =
    vReset === undefined ? undefined : readChoice('--v-reset', vReset, ['write', 'omit'] as const);
  const { nirFile } = await load();
  try {
    const { bytes, left, notes } = await nirFile(compiled, { title, vReset: choice, lossy });
    return { bytes, remarks: [...left.map((part) => `Left out: ${part}.`), ...notes] };
  } catch (error) {
    if (error instanceof NirLoss) throw new NirLoss(`${error.message} --lossy writes the rest.`);
    throw error;
  }
}

/** The network of a NIR file; `--set dt=` counts before anything else is set. Throws `NirError`. */
export async function readNirFile(
  path: string,
  bytes: Uint8Array,
  { set, reset }: Arguments,
): Promise<Network> {
  const dt = set.findLast(([name]) => name === 'dt')?.[1];
  const choice = reset === undefined ? undefined : readChoice('--reset', reset, ['set', 'subtract'] as const);
  try {
    return await readInThread(bytes, { dt, reset: choice });
  } catch (error) {
    if (error instanceof NirError) throw new NirError(`"${path}": ${error.message}`);
    throw error;
  }
}
