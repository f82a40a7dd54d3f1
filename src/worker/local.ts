import type { WorkerPort } from './client.ts';
import type { Engine } from './engine.ts';
import { Host } from './host.ts';
import type { ToPage } from './protocol.ts';

/** The worker without a thread of its own: for Node, where still pictures are made at build. */
export function createLocalPort(engine: Engine): WorkerPort {
  const port: WorkerPort = {
    postMessage: (message) => host.receive(message),
    terminate: () => {},
    onmessage: null,
    onerror: null,
  };
  const host = new Host({
    engine,
    clock: () => performance.now(),
    post: (data: ToPage) => queueMicrotask(() => port.onmessage?.({ data })),
    soon: (callback) => setTimeout(callback, 0),
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  return port;
}
