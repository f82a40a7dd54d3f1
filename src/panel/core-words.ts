import type { AxonGroup, ChipLayout } from '../chip/report.ts';
import {
  amount,
  counted,
  limitNames,
  limitOrder,
  type NumberedFrom,
  neuronCount,
  neuronsOf,
  percent,
} from './words.ts';

/** A core in one sentence. */
export function describeCore(layout: ChipLayout, slot: number, from?: NumberedFrom): string {
  const core = layout.cores.find((one) => one.slot === slot);
  const place = describePlace(layout, slot);
  if (!core) return `${place}: empty.`;
  const full = percent(core.use[core.binding] / layout.limits[core.binding]);
  const n = neuronCount(core);
  return `${place}: ${n} neuron${n === 1 ? '' : 's'} (${neuronsOf(core, from)}), ${full} of its ${limitNames[core.binding]}.`;
}

/** `Core 17 (tile 4 at column 1, row 0)`. */
export function describePlace({ tiles, coresPerTile }: ChipLayout, slot: number): string {
  const tile = Math.floor(slot / coresPerTile);
  const { x, y } = tiles[tile] ?? { x: 0, y: 0 };
  return `Core ${slot} (column ${x}, row ${y})`;
}

/** The four limits of a core with what is used of each. */
export function usesOf(layout: ChipLayout, slot: number) {
  const core = layout.cores.find((one) => one.slot === slot);
  return limitOrder.map((limit) => ({
    limit,
    name: limitNames[limit],
    used: core ? amount(core.use, limit) : '0',
    most: amount(layout.limits, limit),
    share: core ? core.use[limit] / layout.limits[limit] : 0,
    binding: core?.binding === limit,
  }));
}

/** `320 neurons of E on 4 cores (0, 1, 2, 3)`: who sends to a core. */
export function describeSenders({ population, neurons, cores }: AxonGroup): string {
  return `${counted(neurons, 'neuron')} of ${population} on ${coresOf(cores)}`;
}

/** `256 of its neurons to I on core 12`: whom a core sends to. */
export function describeReceivers({ population, neurons, cores }: AxonGroup): string {
  return `${counted(neurons, 'neuron')} to ${population} on ${coresOf(cores)}`;
}

function coresOf(cores: readonly number[]): string {
  if (cores.length === 1) return `core ${cores[0]}`;
  const most = 8;
  const listed = cores.slice(0, most).join(', ');
  return `${counted(cores.length, 'core')} (${listed}${cores.length > most ? '…' : ''})`;
}
