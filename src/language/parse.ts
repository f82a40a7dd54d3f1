/** Text to syntax trees: expressions, equations and statements in Brian2's notation. */
import type { AssignmentSyntax, EquationSyntax, Expression, Span } from './ast.ts';
import { GiveUp, Grammar, join } from './grammar.ts';
import { throwIfAny } from './report.ts';

/** One expression and nothing else. Throws `LanguageError`. */
export function parseExpression(text: string, source: string): Expression {
  const grammar = new Grammar(text, source, false);
  const expression = attempt(grammar, () => {
    const tree = grammar.expression();
    const rest = grammar.peek();
    if (rest.kind !== 'end')
      grammar.fail(rest.span, `Expected an operator or the end, found \`${rest.text}\`.`);
    return tree;
  });
  throwIfAny([grammar.report]);
  if (!expression) throw new Error('A parser that gives up says why.');
  return expression;
}

/**
 * Equations, one after the other. As in Brian2 an expression goes on over line ends until its colon, and `#` begins a
 * comment. Throws `LanguageError` with every equation that does not parse.
 */
export function parseEquations(text: string, source: string): EquationSyntax[] {
  const grammar = new Grammar(text, source, false);
  const equations: EquationSyntax[] = [];
  while (grammar.peek().kind !== 'end') {
    if (grammar.at(';')) {
      grammar.next();
      continue;
    }
    const equation = attempt(grammar, () => readEquation(grammar));
    if (equation) equations.push(equation);
    else skipTo(grammar, () => grammar.at(';') || beginsEquation(grammar));
  }
  throwIfAny([grammar.report]);
  return equations;
}

/** Statements, each on its own line or ended by `;`. Throws `LanguageError` with every one that does not parse. */
export function parseStatements(text: string, source: string): AssignmentSyntax[] {
  const grammar = new Grammar(text, source, true);
  const statements: AssignmentSyntax[] = [];
  while (grammar.peek().kind !== 'end') {
    if (grammar.at(';')) {
      grammar.next();
      continue;
    }
    const statement = attempt(grammar, () => readStatement(grammar));
    if (statement) statements.push(statement);
    else skipTo(grammar, () => grammar.at(';') || grammar.peek().startsLine);
  }
  throwIfAny([grammar.report]);
  return statements;
}

function attempt<T>(grammar: Grammar, read: () => T): T | undefined {
  grammar.resetDepth();
  try {
    return read();
  } catch (error) {
    if (error instanceof GiveUp) return undefined;
    throw error;
  }
}

function skipTo(grammar: Grammar, found: () => boolean): void {
  while (grammar.peek().kind !== 'end' && !found()) grammar.next();
}

const DIFFERENTIAL = /^d([A-Za-z_][A-Za-z0-9_]*)$/;

/** `x :`, `x =`, or `dx/dt =` at the start of a line. */
function beginsEquation(grammar: Grammar): boolean {
  const [first, second, third, fourth] = [0, 1, 2, 3].map((ahead) => grammar.peek(ahead));
  if (!first?.startsLine || first.kind !== 'name') return false;
  if (second?.text === ':' || second?.text === '=') return true;
  return second?.text === '/' && third?.text === 'dt' && fourth?.text === '=';
}

