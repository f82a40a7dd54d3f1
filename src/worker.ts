import { floors } from './worker/floors.ts';
import { Host } from './worker/host.ts';
import type { ToWorker } from './worker/protocol.ts';

/** The worker's entry: its surroundings are the browser's. */
const scope = self as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

// A message to oneself comes after those that wait, and sooner than any timer.
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

const host = new Host({
  engine: floors,
  clock: () => performance.now(),
  post: (message, transfer) => scope.postMessage(message, transfer),
  soon: (callback) => {
    waiting.push(callback);
    port2.postMessage(null);
  },
  later: (callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
});

scope.onmessage = ({ data }) => host.receive(data);
