import { type Architecture, coresOf } from './architecture.ts';
import { ChipError } from './error.ts';
import { tileOf } from './mesh.ts';

/** Which neuron lies on which core, and where each core stands. Logical cores are numbered without gaps. */
export interface Mapping {
  /** Logical core of each neuron. */
  readonly core: Uint16Array;
  /** Logical cores in use. */
  readonly cores: number;
  /** The slot (place on the mesh) of each logical core. */
  readonly slot: Uint16Array;
}

/** The logical core that stands at each slot, or -1. */
export function occupants(architecture: Architecture, { slot }: Mapping): Int32Array {
  const taken = new Int32Array(coresOf(architecture)).fill(-1);
  slot.forEach((place, core) => {
    taken[place] = core;
  });
  return taken;
}

/** Moves the core at one slot to another; what stands there comes to the first. Throws `ChipError` for no such slot. */
export function moveCore(architecture: Architecture, mapping: Mapping, from: number, to: number): Mapping {
  const slots = coresOf(architecture);
  for (const place of [from, to])
    if (!Number.isInteger(place) || place < 0 || place >= slots)
      throw new ChipError(`There is no core ${place}; the chip has cores 0 to ${slots - 1}.`);
  const slot = mapping.slot.map((place) => (place === from ? to : place === to ? from : place));
  return { ...mapping, slot };
}

/** Tiles on which at least one neuron lies. */
export function tilesInUse(architecture: Architecture, { slot }: Mapping): number {
  return new Set(Array.from(slot, (place) => tileOf(architecture.mesh, place))).size;
}
