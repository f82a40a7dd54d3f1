/**
 * What the parser makes of an expression: a tree that still knows where each part stood in the text, so that every
 * later complaint can point at the word.
 */

/** Half-open range of character offsets in the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type UnaryOperator = '-' | '+' | 'not';
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'and'
  | 'or';

export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'unary';
      readonly operator: UnaryOperator;
      readonly operand: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly nameSpan: Span;
      readonly arguments: readonly Expression[];
      readonly span: Span;
    };

/** `v += w`, `v = v_reset`: one statement of a reset, `on_pre` or `on_post`. */
export interface AssignmentSyntax {
  readonly target: string;
  readonly targetSpan: Span;
  readonly operator: '=' | '+=' | '-=' | '*=' | '/=' | '**=' | '//=' | '%=';
  readonly value: Expression;
  readonly span: Span;
}

/** One line of an equation text: `dv/dt = ... : volt (unless refractory)`, `I = ... : amp`, `w : volt (constant)`. */
export interface EquationSyntax {
  readonly kind: 'differential' | 'subexpression' | 'parameter';
  readonly name: string;
  readonly nameSpan: Span;
  readonly expression?: Expression;
  readonly unit: Expression;
  readonly flags: readonly { readonly name: string; readonly span: Span }[];
  readonly span: Span;
}
