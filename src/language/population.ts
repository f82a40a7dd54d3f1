/** Checks everything that a population's texts say. */
import type { CheckedPopulation, NamedType, PopulationText } from './checked.ts';
import { declare } from './declare.ts';
import {
  DIMENSIONLESS,
  divideDimensions,
  formatDimension,
  SECOND,
  sameDimension,
  sayDimension,
} from './dimension.ts';
import { modelNames, quiet } from './inline.ts';
import type { Node, Statement } from './ir.ts';
import type { Dimension, Model, Variable } from './model.ts';
import { Report, throwIfAny } from './report.ts';
import { expectKind, resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import { checkShared } from './shared.ts';
import { resolveStatements, type Target } from './statements.ts';
import { parseTexts } from './texts.ts';
import { TEXT_NODE_LIMIT } from './typed.ts';
import { some } from './visit.ts';

const OUTSIDE_SYNAPSES = { j: '`j` is the index of a postsynaptic neuron: it is known in synapses only.' };

/** Throws `LanguageError` with every complaint about every text of the population. */
export function checkPopulation(text: PopulationText): CheckedPopulation {
  const { equations, threshold, reset, refractory } = parseTexts(text);
  const report = new Report(text.equations, `${text.source}.equations`);
  const variables = declare(equations, 'population', report);
  const names = modelNames({
    variables,
    constants: text.constants,
    arrays: text.arrays,
    report,
    absent: OUTSIDE_SYNAPSES,
  });
  const scopeOf = (place: Report, stream: string | undefined, noise: Scope['noise'] = 'none'): Scope => ({
    report: place,
    lookup: names.lookup,
    known: names.known,
    arrays: text.arrays,
    stream,
    draws: { rand: 0, randn: 0 },
    level: { now: 0 },
    noise,
  });
  const subexpressions = names.subexpressions();
  const derivatives = checkDerivatives(variables, report, (name) => scopeOf(report, `update/${name}`, 'all'));
  checkShared(variables, text.constants, report);

  const reports = [report];
  const place = (field: 'threshold' | 'reset' | 'refractory') => {
    const own = new Report(text[field] ?? '', `${text.source}.${field}`);
    reports.push(own);
    return scopeOf(own, field);
  };
  let thresholdNode: Node | undefined;
  if (threshold) {
    const scope = place('threshold');
    const typed = resolve(threshold, scope);
    const condition = { dimension: DIMENSIONLESS, type: 'boolean' } as const;
    if (typed && expectKind(typed, condition, threshold.span, 'The threshold', scope.report))
      thresholdNode = typed.node;
  }
  const refractoryScope = place('refractory');
  const refractoryNode = refractory && checkRefractory(refractory, refractoryScope);
  let statements: Statement[] = [];
  if (reset) {
    const scope = place('reset');
    const target = (name: string) => resetTarget(name, variables, text.constants);
    const targets = () => [...variables.keys()];
    statements = resolveStatements(reset, { ...scope, target, targets });
  }
  throwIfAny(reports);
  return {
    model: modelOf(text.source, variables, text.constants),
    derivatives,
    subexpressions: quiet(subexpressions),
    ...(thresholdNode ? { threshold: thresholdNode } : {}),
    reset: statements,
    ...(refractoryNode ? { refractory: refractoryNode } : {}),
    holds: new Set(
      [...variables.values()].filter(({ flags }) => flags.has('unless refractory')).map(({ name }) => name),
    ),
  };
}

export function modelOf(
  source: string,
  variables: ReadonlyMap<string, Variable>,
  constants: ReadonlyMap<string, NamedType>,
): Model {
  const named: [string, Dimension][] = [];
  for (const [name, { dimension }] of constants) if (!variables.has(name)) named.push([name, dimension]);
  return { source: `${source}.equations`, variables, constants: new Map(named) };
}

/** Right-hand sides; plain `xi` may stand in one equation only, as in Brian2. */
export function checkDerivatives(
  variables: ReadonlyMap<string, Variable>,
  report: Report,
  scopeOf: (name: string) => Scope,
): Map<string, Node> {
  const derivatives = new Map<string, Node>();
  let noisy: string | undefined;
  let size = 0;
  for (const variable of variables.values()) {
    const { name, expression } = variable;
    if (variable.kind !== 'differential' || !expression) continue;
    const typed = resolve(expression, scopeOf(name));
    if (!typed) continue;
    size += typed.size;
    if (size > TEXT_NODE_LIMIT) {
      report.add(expression.span, `These equations have more than ${TEXT_NODE_LIMIT} terms altogether.`);
      break;
    }
    if (draws(typed.node, 'update/xi')) {
      if (noisy !== undefined)
        report.add(
          expression.span,
          `\`xi\` stands in the equations of \`${noisy}\` and \`${name}\`: write \`xi_${noisy}\` and \`xi_${name}\` for two sources of noise, or the same such name twice for one.`,
        );
      noisy ??= name;
    }
    const wanted = divideDimensions(variable.dimension, SECOND);
    if (typed.node.type === 'boolean')
      report.add(
        expression.span,
        `\`d${name}/dt\` is a number, but its right side is a condition: write \`int(...)\`.`,
      );
    else if (!sameDimension(typed.dimension, wanted)) {
      const unit = formatDimension(variable.dimension);
      const rate = formatDimension(wanted);
      report.add(
        expression.span,
        `\`d${name}/dt\` must be in ${rate} because \`${name}\` is ${unit === '1' ? 'a pure number' : `in ${unit}`}, but its right side ${sayDimension(typed.dimension)}.`,
      );
    } else derivatives.set(name, typed.node);
  }
  return derivatives;
}

const draws = (node: Node, stream: string): boolean =>
  some(node, (part) => part.kind === 'draw' && part.stream === stream);

function checkRefractory(
  expression: NonNullable<ReturnType<typeof parseTexts>['refractory']>,
  scope: Scope,
): CheckedPopulation['refractory'] {
  const typed = resolve(expression, scope);
  if (!typed) return undefined;
  if (typed.node.type === 'boolean') return { kind: 'condition', value: typed.node };
  if (sameDimension(typed.dimension, SECOND)) return { kind: 'time', value: typed.node };
  const words = scope.report.quote(expression.span);
  scope.report.add(
    expression.span,
    `\`refractory\` is a time (\`5*ms\`) or a condition (\`v > -20*mV\`), but \`${words}\` ${sayDimension(typed.dimension)}.`,
  );
  return undefined;
}

function resetTarget(
  name: string,
  variables: ReadonlyMap<string, Variable>,
  constants: ReadonlyMap<string, NamedType>,
): Target {
  const variable = variables.get(name);
  if (variable) return variableTarget(variable, 'self');
  if (constants.has(name))
    return {
      problem: `\`${name}\` is a constant of the namespace: declare it in the equations to let it change.`,
    };
  return undefined;
}

/** Why a statement may not write a variable, or where it goes. */
export function variableTarget(variable: Variable, owner: 'self' | 'pre' | 'post'): NonNullable<Target> {
  const { name, kind, flags } = variable;
  if (kind === 'subexpression')
    return { problem: `\`${name}\` is computed by its equation and cannot be set.` };
  if (flags.has('constant'))
    return { problem: `\`${name}\` is marked \`(constant)\` and cannot be set here.` };
  if (flags.has('linked'))
    return { problem: `\`${name}\` is linked to another population: what joins that one can set it there.` };
  if (flags.has('shared'))
    return { problem: `\`${name}\` is shared by all and cannot be set for one of them.` };
  return { slot: { owner, name }, kind: { dimension: variable.dimension, type: variable.type } };
}
