/** The bench in a browser's worker: calls by name, answers by number. */
import { Bench, compileTimes } from './measure.ts';

const bench = new Bench();

const calls = {
  prepare: bench.prepare.bind(bench),
  time: bench.time.bind(bench),
  forget: bench.forget.bind(bench),
  compileTimes,
} as const;

interface Call {
  readonly id: number;
  readonly name: keyof typeof calls;
  readonly values: readonly never[];
}

self.onmessage = async ({ data: { id, name, values } }: MessageEvent<Call>) => {
  try {
    const call = calls[name] as (...values: readonly unknown[]) => unknown;
    self.postMessage({ id, value: await call(...values) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
