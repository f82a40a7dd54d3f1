/** Equation syntax to declared variables: names, units and flags, checked by themselves. */
import type { EquationSyntax, Expression } from './ast.ts';
import {
  DIMENSIONLESS,
  divideDimensions,
  formatDimension,
  multiplyDimensions,
  powerDimension,
} from './dimension.ts';
import type { ValueType } from './ir.ts';
import type { Dimension, Variable, VariableFlag } from './model.ts';
import { nameProblem } from './names.ts';
import type { Report } from './report.ts';
import { nearestName } from './suggest.ts';
import { plainNumber } from './typed.ts';
import { baseUnitNames, lookupUnit } from './units.ts';

/** Flags by the kind of equation that they may stand at; `undefined` kinds take none of it. */
const FLAGS: Readonly<Record<Variable['kind'], readonly VariableFlag[]>> = {
  differential: ['unless refractory', 'shared', 'event-driven', 'clock-driven'],
  parameter: ['constant', 'shared', 'linked'],
  subexpression: ['shared', 'summed', 'constant over dt'],
};

const ALL_FLAGS = [...new Set(Object.values(FLAGS).flat())];

const LATER: Partial<Record<VariableFlag, string>> = {
  'constant over dt': 'Subexpressions that are constant over dt are not supported yet.',
};

/** In the order of the text. Equations with an error are left out, and the error is in the report. */
export function declare(
  equations: readonly EquationSyntax[],
  place: 'population' | 'projection',
  report: Report,
): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const equation of equations) {
    const problem = nameProblem(equation.name) ?? suffixProblem(equation.name, place);
    if (isSummed(equation)) {
      // A variable of the joined neurons: `summed.ts`.
      if (place === 'population')
        report.add(
          flagSpan(equation, 'summed'),
          'The flag `summed` is for synapses: neurons declare the parameter that they sum into.',
        );
      continue;
    }
    if (problem) report.add(equation.nameSpan, `\`${equation.name}\` ${problem}: choose another name.`);
    const first = variables.get(equation.name);
    if (first) {
      report.add(equation.nameSpan, `\`${equation.name}\` is defined twice.`);
      continue;
    }
    const unit = readUnit(equation.unit, report);
    const flags = readFlags(equation, place, report);
    if (unit && equation.kind === 'differential' && unit.type !== 'real')
      report.add(
        equation.unit.span,
        `A differential equation gives a real number, but \`${equation.name}\` is ${unit.type === 'boolean' ? 'a boolean' : 'an integer'}.`,
      );
    variables.set(equation.name, {
      name: equation.name,
      kind: equation.kind,
      type: unit?.type ?? 'real',
      dimension: unit?.dimension ?? DIMENSIONLESS,
      unit: report.quote(equation.unit.span),
      flags,
      ...(equation.expression ? { expression: equation.expression } : {}),
      nameSpan: equation.nameSpan,
    });
  }
  return variables;
}

const flagSpan = ({ flags, span }: EquationSyntax, flag: VariableFlag) =>
  flags.find(({ name }) => name === flag)?.span ?? span;

export const isSummed = ({ flags }: EquationSyntax): boolean => flags.some(({ name }) => name === 'summed');

function suffixProblem(name: string, place: 'population' | 'projection'): string | undefined {
  if (place === 'projection' && /_(pre|post)$/.test(name))
    return 'ends like a variable of the joined neurons (`_pre`, `_post`)';
  if (place === 'projection' && name === 'delay') return 'is the name of what the member delay sets';
  return undefined;
}

