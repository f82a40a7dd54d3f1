import type { Batch, Simulation } from '../engine/simulation.ts';
import type { CompiledNetwork } from '../network/compiled.ts';
import type { Architecture, Source } from './architecture.ts';
import { Chip } from './chip.ts';
import { CoreInside } from './core-inside.ts';
import { totalOf } from './counts.ts';
import { ChipError } from './error.ts';
import { ledgerOf } from './ledger.ts';
import { type Mapping, moveCore } from './mapping.ts';
import { columnOf, rowOf, tilesOf } from './mesh.ts';
import { chipNotes } from './notes.ts';
import { operationUnits } from './operations.ts';
import { optimised } from './optimised.ts';
import { insideOf, type Outside, outsideNotes } from './outside.ts';
import { mapNaive } from './partition.ts';
import type {
  ChipAsk,
  ChipLayout,
  ChipPulse,
  Cited,
  CoreLayout,
  Ledger,
  Packet,
  PlacementReport,
} from './report.ts';
import { type Declared, nothingDeclared } from './shown-variables.ts';
import { eachStep } from './spike-steps.ts';
import { placementCost, trafficOf } from './traffic.ts';
import { utilisation } from './utilisation.ts';
import { processorOf } from './von-neumann.ts';
import { type Workload, workloadOf } from './workload.ts';

/** Packets that a pulse tells of. */
const sampled = 60;

/** What a figure says of its network that the chip should know. */
interface FigureWords {
  /** Populations that stand for what is no neuron of the chip. */
  readonly outside?: Outside;
  /** What it calls weights and membrane potentials. */
  readonly declared?: Declared;
}

/** A network on a chip while it runs: takes the engine's batches, answers with what the page draws. */
export class LiveChip {
  readonly #chip: Chip;
  /** What of the figure's network is on the chip. */
  readonly network: CompiledNetwork;
  readonly #outside: readonly string[];
  readonly #declared: Declared;
  readonly #workload: Workload;
  /** Spikes of each neuron since the network was first placed. */
  readonly fired: Float64Array;
  readonly #placements: Readonly<Partial<Record<ChipAsk['place'], Mapping>>>;
  #step = 0;
  #before: Totals;
  #packets: { readonly of: number; readonly packets: readonly Packet[] } = { of: 0, packets: [] };
  #packetStep = -1;
  #wanting = true;
  #inside: CoreInside | undefined;

