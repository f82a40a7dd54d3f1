/** The chip that bench/chip.mjs times: 1,024 neurons with 32 random targets each, 32 to a core, about 53 spikes a step. */
import { loihiCalibrated } from '../src/chip/architectures/loihi-calibrated.ts';
import { Chip } from '../src/chip/chip.ts';
import { totalOf } from '../src/chip/counts.ts';
import { mapNaive } from '../src/chip/partition.ts';
import type { Workload } from '../src/chip/workload.ts';

const NEURONS = 1024;
const OUT = 32;
const PERIOD = 19.4;
export const STEPS = 1000;

/** Neuron i fires whenever its phase, which grows by 1 / PERIOD a step from a random beginning, passes a whole number. */
const draw = lehmer(1);
const phases = Float64Array.from({ length: NEURONS }, draw);

export const edges: readonly (readonly [number, number])[] = Array.from(
  { length: NEURONS * OUT },
  (_, k) => [Math.floor(k / OUT), Math.floor(draw() * NEURONS)] as const,
);

/** Numbers of the neurons that fire in a step, ascending. */
export function firedIn(step: number): number[] {
  const fired: number[] = [];
  phases.forEach((phase, n) => {
    if (Math.floor(phase + (step + 1) / PERIOD) > Math.floor(phase + step / PERIOD)) fired.push(n);
  });
  return fired;
}

export interface ChipTiming {
  /** Seconds of wall time, and of processor time. */
  readonly wall: number;
  readonly busy: number;
  readonly spikes: number;
  readonly messages: number;
  /** Seconds that the chip would take. */
  readonly chip: number;
  /** Bytes that the chip, its mapping and its network hold. */
  readonly bytes: number;
}

/** Lays the network out and runs all steps; the spikes are there before the clock starts. */
export function timeChip(): ChipTiming {
  const fired = Array.from({ length: STEPS }, (_, step) => firedIn(step));
  const before = held();
  const workload = network();
  const chip = new Chip(loihiCalibrated, workload, mapNaive(workload, loihiCalibrated, { cores: 32 }));
  chip.step(fired[0] ?? []);
  chip.reset();
  const used = process.cpuUsage();
  const begin = performance.now();
  for (const each of fired) chip.step(each);
  const wall = (performance.now() - begin) / 1e3;
  const { user, system } = process.cpuUsage(used);
  const bytes = held() - before;
  return {
    wall,
    busy: (user + system) / 1e6,
    spikes: totalOf(chip.counts, 'spike'),
    messages: totalOf(chip.counts, 'messageOut'),
    chip: chip.total.detailed,
    bytes,
  };
}

function network(): Workload {
  return {
    populations: [{ name: 'N', size: NEURONS, first: 0, input: false }],
    neurons: NEURONS,
    offsets: Uint32Array.from({ length: NEURONS + 1 }, (_, n) => n * OUT),
    targets: Uint32Array.from(edges, ([, target]) => target),
    projection: new Uint16Array(NEURONS * OUT),
    projections: [{ name: 'the synapses', from: 0, to: 0, format: 'sparse', delayed: false }],
  };
}

function held(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Lehmer's generator (Park and Miller 1988): enough for a network to time. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
