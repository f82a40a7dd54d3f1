import katex from 'katex';
import { ruleLatex } from '../../chip/learning/latex.ts';
import type { Rule } from '../../chip/learning/rule.ts';
import type { SymbolStyle } from '../../language/latex.ts';

const styles = new Map<string, SymbolStyle>(
  (['x0', 'x1', 'x2'] as const)
    .map((name): [string, SymbolStyle] => [name, { latex: `${name[0]}_{${name[1]}}`, role: 'pre' }])
    .concat(
      (['y0', 'y1', 'y2', 'y3'] as const).map((name): [string, SymbolStyle] => [
        name,
        { latex: `${name[0]}_{${name[1]}}`, role: 'post' },
      ]),
      [
        ['w', { latex: 'w', role: 'weight' }],
        ['t', { latex: 't', role: 'adaptation' }],
      ],
    ),
);

/** The rule as HTML, in the colours of its curves. */
export function typesetRule(rule: Rule): string {
  const lines = ruleLatex(rule, { symbols: styles, interactive: true });
  return katex.renderToString(`\\begin{aligned}${lines.join(' \\\\[0.4em]\n')}\\end{aligned}`, {
    displayMode: true,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }) => command === '\\htmlData' || command === '\\htmlClass',
  });
}
