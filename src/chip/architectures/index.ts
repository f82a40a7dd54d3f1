import type { Architecture } from '../architecture.ts';
import { crossbar } from './crossbar.ts';
import { loihi2 } from './loihi-2.ts';
import { loihiCalibrated } from './loihi-calibrated.ts';
import { loihiDavies } from './loihi-davies.ts';
import { trueNorth } from './truenorth.ts';

/** The chips that the book knows by name; the first is the one to begin with. */
export const architectures: readonly Architecture[] = [
  loihiCalibrated,
  loihiDavies,
  loihi2,
  trueNorth,
  crossbar,
];