  /** Throws `ChipError` where the network does not fit. */
  constructor(
    readonly architecture: Architecture,
    network: CompiledNetwork,
    ask: ChipAsk,
    /** Spikes of each neuron so far, where they are known: what the placement is optimised for. */
    fired?: Float64Array,
    /** What the figure says of the network. */
    { outside = {}, declared = nothingDeclared }: FigureWords = {},
  ) {
    this.network = insideOf(network, outside);
    this.#declared = declared;
    this.#outside = outsideNotes(network, outside);
    if (!network.populations.some(({ spikes, program }) => spikes ?? program?.threshold))
      throw new ChipError(
        'Nothing in this figure spikes: its equations have no threshold. A chip carries spikes, so it has nothing to do here.',
      );
    this.#workload = workloadOf(this.network);
    const naive = mapNaive(this.#workload, architecture, ask.cores === undefined ? {} : { cores: ask.cores });
    const best =
      ask.place === 'optimised' || ask.compare
        ? optimised(this.#workload, architecture, naive, fired)
        : undefined;
    const begin = ask.place === 'optimised' && best ? best : naive;
    this.#placements = { naive, ...(best ? { optimised: best } : {}) };
    this.fired = fired ?? new Float64Array(this.#workload.neurons);
    const mapping = ask.swaps.reduce((before, [a, b]) => moveCore(architecture, before, a, b), begin);
    this.#chip = new Chip(architecture, this.#workload, mapping);
    this.#before = this.#totals();
    this.open(ask.open);
  }

  get mapping(): Mapping {
    return this.#chip.mapping;
  }

  /** Looks into the core at this slot, or into none. */
  open(slot: number | undefined): void {
    const logical = slot === undefined ? -1 : this.mapping.slot.indexOf(slot);
    const neurons = stretchesOf(this.#workload, this.mapping)[logical];
    this.#inside =
      slot === undefined || !neurons
        ? undefined
        : new CoreInside(this.network, this.mapping, slot, neurons, this.#declared);
  }

  /** Exchanges what stands at two slots; what was counted stays. */
  swap(a: number, b: number): void {
    this.#chip.remap(moveCore(this.architecture, this.mapping, a, b));
  }

  /** The run begins anew, or goes on from elsewhere: nothing has been counted. */
  reset(step: number): void {
    this.#chip.reset();
    this.#step = step;
    this.#before = this.#totals();
    this.#packets = { of: 0, packets: [] };
  }

  /** What the network did meanwhile. */
  add(batch: Batch): void {
    let step = batch.from;
    eachStep(batch, this.#workload, (fired, active) => {
      this.#chip.step(fired, active ? { active } : {});
      for (const neuron of fired) (this.fired[neuron] as number) += 1;
      if (this.#wanting && fired.length > 0) this.#sample(step);
      step++;
    });
    this.#step = batch.to;
  }

  /** Where everything stands. */
  layout(): ChipLayout {
    const { architecture, mapping } = this;
    const { name, title, about, mesh, limits } = architecture;
    const stretches = stretchesOf(this.#workload, mapping);
    const told = chipNotes(this.network, this.#workload, architecture, { plain: true });
    const notes = [...this.#outside, ...told];
    return {
      name,
      title,
      about,
      ...(notes.length > 0 ? { notes } : {}),
      width: mesh.width,
      height: mesh.height,
      coresPerTile: mesh.coresPerTile,
      tiles: Array.from({ length: tilesOf(mesh) }, (_, tile) => ({
        x: columnOf(mesh, tile),
        y: rowOf(mesh, tile),
      })),
      limits,
      text: JSON.stringify(architecture, undefined, 2),
      cores: utilisation(this.#workload, mapping, architecture).map(
        ({ binding, share: _, ...use }, logical) => ({
          slot: mapping.slot[logical] as number,
          neurons: stretches[logical] ?? [],
          use,
          binding,
        }),
      ),
    };
  }

  /** What happened since the pulse before. */
  pulse(simulation: Simulation): ChipPulse {
    const before = this.#before;
    const ledger = this.ledger();
    const now = this.#totals(ledger);
    this.#before = now;
    this.#wanting = true;
    const steps = now.steps - before.steps;
    const { packets, of } = this.#packets;
    return {
      step: this.#step,
      dt: this.network.dt,
      spikes: less(now.spikes, before.spikes),
      operations: less(now.operations, before.operations),
      updates: less(now.updates, before.updates),
      links: less(now.links, before.links),
      packets,
      messages: of,
      packetStep: this.#packetStep,
      stepEnergy: each(now.energy, before.energy, steps),
      stepTime: each(now.time, before.time, steps),
      ledger,
      ...(this.#inside ? { open: this.#inside.read(simulation) } : {}),
    };
  }

  /** All that was counted, priced. */
  ledger(): Ledger {
    const { counts, total } = this.#chip;
    const { rows, energy, error, split, timeError, bound, rest } = ledgerOf(
      counts,
      this.architecture,
      total.detailed,
    );
    const { source, least, most, moving } = processorOf(counts);
    const hops = (['hopEast', 'hopWest', 'hopNorth', 'hopSouth'] as const).reduce(
      (sum, name) => sum + totalOf(counts, name),
      0,
    );
    return {
      rows: rows.map(({ operation, title, count, energy: joules, price, source: by, note }) => ({
        operation: title,
        count,
        unit: operationUnits[operation],
        ...(joules === null || price?.energy === undefined ? {} : { each: price.energy, energy: joules }),
        ...(joules === null || by?.energyError === undefined ? {} : { error: joules * by.energyError }),
        ...(joules === null || !by ? {} : { source: cited(by) }),
        ...(note === undefined ? {} : { note }),
      })),
      ...(energy === null ? {} : { energy }),
      ...(energy === null || error === null ? {} : { error }),
      ...(split
        ? {
            split: {
              stated: split.stated,
              unstated: { ...split.unstated, sources: split.unstated.sources.map(cited) },
            },
          }
        : {}),
      ...(bound ? { bound } : {}),
      ...(rest ? { rest: { energy: rest.energy, source: cited(rest.source) } } : {}),
      seconds: counts.steps * this.network.dt,
      ...(total.detailed > 0 ? { time: total.detailed } : {}),
      ...(timeError ? { timeError } : {}),
      hops,
      messages: totalOf(counts, 'messageOut'),
      processor: {
        source: cited(source),
        ...(source.note === undefined ? {} : { note: source.note }),
        least,
        most,
        moving,
      },
    };
  }

  /** What each placement that was made would do with the spikes so far, and what the present one does. */
  compare(): readonly PlacementReport[] {
    const { architecture, mapping, fired } = this;
    const report = (name: PlacementReport['name'], one: Mapping): PlacementReport => {
      const flows = trafficOf(this.#workload, one, architecture, fired);
      const { hops, energy, maxLink } = placementCost(architecture, flows, one.slot);
      const messages = flows.reduce((sum, flow) => sum + flow.messages, 0);
      return { name, messages, hops, maxLink, ...(energy === null ? {} : { energy }) };
    };
    const { naive, optimised: best } = this.#placements;
    const made = [
      ...(naive ? [report('in order', naive)] : []),
      ...(best ? [report('optimised', best)] : []),
    ];
    const moved = mapping !== naive && mapping !== best;
    return moved ? [...made, report('as you moved it', mapping)] : made;
  }

  /** Some packets of the present step: those of whole spikes, so that one can be followed to all its ends. */
  #sample(step: number): void {
    const { of, packets } = this.#chip.packets(Number.MAX_SAFE_INTEGER);
    if (of === 0) return;
    this.#wanting = false;
    this.#packetStep = step;
    // A spike's packets follow one another.
    const stride = Math.max(1, Math.floor(of / sampled));
    const chosen: Packet[] = [];
    let spikes = -1;
    let last = -1;
    const { messageOut, messageIn } = this.architecture.prices;
    const work = { sending: messageOut?.time ?? 0, receiving: messageIn?.time ?? 0 };
    for (const { neuron, from, to, departs: depart, arrives: arrive, done } of packets) {
      if (neuron !== last) spikes++;
      if (neuron !== last && chosen.length >= sampled) break;
      last = neuron;
      if (spikes % stride !== 0) continue;
      const { name: population = '', first = 0 } =
        this.#workload.populations.findLast((one) => one.first <= neuron && one.size > 0) ?? {};
      const index = neuron - first;
      chosen.push({ neuron, population, index, from, to, depart, arrive, done, ...work });
    }
    this.#packets = { of, packets: chosen };
  }

  #totals(ledger = this.ledger()): Totals {
    const { counts, total } = this.#chip;
    const { cores } = counts;
    const operations = cores.synapseSparse.map(
      (n, slot) => n + (cores.synapseDense[slot] as number) + (cores.synapseConvolution[slot] as number),
    );
    return {
      steps: counts.steps,
      spikes: cores.spike.slice(),
      operations,
      updates: cores.learningProduct.slice(),
      links: counts.links.slice(),
      energy: ledger.energy ?? Number.NaN,
      // No time is published for some chips: that is not 0.
      time: counts.steps === 0 || total.detailed > 0 ? total.detailed : Number.NaN,
    };
  }
}

interface Totals {
  readonly steps: number;
  readonly spikes: Float64Array;
  readonly operations: Float64Array;
  readonly updates: Float64Array;
  readonly links: Float64Array;
  readonly energy: number;
  readonly time: number;
}

function cited({ citation, how }: Source): Cited {
  return { citation, how };
}

function less(now: Float64Array, before: Float64Array): Float64Array {
  return now.map((value, k) => value - (before[k] as number));
}

/** The mean of a step; none where there was no step. */
function each(now: number, before: number, steps: number): Float64Array {
  return steps > 0 ? Float64Array.of((now - before) / steps) : new Float64Array(0);
}

/** The neurons of each logical core, as stretches of populations. */
function stretchesOf({ populations }: Workload, { core, cores }: Mapping): CoreLayout['neurons'][] {
  const found = Array.from(
    { length: cores },
    () => [] as { population: string; first: number; last: number }[],
  );
  for (const { name, first, size } of populations)
    for (let index = 0; index < size; index++) {
      const own = found[core[first + index] as number];
      const last = own?.at(-1);
      if (last?.population === name && last.last === index - 1) last.last = index;
      else own?.push({ population: name, first: index, last: index });
    }
  return found;
}
