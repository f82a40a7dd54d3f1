import type { Expression } from '../language/ast.ts';
import { parseEquations, parseExpression, parseStatements } from '../language/parse.ts';
import { nearestName } from '../language/suggest.ts';
import { NetworkError } from './error.ts';
import type { Value } from './network.ts';
import { listPathways } from './pathways.ts';
import type { PopulationDraft } from './population.ts';
import type { ProjectionDraft } from './projection.ts';

/** Refuses a name in `parameters` that is declared nowhere and used nowhere: most often it is misspelt. */
export function refuseUnusedNames(
  populations: readonly PopulationDraft[],
  projections: readonly ProjectionDraft[],
): void {
  for (const { path, population, checked, constants } of populations) {
    if (!checked) continue;
    const used = new Set<string>();
    collectEquations(population.equations, used);
    collectNames({ threshold: population.threshold, refractory: population.refractory }, path, used);
    collectStatements(population.reset, used);
    collectNames(population.parameters, `${path}.parameters`, used);
    collectNames(population.initial, `${path}.initial`, used);
    refuse(constants.keys(), used, checked.model.variables.keys(), `${path}.parameters`);
  }
  for (const { path, projection, program, constants } of projections) {
    const used = new Set<string>();
    collectEquations(projection.model, used);
    const { connect } = projection;
    const sides = listPathways(projection);
    for (const { statements, delay, delayPlace } of [...sides.pre, ...sides.post]) {
      collectStatements(statements, used);
      collectNames({ [delayPlace]: delay }, path, used);
    }
    collectNames(projection.parameters, `${path}.parameters`, used);
    collectNames(projection.initial, `${path}.initial`, used);
    if (typeof connect === 'object' && 'condition' in connect)
      collectNames({ condition: connect.condition }, `${path}.connect`, used);
    refuse(constants.keys(), used, program.model.variables.keys(), `${path}.parameters`);
  }
}

function refuse(
  names: Iterable<string>,
  used: ReadonlySet<string>,
  variables: Iterable<string>,
  path: string,
): void {
  const known = [...variables];
  for (const name of names) {
    if (used.has(name)) continue;
    const nearest = nearestName(name, known);
    throw new NetworkError(
      `${path}.${name}`,
      `"${name}" is declared nowhere and used nowhere${nearest ? `; did you mean "${nearest}"?` : '.'}`,
      nearest,
    );
  }
}

function collectNames(
  values: Readonly<Record<string, Value | undefined>> | undefined,
  path: string,
  used: Set<string>,
): void {
  for (const [name, value] of Object.entries(values ?? {}))
    if (typeof value === 'string' && value.trim() !== '')
      visit(parseExpression(value, `${path}.${name}`), used);
}

function collectEquations(text: string | undefined, used: Set<string>): void {
  for (const { expression } of parseEquations(text ?? '', 'equations'))
    if (expression) visit(expression, used);
}

function collectStatements(text: string | undefined, used: Set<string>): void {
  for (const { value } of parseStatements(text ?? '', 'statements')) visit(value, used);
}

function visit(expression: Expression, used: Set<string>): void {
  if (expression.kind === 'name') used.add(expression.name);
  else if (expression.kind === 'unary') visit(expression.operand, used);
  else if (expression.kind === 'binary') {
    visit(expression.left, used);
    visit(expression.right, used);
  } else if (expression.kind === 'call') for (const argument of expression.arguments) visit(argument, used);
}
