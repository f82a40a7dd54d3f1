import type { CompiledNetwork } from '../../network/compiled.ts';
import type { Network } from '../../network/network.ts';
import { NirError, NirLoss } from './graph.ts';
import { readNir, writeNir } from './hdf5.ts';
import { type NirReadOptions, networkOfNir } from './read.ts';
import { type NirExport, type NirOptions, networkToNir } from './write.ts';

/** A network as the bytes of a NIR file, and what the file does not hold. Throws `NirError`. */
export async function nirFile(
  compiled: CompiledNetwork,
  options: NirOptions,
): Promise<Pick<NirExport, 'left' | 'notes'> & { readonly bytes: Uint8Array<ArrayBuffer> }> {
  const { graph, left, notes } = networkToNir(compiled, options);
  return { bytes: await writeNir(graph), left, notes };
}

/** The same, with a refusal as an answer; `partial`: of a network that NIR holds in part, that part can be had. */
export async function attemptNir(
  compiled: CompiledNetwork,
  options: NirOptions,
): Promise<
  { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly message: string; readonly partial: boolean }
> {
  try {
    return await nirFile(compiled, options);
  } catch (error) {
    if (!(error instanceof NirError)) throw error;
    return { message: error.message, partial: error instanceof NirLoss };
  }
}

/** The network that a NIR file holds. Throws `NirError`. */
export async function nirNetwork(bytes: Uint8Array, options: NirReadOptions): Promise<Network> {
  return networkOfNir(await readNir(bytes), options);
}
