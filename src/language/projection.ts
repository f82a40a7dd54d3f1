/** Checks everything that a projection's texts say. */
import type { CheckedPopulation, ProjectionText } from './checked.ts';
import { declare } from './declare.ts';
import { catchUp } from './event-driven.ts';
import { builtinNode, modelNames, quiet } from './inline.ts';
import type { Pathway, ProjectionProgram } from './model.ts';
import { neighbour, neighbourNames } from './neighbour.ts';
import { parseEquations, parseStatements } from './parse.ts';
import { pathwaysOf } from './pathways.ts';
import { checkDerivatives, modelOf, variableTarget } from './population.ts';
import { Report, throwIfAny } from './report.ts';
import type { Found, Scope } from './scope.ts';
import { checkShared } from './shared.ts';
import { resolveStatements, type Target } from './statements.ts';
import { checkSummed } from './summed.ts';
import { gather } from './texts.ts';

/**
 * Throws `LanguageError` with every complaint about every text of the projection. `update` is empty until
 * `lowerProjection` has chosen a method.
 */
export function checkProjection(text: ProjectionText): ProjectionProgram {
  const { read, done } = gather();
  const equations = read(() => parseEquations(text.model ?? '', `${text.source}.model`)) ?? [];
  const events = pathwaysOf(text).map((pathway) => ({
    ...pathway,
    syntax: read(() => parseStatements(pathway.statements, `${text.source}.${pathway.place}`)) ?? [],
  }));
  done();

  const report = new Report(text.model ?? '', `${text.source}.model`);
  const variables = declare(equations, 'projection', report);
  const names = modelNames({
    variables,
    constants: text.constants,
    arrays: text.arrays,
    report,
    absent: {},
    // As in Brian2 a name without a suffix is the postsynaptic neuron's where synapses have none such.
    ownerOf: (name) => (name === 'not_refractory' || name === 'lastspike' ? 'post' : 'self'),
    beyond: (name) => neighbour(name, text),
    beyondKnown: () => neighbourNames(text),
  });
  const scopeOf = (place: Report, stream: string, noise: Scope['noise'] = 'none'): Scope => ({
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
  const { pre: before, post: after } = text;
  const sums = checkSummed(equations, { text, variables, scopeOf: (name) => scopeOf(report, name) }, report);
  const solved = catchUp({ variables, derivatives, pre: before, post: after }, report);
  const target = (name: string) => synapseTarget(name, text, variables);
  const targets = () => [...variables.keys(), ...neighbourNames(text)];
  const reports = [report];
  const pathways = events.map(({ name, side, order, place, statements: words, syntax }): Pathway => {
    const own = new Report(words, `${text.source}.${place}`);
    reports.push(own);
    const stream = place.replace(/\.statements$/, '');
    return {
      ...{ name, side, order },
      statements: resolveStatements(syntax, { ...scopeOf(own, stream), target, targets }),
    };
  });
  throwIfAny(reports);
  return {
    model: { ...modelOf(text.source, variables, text.constants), source: `${text.source}.model` },
    sums,
    update: [],
    catchUp: solved,
    pathways: pathways.filter(({ statements }) => statements.length > 0),
    ...(derivatives.size > 0 ? { derivatives } : {}),
    ...(subexpressions.size > 0 ? { subexpressions: quiet(subexpressions) } : {}),
  };
}

function synapseTarget(
  name: string,
  text: ProjectionText,
  variables: ReadonlyMap<string, Parameters<typeof variableTarget>[0]>,
): Target {
  const own = variables.get(name);
  if (own) return variableTarget(own, 'self');
  if (text.constants.has(name))
    return {
      problem: `\`${name}\` is a constant of the namespace: declare it in the model to let it change.`,
    };
  const suffix = /^(.+)_(pre|post)$/.exec(name);
  const owner = suffix?.[2] === 'pre' ? 'pre' : 'post';
  const side = owner === 'pre' ? text.pre : text.post;
  const variable = side?.model.variables.get(suffix?.[1] ?? name);
  if (!side || !variable) {
    const found: Found = neighbour(name, text);
    if (found) return { problem: `\`${name}\` cannot be set by a synapse.` };
    return suffix
      ? { problem: `The ${owner}synaptic neurons have no variable \`${suffix[1]}\`.` }
      : undefined;
  }
  const target = variableTarget(variable, owner);
  if ('problem' in target) return target;
  return { ...target, guard: guardOf(side, variable.name, owner) };
}

/** A held variable takes no synaptic input while its neuron is refractory (network-format.md, Meaning 4). */
function guardOf(side: CheckedPopulation, name: string, owner: 'pre' | 'post') {
  return side.refractory && side.holds.has(name) ? builtinNode('not_refractory', owner) : undefined;
}
