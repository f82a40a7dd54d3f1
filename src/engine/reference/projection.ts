import { compileNode, compileStatements, type Environment } from '../../language/interpret.ts';
import type { Node, Owner, Slot, Statement } from '../../language/ir.ts';
import { draw64, streamKey } from '../../language/random.ts';
import type { CompiledNetwork, CompiledProjection } from '../../network/compiled.ts';
import { rowsBySource } from '../../network/connect/rows.ts';
import { ReferencePathway } from './pathway.ts';
import { arrayReader, type Clock, type ReferencePopulation } from './population.ts';
import { propagatorReader } from './propagators.ts';
import { type Cell, Store } from './store.ts';

/** The synapses of one projection, and what spikes do there. */
export class ReferenceProjection {
  readonly store: Store;
  /** As in the program. */
  readonly pathways: readonly ReferencePathway[];

  /** Step in which each synapse's event-driven variables were last brought up to date; empty where there are none. */
  readonly updated: Float64Array;

  private synapse = 0;
  private readonly environment: Environment;
  private readonly sums: readonly {
    readonly cell: Cell;
    readonly element: () => number;
    readonly read: () => number;
    readonly range: readonly [number, number];
  }[];
  private readonly runUpdate: (() => void) | undefined;
  private readonly runCatchUp: (() => void) | undefined;

  constructor(
    readonly compiled: CompiledProjection,
    private readonly network: CompiledNetwork,
    private readonly pre: ReferencePopulation,
    private readonly post: ReferencePopulation,
    private readonly clock: Clock,
    linked: ReadonlyMap<string, Cell>,
  ) {
    const { program, sources, targets, delays } = compiled;
    this.store = new Store(
      `projection ${compiled.index}`,
      sources.length,
      compiled.state,
      compiled.constants,
      linked,
    );
    this.environment = this.createEnvironment();
    this.updated = new Float64Array(program.catchUp.length > 0 ? sources.length : 0);
    this.sums = program.sums.map(({ side, name, value }) => {
      const [cell, element] = this.locate({ owner: side, name });
      return { cell, element, read: compileNode(value, this.environment), range: compiled.ranges[side] };
    });
    const optional = (statements: readonly Statement[]) =>
      statements.length > 0 ? compileStatements(statements, this.environment) : undefined;
    this.runUpdate = optional(program.update);
    this.runCatchUp = optional(program.catchUp);
    const answers = program.pathways.some(({ side }) => side === 'post');
    const rows = {
      pre: rowReader(compiled),
      post: rowReader(answers ? rowsBySource(targets, post.compiled.size) : compiled),
    };
    this.pathways = program.pathways.map(({ side, statements }, k) => {
      const event = compileStatements(statements, this.environment);
      const fired = side === 'pre' ? pre : post;
      return new ReferencePathway(delays[k] as number | Uint32Array, fired, rows[side], clock, (synapse) => {
        this.synapse = synapse;
        this.happen(event);
      });
    });
  }

  /** Sets what neurons sum over their synapses. */
  sum(): void {
    for (const { read, cell, element, range } of this.sums) {
      // Written from now on: one value for each neuron.
      cell.values.fill(0, ...range);
      for (this.synapse = 0; this.synapse < this.compiled.targets.length; this.synapse++)
        (cell.values[element()] as number) += read();
    }
  }

  /** Takes the clock-driven variables on by one step. */
  update(): void {
    const { runUpdate } = this;
    if (!runUpdate) return;
    for (this.synapse = 0; this.synapse < this.compiled.targets.length; this.synapse++) runUpdate();
  }

  /** Whether it may read parameters of a population, or is it itself. */
  reads(owner: ReferencePopulation | ReferenceProjection): boolean {
    return owner === this || owner === this.pre || owner === this.post;
  }

  /** Brings all synapses up to date, before a parameter changes that what decays may depend on. */
  settle(): void {
    if (!this.runCatchUp) return;
    for (this.synapse = 0; this.synapse < this.compiled.targets.length; this.synapse++)
      this.happen(() => undefined);
  }

  /** An event at the present synapse: what decays between events is brought up to date first. */
  private happen(event: () => void): void {
    const { runCatchUp } = this;
    if (runCatchUp) {
      runCatchUp();
      this.updated[this.synapse] = this.clock.step;
    }
    event();
  }

  /** A closure that works out an expression of the synapses for synapse k. */
  reader(node: Node): (k: number) => number {
    const read = compileNode(node, this.environment);
    return (k) => {
      this.synapse = k;
      return read();
    };
  }

  private createEnvironment(): Environment {
    const { network, clock } = this;
    const environment: Environment = {
      propagator: (...entry) => propagator(...entry),
      read: (slot) => {
        const [cell, element] = this.locate(slot);
        return () => cell.values[cell.stride * element()] as number;
      },
      write: (slot) => {
        const [cell, element] = this.locate(slot);
        return (value) => {
          cell.values[cell.stride * element()] = value;
        };
      },
      builtin: (name, owner) => {
        if (name === 'elapsed')
          return () => (clock.step - (this.updated[this.synapse] as number)) * network.dt;
        if (name === 'i' || name === 'j') return this.element(name === 'i' ? 'pre' : 'post');
        if (name === 'N' && owner === 'self') return () => this.compiled.targets.length;
        const side = owner === 'pre' ? this.pre : this.post;
        const element = this.element(owner === 'self' ? 'post' : owner);
        return () => side.builtin(name, element());
      },
      draw: ({ distribution, stream }) => {
        const key = streamKey(`projections.${this.compiled.index}`, stream);
        return () => draw64(distribution, network.seed, key, clock.step, this.synapse);
      },
      array: arrayReader(network),
    };
    const propagator = propagatorReader(environment, this.store, network.dt, () => this.synapse);
    return environment;
  }

  private locate({ owner, name }: Slot): [Cell, () => number] {
    const store = owner === 'self' ? this.store : owner === 'pre' ? this.pre.store : this.post.store;
    return [store.cell(name), this.element(owner)];
  }

  /** Which element of `owner` the present synapse belongs to. */
  private element(owner: Owner): () => number {
    if (owner === 'self') return () => this.synapse;
    const list = owner === 'pre' ? this.compiled.sources : this.compiled.targets;
    return () => list[this.synapse] as number;
  }
}

function rowReader(rows: {
  readonly offsets: Uint32Array;
  readonly order?: Uint32Array;
}): (neuron: number) => Iterable<number> {
  return function* row(neuron) {
    const { offsets, order } = rows;
    const end = offsets[neuron + 1] as number;
    for (let k = offsets[neuron] as number; k < end; k++) yield order ? (order[k] as number) : k;
  };
}
