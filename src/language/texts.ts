import type { AssignmentSyntax, EquationSyntax, Expression } from './ast.ts';
import type { PopulationText } from './checked.ts';
import { type Diagnostic, LanguageError } from './diagnostic.ts';
import { parseEquations, parseExpression, parseStatements } from './parse.ts';

/** Runs several readers of text, and throws the complaints of all of them together. */
export function gather(): { read: <T>(read: () => T) => T | undefined; done: () => void } {
  const diagnostics: Diagnostic[] = [];
  return {
    read: (read) => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof LanguageError)) throw error;
        diagnostics.push(...error.diagnostics);
        return undefined;
      }
    },
    done: () => {
      if (diagnostics.length > 0) throw new LanguageError(diagnostics);
    },
  };
}

export interface PopulationSyntax {
  readonly equations: readonly EquationSyntax[];
  readonly threshold?: Expression | undefined;
  readonly reset?: readonly AssignmentSyntax[] | undefined;
  readonly refractory?: Expression | undefined;
}

/** Every text of a population as syntax. An empty text counts as absent. */
export function parseTexts(
  text: Pick<PopulationText, 'source' | 'equations' | 'threshold' | 'reset' | 'refractory'>,
): PopulationSyntax {
  const { read, done } = gather();
  const equations = read(() => parseEquations(text.equations, `${text.source}.equations`)) ?? [];
  const expression = (field: 'threshold' | 'refractory') => {
    const words = text[field];
    return words?.trim() ? read(() => parseExpression(words, `${text.source}.${field}`)) : undefined;
  };
  const threshold = expression('threshold');
  const { reset: words } = text;
  const reset = words?.trim() ? read(() => parseStatements(words, `${text.source}.reset`)) : undefined;
  const refractory = expression('refractory');
  done();
  return { equations, threshold, reset, refractory };
}
