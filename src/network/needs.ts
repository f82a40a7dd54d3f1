/**
 * What a rule needs from elsewhere. A synapse lies beside the neuron that it drives; what its weight rests on and does not
 * live there has to be carried, from population to population, as spikes or as values. Followed through the whole network:
 * a reward must be brought to the synapse, and what the reward is made of to the reward.
 */
import type { Node, Statement } from '../language/ir.ts';
import type { Side } from '../language/model.ts';
import { leavesOf, readsOf } from '../language/reads.ts';
import { walk } from '../language/visit.ts';
import type { Carried, CompiledNetwork, CompiledProjection, Link, Needs } from './compiled.ts';

/** Of each variable of synapses that is recorded, as `0.w`, what its course rests on. */
export function allNeeds(network: CompiledNetwork): Readonly<Record<string, Needs>> {
  return Object.fromEntries(
    network.projections.flatMap(({ index, probes }) =>
      probes.map(({ variable }) => [`${index}.${variable}`, needsOf(network, index, variable)] as const),
    ),
  );
}

/** Throws where the projection has no such variable. */
function needsOf(network: CompiledNetwork, place: number, variable: string): Needs {
  const projection = network.projections[place];
  if (!projection?.program.model.variables.has(variable))
    throw new RangeError(`Projection ${place} has no variable ${variable}.`);
  const { from, to } = projection;
  const skip = `${place}.${variable}`;
  const firing = new Search(network, skip, new Set());
  for (const population of new Set([from, to])) firing.spikes(population);
  // The joined neurons fire anyway: what makes them is not the rule's.
  const search = new Search(network, undefined, new Set([from, to]));
  search.synapse(place, variable);
  const anyway = { anyway: true } as const;
  return {
    reads: readsOf(projection.program, variable),
    rests: [...search.rests],
    carried: [...search.carried].map(([key, way]) => (firing.carried.has(key) ? { ...way, ...anyway } : way)),
    anyway: [...firing.carried.values()].map((way) => ({ ...way, ...anyway })),
  };
}

/** All that something rests on, and on which ways it comes. */
class Search {
  readonly carried = new Map<string, Carried>();
  /** By owner and name: `post.v`, `3.A_LTP`. */
  readonly rests = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(
    private readonly network: CompiledNetwork,
    /** A variable of synapses that is taken as given: `0.w`. */
    private readonly skip: string | undefined,
    /** Populations whose firing is taken as given. */
    private readonly given: ReadonlySet<number>,
  ) {}

