/** The continuous twin of a rule: the same sums of products as synapse equations in Brian2's syntax, without rounding. */
import type { RuleFile } from './read.ts';
import {
  type Dependency,
  type Factor,
  type Product,
  readsOf,
  type TraceName,
  traceNames,
  type Variable,
} from './rule.ts';

/** Parts of a projection in the network format. */
export interface Twin {
  readonly model: string;
  readonly on_pre: string;
  readonly on_post: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Why a rule has no continuous twin, in one sentence. */
export class TwinError extends Error {
  override readonly name = 'TwinError';
}

/** A tag may not be called `t`, which is time. */
const names: Readonly<Record<Variable, string>> = { w: 'w', d: 'd', t: 'tag' };

/**
 * Traces decay between spikes and rules act at them; a step of the engine lasts `step`, such as `1*ms`. Spikes of both neurons
 * in one step are the one difference: the engine lets each see the other's impulse. Throws `TwinError`.
 */
export function continuousTwin(file: RuleFile, step: string): Twin {
  const { rule, settings, initial, courses } = file;
  const { sign } = settings;
  if (Object.keys(courses).length > 0)
    throw new TwinError('A trace from outside is no equation of the synapse.');
  if (settings.graded !== 'impulse')
    throw new TwinError('Payloads of spikes have no counterpart in the equations.');
  if (readsOf(rule).clock)
    throw new TwinError('A product that waits for u acts at times of its own, not at spikes.');
  const targets = (['w', 'd', 't'] as const).filter((variable) => rule.products[variable].length > 0);
  const read = new Set(
    targets.flatMap((target) => rule.products[target].flatMap((p) => p.factors.map((f) => f.variable))),
  );
  if (read.has('x0') || read.has('y0'))
    throw new TwinError('Coincidence within an epoch has no counterpart: spikes are points in time.');
  const traces = traceNames.filter((name) => read.has(name));
  const short = traces.find((name) => settings.traces[name].tau === 0);
  if (short)
    throw new TwinError(
      `The trace ${short} lasts for one step alone; give it a time constant (${short}_tau).`,
    );
  const synaptic = (['w', 'd', 't'] as const).filter((name) => targets.includes(name) || read.has(name));
  const crossed = targets.length > 1 && targets.some((target) => read.has(target));
  if (crossed)
    throw new TwinError(
      'Rules that read what another changes at the same moment have no order in the equations.',
    );
  const act = (event: Dependency, side: 'x' | 'y') => [
    ...traces
      .filter((name) => name.startsWith(side))
      .map((name) => `${name} += ${settings.traces[name].impulse}`),
    ...targets.flatMap((target) => {
      const products = rule.products[target].filter(({ dependency }) => dependency === event);
      const [least, largest] =
        target === 't'
          ? [-257, 255]
          : target === 'd' || sign === 'excitatory'
            ? [0, 255]
            : sign === 'mixed'
              ? [-256, 255]
              : [-255, 0];
      if (products.length === 0) return [];
      const sum = `${names[target]}${products.map(productText).join('')}`;
      return [`${names[target]} = clip(${sum}, ${least}, ${largest})`];
    }),
  ];
  return {
    model: [
      ...synaptic.map((name) => `${names[name]} : 1`),
      ...traces.map((name) => `d${name}/dt = -${name}/tau_${name} : 1 (event-driven)`),
    ].join('\n'),
    on_pre: act('x0', 'x').join('\n'),
    on_post: act('y0', 'y').join('\n'),
    parameters: {
      ...Object.fromEntries(synaptic.map((name) => [names[name], initial[name]])),
      ...Object.fromEntries(
        traces.map((name: TraceName) => [`tau_${name}`, `${settings.traces[name].tau}*${step}`]),
      ),
    },
  };
}

/** ` + 0.25*x1`: the scale as a number, then the factors. */
function productText({ mantissa, exponent, factors }: Product): string {
  const scale = Math.abs(mantissa) * 2 ** exponent;
  return ` ${mantissa < 0 ? '-' : '+'} ${[scale, ...factors.map(factorText)].join('*')}`;
}

function factorText({ variable, constant, sign }: Factor): string {
  const name = variable === 't' ? names.t : variable;
  const added = constant === 0 ? name : `(${name} ${constant < 0 ? '-' : '+'} ${Math.abs(constant)})`;
  return sign ? `sign(${added})` : added;
}
