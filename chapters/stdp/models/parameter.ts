import type { Parameter } from '../../../src/experiment/figure.ts';

type Range = Omit<Parameter, 'name' | 'symbol' | 'role' | 'meaning' | 'sets'>;

/** A maker of parameters for the constants of one part of a network; a run begins anew when one is changed. */
export function parametersOf(part: string) {
  return (
    name: string,
    symbol: string,
    role: Parameter['role'],
    meaning: string,
    range: Range,
  ): Parameter => ({
    name,
    symbol,
    role,
    meaning,
    ...range,
    anew: true,
    sets: [{ path: `${part}.parameters.${name}` }],
  });
}

/** Of the learning rule, in figures whose first projection it is. */
export const rule = parametersOf('projections.0');
