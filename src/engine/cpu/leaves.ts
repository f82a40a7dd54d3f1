/** Where the kernel's values come from: arrays, uniforms, the clock, recorded arrays and random numbers. */
import type { Builtin, Node, Owner } from '../../language/ir.ts';
import { streamKey } from '../../language/random.ts';
import { Draws } from '../../language/wasm/draw.ts';
import { Lane } from '../../language/wasm/lane.ts';
import { type Leaves, Lowering } from '../../language/wasm/lower.ts';
import { type Graph, Rate, type Term } from '../../language/wasm/term.ts';
import type { Layout, PopulationLayout, Storage } from './layout.ts';
import type { Block } from './plan.ts';
import { propagatorArray } from './plan.ts';

/** The element (or vector of elements) of one owner that the code is about. */
export interface Place {
  readonly storage: Storage;
  /** For neurons. */
  readonly population?: PopulationLayout;
  /** For synapses: when their event-driven variables were last brought up to date. */
  readonly updated?: number | undefined;
  /** i32: index of the (first) element, and its byte offset in an array. */
  readonly index: Term;
  readonly offset: Term;
}

export interface Scene {
  readonly layout: Layout;
  readonly graph: Graph;
  readonly lane: Lane;
  readonly block: Block;
  readonly places: Partial<Record<Owner, Place>>;
  /** Where traces of synapses are: once a neuron, in a storage for each side. */
  readonly traces?: Readonly<Record<'pre' | 'post', Place>>;
  /** Name by which streams of random numbers are keyed: a population's, or `projections.0`. */
  readonly stream: string;
  /** i32 index of the element that draws, as the file counts. */
  readonly drawn?: Term;
  /** Slots (`post.x`) that a synapse writes: what it finds there, the synapse before it may have left. */
  readonly written?: ReadonlySet<string>;
}

/** Where a variable is kept. */
export function placeOf({ places, traces }: Scene, owner: Owner, name: string): Place | undefined {
  if (owner === 'self' && traces)
    for (const place of [traces.pre, traces.post]) if (place.storage.arrays.has(name)) return place;
  return places[owner];
}

/** i32: place of a neuron in the whole population, of which the one that runs may be a piece. */
export function wholeIndex(graph: Graph, { index, population }: Place): Term {
  const first = population?.shape.part?.first ?? 0;
  return first === 0 ? index : graph.make('i32.add', 'i32', [index, graph.i32(first)]);
}

function wholeSize({ storage, population }: Place): number {
  return population?.shape.part?.of ?? storage.size;
}

type Leaf = Exclude<Node, { kind: 'constant' | 'apply' }>;

/** i32 cell at an address, constant through a step. */
function cell(graph: Graph, address: number): Term {
  return graph.load('i32.load', 'i32', graph.i32(0), address, Rate.step);
}

export class KernelLeaves implements Leaves {
  /** What statements have stored or set so far. */
  readonly values = new Map<string, Term>();
  readonly truths = new Map<string, Term>();
  /** Replaces `not_refractory` of self where it is known otherwise. */
  free: Term | undefined;
  private readonly uniform: Lowering;
  private readonly draws: Draws | undefined;

  constructor(private readonly scene: Scene) {
    const scalar = new Lane(scene.graph, 'f64');
    this.uniform = new Lowering(scalar, { leaf: (node) => this.shared(node) });
    if (scene.drawn) this.draws = this.makeDraws(scene.drawn);
  }

