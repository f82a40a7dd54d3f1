import type { Batch } from '../engine/simulation.ts';
import { adaptationOf, burstIndexOf, rateOf } from '../engine/trains.ts';
import { atlasDuration, atlasTimes } from '../experiment/atlas.ts';
import type { Atlas } from '../experiment/figure.ts';
import { findProbe } from '../experiment/find-probe.ts';
import { resolveEdited } from '../experiment/method.ts';
import type { Part } from '../network/compiled.ts';
import type { Network } from '../network/network.ts';
import { describeNetwork } from './engine.ts';
import type { Follower } from './follower.ts';
import type { Command } from './protocol.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

/** The neuron under the crosshair, computed anew on the CPU: latest place wins, and again when the figure changes. */
export class ProbeTask implements Follower {
  #place: { readonly x: number; readonly y: number } | undefined;
  #wanted = false;
  #busy = false;
  #closed = false;

  constructor(
    private readonly atlas: Atlas,
    private readonly session: Session,
    private readonly around: Surroundings,
  ) {}

  get weight(): number {
    return this.session.weight;
  }

  follow(): void {
    this.#wanted = this.#place !== undefined;
  }

  command(command: Command): void {
    if (command.kind !== 'probe') return;
    this.#place = { x: command.x, y: command.y };
    this.#wanted = true;
  }

  due(now: number): number {
    return this.#wanted && !this.#busy && this.session.ready ? now : Number.POSITIVE_INFINITY;
  }

  run(): void {
    this.#wanted = false;
    if (this.#place) void this.#compute(this.#place);
  }

  close(): void {
    this.#closed = true;
  }

  async #compute({ x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    const { settled, figure } = this.session;
    if (!settled) return;
    const atlas = this.session.atlas ?? this.atlas;
    this.#busy = true;
    try {
      const values = { ...settled.values, [atlas.x.parameter]: x, [atlas.y.parameter]: y };
      const network = resolveEdited(figure, values, settled.edits);
      const compiled = this.around.engine.compile(network, settled.seed, partOf(atlas, network, { x, y }));
      const { precision = 'f32' } = figure;
      const simulation = await this.around.engine.simulate(compiled, {
        backend: 'cpu',
        precision,
        relaxed: false,
      });
      const { dt } = compiled;
      const { settle } = atlasTimes(figure, atlas, values);
      const end = Math.round(atlasDuration(figure, atlas.duration, values) / dt);
      const batches: Batch[] = [];
      try {
        do {
          simulation.advance(end - simulation.step);
          batches.push(simulation.drain());
        } while (simulation.step < end);
      } finally {
        simulation.dispose();
      }
      if (this.#closed) return;
      const described = describeNetwork(compiled);
      const own = 'population' in atlas ? atlas.population : '';
      const population = described.populations.findIndex(({ name }) => name === own);
      const train = batches.flatMap(({ spikes }) => [...(spikes[population]?.steps ?? [])]);
      const view = figure.views.find((candidate) => candidate.kind === 'traces');
      const lines = view?.panels.flatMap(({ lines }) => lines) ?? [];
      const samples = lines.map(({ of }) => samplesOf(batches, findProbe(described, of)));
      const span = { dt, settle: Math.round(settle / dt), end };
      this.around.send({
        kind: 'probe',
        x,
        y,
        spikes: Float64Array.from(train, (step) => step * dt),
        times: Float64Array.from(samples[0]?.steps ?? [], (step) => step * dt),
        traces: lines.map(({ of }, k) => ({ of, values: Float64Array.from(samples[k]?.values ?? []) })),
        measures:
          'population' in atlas
            ? {
                rate: rateOf(train, span),
                'burst index': burstIndexOf(train),
                adaptation: adaptationOf(train),
              }
            : {},
      });
    } catch {
      // The figure's own run says what is wrong with these texts or values; there is no trace to show.
    } finally {
      this.#busy = false;
      this.around.wake();
    }
  }
}

/** The neuron that stands for a pixel is that pixel of the map: it draws the same numbers. */
function partOf(
  atlas: Atlas,
  { populations }: Network,
  at: { readonly x: number; readonly y: number },
): Readonly<Record<string, Part>> | undefined {
  if (!('population' in atlas) || populations[atlas.population]?.size !== 1) return undefined;
  const { resolution } = atlas;
  const place = (axis: 'x' | 'y') => {
    const { from, to } = atlas[axis];
    const share = to === from ? 0 : (at[axis] - from) / (to - from);
    return Math.round(Math.min(Math.max(share, 0), 1) * (resolution - 1));
  };
  return { [atlas.population]: { first: place('y') * resolution + place('x'), of: resolution ** 2 } };
}

/** Steps and values of a probe's first index. */
function samplesOf(
  batches: readonly Batch[],
  probe: { readonly population: number; readonly probe: number } | undefined,
): { readonly steps: number[]; readonly values: number[] } {
  const steps: number[] = [];
  const values: number[] = [];
  for (const batch of batches)
    for (const samples of batch.samples) {
      if (samples.population !== probe?.population || samples.probe !== probe.probe) continue;
      const columns = samples.values.length / Math.max(samples.steps.length, 1);
      samples.steps.forEach((step, row) => {
        steps.push(step);
        values.push(samples.values[row * columns] ?? Number.NaN);
      });
    }
  return { steps, values };
}
