import { measureChanges } from '../engine/changes.ts';
import { ContextLostError } from '../engine/gpu/context.ts';
import type { Batch, Simulation } from '../engine/simulation.ts';
import type { SynapseAtlasSpec, SynapseAtlas as SynapseMap } from '../engine/synapse-atlas.ts';
import { atlasBand, atlasGrid, atlasTimes } from '../experiment/atlas.ts';
import { messageOf } from '../experiment/error.ts';
import type { AtlasMeasure, Figure, NeuronAtlas, SynapseAtlas } from '../experiment/figure.ts';
import { synapseAtlasNetwork } from '../experiment/synapse-atlas.ts';
import type { CompiledPopulation } from '../network/compiled.ts';
import type { Engine } from './engine.ts';
import type { Session } from './session.ts';
import { advanceAnyway } from './stray.ts';

export type Measures = Readonly<Partial<Record<AtlasMeasure, Float32Array>>>;

/** A map that runs as a whole: one step of every pixel after the other. */
interface Whole {
  readonly kind: 'whole';
  readonly backend: 'gpu' | 'cpu';
  readonly atlas: {
    advance(steps: number): number;
    readonly progress: number;
    measures(): Measures;
    dispose(): void;
  };
}

/** A band of rows, run to the end before the next: what fits the processor's caches. */
export interface Band {
  readonly kind: 'band';
  readonly simulation: Simulation;
  readonly compiled: CompiledPopulation;
  readonly population: number;
  readonly first: number;
  readonly last: number;
  readonly batches: Batch[];
}

export type Work = Whole | Band;

/** Neurons of a band: enough to fill the vector units, few enough that the map grows before one's eyes. */
const bandNeurons = 4096;

type Settled = NonNullable<Session['settled']>;

/** The whole map of neurons on the GPU; undefined where there is none, or none that can. Throws as `createAtlas` does. */
export async function neuronsOnGpu(
  figure: Figure,
  atlas: NeuronAtlas,
  settled: Settled,
  engine: Engine,
): Promise<Whole | undefined> {
  const { values, edits, seed: wanted } = settled;
  const grid = atlasGrid(figure, atlas, values, edits);
  if (!grid) return undefined;
  const { network, columns, rows } = grid;
  const { populations, arrays, dt, seed } = engine.compile(network, wanted);
  const [population] = populations;
  if (!population) return undefined;
  const times = atlasTimes(figure, atlas, values);
  const duration = Math.round(times.duration / dt);
  const settle = Math.round(times.settle / dt);
  const [width, height] = [atlas.resolution, atlas.resolution];
  const spec = { population, width, height, axes: { columns, rows }, arrays, dt, seed, duration, settle };
  const made = await engine.graphics?.atlas(spec);
  return made && { kind: 'whole', backend: 'gpu', atlas: made };
}

/** The rows from `first` on, on the CPU. */
export async function neuronsOnCpu(
  figure: Figure,
  atlas: NeuronAtlas,
  first: number,
  settled: Settled,
  engine: Engine,
): Promise<Band> {
  const { resolution, population: name } = atlas;
  const last = Math.min(resolution, first + Math.max(1, Math.floor(bandNeurons / resolution)));
  const network = atlasBand(figure, atlas, { first, last }, settled.values, settled.edits);
  // A pixel draws the same numbers whatever band it is run in, and on the GPU.
  const part = { first: first * resolution, of: resolution ** 2 };
  const compiled = engine.compile(network, settled.seed, { [name]: part });
  const simulation = await engine.simulate(compiled, onCpu(figure));
  const population = compiled.populations.findIndex((candidate) => candidate.name === name);
  const own = compiled.populations[population];
  if (!own) throw new Error(`There is no population ${name} to make an atlas of.`);
  return { kind: 'band', simulation, compiled: own, population, first, last, batches: [] };
}

/**
 * The whole map of synapses, on the GPU where it can be and is wanted; `refused` is told why it cannot. Their random numbers
 * depend on their place in the whole map, so that the CPU runs all of them at once too.
 */
export async function synapses(
  figure: Figure,
  atlas: SynapseAtlas,
  settled: Settled,
  engine: Engine,
  refused: ((why: string) => void) | undefined,
): Promise<Whole> {
  const { values, edits, seed } = settled;
  const network = engine.compile(synapseAtlasNetwork(figure, atlas, values, edits), seed);
  const { resolution: width, projection, variable } = atlas;
  const duration = Math.round(atlasTimes(figure, atlas, values).duration / network.dt);
  const spec = { network, width, height: width, projection, variable, duration };
  try {
    const made = refused && (await engine.graphics?.synapses(spec));
    if (made) return { kind: 'whole', backend: 'gpu', atlas: made };
  } catch (error) {
    if (error instanceof ContextLostError) throw error;
    refused?.(messageOf(error));
  }
  return {
    kind: 'whole',
    backend: 'cpu',
    atlas: synapsesOf(await engine.simulate(network, onCpu(figure)), spec),
  };
}

function synapsesOf(simulation: Simulation, spec: SynapseAtlasSpec): SynapseMap {
  const { projection, variable, duration, width, height } = spec;
  const read = () => {
    const values = simulation.get({ projection, name: variable });
    return values.length === 1 ? new Float64Array(width * height).fill(values[0] as number) : values;
  };
  const start = read();
  return {
    get step() {
      return simulation.step;
    },
    get progress() {
      return simulation.step / duration;
    },
    advance(steps) {
      const asked = Math.min(steps, duration - simulation.step);
      const ran = advanceAnyway(simulation, asked);
      // Nobody looks at the spikes.
      if (ran < asked) simulation.drain();
      return ran;
    },
    measures: () => measureChanges(start, read(), simulation.step * simulation.dt),
    dispose: () => simulation.dispose(),
  };
}

function onCpu({ precision = 'f32' }: Figure) {
  return { backend: 'cpu', precision, relaxed: false } as const;
}