  leaf(node: Leaf): Term {
    const { lane, graph, places, layout } = this.scene;
    switch (node.kind) {
      case 'local': {
        const value = this.values.get(`local.${node.name}`);
        if (value) return value;
        const truth = this.truths.get(node.name);
        if (truth) return lane.select(truth, lane.constant(1), lane.constant(0));
        throw new Error(`The local ${node.name} is read before it is set.`);
      }
      case 'slot': {
        const { owner, name } = node.slot;
        const stored = this.values.get(`${owner}.${name}`);
        if (stored) return stored;
        const place = placeOf(this.scene, owner, name) ?? this.place(owner);
        const address = place.storage.arrays.get(name);
        const rate = this.scene.written?.has(`${owner}.${name}`) ? Rate.element : Rate.source;
        if (address !== undefined) return this.load(place, address, rate);
        const linked = place.storage.links.get(name);
        if (linked !== undefined) return this.linked(linked);
        return lane.spread(this.uniform.value(node));
      }
      case 'builtin':
        return this.builtin(node.name, node.owner);
      case 'draw': {
        if (!this.draws) throw new Error('A random number is asked for where none can be drawn.');
        return this.draws[node.distribution](streamKey(this.scene.stream, node.stream));
      }
      case 'propagator': {
        const place = places.self as Place;
        const address = place.storage.arrays.get(propagatorArray(node));
        if (address === undefined) throw new Error('A propagator has no place.');
        return this.load(place, address);
      }
      case 'array': {
        if (!layout.arrays.has(node.name)) throw new Error(`There is no recorded array ${node.name}.`);
        return this.gather(node, graph);
      }
    }
  }

  truth(node: Leaf): Term | undefined {
    if (node.kind === 'local') return this.truths.get(node.name);
    if (node.kind === 'builtin' && node.name === 'not_refractory') return this.notRefractory(node.owner);
    return undefined;
  }

  /** The whole numbers of a value that all elements share, in 64 bit. */
  sharedValue(node: Node): Term {
    return this.uniform.value(node);
  }

  private place(owner: Owner): Place {
    const place = this.scene.places[owner];
    if (!place) throw new Error(`Nothing is known here of the ${owner} side.`);
    return place;
  }

  /** A number of another population's, where nothing else of it is read or written. */
  private linked(address: number): Term {
    const { lane, graph, layout } = this.scene;
    const { precision } = layout;
    const value = graph.load(`${precision}.load`, precision, graph.i32(0), address, Rate.step);
    return lane.spread(precision === 'f32' ? graph.make('f64.promote_f32', 'f64', [value]) : value);
  }

  private load({ offset }: Place, address: number, rate: Rate = Rate.source): Term {
    const { lane, graph } = this.scene;
    const name = lane.vector ? 'v128.load' : (`${lane.precision}.load` as const);
    return graph.load(name, lane.kind, offset, address, rate);
  }

  notRefractory(owner: Owner): Term {
    const { lane } = this.scene;
    if (this.free && owner === 'self') return this.free;
    const place = this.place(owner);
    const flags = place.population?.flags;
    return flags === undefined ? lane.truth(true) : lane.ne(this.load(place, flags), lane.constant(0));
  }

  /** Integers as wide as the floats. */
  loadIntegers({ offset }: Place, address: number): Term {
    const { lane, graph } = this.scene;
    const load = lane.vector ? 'v128.load' : lane.precision === 'f64' ? 'i64.load' : 'i32.load';
    const kind = lane.vector ? 'v128' : lane.precision === 'f64' ? 'i64' : 'i32';
    return graph.load(load, kind, offset, address, Rate.source);
  }

  /** Whether a node, with what is shared taken out of it, is the same for all elements. */
  isShared(node: Node): boolean {
    if (node.kind === 'constant') return true;
    if (node.kind !== 'slot' || node.slot.owner !== 'self')
      return node.kind === 'builtin' && node.name === 't';
    const { name } = node.slot;
    return (
      this.place('self').storage.uniforms.has(name) ||
      this.scene.block.hoisted.some((value) => value.name === name)
    );
  }

