import type { Expression } from './ast.ts';
import type { NamedType } from './checked.ts';
import type { Variable } from './model.ts';
import { isNoise } from './names.ts';
import type { Report } from './report.ts';

/** What differs from neuron to neuron by itself. */
const OWN = new Set(['i', 'j', 'not_refractory', 'lastspike']);

/** A `(shared)` equation may only use what is the same for all: shared variables, constants, `t`. */
export function checkShared(
  variables: ReadonlyMap<string, Variable>,
  constants: ReadonlyMap<string, NamedType>,
  report: Report,
): void {
  for (const { name, flags, expression } of variables.values())
    if (flags.has('shared') && expression) visit(expression, name);

  function visit(expression: Expression, owner: string): void {
    if (expression.kind === 'unary') visit(expression.operand, owner);
    else if (expression.kind === 'binary') {
      visit(expression.left, owner);
      visit(expression.right, owner);
    } else if (expression.kind === 'call') {
      if (expression.name === 'rand' || expression.name === 'randn')
        complain(expression, owner, expression.name);
      for (const argument of expression.arguments) visit(argument, owner);
    } else if (expression.kind === 'name') {
      const used = variables.get(expression.name);
      const one = used?.flags.has('shared') || used?.flags.has('linked');
      const differs = used ? !one : OWN.has(expression.name) || isNoise(expression.name);
      if (differs && !constants.has(expression.name)) complain(expression, owner, expression.name);
    }
  }

  function complain(expression: Expression, owner: string, used: string): void {
    report.add(
      expression.span,
      `\`${owner}\` is shared by all, but \`${used}\` differs from one to the next.`,
    );
  }
}
