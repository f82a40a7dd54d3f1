import type { CompiledArray, CompiledPopulation } from '../../network/compiled.ts';
import { groupByNeuron, measureTrains, type Trains } from '../trains.ts';
import { cellOfPopulation } from './cell.ts';
import { buildKernel, STEPS_PER_DRAW } from './kernel.ts';
import { type Axes, layOut } from './layout.ts';
import { createMachine } from './machine.ts';
import { decodeSpikes, type SpikeList } from './spikes.ts';

/** Every pixel a neuron: neuron i lies at column i % width (from the left) and row floor(i / width) (from below). */
export interface AtlasSpec {
  /** Of size width * height; draws its random numbers as the population of this name does. */
  readonly population: CompiledPopulation;
  readonly width: number;
  readonly height: number;
  /** Values that change with the column or the row only; they replace those of the population. */
  readonly axes: Axes;
  readonly arrays?: ReadonlyMap<string, CompiledArray>;
  /** Seconds. */
  readonly dt: number;
  readonly seed: number;
  /** In steps. */
  readonly duration: number;
  /** Spikes before this step do not count for the rate. */
  readonly settle: number;
}

export interface AtlasMeasures {
  readonly rate: Float32Array;
  readonly 'burst index': Float32Array;
  readonly adaptation: Float32Array;
}

export interface Atlas {
  /** Runs at most `steps` more steps and returns how many were run. */
  advance(steps: number): number;
  /** Steps run so far. */
  readonly step: number;
  /** From 0 to 1. */
  readonly progress: number;
  /** All spikes so far, by neuron. */
  trains(): Trains;
  /**
   * Of the steps run so far, row-major from the lower left corner; NaN where not defined (`trains.ts`), and where a
   * variable is no longer a finite number.
   */
  measures(): AtlasMeasures;
  dispose(): void;
}

/**
 * Runs a map of independent neurons on the GPU. Throws `ShaderError` where the population needs what the GPU does not
 * do, `ContextLostError` here and in `advance` where the browser takes the context away.
 */
export function createAtlas(gl: WebGL2RenderingContext, spec: AtlasSpec): Atlas {
  const { population, width, height, axes, dt, seed, duration, settle } = spec;
  const { program } = population;
  if (!program) throw new Error('A population of given spike times is no atlas.');
  if (population.size !== width * height)
    throw new Error(`An atlas of ${width} by ${height} needs as many neurons, but has ${population.size}.`);
  const cell = cellOfPopulation(population, program);
  const layout = layOut(cell, axes);
  const kernel = buildKernel({ cell, layout, grid: { width, height } });
  const arrays = spec.arrays ?? new Map();
  const machine = createMachine({ gl, kernel, cell, axes, arrays, dt, seed });
  const pieces: SpikeList[] = [];
  let step = 0;

  const trains = () => groupByNeuron(population.size, pieces);
  return {
    get step() {
      return step;
    },
    get progress() {
      return duration === 0 ? 1 : step / duration;
    },
    advance(steps) {
      const last = Math.min(duration, step + steps);
      const before = step;
      while (step < last) {
        const count = Math.min(STEPS_PER_DRAW, last - step);
        machine.draw(step, count);
        const piece = decodeSpikes(machine.spikes(), population.size, step, count);
        if (piece.steps.length > 0) pieces.push(piece);
        step += count;
      }
      return step - before;
    },
    trains,
    measures() {
      const { rate, burstIndex, adaptation } = measureTrains(trains(), { dt, settle, end: step });
      for (const name of layout.state)
        machine.read(name).forEach((value, i) => {
          if (Number.isFinite(value)) return;
          for (const measure of [rate, burstIndex, adaptation]) measure[i] = Number.NaN;
        });
      return { rate, 'burst index': burstIndex, adaptation };
    },
    dispose: machine.dispose,
  };
}