  private builtin(name: Builtin, owner: Owner): Term {
    const { lane, places } = this.scene;
    if (name === 't') return lane.spread(this.shared({ kind: 'builtin', name, owner, type: 'real' }));
    if (name === 'dt') return lane.constant(this.scene.layout.network.dt);
    if (name === 'N') return lane.constant(wholeSize(this.place(owner)));
    if (name === 'not_refractory') {
      return lane.select(this.notRefractory(owner), lane.constant(1), lane.constant(0));
    }
    if (name === 'elapsed') return this.elapsed(this.place('self'));
    if (name === 'lastspike') {
      const place = this.place(owner);
      const address = place.population?.lastspike;
      if (address === undefined) throw new Error('lastspike has no place.');
      return this.load(place, address);
    }
    const end = places[name === 'i' ? 'pre' : 'post'];
    const index = end ? end.index : wholeIndex(this.scene.graph, this.place('self'));
    if (!lane.vector) return this.indexNumber(index);
    // Whole numbers below 2^24 (2^53) sit in the low bits of a number that is large enough.
    const magic = lane.precision === 'f32' ? 0x4b000000n : 0x4330000000000000n;
    const large = lane.precision === 'f32' ? 2 ** 23 : 2 ** 52;
    return lane.sub(lane.whole('add', indices(lane, index), lane.integer(magic)), lane.constant(large));
  }

  /** Seconds since a synapse was last brought up to date. Steps are counted as integers: no time is too long ago. */
  private elapsed({ index, updated }: Place): Term {
    const { lane, graph, layout } = this.scene;
    if (updated === undefined || lane.vector) throw new Error('Nothing is event-driven here.');
    const bytes = graph.make('i32.shl', 'i32', [index, graph.i32(2)]);
    const last = graph.load('i32.load', 'i32', bytes, updated, Rate.element);
    const steps = graph.make('i32.sub', 'i32', [cell(graph, layout.step), last]);
    const seconds = graph.make('f64.mul', 'f64', [
      graph.make('f64.convert_i32_s', 'f64', [steps]),
      graph.float(layout.network.dt, 'f64'),
    ]);
    return lane.precision === 'f32' ? graph.make('f32.demote_f64', 'f32', [seconds]) : seconds;
  }

  private indexNumber(index: Term): Term {
    const { lane, graph } = this.scene;
    return lane.precision === 'f32'
      ? graph.make('f32.convert_i32_u', 'f32', [index])
      : graph.make('f64.convert_i32_u', 'f64', [index]);
  }

  /** A value that all elements share, as a 64-bit number. */
  private shared(node: Leaf): Term {
    const { graph, layout, block } = this.scene;
    const number = (address: number) => graph.load('f64.load', 'f64', graph.i32(0), address, Rate.step);
    if (node.kind === 'slot') {
      const { owner, name } = node.slot;
      const hoisted = owner === 'self' ? block.hoisted.find((value) => value.name === name) : undefined;
      if (hoisted?.rate === 'step') return this.uniform.value(hoisted.value);
      const address = this.place(owner).storage.uniforms.get(name);
      if (address !== undefined) return number(address);
      throw new Error(`${name} is not shared by all.`);
    }
    if (node.kind === 'builtin' && node.name === 't') return number(layout.time);
    if (node.kind === 'builtin' && node.name === 'dt') return graph.float(layout.network.dt, 'f64');
    if (node.kind === 'builtin' && node.name === 'N') {
      return graph.float(wholeSize(this.place(node.owner)), 'f64');
    }
    if (node.kind === 'array') {
      const value = this.arrayAt(
        node.name,
        this.uniform.value(node.time),
        node.column ? this.uniform.value(node.column) : undefined,
      );
      return layout.precision === 'f32' ? graph.make('f64.promote_f32', 'f64', [value]) : value;
    }
    throw new Error(`A ${node.kind} is not shared by all.`);
  }

  /** Byte offset of a row: network/array.ts, `arrayRow`. */
  private rowOffset(name: string, time: Term): Term {
    const { graph, layout } = this.scene;
    const { rowBytes } = layout.arrays.get(name) as { rowBytes: number };
    const { dt, rows } = layout.network.arrays.get(name) as { dt: number; rows: number };
    const lane = new Lane(graph, 'f64');
    const fraction = Math.max(2 ** Math.ceil(Math.log2((8 / layout.network.dt) * dt)), 1);
    const fine = lane.floor(lane.add(lane.div(time, lane.constant(dt / fraction)), lane.constant(0.5)));
    const row = lane.floor(lane.div(fine, lane.constant(fraction)));
    const within = lane.max(lane.min(row, lane.constant(rows - 1)), lane.constant(0));
    const index = graph.make('i32.trunc_sat_f64_s', 'i32', [within]);
    return graph.make('i32.mul', 'i32', [index, graph.i32(rowBytes)]);
  }

