/** Typesets expressions as LaTeX for KaTeX, straight from the text that runs. */
import type { Expression } from './ast.ts';
import { nameLatex, unitLatex } from './symbol.ts';
import { plainNumber } from './typed.ts';

export interface SymbolStyle {
  /** How the name is typeset; absent: worked out from the name. */
  readonly latex?: string | undefined;
  /** What the symbol is to the figure (`state`, `parameter`, ...): becomes the class `role-ROLE`. */
  readonly role?: string | undefined;
}

export interface LatexOptions {
  readonly symbols?: ReadonlyMap<string, SymbolStyle> | undefined;
  /**
   * Wraps each symbol in `\htmlData{symbol=NAME}` and `\htmlClass{role-ROLE}`, so that a page can light it up. KaTeX
   * then needs `trust` for these two commands.
   */
  readonly interactive?: boolean | undefined;
}

interface Context extends LatexOptions {
  /** Inside an exponent or index: divisions stay on the line. */
  readonly small?: boolean;
}

const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const PRODUCT = 6;
const POWER = 7;
const ATOM = 8;

const SIGNS: Readonly<Record<string, string>> = {
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
};

const NAMED: Readonly<Record<string, string>> = {
  exp: '\\exp',
  log: '\\ln',
  log10: '\\log_{10}',
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  arcsin: '\\arcsin',
  arccos: '\\arccos',
  arctan: '\\arctan',
  sinh: '\\sinh',
  cosh: '\\cosh',
  tanh: '\\tanh',
};

/** A piece of LaTeX and how tightly it holds together. */
interface Piece {
  readonly text: string;
  readonly tie: number;
}

const atom = (text: string): Piece => ({ text, tie: ATOM });
const inBrackets = (text: string): string => `\\left(${text}\\right)`;
const hold = ({ text, tie }: Piece, least: number): string => (tie < least ? inBrackets(text) : text);

export const expressionLatex = (expression: Expression, options: LatexOptions = {}): string =>
  piece(expression, options).text;

export function symbolLatex(name: string, options: LatexOptions = {}): string {
  const style = options.symbols?.get(name);
  const text = style?.latex ?? nameLatex(name);
  if (!options.interactive) return text;
  const classed = style?.role ? `\\htmlClass{role-${style.role}}{${text}}` : text;
  return `\\htmlData{symbol=${name}}{${classed}}`;
}

function piece(expression: Expression, context: Context): Piece {
  switch (expression.kind) {
    case 'number':
      return numberPiece(expression.value);
    case 'boolean':
      return atom(`\\text{${expression.value ? 'true' : 'false'}}`);
    case 'name':
      return namePiece(expression.name, context);
    case 'call':
      return callPiece(expression, context);
    case 'unary': {
      if (expression.operator === 'not')
        return { text: `\\text{not }${hold(piece(expression.operand, context), SUM)}`, tie: NOT };
      const operand = hold(piece(expression.operand, context), PRODUCT);
      return { text: `${expression.operator}${operand}`, tie: SUM };
    }
    case 'binary':
      return binaryPiece(expression, context);
  }
}

function numberPiece(value: number): Piece {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e6)) return atom(String(value));
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const power = `10^{${Number(exponent)}}`;
  return mantissa === '1'
    ? { text: power, tie: POWER }
    : { text: `${mantissa} \\cdot ${power}`, tie: PRODUCT };
}

function namePiece(name: string, context: Context): Piece {
  const unit = context.symbols?.has(name) ? undefined : unitLatex(name);
  if (!unit) return atom(symbolLatex(name, context));
  return unit.power === 1 ? atom(unit.symbol) : { text: `${unit.symbol}^{${unit.power}}`, tie: POWER };
}

function callPiece(call: Extract<Expression, { kind: 'call' }>, context: Context): Piece {
  const list = call.arguments.map((argument) => piece(argument, context).text);
  const [first = ''] = list;
  switch (call.name) {
    case 'sqrt':
      return atom(`\\sqrt{${first}}`);
    case 'abs':
      return atom(`\\left|${first}\\right|`);
    case 'floor':
      return atom(`\\left\\lfloor ${first}\\right\\rfloor`);
    case 'ceil':
      return atom(`\\left\\lceil ${first}\\right\\rceil`);
    case 'randn':
      return atom('\\mathcal{N}(0, 1)');
    case 'rand':
      return atom('\\mathcal{U}(0, 1)');
    case 'int':
      return atom(
        isCondition(call.arguments[0])
          ? `\\left[${first}\\right]`
          : `\\operatorname{int}${inBrackets(first)}`,
      );
    case 'expm1':
      return { text: `\\exp${inBrackets(first)} - 1`, tie: SUM };
    case 'log1p':
      return atom(`\\ln${inBrackets(`1 + ${first}`)}`);
    default: {
      const known = NAMED[call.name];
      const plain = /^(exprel|sign|clip|timestep)$/.test(call.name);
      const name = known ?? (plain ? `\\operatorname{${call.name}}` : symbolLatex(call.name, context));
      return atom(`${name}${inBrackets(list.join(', '))}`);
    }
  }
}

