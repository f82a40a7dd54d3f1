/** Recursive-descent and Pratt parser for expressions: Python's precedence, as Brian2 reads them. */
import type { BinaryOperator, Expression, Span } from './ast.ts';
import { type Token, tokenize } from './lexer.ts';
import { COMPARISON, NOT, PRECEDENCE, SIGN } from './precedence.ts';
import { Report } from './report.ts';

/** Most levels that an expression may have: nested brackets, calls, signs, and terms in one chain. */
export const DEPTH_LIMIT = 200;

/** A map, so that no name of JavaScript's objects passes for an operator. */
const BINDING: ReadonlyMap<string, number> = new Map(Object.entries(PRECEDENCE));

const WORDS = new Set(['and', 'or', 'not', 'if', 'else', 'in', 'is', 'lambda', 'for']);

/** Thrown inside the parser to give up on the present equation or statement; never leaves this folder. */
export class GiveUp extends Error {}

export class Grammar {
  readonly report: Report;
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;
  private readonly depths = new WeakMap<Expression, number>();
  /** Whether a new line ends an expression outside brackets (statements) or not (equations). */
  private linesEnd: boolean;

  constructor(text: string, source: string, linesEnd: boolean) {
    this.report = new Report(text, source);
    this.tokens = tokenize(text, source);
    this.linesEnd = linesEnd;
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (!token) throw new Error('A token list ends with an `end` token.');
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.position++;
    return token;
  }

  at(text: string): boolean {
    const token = this.peek();
    return token.kind !== 'end' && token.kind !== 'number' && token.text === text;
  }

  fail(span: Span, message: string): never {
    this.report.add(span, message);
    throw new GiveUp();
  }

  describe(token: Token): string {
    return token.kind === 'end' ? 'the end of the text' : `\`${token.text}\``;
  }

  expect(text: string, where: string): Token {
    if (!this.at(text))
      this.fail(this.peek().span, `Expected \`${text}\` ${where}, found ${this.describe(this.peek())}.`);
    return this.next();
  }

  /** Whether the expression so far is over: end of the text, or of the line where lines count. */
  private ended(): boolean {
    const token = this.peek();
    return token.kind === 'end' || (this.linesEnd && token.startsLine);
  }

  expression(minimum = 0): Expression {
    if (++this.depth > DEPTH_LIMIT)
      this.fail(this.peek().span, `This expression is nested more than ${DEPTH_LIMIT} levels deep.`);
    let left = this.prefix(minimum);
    while (!this.ended()) {
      const { text, kind } = this.peek();
      const binding = kind === 'number' ? undefined : BINDING.get(text);
      if (binding === undefined || binding < minimum) break;
      const token = this.next();
      if (
        binding === COMPARISON &&
        left.kind === 'binary' &&
        PRECEDENCE[left.operator] === COMPARISON &&
        !this.bracketed.has(left)
      )
        this.fail(token.span, `Comparisons cannot be chained: write \`a < b and b < c\`.`);
      // `**` groups from the right, and its exponent may carry a sign: 2**-1.
      const right = this.expression(text === '**' ? SIGN : binding + 1);
      const operator = text as BinaryOperator;
      left = this.node(
        { kind: 'binary', operator, left, right, span: join(left.span, right.span) },
        left,
        right,
      );
    }
    this.depth--;
    return left;
  }

  private readonly bracketed = new WeakSet<Expression>();

  /** Notes how deep a tree is, so that a long chain of terms cannot overflow whoever walks it. */
  private node<T extends Expression>(expression: T, ...children: Expression[]): T {
    const depth = 1 + Math.max(0, ...children.map((child) => this.depths.get(child) ?? 1));
    if (depth > DEPTH_LIMIT)
      this.fail(
        expression.span,
        `This expression has more than ${DEPTH_LIMIT} terms or levels: split it up.`,
      );
    this.depths.set(expression, depth);
    return expression;
  }

  private prefix(minimum: number): Expression {
    const token = this.peek();
    if (this.ended()) this.fail(this.missing(), 'Expected an expression: a number, a name or a bracket.');
    if (token.kind === 'number') return this.number(this.next());
    if (token.text === '(') return this.brackets();
    if (token.text === 'not' && minimum > NOT)
      this.fail(token.span, 'Put brackets around `not ...` here, as in `(not a) == b`.');
    if (token.text === '-' || token.text === '+' || token.text === 'not') {
      this.next();
      const operand = this.expression(token.text === 'not' ? NOT : SIGN);
      const span = join(token.span, operand.span);
      return this.node({ kind: 'unary', operator: token.text, operand, span }, operand);
    }
    if (token.kind === 'name' && !WORDS.has(token.text)) return this.name();
    return this.fail(token.span, `Expected a number, a name or a bracket, found ${this.describe(token)}.`);
  }

  /** Where something should stand: the present token, or the end of the one before it where a line is over. */
  private missing(): Span {
    const before = this.tokens[this.position - 1];
    return before ? { start: before.span.end, end: before.span.end } : this.peek().span;
  }

  private number({ text, span }: Token): Expression {
    return { kind: 'number', value: Number(text), span };
  }

  private brackets(): Expression {
    const open = this.next();
    const inner = this.inBrackets(() => this.expression());
    if (!this.at(')'))
      this.fail(
        open.span,
        `This bracket is not closed: expected \`)\`, found ${this.describe(this.peek())}.`,
      );
    const span = join(open.span, this.next().span);
    const expression: Expression = { ...inner, span };
    this.depths.set(expression, this.depths.get(inner) ?? 1);
    this.bracketed.add(expression);
    return expression;
  }

  private inBrackets<T>(read: () => T): T {
    const before = this.linesEnd;
    this.linesEnd = false;
    try {
      return read();
    } finally {
      this.linesEnd = before;
    }
  }

  private name(): Expression {
    const { text: name, span } = this.next();
    if (name === 'True' || name === 'False') return { kind: 'boolean', value: name === 'True', span };
    if (!this.at('(') || this.ended() || this.unitOnly) return { kind: 'name', name, span };
    const open = this.next();
    const list: Expression[] = [];
    this.inBrackets(() => {
      while (!this.at(')')) {
        if (list.length > 0) {
          if (!this.at(','))
            this.fail(
              open.span,
              `The bracket of \`${name}\` is not closed: expected \`,\` or \`)\`, found ${this.describe(this.peek())}.`,
            );
          this.next();
        }
        list.push(this.expression());
      }
    });
    const whole = join(span, this.next().span);
    return this.node({ kind: 'call', name, nameSpan: span, arguments: list, span: whole }, ...list);
  }

  /** A unit ends with its line, and before the bracket of its flags. */
  unit(): Expression {
    const before = this.linesEnd;
    this.linesEnd = true;
    this.unitOnly = true;
    try {
      return this.expression(5);
    } finally {
      this.linesEnd = before;
      this.unitOnly = false;
    }
  }

  private unitOnly = false;

  resetDepth(): void {
    this.depth = 0;
  }
}

export const join = (a: Span, b: Span): Span => ({ start: a.start, end: b.end });
