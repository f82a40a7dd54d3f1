import { CONDUCTANCE } from './conductance.ts';
import { INTEGRATE_AND_FIRE } from './integrate-and-fire.ts';
import type { GalleryModel } from './model.ts';
import { NETWORKS } from './networks.ts';
import { NOISE_AND_PLASTICITY } from './noise-and-plasticity.ts';
import { ROTHMAN_MANIS } from './rothman-manis.ts';

/** The acceptance set of the language: models of Brian2's example gallery (equations are facts; the spacing is ours). */
export const GALLERY: readonly GalleryModel[] = [
  ...INTEGRATE_AND_FIRE,
  ...NOISE_AND_PLASTICITY,
  ...CONDUCTANCE,
  ROTHMAN_MANIS,
  ...NETWORKS,
];
