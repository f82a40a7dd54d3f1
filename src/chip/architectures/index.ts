import type { Architecture } from '../architecture.ts';
import { loihiCalibrated } from './loihi-calibrated.ts';

/** The chips that the book knows by name; the first is the one to begin with. */
export const architectures: readonly Architecture[] = [loihiCalibrated];
