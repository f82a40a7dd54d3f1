import type { Expression, Span } from '../language/ast.ts';
import { checkValue } from '../language/check.ts';
import type { NamedType } from '../language/checked.ts';
import { compileNode, type Environment } from '../language/interpret.ts';
import { parseExpression } from '../language/parse.ts';
import { FigureError } from './error.ts';
import { walkExpression } from './expression.ts';
import { sameDimension } from './quantities.ts';
import { siegertRate } from './siegert.ts';

/** A closed form with each call of `siegert` put under a name of its own. */
export interface SiegertCalls {
  readonly text: string;
  /** In Hz, by that name. */
  readonly rates: readonly { readonly name: string; readonly evaluate: () => number }[];
}

const time = [0, 0, 1, 0, 0, 0, 0] as const;

/**
 * `siegert(mu, sigma, tau, theta, V_r, t_ref)` in a closed form is `siegertRate` of its six arguments, which are
 * expressions over the same names. Throws `FigureError` where there are not six or their units do not fit,
 * `LanguageError` where one of them is no expression.
 */
export function siegertCalls(
  text: string,
  source: string,
  names: ReadonlyMap<string, NamedType>,
  environment: Environment,
): SiegertCalls {
  const calls: { span: Span; arguments: readonly Expression[] }[] = [];
  walkExpression(parseExpression(text, source), (node) => {
    if (node.kind === 'call' && node.name === 'siegert') calls.push(node);
  });
  let rest = text;
  const rates = calls
    .sort((a, b) => b.span.start - a.span.start)
    .map((call, k) => {
      const name = `siegert_${k}`;
      rest = rest.slice(0, call.span.start) + name + rest.slice(call.span.end);
      const values = call.arguments.map(({ span }) => {
        const { node, dimension } = checkValue(text.slice(span.start, span.end), source, {
          names,
          stream: source,
        });
        return { evaluate: compileNode(node, environment), dimension };
      });
      const [mu, sigma, tau, threshold, reset, refractory] = values;
      if (!mu || !sigma || !tau || !threshold || !reset || !refractory || values.length > 6)
        throw new FigureError(`${source}: siegert has six arguments: mu, sigma, tau, theta, V_r, t_ref.`);
      const fits =
        [sigma, threshold, reset].every(({ dimension }) => sameDimension(dimension, mu.dimension)) &&
        [tau, refractory].every(({ dimension }) => sameDimension(dimension, time));
      if (!fits)
        throw new FigureError(
          `${source}: in siegert, mu, sigma, theta and V_r have one unit, and tau and t_ref are times.`,
        );
      const evaluate = () =>
        siegertRate({
          mu: mu.evaluate(),
          sigma: sigma.evaluate(),
          tau: tau.evaluate(),
          threshold: threshold.evaluate(),
          reset: reset.evaluate(),
          refractory: refractory.evaluate(),
        });
      return { name, evaluate };
    });
  return { text: rest, rates };
}
