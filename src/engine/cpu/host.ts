/** Works out in 64 bit, on the host, what the kernel reads as a uniform or as a propagator's entry. */
import { compileNode, type Environment } from '../../language/interpret.ts';
import type { LinearSystem, Node, Owner, Slot } from '../../language/ir.ts';
import { type Propagator, propagator } from '../../language/propagator.ts';
import { arrayValue } from '../../network/array.ts';
import type { Layout, PopulationLayout, ProjectionLayout, Storage } from './layout.ts';
import type { KernelMemory } from './memory.ts';
import type { Block, Plan } from './plan.ts';

interface Subject {
  readonly storages: Readonly<Partial<Record<Owner, Storage>>>;
  readonly block: Block;
}

/** Which element of each owner is meant while a closure runs. */
type Cursor = Record<Owner, number>;

export class Host {
  private readonly subjects: readonly Subject[];

  constructor(
    private readonly layout: Layout,
    private readonly memory: KernelMemory,
    plan: Plan,
  ) {
    const { populations, projections } = layout;
    this.subjects = [
      ...populations.map((self, p) => ({ storages: { self }, block: plan.populations[p] as Block })),
      ...projections.map((self, k) => ({
        storages: {
          self,
          pre: populations[self.shape.from] as PopulationLayout,
          post: populations[self.shape.to] as PopulationLayout,
        },
        block: plan.projections[k] as Block,
      })),
    ];
  }

  /** Works out all that depends on parameters. */
  refresh(): void {
    for (const subject of this.subjects) this.refreshSubject(subject);
  }

  private refreshSubject({ storages, block }: Subject): void {
    const { memory } = this;
    const self = storages.self as Storage;
    const cursor: Cursor = { self: 0, pre: 0, post: 0 };
    const cache = new Map<LinearSystem, Propagator>();
    const environment = this.environment(storages, cursor, (system) => {
      const known = cache.get(system);
      if (known) return known;
      const made = this.propagatorOf(system, environment);
      cache.set(system, made);
      return made;
    });
    for (const { name, rate, value } of block.hoisted) {
      const address = self.uniforms.get(name);
      if (rate === 'constant' && address !== undefined) {
        memory.setUniform(address, compileNode(value, environment)());
      }
    }
    if (block.propagators.size === 0) return;
    const views = [...block.propagators].map(([name, node]) => {
      const address = self.arrays.get(name) as number;
      return { address, node, view: memory.floats(address, self.padded) };
    });
    const entries = new Map<LinearSystem, () => Propagator>();
    for (const { node } of views) {
      if (!entries.has(node.system))
        entries.set(node.system, this.propagatorReader(node.system, environment));
    }
    const ends = 'targetBytes' in self ? this.endsOf(self as ProjectionLayout) : undefined;
    for (let k = 0; k < self.size; k++) {
      cursor.self = k;
      if (ends) [cursor.pre, cursor.post] = ends(k);
      const now = new Map([...entries].map(([system, read]) => [system, read()]));
      for (const { node, view } of views) {
        const made = now.get(node.system) as Propagator;
        view[k] = made[node.part][node.row * made.order + node.column] as number;
      }
    }
    for (const { address } of views) memory.pad(self, address);
  }

  /** The neurons that the k-th synapse (in the kernel's order) joins. */
  private endsOf({ shape, order }: ProjectionLayout): (k: number) => [number, number] {
    const { sources, targets } = shape;
    return (k) => {
      const place = order ? (order[k] as number) : k;
      return [sources[place] as number, targets[place] as number];
    };
  }

  private propagatorReader(system: LinearSystem, environment: Environment): () => Propagator {
    const entries = system.matrix.flat().map((entry) => compileNode(entry, environment));
    const values = new Float64Array(entries.length);
    return () => {
      entries.forEach((read, k) => {
        values[k] = read();
      });
      return propagator(values, system.variables.length, this.layout.network.dt);
    };
  }

  private propagatorOf(system: LinearSystem, environment: Environment): Propagator {
    return this.propagatorReader(system, environment)();
  }

  /** Values of a node for every element of a population, or one where nothing in it differs. */
  evaluate(population: PopulationLayout, node: Node): Float64Array {
    const cursor: Cursor = { self: 0, pre: 0, post: 0 };
    const read = compileNode(node, this.environment({ self: population }, cursor, undefined));
    return Float64Array.from({ length: population.size }, (_, k) => {
      cursor.self = k;
      return read();
    });
  }

  /** As the last step left it. */
  private notRefractory(population: PopulationLayout, cursor: Cursor, owner: Owner): () => number {
    const { memory, layout } = this;
    const { marks, shape, size } = population;
    const { refractory } = shape.program ?? {};
    if (marks === undefined || !refractory) return () => 1;
    const view = memory.integers(marks, size);
    const before = () => memory.cell(layout.clock) - 1;
    if (refractory.kind === 'condition') return () => (Number(view[cursor[owner]]) <= before() ? 1 : 0);
    const duration = compileNode(refractory.value, this.environment({ self: population }, cursor, undefined));
    return () => {
      const steps = Math.max(Math.floor(duration() / layout.network.dt + 1e-3), 1);
      return before() - Number(view[cursor[owner]]) >= steps ? 1 : 0;
    };
  }

  private environment(
    storages: Subject['storages'],
    cursor: Cursor,
    propagators: ((system: LinearSystem) => Propagator) | undefined,
  ): Environment {
    const { memory, layout } = this;
    const { dt } = layout.network;
    return {
      read: ({ owner, name }: Slot) => {
        const storage = storages[owner];
        const uniform = storage?.uniforms.get(name);
        if (uniform !== undefined) return () => memory.uniform(uniform);
        const array = storage?.arrays.get(name);
        if (!storage || array === undefined) throw new Error(`${name} is not known here.`);
        const view = memory.floats(array, storage.size);
        return () => view[cursor[owner]] as number;
      },
      builtin: (name, owner) => {
        const storage = storages[owner] as (PopulationLayout & ProjectionLayout) | undefined;
        // Synapses count the neurons that are there.
        const part = storages.pre ? undefined : storage?.shape.part;
        switch (name) {
          case 't':
            return () => memory.step * dt;
          case 'dt':
            return () => dt;
          case 'N':
            return () => part?.of ?? storage?.size ?? 0;
          case 'not_refractory': {
            if (storage?.marks === undefined) return () => 1;
            return this.notRefractory(storage, cursor, owner);
          }
          case 'lastspike': {
            if (storage?.lastspike === undefined) return () => -1e4;
            const view = memory.floats(storage.lastspike, storage.size);
            return () => view[cursor[owner]] as number;
          }
          default:
            return () => (part?.first ?? 0) + cursor[owner];
        }
      },
      array: (name) => {
        const array = layout.network.arrays.get(name);
        if (!array) throw new Error(`There is no recorded array ${name}.`);
        return (time, column) => arrayValue(array, time, column, dt);
      },
      ...(propagators
        ? {
            propagator: (system: LinearSystem, part: 'state' | 'input', row: number, column: number) => {
              const made = propagators(system);
              return () => made[part][row * made.order + column] as number;
            },
          }
        : {}),
    };
  }
}
