/** Typesets a rule as the engine holds it: scales in lowest terms, one line for each of weight, delay and tag. */
import { type LatexOptions, symbolLatex } from '../../language/latex.ts';
import { type Factor, type Product, type Rule, variables } from './rule.ts';

/** `\Delta w &= 2^{-2}\,x_{1}\,y_{0} - ...`, a line for each variable that has a rule. */
export function ruleLatex(rule: Rule, options: LatexOptions = {}): string[] {
  return variables
    .filter((variable) => rule.products[variable].length > 0)
    .map((variable) => {
      const sum = rule.products[variable].map((product, k) => productLatex(product, k === 0, rule, options));
      return `\\Delta ${symbolLatex(variable, options)} &= ${sum.join('')}`;
    });
}

function productLatex(product: Product, first: boolean, rule: Rule, options: LatexOptions): string {
  const { mantissa, exponent, dependency, factors } = product;
  const sign = mantissa < 0 ? (first ? '-' : ' - ') : first ? '' : ' + ';
  const size = Math.abs(mantissa);
  const power = exponent === 0 ? '' : `2^{${exponent}}`;
  const scale = size === 1 ? power : power === '' ? `${size}` : `${size} \\cdot ${power}`;
  const event = dependency === 'u' ? `u${rule.decimation ?? 0}` : dependency;
  const pieces = [
    scale,
    ...factors.map((factor) => factorLatex(factor, options)),
    symbolLatex(event, options),
  ];
  return sign + pieces.filter((piece) => piece !== '').join('\\,');
}

function factorLatex({ variable, constant, sign }: Factor, options: LatexOptions): string {
  const symbol = symbolLatex(variable, options);
  const added = constant === 0 ? symbol : `${symbol} ${constant < 0 ? '-' : '+'} ${Math.abs(constant)}`;
  if (sign) return `\\operatorname{sgn}\\left(${added}\\right)`;
  return constant === 0 ? symbol : `\\left(${added}\\right)`;
}