export const isCondition = (expression: Expression | undefined): boolean =>
  (expression?.kind === 'binary' &&
    (expression.operator in SIGNS || /^(and|or)$/.test(expression.operator))) ||
  (expression?.kind === 'unary' && expression.operator === 'not');

function binaryPiece(expression: Extract<Expression, { kind: 'binary' }>, context: Context): Piece {
  const { operator, left, right } = expression;
  const join = (text: string, tie: number, before: number, after: number): Piece => ({
    text: `${hold(piece(left, context), before)} ${text} ${hold(piece(right, context), after)}`,
    tie,
  });
  switch (operator) {
    case 'or':
      return join('\\;\\text{or}\\;', OR, OR, OR);
    case 'and':
      return join('\\;\\text{and}\\;', AND, AND, AND);
    case '+':
      // A sum within a sum needs no brackets, but a sign must not follow a sign.
      return join('+', SUM, SUM, right.kind === 'unary' ? PRODUCT : SUM);
    case '-':
      return join('-', SUM, SUM, PRODUCT);
    case '*':
      return product(expression, context);
    case '/':
      return quotient(expression, context);
    case '//':
      return atom(
        `\\left\\lfloor ${context.small ? join('/', PRODUCT, PRODUCT, POWER).text : fraction(left, right, context)}\\right\\rfloor`,
      );
    case '%':
      return join('\\bmod', PRODUCT, POWER, POWER);
    case '**':
      return power(expression, context);
    default:
      return join(SIGNS[operator] ?? operator, COMPARISON, SUM, SUM);
  }
}

function product({ left, right }: { left: Expression; right: Expression }, context: Context): Piece {
  const [a, b] = [piece(left, context), piece(right, context)];
  const before = left.kind === 'unary' && a.tie === SUM ? a.text : hold(a, PRODUCT);
  const after = hold(b, PRODUCT);
  // Two numbers side by side would read as one.
  const sign = /^[0-9]/.test(after) ? ' \\cdot ' : '\\,';
  return { text: `${before}${sign}${after}`, tie: left.kind === 'unary' ? SUM : PRODUCT };
}

const fraction = (left: Expression, right: Expression, context: Context): string =>
  `\\frac{${piece(left, context).text}}{${piece(right, context).text}}`;

function quotient({ left, right }: { left: Expression; right: Expression }, context: Context): Piece {
  const units = unitPowers(right, -1, context);
  if (units !== undefined && left.kind === 'unary')
    return { text: `${piece(left, context).text}\\,${units}`, tie: SUM };
  if (units !== undefined && left.kind === 'name' && right.kind === 'name')
    return { text: `${piece(left, context).text}/${piece(right, context).text}`, tie: PRODUCT };
  if (units !== undefined && isOne(left)) return { text: units, tie: POWER };
  if (units !== undefined) return { text: `${hold(piece(left, context), PRODUCT)}\\,${units}`, tie: PRODUCT };
  if (left.kind === 'unary' && left.operator === '-' && !context.small)
    return { text: `-${fraction(left.operand, right, context)}`, tie: SUM };
  if (!context.small) return { text: fraction(left, right, context), tie: PRODUCT };
  return {
    text: `${hold(piece(left, context), PRODUCT)}/${hold(piece(right, context), POWER)}`,
    tie: PRODUCT,
  };
}

const isOne = (expression: Expression): boolean => expression.kind === 'number' && expression.value === 1;

/** A product of units to a power, as in `mS cm^{-2}`; undefined for anything else. */
function unitPowers(expression: Expression, sign: number, context: Context): string | undefined {
  if (expression.kind === 'name') {
    const unit = context.symbols?.has(expression.name) ? undefined : unitLatex(expression.name);
    return unit && `${unit.symbol}^{${unit.power * sign}}`;
  }
  if (expression.kind !== 'binary') return undefined;
  const { operator, left, right } = expression;
  if (operator === '**') {
    const exponent = plainNumber(right);
    return exponent === undefined || left.kind !== 'name'
      ? undefined
      : unitPowers(left, sign * exponent, context);
  }
  if (operator !== '*' && operator !== '/') return undefined;
  const before = unitPowers(left, sign, context);
  const after = unitPowers(right, operator === '*' ? sign : -sign, context);
  return before !== undefined && after !== undefined ? `${before}\\,${after}` : undefined;
}

function power({ left, right }: { left: Expression; right: Expression }, context: Context): Piece {
  if (plainNumber(right) === 0.5) return atom(`\\sqrt{${piece(left, context).text}}`);
  const base = piece(left, context);
  const exponent = piece(right, { ...context, small: true }).text;
  // A call reads better with its exponent outside its brackets only where these are its own.
  const closed = left.kind === 'call' ? `{${base.text}}` : hold(base, ATOM);
  // An index of the other side stands above (`v^post`): a second exponent would not parse.
  const doubled = left.kind === 'name' && /\^/.test(base.text) ? inBrackets(base.text) : closed;
  return { text: `${doubled}^{${exponent}}`, tie: POWER };
}
