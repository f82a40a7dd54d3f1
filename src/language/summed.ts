/**
 * `x_post = w*s_pre : 1 (summed)`: in every step, before anything moves, a parameter of the joined neurons is set to the
 * sum of a value over their synapses (0 where there are none).
 */
import type { EquationSyntax } from './ast.ts';
import type { ProjectionText } from './checked.ts';
import { isSummed, readUnit } from './declare.ts';
import { formatDimension, sameDimension, sayDimension } from './dimension.ts';
import type { Node } from './ir.ts';
import type { Sum, Variable } from './model.ts';
import { variableTarget } from './population.ts';
import type { Report } from './report.ts';
import { expectKind, resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import { children } from './visit.ts';

export interface Summing {
  readonly text: Pick<ProjectionText, 'pre' | 'post'>;
  /** The synapses' own. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly scopeOf: (name: string) => Scope;
}

/** The summed variables of a model, in the order of the text; those in error are left out and in the report. */
export function checkSummed(equations: readonly EquationSyntax[], summing: Summing, report: Report): Sum[] {
  const sums: Sum[] = [];
  for (const equation of equations) {
    if (!isSummed(equation)) continue;
    const sum = checkOne(equation, summing, report);
    if (!sum) continue;
    const { pre, post } = summing.text;
    const twice = sums.some(({ side, name }) => name === sum.name && (side === sum.side || pre === post));
    if (twice) report.add(equation.nameSpan, `\`${sum.name}\` is summed twice.`);
    else sums.push(sum);
  }
  return sums;
}

function checkOne(
  equation: EquationSyntax,
  { text, variables, scopeOf }: Summing,
  report: Report,
): Sum | undefined {
  const { name: written, nameSpan, expression, flags } = equation;
  const complain = (message: string) => report.add(nameSpan, message);
  if (equation.kind !== 'subexpression' || !expression || flags.length > 1)
    return void report.add(
      flags[0]?.span ?? nameSpan,
      'A summed variable is written `x_post = w*s : 1 (summed)`, with no other flag.',
    );
  const suffix = /^(.+)_(pre|post)$/.exec(written);
  const name = suffix?.[1] ?? written;
  if (!suffix)
    return void complain(
      `Which neurons sum \`${written}\`? Write \`${written}_post\` or \`${written}_pre\`.`,
    );
  const side = suffix[2] === 'pre' ? 'pre' : 'post';
  const variable = text[side]?.model.variables.get(name);
  if (variable?.kind !== 'parameter')
    return void complain(
      variable
        ? `\`${name}\` of the ${side}synaptic neurons has an equation of its own: a sum needs a parameter, \`${name} : ${variable.unit}\`.`
        : `The ${side}synaptic neurons have no \`${name}\` to hold the sum: declare it there, \`${name} : ${report.quote(equation.unit.span)}\`.`,
    );
  const target = variableTarget(variable, side);
  if ('problem' in target) return void complain(target.problem);
  const unit = readUnit(equation.unit, report);
  if (!unit) return undefined;
  if (
    variable.type !== 'real' ||
    unit.type !== 'real' ||
    !sameDimension(unit.dimension, variable.dimension)
  ) {
    const there = variable.type === 'real' ? formatDimension(variable.dimension) : variable.type;
    return void report.add(
      equation.unit.span,
      variable.type === 'real' && unit.type === 'real'
        ? `\`${name}\` of the ${side}synaptic neurons is in ${there}, but here it ${sayDimension(unit.dimension)}.`
        : `A sum is a real number, on both sides.`,
    );
  }
  const typed = resolve(expression, scopeOf(`summed/${written}`));
  if (!typed || !expectKind(typed, target.kind, expression.span, `\`${written}\``, report)) return undefined;
  const isTarget = (owner: string) => owner === side || (text.pre === text.post && owner !== 'self');
  const problem = find(typed.node, (node) => {
    if (node.kind !== 'slot') return undefined;
    if (node.slot.name === name && isTarget(node.slot.owner)) return 'which is the sum itself';
    const eventDriven = variables.get(node.slot.name)?.flags.has('event-driven');
    return node.slot.owner === 'self' && eventDriven
      ? 'which is event-driven and known at its events only: write `(clock-driven)` there'
      : undefined;
  });
  if (problem)
    return void report.add(expression.span, `\`${written}\` reads \`${problem[0]}\`, ${problem[1]}.`);
  return { side, name, value: typed.node };
}

/** The first variable below a node of which there is something to say. */
function find(root: Node, say: (node: Node) => string | undefined): [string, string] | undefined {
  const seen = new Set<Node>();
  const visit = (node: Node): [string, string] | undefined => {
    if (seen.has(node)) return undefined;
    seen.add(node);
    const said = say(node);
    if (said && node.kind === 'slot') return [node.slot.name, said];
    for (const child of children(node)) {
      const found = visit(child);
      if (found) return found;
    }
    return undefined;
  };
  return visit(root);
}
