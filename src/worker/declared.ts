import type { Declared } from '../chip/shown-variables.ts';
import type { Figure } from '../experiment/figure.ts';
import type { Role } from '../experiment/role.ts';

/** The names that the figure gives the colours of weights and of membranes. */
export function declaredIn({ symbols, parameters }: Pick<Figure, 'symbols' | 'parameters'>): Declared {
  const named = (role: Role) =>
    new Set([
      ...Object.keys(symbols).filter((name) => symbols[name]?.role === role),
      ...parameters.filter((parameter) => parameter.role === role).map(({ name }) => name),
    ]);
  return { weights: named('weight'), membranes: named('membrane') };
}
