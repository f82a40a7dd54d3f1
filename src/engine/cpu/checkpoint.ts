/**
 * A run's state as plain data: a header that says which network and layout it belongs to, what does not depend on the
 * storage of values (clock, spike lists in flight), and the values.
 */
import type { Values } from '../../network/compiled.ts';
import type { Checkpoint, Precision, Target } from '../simulation.ts';
import { firedBy, type PopulationLayout, type Storage } from './layout.ts';
import type { Machine } from './machine.ts';

interface Header {
  /** Names and sizes of the network's parts, and their variables. */
  readonly network: string;
  /** Parameters that have become arrays, by place (populations, then projections). */
  readonly arrays: readonly (readonly string[])[];
}

function storages({ layout }: Machine): Storage[] {
  return [...layout.populations, ...layout.projections];
}

function own(names: Iterable<string>): string[] {
  return [...names].filter((name) => !name.includes('#')).sort();
}

/** Whether a variable is kept once a neuron follows from which parameters are arrays. */
function tracesOf({ layout }: Machine, place: number): string[] {
  const { traces } = layout.projections[place - layout.populations.length] ?? {};
  return traces ? [...traces.pre.arrays.keys(), ...traces.post.arrays.keys()] : [];
}

function headerOf(machine: Machine): Header {
  const { layout, network } = machine;
  // Whether it is one with its population's uniforms follows from which of those are arrays.
  const isLink = (place: number, name: string) =>
    network.projections[place - layout.populations.length]?.links.has(name);
  const parts = storages(machine).map(({ size, uniforms, arrays }, place) => [
    layout.populations[place]?.shape.name ?? '',
    size,
    own(
      [...uniforms.keys(), ...arrays.keys(), ...tracesOf(machine, place)].filter(
        (name) => !isLink(place, name),
      ),
    ),
  ]);
  const written = (place: number) => {
    const { program } = network.projections[place - layout.populations.length] ?? {};
    return new Set(program?.catchUp.flatMap((s) => (s.kind === 'store' ? [s.slot.name] : [])));
  };
  return {
    network: JSON.stringify([network.dt, network.seed, layout.fixedEnd, parts]),
    arrays: storages(machine).map(({ arrays }, place) => {
      const moving = written(place);
      return own(arrays.keys()).filter((name) => !moving.has(name));
    }),
  };
}

/** What lies between the fixed beginning and the values and has to be kept: all but the records and unused list ends. */
function* pieces({ layout, memory }: Machine): Generator<Uint8Array> {
  const { bytes } = memory;
  const take = (address: number, length: number) => bytes.subarray(address, address + length);
  const element = layout.precision === 'f32' ? 4 : 8;
  yield take(layout.step, 8);
  yield take(layout.time, 8);
  yield take(layout.clock, 4);
  for (const population of layout.populations) {
    const { slot, counts, depth, marks, flags, lastspike, size, given } = population;
    yield take(slot, 4);
    yield take(counts, 4 * depth);
    for (const address of [marks, flags, lastspike]) {
      if (address !== undefined) yield take(address, size * element);
    }
    if (given) yield take(given.cursor, 4);
    yield* listPieces(population, population.lists, memory);
  }
  for (const { routes, shape, updated, size } of layout.projections) {
    if (updated !== undefined) yield take(updated, 4 * size);
    for (const [k, { delay }] of routes.entries())
      if (typeof delay !== 'number')
        yield* listPieces(layout.populations[firedBy(shape, k)] as PopulationLayout, delay.cursors, memory);
  }
  const traces = layout.projections.flatMap(({ traces }) => [traces.pre, traces.post]);
  for (const { arrays, size } of traces)
    for (const name of own(arrays.keys())) yield take(arrays.get(name) as number, size * element);
  for (const { uniforms, arrays, size } of [...layout.populations, ...layout.projections]) {
    for (const name of own(uniforms.keys())) yield take(uniforms.get(name) as number, 8);
    for (const name of own(arrays.keys())) yield take(arrays.get(name) as number, size * element);
  }
}

/** The used part of each list; the counts were read or written before. */
function* listPieces(
  { counts, depth, size }: PopulationLayout,
  address: number,
  memory: Machine['memory'],
): Generator<Uint8Array> {
  const lengths = memory.words(counts, depth);
  for (let slot = 0; slot < depth; slot++) {
    const start = address + 4 * size * slot;
    yield memory.bytes.subarray(start, start + 4 * (lengths[slot] as number));
  }
}

export function writeCheckpoint(machine: Machine, precision: Precision): Checkpoint {
  const header = new TextEncoder().encode(JSON.stringify(headerOf(machine)));
  const parts = [...pieces(machine)];
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    data.set(part, place);
    place += part.length;
  }
  return { backend: 'cpu', precision, step: machine.memory.step, data: [header.slice().buffer, data.buffer] };
}

/**
 * Checks that a checkpoint belongs to the machine. `arrays` are parameters that must become arrays first; `apply` then
 * puts everything in its place.
 */
export function readCheckpoint(
  machine: Machine,
  { backend, precision, data }: Checkpoint,
  expected: Precision,
): { arrays: { target: Target; values: Values }[] | undefined; apply(machine: Machine): void } {
  if (backend !== 'cpu' || precision !== expected) {
    throw new Error(`The checkpoint is of ${backend} ${precision}, but this simulation is cpu ${expected}.`);
  }
  const [head, body] = data;
  if (!head || !body) throw new Error('The checkpoint is not complete.');
  const header = JSON.parse(new TextDecoder().decode(head)) as Header;
  const mine = headerOf(machine);
  if (header.network !== mine.network) throw new Error('The checkpoint is of another network.');
  const { layout } = machine;
  const arrays: { target: Target; values: Values }[] = [];
  storages(machine).forEach((storage, place) => {
    const population = layout.populations[place];
    const target = (name: string): Target =>
      population
        ? { population: population.shape.name, name }
        : { projection: place - layout.populations.length, name };
    const wanted = new Set(header.arrays[place] ?? []);
    for (const name of wanted) {
      if (!storage.arrays.has(name))
        arrays.push({ target: target(name), values: new Float64Array(storage.size) });
    }
    for (const name of mine.arrays[place] ?? []) {
      if (!wanted.has(name)) arrays.push({ target: target(name), values: 0 });
    }
  });
  return {
    arrays: arrays.length > 0 ? arrays : undefined,
    apply(target) {
      const bytes = new Uint8Array(body);
      let place = 0;
      for (const piece of pieces(target)) {
        if (place + piece.length > bytes.length) throw new Error('The checkpoint is not complete.');
        piece.set(bytes.subarray(place, place + piece.length));
        place += piece.length;
      }
      const { layout: own, memory } = target;
      const traces = own.projections.flatMap((projection) => [projection.traces.pre, projection.traces.post]);
      for (const storage of [...own.populations, ...own.projections, ...traces]) {
        for (const address of storage.arrays.values()) memory.pad(storage, address);
      }
    },
  };
}