  synapse(place: number, name: string): void {
    const key = `${place}.${name}`;
    const projection = this.network.projections[place];
    if (!projection || key === this.skip || !this.#first(`synapse ${key}`)) return;
    const { from, to, links } = projection;
    const reads = readsOf(projection.program, name);
    for (const own of [name, ...reads.synapse.map((read) => read.name), ...reads.constants])
      this.rests.add(`${place}.${own}`);
    for (const side of reads.events) this.#event(projection, side);
    for (const { name: variable } of reads.post) this.variable(to, variable);
    for (const { name: variable, at } of reads.pre) {
      const each = at.every((one) => one === 'pre') ? 'spike' : 'step';
      this.#bring({ from, to, variable, each, reach: reachOf(projection) });
    }
    for (const { name: shared } of reads.shared) {
      const link = links.get(shared);
      if (link) this.#shared(link, to);
    }
  }

  /** A variable of a population, by whatever writes it. */
  variable(population: number, name: string): void {
    const owner = this.network.populations[population];
    if (!owner?.program || !this.#first(`variable ${population}.${name}`)) return;
    this.rests.add(`${owner.name}.${name}`);
    const { update, reset } = owner.program;
    this.#own(population, leavesOf(update, { owner: 'self', name }).leaves);
    const { stored, leaves } = leavesOf(reset, { owner: 'self', name });
    if (stored) this.spikes(population);
    this.#own(population, leaves);
    for (const projection of this.network.projections) this.#written(projection, population, name);
  }

  /** When the neurons of a population fire. */
  spikes(population: number): void {
    if (this.given.has(population) || !this.#first(`spikes ${population}`)) return;
    const { threshold, refractory } = this.network.populations[population]?.program ?? {};
    for (const node of [threshold, refractory?.value]) if (node) this.#own(population, leaves(node));
  }

  /** What synapses write to a variable of a neuron that they join. */
  #written(projection: CompiledProjection, population: number, name: string): void {
    const { from, to, program } = projection;
    for (const side of ['pre', 'post'] as const) {
      if ((side === 'pre' ? from : to) !== population) continue;
      for (const sum of program.sums)
        if (sum.side === side && sum.name === name) {
          if (side === 'pre') this.#carry({ from: to, to: from, variable: name, each: 'step', reach: 1 });
          this.#beside(projection, leaves(sum.value), 'step', name);
        }
      for (const { statements, side: event } of program.pathways) {
        const { stored, leaves: read } = leavesOf(statements, { owner: side, name });
        if (!stored) continue;
        this.#event(projection, event, name);
        const [of, reach] = event === 'pre' ? [from, reachOf(projection)] : [to, undefined];
        if (side === 'pre') this.#carry({ from: to, to: from, variable: name, each: 'spike', of, reach });
        this.#beside(projection, read, event, name);
      }
    }
  }

  /** Nodes of a projection's statements, which write to a variable of a neuron. */
  #beside(projection: CompiledProjection, nodes: readonly Node[], at: Side | 'step', into: string): void {
    const { from, to, program, links, index } = projection;
    for (const node of nodes) {
      if (node.kind === 'builtin' && node.owner !== 'self') this.#event(projection, node.owner, into);
      if (node.kind !== 'slot') continue;
      const { owner, name } = node.slot;
      const link = links.get(name);
      if (owner === 'post') this.variable(to, name);
      else if (owner === 'pre') {
        const each = at === 'pre' ? 'spike' : 'step';
        this.#bring({ from, to, variable: name, each, into, reach: reachOf(projection) });
      } else if (link) this.#shared(link, to, into);
      else if (program.model.variables.has(name)) this.synapse(index, name);
      else this.rests.add(`${index}.${name}`);
    }
  }

  /** Nodes of a population's own statements. */
  #own(population: number, nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.kind === 'slot') this.variable(population, node.slot.name);
      if (node.kind === 'builtin' && (node.name === 'lastspike' || node.name === 'not_refractory'))
        this.spikes(population);
    }
  }

  #event(projection: CompiledProjection, side: Side, into?: string): void {
    const { from, to } = projection;
    if (side === 'pre') this.#carry({ from, to, each: 'spike', reach: reachOf(projection), ...named(into) });
    this.spikes(side === 'pre' ? from : to);
  }

  /** A linked variable goes to all. */
  #shared({ population: from, variable }: Link, to: number, into?: string): void {
    const reach = this.network.populations[to]?.size;
    this.#bring({ from, to, variable, each: 'step', reach, ...named(into) });
  }

  /** A variable of another population's neurons; one that never changes is known beforehand. */
  #bring(way: Carried & { readonly variable: string }): void {
    if (!this.#moves(way.from, way.variable)) return;
    this.#carry(way);
    this.variable(way.from, way.variable);
  }

  /** Once on each way, whoever reads it; the synapse itself before its neuron. */
  #carry(way: Carried): void {
    const key = `${way.from} ${way.to} ${way.variable ?? ''} ${way.each}`;
    const known = this.carried.get(key);
    if (!known || (known.into !== undefined && way.into === undefined)) this.carried.set(key, way);
  }

  #moves(population: number, name: string): boolean {
    const { program } = this.network.populations[population] ?? {};
    const stores = (statements: readonly Statement[], owner: 'self' | Side) =>
      statements.some(
        (statement) =>
          statement.kind === 'store' && statement.slot.owner === owner && statement.slot.name === name,
      );
    if (program && (stores(program.update, 'self') || stores(program.reset, 'self'))) return true;
    return this.network.projections.some(({ from, to, program: { sums, pathways } }) =>
      (['pre', 'post'] as const).some(
        (side) =>
          (side === 'pre' ? from : to) === population &&
          (sums.some((sum) => sum.side === side && sum.name === name) ||
            pathways.some(({ statements }) => stores(statements, side))),
      ),
    );
  }

  #first(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}

const named = (into: string | undefined) => (into === undefined ? {} : { into });

function leaves(root: Node): Node[] {
  const found: Node[] = [];
  walk(root, (node) => {
    if (node.kind !== 'apply' && node.kind !== 'propagator' && node.kind !== 'constant') found.push(node);
  });
  return found;
}

/** Synapses of each source, where all have as many; a pair that is joined twice counts twice. */
function reachOf({ offsets, ranges: { pre } }: CompiledProjection): number | undefined {
  const count = (source: number) => (offsets[source + 1] ?? 0) - (offsets[source] ?? 0);
  const first = count(pre[0]);
  for (let source = pre[0] + 1; source < pre[1]; source++) if (count(source) !== first) return undefined;
  return first;
}
