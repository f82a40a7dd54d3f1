/** Reads one sum of products, in Lava's grammar, into products as the engine holds them. */
import type { Span } from '../../language/ast.ts';
import type { Report } from '../../language/report.ts';
import { nearestName } from '../../language/suggest.ts';
import { type Token, tokenize } from './lexer.ts';
import { type Dependency, type Factor, type Product, traceNames, variables } from './rule.ts';
import { LARGEST_EXPONENT, LEAST_EXPONENT } from './widths.ts';

/** Thrown once a complaint is in the report and the rest of this sum cannot be read. */
export class Unreadable extends Error {}

export interface Decimation {
  readonly exponent: number;
  readonly span: Span;
}

/** A product while it is being read. */
interface Draft {
  mantissa: number;
  exponent: number;
  dependency: Dependency | undefined;
  factors: Factor[];
}

const names: readonly string[] = [...traceNames, ...variables, 'x0', 'y0', 'u0'];
const KNOWN = 'x0, y0, u0 to u9, x1, x2, y1, y2, y3, w, d, t';
const WHEN = 'x0 (a pre-synaptic spike), y0 (a post-synaptic spike) or u0 (every epoch)';
/** Of a constant beside a variable: as wide as the widest variable. */
const LEAST_CONSTANT = -256;
const LARGEST_CONSTANT = 255;

export class ProductReader {
  readonly decimations: Decimation[] = [];
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(
    private readonly report: Report,
    start: number,
    end: number,
  ) {
    this.tokens = tokenize(report, start, end);
    if (report.diagnostics.length > 0) throw new Unreadable();
  }

  /** Reads to the end. Throws `Unreadable` after a complaint. */
  readSum(): Product[] {
    const products: Product[] = [];
    do products.push(this.readProduct());
    while (this.peek.text === '+' || this.peek.text === '-');
    return products;
  }

  private readProduct(): Product {
    const start = this.peek.span.start;
    const draft: Draft = { mantissa: this.sign(), exponent: 0, dependency: undefined, factors: [] };
    do this.readFactor(draft);
    while (this.take('*'));
    if (this.peek.kind !== 'end' && this.peek.text !== '+' && this.peek.text !== '-')
      this.fail(this.peek.span, `Expected \`*\`, \`+\` or \`-\` before ${this.shown(this.peek)}.`);
    const span = { start, end: (this.tokens[this.at - 1] as Token).span.end };
    return this.finish(draft, span);
  }

  private readFactor(draft: Draft): void {
    const token = this.next();
    if (token.kind === 'number') {
      const { mantissa, exponent } = this.literal(token);
      draft.mantissa *= mantissa;
      draft.exponent += exponent;
    } else if (token.text === 'sgn') this.readSign(draft);
    else if (token.kind === 'name') this.readName(draft, token);
    else if (token.text === '(') this.readBracket(draft);
    else if (token.text === '+' || token.text === '-')
      this.fail(token.span, 'A sign within a product stands in brackets with its number, as in `(-2)`.');
    else this.fail(token.span, `Expected a number or one of ${KNOWN} here, not ${this.shown(token)}.`);
  }

  private readName(draft: Draft, token: Token): void {
    const { text, span } = token;
    if (/^u\d+$/.test(text)) {
      if (text.length > 2) this.fail(span, `\`${text}\` has one digit too many: u0 to u9 are there.`, 'u9');
      if (draft.dependency !== undefined)
        this.fail(
          span,
          `A product waits for one event: \`${text}\` stands first in it, or in a product of its own.`,
        );
      draft.dependency = 'u';
      this.decimations.push({ exponent: Number(text.slice(1)), span });
    } else if ((text === 'x0' || text === 'y0') && draft.dependency === undefined) draft.dependency = text;
    else draft.factors.push({ variable: this.variable(token), constant: 0, sign: false });
  }

  private readSign(draft: Draft): void {
    const opening = this.next();
    if (opening.text !== '(') this.fail(opening.span, 'Expected `(` after `sgn`, as in `sgn(w)`.');
    const { negative, token, constant } = this.group();
    if (token === undefined || !variables.some((name) => name === token.text))
      this.fail(token?.span ?? opening.span, 'The engine takes the sign of `w`, `d` or `t` alone: `sgn(w)`.');
    if (negative) this.fail(token.span, `Write the sign before \`sgn\`: \`sgn(${token.text})\`.`);
    draft.factors.push({ variable: this.variable(token), constant, sign: true });
  }

  private readBracket(draft: Draft): void {
    const { negative, token, constant, exponent, alone } = this.group();
    if (token === undefined) {
      draft.mantissa *= constant;
      draft.exponent += exponent;
    } else if (alone) {
      if (negative) this.fail(token.span, `Write the sign before the product, not within the brackets.`);
      this.readName(draft, token);
    } else {
      if (negative) draft.mantissa = -draft.mantissa;
      draft.factors.push({
        variable: this.variable(token),
        constant: constant * (negative ? -1 : 1),
        sign: false,
      });
    }
  }