function readFlags(
  equation: EquationSyntax,
  place: 'population' | 'projection',
  report: Report,
): Set<VariableFlag> {
  const flags = new Set<VariableFlag>();
  for (const { name, span } of equation.flags) {
    const flag = ALL_FLAGS.find((known) => known === name);
    if (!flag) {
      const nearest = nearestName(name, ALL_FLAGS);
      const end = nearest ? `Did you mean \`${nearest}\`?` : `Known are ${ALL_FLAGS.join(', ')}.`;
      report.add(span, `There is no flag \`${name}\`. ${end}`, nearest);
      continue;
    }
    const later = LATER[flag];
    if (later) report.add(span, later);
    else if (!FLAGS[equation.kind].includes(flag))
      report.add(
        span,
        `The flag \`${flag}\` does not fit a ${equation.kind === 'differential' ? 'differential equation' : equation.kind}.`,
      );
    else if (place === 'population' && flag === 'linked')
      report.add(
        span,
        'Linked variables are not supported in neurons: join the populations with a projection.',
      );
    else if (place === 'population' && (flag === 'event-driven' || flag === 'clock-driven'))
      report.add(span, `The flag \`${flag}\` is for synapses; neurons are always clock-driven.`);
    else if (place === 'projection' && flag === 'unless refractory')
      report.add(span, 'The flag `unless refractory` is for neurons; synapses are never refractory.');
    else if (flags.has(flag)) report.add(span, `The flag \`${flag}\` stands here twice.`);
    flags.add(flag);
  }
  if (flags.has('event-driven') && flags.has('clock-driven'))
    report.add(equation.span, 'An equation is either event-driven or clock-driven, not both.');
  return flags;
}

interface DeclaredUnit {
  readonly dimension: Dimension;
  readonly type: ValueType;
}

export function readUnit(unit: Expression, report: Report): DeclaredUnit | undefined {
  if (unit.kind === 'name' && (unit.name === 'boolean' || unit.name === 'integer'))
    return { dimension: DIMENSIONLESS, type: unit.name };
  const dimension = unitDimension(unit, report);
  return dimension && { dimension, type: 'real' };
}

function unitDimension(unit: Expression, report: Report): Dimension | undefined {
  if (unit.kind === 'number' && unit.value === 1) return DIMENSIONLESS;
  if (unit.kind === 'name') return namedDimension(unit.name, unit.span, report);
  if (unit.kind === 'binary' && unit.operator === '**') {
    const base = unitDimension(unit.left, report);
    const exponent = plainNumber(unit.right);
    if (exponent !== undefined && Number.isFinite(exponent)) return base && powerDimension(base, exponent);
    report.add(
      unit.right.span,
      `The power of a unit must be a plain number, found \`${report.quote(unit.right.span)}\`.`,
    );
    return undefined;
  }
  if (unit.kind === 'binary' && (unit.operator === '*' || unit.operator === '/')) {
    const left = unitDimension(unit.left, report);
    const right = unitDimension(unit.right, report);
    if (!left || !right) return undefined;
    return unit.operator === '*' ? multiplyDimensions(left, right) : divideDimensions(left, right);
  }
  report.add(
    unit.span,
    `Expected a unit such as \`volt\`, \`siemens/meter**2\` or \`1\` after the colon, found \`${report.quote(unit.span)}\`.`,
  );
  return undefined;
}

function namedDimension(
  name: string,
  span: { start: number; end: number },
  report: Report,
): Dimension | undefined {
  const unit = lookupUnit(name);
  if (unit?.base) return unit.dimension;
  if (unit) {
    const base = formatDimension(unit.dimension);
    report.add(
      span,
      `After the colon stand unscaled units: write \`${base}\` in place of \`${name}\`.`,
      base,
    );
    return undefined;
  }
  if (name === 'bool' || name === 'int') {
    const full = name === 'bool' ? 'boolean' : 'integer';
    report.add(span, `\`${name}\` is not a unit. Did you mean \`${full}\`?`, full);
    return undefined;
  }
  const nearest = nearestName(name, [...baseUnitNames(), 'boolean', 'integer']);
  const end = nearest
    ? `. Did you mean \`${nearest}\`?`
    : ': expected one such as `volt`, `amp`, `second` or `1`.';
  report.add(span, `There is no unit \`${name}\`${end}`, nearest);
  return undefined;
}
