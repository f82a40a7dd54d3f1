/** Times one workload on the CPU back end: the same code in Node and in a browser's worker. */
import { createCpuSimulation } from '../src/engine/cpu/simulation.ts';
import type { Precision, Simulation } from '../src/engine/simulation.ts';
import { compileNetwork } from '../src/network/compile.ts';
import { readNetwork } from '../src/network/read.ts';
import { workloads } from './workloads.ts';

export interface Variant {
  readonly workload: string;
  readonly precision: Precision;
  readonly relaxed: boolean;
}

export interface Timing {
  /** Seconds of wall time for the steps of the run, without building the network. */
  readonly wall: number;
  /** Spikes per neuron and second of simulated time. */
  readonly rate: number;
}

export class Bench {
  private readonly running = new Map<string, Simulation>();

  /** Builds the simulation and runs it until the machine's compiler, which works beside it, should have finished. */
  async prepare({ workload, precision, relaxed }: Variant): Promise<void> {
    const { network, steps } = find(workload);
    const compiled = compileNetwork(readNetwork(network), { seed: 1 });
    const simulation = await createCpuSimulation(compiled, { precision, relaxed });
    this.running.set(key({ workload, precision, relaxed }), simulation);
    for (let pause = 0; pause < 2; pause++) {
      const begin = performance.now();
      while (performance.now() - begin < 500) runSteps(simulation, steps / 10);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** One run, which goes on where the last one ended. */
  time(variant: Variant): Timing {
    const simulation = this.running.get(key(variant));
    if (!simulation) throw new Error(`${key(variant)} was not prepared.`);
    const { steps, network } = find(variant.workload);
    const begin = performance.now();
    const spikes = runSteps(simulation, steps);
    const wall = (performance.now() - begin) / 1e3;
    const neurons = Object.values(network.populations).reduce((sum, { size }) => sum + size, 0);
    return { wall, rate: spikes / neurons / (steps * simulation.dt) };
  }

  forget(variant: Variant): void {
    this.running.delete(key(variant));
  }
}

/** Milliseconds from the text of the equations to the end of the first step, first and later. */
export async function compileTimes(workload: string, repetitions: number): Promise<number[]> {
  const { network } = find(workload);
  const times: number[] = [];
  for (let k = 0; k < repetitions; k++) {
    const begin = performance.now();
    const small = {
      ...network,
      populations: Object.fromEntries(
        Object.entries(network.populations).map(([name, population]) => [name, { ...population, size: 16 }]),
      ),
    };
    const compiled = compileNetwork(readNetwork(small), { seed: 1 });
    const simulation = await createCpuSimulation(compiled);
    simulation.advance(1);
    times.push(performance.now() - begin);
  }
  return times;
}

function runSteps(simulation: Simulation, steps: number): number {
  let spikes = 0;
  for (let done = 0; done < steps; ) {
    done += simulation.advance(Math.min(1000, steps - done));
    for (const { steps: times } of simulation.drain().spikes) spikes += times.length;
  }
  return spikes;
}

function find(id: string) {
  const workload = workloads.find((candidate) => candidate.id === id);
  if (!workload) throw new Error(`There is no workload ${id}.`);
  return workload;
}

function key({ workload, precision, relaxed }: Variant): string {
  return `${workload} ${precision}${relaxed ? ' relaxed' : ''}`;
}