  /** `-2)`, `x1 + 3)`, `3 - x1)` or `w)`: what follows an opening bracket. */
  private group() {
    let token: Token | undefined;
    let negative = false;
    let literal: { mantissa: number; exponent: number; span: Span } | undefined;
    do {
      const sign = this.sign();
      const item = this.next();
      if (item.kind === 'number' && !literal) {
        const { mantissa, exponent } = this.literal(item);
        literal = { mantissa: mantissa * sign, exponent, span: item.span };
        if (this.peek.text === '*' && /^2$/.test(this.tokens[this.at + 1]?.text ?? '')) {
          this.at++;
          literal.exponent += this.literal(this.next()).exponent;
        }
      } else if (item.kind === 'name' && !token) {
        token = item;
        negative = sign < 0;
      } else
        this.fail(
          item.span,
          'Within brackets stand a number, a variable, or both, as in `(-2)` or `(x1 + 3)`.',
        );
    } while (this.peek.text === '+' || this.peek.text === '-');
    const closing = this.next();
    if (closing.text !== ')')
      this.fail(closing.span, `Expected \`)\` here, not ${this.shown(closing)}: \`(-2)\` or \`(x1 + 3)\`.`);
    if (token === undefined || literal === undefined)
      return {
        token,
        negative,
        constant: literal?.mantissa ?? 0,
        exponent: literal?.exponent ?? 0,
        alone: true,
      };
    const constant = literal.mantissa * 2 ** literal.exponent;
    if (!Number.isInteger(constant) || constant < LEAST_CONSTANT || constant > LARGEST_CONSTANT)
      this.fail(
        literal.span,
        `A number added to a variable is whole and lies from ${LEAST_CONSTANT} to ${LARGEST_CONSTANT}.`,
      );
    return { token, negative, constant, exponent: 0, alone: false };
  }

  private variable({ text, span }: Token): Factor['variable'] {
    const known = (['x0', 'y0', ...traceNames, ...variables] as const).find((name) => name === text);
    if (known !== undefined) return known;
    const nearest = nearestName(text, names);
    this.fail(span, `\`${text}\` is no variable of the engine: there are ${KNOWN}.`, nearest);
  }

  /** `3`, or `2^-4`. */
  private literal({ text, span }: Token): { mantissa: number; exponent: number } {
    const value = Number(text);
    if (!/^\d+$/.test(text)) {
      const near = asPower(value);
      this.fail(
        span,
        `\`${text}\` is not a whole number; the engine scales by a*2^b${near ? `: \`${near}\`` : ''}.`,
        near,
      );
    }
    if (!this.take('^')) return { mantissa: value, exponent: 0 };
    if (value !== 2) this.fail(span, `The only powers are those of two: \`2^3\`, not \`${text}^...\`.`);
    const sign = this.sign();
    const exponent = this.next();
    if (!/^\d+$/.test(exponent.text))
      this.fail(exponent.span, `Expected a whole number as power of two, not ${this.shown(exponent)}.`);
    return { mantissa: 1, exponent: sign * Number(exponent.text) };
  }

  private finish(draft: Draft, span: Span): Product {
    let { mantissa, exponent } = draft;
    const { dependency, factors } = draft;
    if (dependency === undefined)
      this.fail(span, `\`${this.report.quote(span)}\` never happens: a product waits for ${WHEN}.`);
    while (Math.abs(mantissa) > 7 && mantissa % 2 === 0 && exponent < LARGEST_EXPONENT) {
      mantissa /= 2;
      exponent++;
    }
    if (mantissa < -8 || mantissa > 7)
      this.fail(
        span,
        `The scale ${mantissa}*2^${exponent} does not fit: its number has 4 bits (-8 to 7), times a power of two.`,
      );
    if (exponent < LEAST_EXPONENT || exponent > LARGEST_EXPONENT)
      this.fail(
        span,
        `The scale 2^${exponent} does not fit: powers of two run from 2^${LEAST_EXPONENT} to 2^${LARGEST_EXPONENT}.`,
      );
    // No negative zero: a scale of 0 is a product that does nothing.
    return { dependency, mantissa: mantissa + 0, exponent, factors, span };
  }

  private sign(): number {
    if (this.take('-')) return -1;
    this.take('+');
    return 1;
  }

  private get peek(): Token {
    return this.tokens[this.at] as Token;
  }

  private next(): Token {
    const token = this.peek;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  private take(text: string): boolean {
    if (this.peek.text !== text) return false;
    this.at++;
    return true;
  }

  private shown({ kind, text }: Token): string {
    return kind === 'end' ? 'the end' : `\`${text}\``;
  }

  private fail(span: Span, message: string, suggestion?: string): never {
    this.report.add(span, message, suggestion);
    throw new Unreadable();
  }
}

/** `a*2^b` of a number that the engine can hold exactly, such as `2^-2` for 0.25. */
function asPower(value: number): string | undefined {
  let exponent = 0;
  while (!Number.isInteger(value * 2 ** -exponent) && exponent > LEAST_EXPONENT) exponent--;
  const mantissa = value * 2 ** -exponent;
  if (!Number.isInteger(mantissa) || mantissa > 7) return undefined;
  return mantissa === 1 ? `2^${exponent}` : `${mantissa}*2^${exponent}`;
}
