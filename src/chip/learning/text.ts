/** A rule as text again, in Lava's syntax and in the engine's own terms: what was read, with scales in lowest terms. */
import { type Factor, type Product, type Rule, variables } from './rule.ts';

/** One line for each of weight, delay and tag that has a rule: `dw = 2^-2*x1*y0 - 2^-2*y1*x0`. */
export function ruleText(rule: Rule): string[] {
  return variables
    .filter((variable) => rule.products[variable].length > 0)
    .map((variable) => {
      const sum = rule.products[variable].map((product, k) => {
        const sign = product.mantissa < 0 ? (k === 0 ? '-' : ' - ') : k === 0 ? '' : ' + ';
        return sign + productText(product, rule);
      });
      return `d${variable} = ${sum.join('')}`;
    });
}

/** One product without its sign, the event first (a second `x0` or `y0` is a factor): `2^-2*y0*x1`. */
export function productText({ mantissa, exponent, dependency, factors }: Product, rule: Rule): string {
  const size = Math.abs(mantissa);
  const scale = [...(size === 1 ? [] : [`${size}`]), ...(exponent === 0 ? [] : [`2^${exponent}`])];
  const event = dependency === 'u' ? `u${rule.decimation ?? 0}` : dependency;
  return [...scale, event, ...factors.map(factorText)].join('*');
}

function factorText({ variable, constant, sign }: Factor): string {
  const added = constant === 0 ? variable : `${variable} ${constant < 0 ? '-' : '+'} ${Math.abs(constant)}`;
  if (sign) return `sgn(${added})`;
  return constant === 0 ? variable : `(${added})`;
}
