import { parentPort, Worker, workerData } from 'node:worker_threads';
import { NirError } from '../export/nir/graph.ts';
import type { NirReadOptions } from '../export/nir/read.ts';
import type { Network } from '../network/network.ts';

/** Milliseconds: ten times what it takes, and more where the machine has other things to do. */
const patienceFor = (bytes: Uint8Array): number => 20_000 + bytes.length / 50;

interface Order {
  readonly bytes: Uint8Array;
  readonly options: NirReadOptions;
}

type Answer = { readonly network: Network } | { readonly sentence: string } | { readonly bug: string };

/**
 * Reads a NIR file in a thread of its own: a file that was made to can keep HDF5 busy for ever, and a thread can be
 * stopped. The thread runs the command line's own file once more, which finds itself in it and calls `readApart`. Throws
 * `NirError`.
 */
export async function readInThread(bytes: Uint8Array, options: NirReadOptions): Promise<Network> {
  const workerData: Order = { bytes, options };
  const thread = new Worker(new URL(import.meta.url), { workerData });
  const patience = Math.round(patienceFor(bytes));
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<Answer>((resolve) => {
      thread.once('message', resolve);
      thread.once('error', () => resolve({ sentence: 'reading it takes more memory than there is.' }));
      const late = `reading it did not end within ${Math.round(patience / 1000)} s: it is damaged.`;
      timer = setTimeout(() => resolve({ sentence: late }), patience);
    });
    if ('network' in answer) return answer.network;
    if ('sentence' in answer) throw new NirError(answer.sentence);
    throw new Error(answer.bug);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** What the thread does. */
export async function readApart(): Promise<void> {
  const { bytes, options } = workerData as Order;
  const { nirNetwork } = await import('../export/nir/files.ts');
  let answer: Answer;
  try {
    answer = { network: await nirNetwork(bytes, options) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer = error instanceof NirError ? { sentence: message } : { bug: message };
  }
  parentPort?.postMessage(answer);
}