function readEquation(grammar: Grammar): EquationSyntax {
  const first = grammar.next();
  if (first.kind !== 'name')
    grammar.fail(
      first.span,
      `Expected an equation (\`dv/dt = ... : volt\`, \`I = ... : amp\` or \`w : volt\`), found ${grammar.describe(first)}.`,
    );
  let kind: EquationSyntax['kind'] = 'parameter';
  let name = first.text;
  let nameSpan: Span = first.span;
  if (grammar.at('/')) {
    grammar.next();
    const by = grammar.next();
    const variable = DIFFERENTIAL.exec(first.text)?.[1];
    if (by.text !== 'dt' || variable === undefined)
      grammar.fail(
        join(first.span, by.span),
        `Expected a derivative such as \`dv/dt\`, found \`${first.text}/${by.text}\`.`,
      );
    kind = 'differential';
    name = variable;
    nameSpan = { start: first.span.start + 1, end: first.span.end };
    grammar.expect('=', `after \`${first.text}/dt\``);
  } else if (grammar.at('=')) {
    grammar.next();
    kind = 'subexpression';
  }
  if (kind === 'parameter') {
    const where = `after \`${name}\`: an equation is \`d${name}/dt = ... : unit\`, \`${name} = ... : unit\` or \`${name} : unit\``;
    if (!grammar.at(':'))
      grammar.fail(
        grammar.peek().span,
        `Expected \`:\` or \`=\` ${where}; found ${grammar.describe(grammar.peek())}.`,
      );
    return { kind, name, nameSpan, ...readUnit(grammar, first.span) };
  }
  const expression = grammar.expression();
  return { kind, name, nameSpan, expression, ...readUnit(grammar, first.span) };
}

/** `: unit (flag, flag)`. The unit ends with its line. */
function readUnit(grammar: Grammar, start: Span): Pick<EquationSyntax, 'unit' | 'flags' | 'span'> {
  const found = grammar.peek();
  if (!grammar.at(':')) {
    const asked = found.startsLine || found.kind === 'end' ? ' at the end of the equation' : '';
    grammar.fail(
      found.startsLine ? start : found.span,
      `Expected \`:\` and a unit${asked} (\`: volt\`, or \`: 1\` for a pure number), found ${grammar.describe(found)}.`,
    );
  }
  grammar.next();
  const unit = grammar.unit();
  let end = unit.span;
  const flags: { name: string; span: Span }[] = [];
  if (grammar.at('(')) {
    grammar.next();
    while (true) {
      flags.push(readFlag(grammar));
      if (grammar.at(')')) break;
      grammar.expect(',', 'or `)` between the flags');
    }
    end = grammar.next().span;
  }
  const rest = grammar.peek();
  if (rest.kind !== 'end' && !rest.startsLine && !grammar.at(';'))
    grammar.fail(
      rest.span,
      `Expected the end of the equation after its unit, found ${grammar.describe(rest)}.`,
    );
  return { unit, flags, span: join(start, end) };
}

/** One or more words, with hyphens: `unless refractory`, `event-driven`. */
function readFlag(grammar: Grammar): { name: string; span: Span } {
  const first = grammar.peek();
  let name = '';
  let span = first.span;
  while (grammar.peek().kind === 'name' || (name !== '' && grammar.at('-'))) {
    const token = grammar.next();
    name += token.text === '-' || name === '' || name.endsWith('-') ? token.text : ` ${token.text}`;
    span = join(first.span, token.span);
  }
  if (name === '')
    grammar.fail(
      first.span,
      `Expected a flag such as \`unless refractory\`, found ${grammar.describe(first)}.`,
    );
  return { name, span };
}

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '**=', '//=', '%=']);

function readStatement(grammar: Grammar): AssignmentSyntax {
  const target = grammar.next();
  if (target.kind !== 'name')
    grammar.fail(
      target.span,
      `Expected a statement such as \`v = v_reset\`, found ${grammar.describe(target)}.`,
    );
  const operator = grammar.peek();
  if (!ASSIGNMENTS.has(operator.text) || operator.kind !== 'operator' || operator.startsLine)
    grammar.fail(
      operator.startsLine ? target.span : operator.span,
      `Expected \`=\`, \`+=\` or the like after \`${target.text}\`, found ${grammar.describe(operator)}.`,
    );
  grammar.next();
  const value = grammar.expression();
  const rest = grammar.peek();
  if (rest.kind !== 'end' && !rest.startsLine && !grammar.at(';'))
    grammar.fail(
      rest.span,
      `Expected an operator or the end of the statement, found ${grammar.describe(rest)}.`,
    );
  return {
    target: target.text,
    targetSpan: target.span,
    operator: operator.text as AssignmentSyntax['operator'],
    value,
    span: join(target.span, value.span),
  };
}
