/** What the rest of the house calls to check texts; the work is done in the files named here. */
export { checkPopulation } from './population.ts';
export { checkProjection } from './projection.ts';
export { checkValue } from './value.ts';