  /** One value of a recorded array, in the kernel's precision; `time` and `column` are 64-bit scalars. */
  private arrayAt(name: string, time: Term, column: Term | undefined): Term {
    const { graph, layout } = this.scene;
    const { address } = layout.arrays.get(name) as { address: number };
    const { columns } = layout.network.arrays.get(name) as { columns: number };
    const lane = new Lane(graph, 'f64');
    let offset = this.rowOffset(name, time);
    if (column) {
      const whole = lane.max(lane.min(lane.trunc(column), lane.constant(columns - 1)), lane.constant(0));
      const index = graph.make('i32.trunc_sat_f64_s', 'i32', [whole]);
      const bytes = graph.make('i32.shl', 'i32', [index, graph.i32(layout.precision === 'f32' ? 2 : 3)]);
      offset = graph.make('i32.add', 'i32', [offset, bytes]);
    }
    const { precision } = layout;
    return graph.load(`${precision}.load`, precision, offset, address, Rate.step);
  }

  private gather(node: Node & { kind: 'array' }, graph: Graph): Term {
    const { lane } = this.scene;
    const lowering = new Lowering(lane, this);
    const time = lowering.value(node.time);
    const column = node.column ? lowering.value(node.column) : undefined;
    const widen = (scalar: Term) =>
      lane.precision === 'f32' ? graph.make('f64.promote_f32', 'f64', [scalar]) : scalar;
    let result = lane.constant(0);
    for (let k = 0; k < lane.width; k++) {
      // The time that all share is kept in 64 bit: rounded to 32 it may miss the beginning of a row.
      const exact = node.time.kind === 'builtin' ? this.shared(node.time) : widen(lane.extract(time, k));
      const value = this.arrayAt(node.name, exact, column && widen(lane.extract(column, k)));
      result = lane.vector ? lane.replace(result, k, value) : value;
    }
    return result;
  }

  private makeDraws(drawn: Term): Draws {
    const { lane, graph, layout } = this.scene;
    const wide = new Lane(graph, lane.vector ? 'f64x2' : 'f64');
    const narrow = lane.name === 'f32x4';
    const word = (address: number): Term => {
      const value = graph.load('i32.load', 'i32', graph.i32(0), address, Rate.step);
      if (narrow) return graph.make('i32x4.splat', 'v128', [value]);
      const extended = graph.make('i64.extend_i32_u', 'i64', [value]);
      return lane.vector ? graph.make('i64x2.splat', 'v128', [extended]) : extended;
    };
    const element = lane.vector ? indices(lane, drawn) : graph.make('i64.extend_i32_u', 'i64', [drawn]);
    return new Draws(lane, wide, layout.network.seed, {
      stepLow: word(layout.step),
      stepHigh: word(layout.step + 4),
      element,
    });
  }
}

/** Indices of a vector's elements, as integers as wide as the floats. */
function indices(lane: Lane, first: Term): Term {
  const { graph } = lane;
  if (lane.name === 'f32x4') {
    const ramp = graph.vector([0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]);
    return lane.whole('add', graph.make('i32x4.splat', 'v128', [first]), ramp);
  }
  const ramp = graph.vector([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  const extended = graph.make('i64.extend_i32_u', 'i64', [first]);
  return lane.whole('add', graph.make('i64x2.splat', 'v128', [extended]), ramp);
}

/** The clock in every integer lane. */
export function clock(lane: Lane, layout: Layout): Term {
  return spreadInteger(lane, cell(lane.graph, layout.clock));
}

/** An i32 in every integer lane. */
export function spreadInteger(lane: Lane, value: Term): Term {
  const { graph } = lane;
  if (lane.integers === 'i32') return value;
  if (lane.integers === 'i32x4') return graph.make('i32x4.splat', 'v128', [value]);
  const extended = graph.make('i64.extend_i32_s', 'i64', [value]);
  return lane.integers === 'i64' ? extended : graph.make('i64x2.splat', 'v128', [extended]);
}
