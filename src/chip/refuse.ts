import { type Architecture, coresOf } from './architecture.ts';
import { ChipError, type Limit } from './error.ts';
import type { Filling } from './filling.ts';
import { limitNames } from './utilisation.ts';
import type { Workload } from './workload.ts';

/** A neuron that no core can hold, even alone. */
export function refuseNeuron(
  workload: Workload,
  { limits, title }: Architecture,
  neuron: number,
  { broken, wanted }: Pick<Filling, 'broken' | 'wanted'>,
): never {
  const { name, first } = populationOf(workload, neuron);
  const needed = wanted[broken];
  const available = limits[broken];
  throw new ChipError(
    `${name}[${neuron - first}] alone needs ${count(needed)} ${limitNames[broken]}, ${count(needed - available)} more than a core of ${title} has (${count(available)}): ${remedy[broken](count(available))} would fit.`,
    { limit: broken, population: name, needed, available },
  );
}

const remedy: Readonly<Record<Limit, (available: string) => string>> = {
  compartments: () => 'a larger core',
  memory: (available) =>
    `fewer synapses onto the neuron, or narrower ones, at most ${available} bits in all,`,
  axonsIn: (available) => `at most ${available} neurons that send to it`,
  axonsOut: (available) => `at most ${available} cores among its targets`,
};

/** A network that needs more cores than there are. `ended` says which limit closed each core. */
export function refuseCores(
  workload: Workload,
  architecture: Architecture,
  { core, cores, ended }: { core: Uint16Array; cores: number; ended: readonly Limit[] },
): never {
  const { mesh, title, limits } = architecture;
  const available = coresOf(architecture);
  const closed = new Map<Limit, number>();
  for (const limit of ended) closed.set(limit, (closed.get(limit) ?? 0) + 1);
  const [[limit] = ['compartments' as const]] = [...closed].sort((a, b) => b[1] - a[1]);
  const first = core.findIndex((own) => own >= available);
  const { name, first: begin, size } = populationOf(workload, first);
  const grown = enlarge(architecture, cores);
  throw new ChipError(
    `The network needs ${count(cores)} cores, ${count(cores - available)} more than ${title} has (${count(available)}): the ${limitNames[limit]} (${count(limits[limit])} a core) run out first, at ${name}[${first - begin}]. ${count(first)} of its ${count(workload.neurons)} neurons would fit (${count(first - begin)} of ${count(size)} in ${name}), or a mesh of ${grown.width} by ${grown.height} tiles instead of ${mesh.width} by ${mesh.height}.`,
    { limit, population: name, needed: cores, available, mesh: grown },
  );
}

/** The smallest mesh, widened and heightened by turns, that has so many cores. */
function enlarge({ mesh }: Architecture, cores: number): { width: number; height: number } {
  let { width, height } = mesh;
  while (width * height * mesh.coresPerTile < cores)
    if (width <= height) width += 1;
    else height += 1;
  return { width, height };
}

function populationOf({ populations }: Workload, neuron: number) {
  const found = populations.findLast(({ first }) => first <= neuron);
  if (!found) throw new RangeError(`There is no neuron ${neuron}.`);
  return found;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
