import type { Course, PopulationResults, Results } from '../export/results.ts';
import type { History } from './history.ts';
import type { FigureSession } from './session.ts';

/** What the figure has kept of its run, in the layout of a run's results: the spikes and samples that it shows. */
export function collectResults({ picture, figure, store }: FigureSession): Results | undefined {
  const { history } = picture;
  if (!history) return undefined;
  const { status } = store.getState();
  const { dt, populations } = history.network;
  const duration = (history.end - history.start) * dt;
  return {
    dt,
    duration,
    seed: status.seed,
    backend: status.backend,
    wall: status.realTime > 0 ? duration / status.realTime : 0,
    populations: Object.fromEntries(
      populations.map(({ name }, place) => [name, populationResults(history, place)]),
    ),
    projections: (figure.network.projections ?? []).map(({ from, to }) => ({
      from,
      to,
      synapses: 0,
      i: [],
      j: [],
      variables: {},
    })),
  };
}

function populationResults(history: History, place: number): PopulationResults {
  const { dt, populations } = history.network;
  const population = populations[place];
  const ring = history.spikes[place];
  const spikes: [number, number][] = [];
  for (let k = 0; k < (ring?.length ?? 0); k++) spikes.push([(ring?.step(k) ?? 0) * dt, ring?.index(k) ?? 0]);
  const variables: Record<string, Course> = {};
  population?.probes.forEach(({ variable, unit, indices }, probe) => {
    const samples = history.samples[place]?.[probe];
    if (!samples) return;
    const rows = Array.from({ length: samples.length }, (_, k) => k);
    variables[variable] = {
      unit,
      indices,
      times: rows.map((k) => samples.step(k) * dt),
      values: rows.map((k) => indices.map((_, column) => samples.value(k, column))),
    };
  });
  return { size: population?.size ?? 0, method: population?.method?.name ?? null, spikes, variables };
}
