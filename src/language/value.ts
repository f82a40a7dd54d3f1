import type { CheckedValue, ValueScope } from './checked.ts';
import { modelNames } from './inline.ts';
import { measure, neighbour, neighbourNames } from './neighbour.ts';
import { parseExpression } from './parse.ts';
import { Report, throwIfAny } from './report.ts';
import { expectKind, resolve } from './resolve.ts';
import type { Found } from './scope.ts';
import { coerced } from './typed.ts';

const NO_STEP = 'A value is set before the run begins: there is no such thing yet.';

/**
 * Checks one entry of `parameters` or `initial`, a `delay` or a `condition`. It may use `i`, `j` (synapses), `N`,
 * `rand()`, `randn()` and the names of the scope. Throws `LanguageError`.
 */
export function checkValue(text: string, source: string, scope: ValueScope): CheckedValue {
  const expression = parseExpression(text, source);
  const report = new Report(text, source);
  const { synapse } = scope;
  const arrays = scope.arrays ?? new Map();
  const names = modelNames({
    variables: new Map(),
    constants: scope.names,
    arrays,
    report,
    absent: {
      not_refractory: NO_STEP,
      lastspike: NO_STEP,
      ...(synapse ? {} : { j: '`j` is the index of a postsynaptic neuron: it is known in synapses only.' }),
    },
    beyond: (name): Found => {
      const value = scope.subexpressions?.get(name);
      if (value) return { ...value, ...measure(value.node) };
      return synapse ? neighbour(name, synapse) : undefined;
    },
    beyondKnown: () => [...(scope.subexpressions?.keys() ?? []), ...(synapse ? neighbourNames(synapse) : [])],
  });
  const typed = resolve(expression, {
    report,
    lookup: names.lookup,
    known: names.known,
    arrays,
    stream: scope.stream,
    draws: { rand: 0, randn: 0 },
    level: { now: 0 },
    noise: 'none',
  });
  if (typed && scope.expected) expectKind(typed, scope.expected, expression.span, 'This value', report);
  throwIfAny([report]);
  if (!typed) throw new Error('An expression that does not resolve says why.');
  const value = scope.expected ? coerced(typed, scope.expected.type) : typed;
  return { node: value.node, dimension: value.dimension };
}
