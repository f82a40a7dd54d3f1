import type { Expression } from '../language/ast.ts';
import { printExpression, printQuantity } from '../language/brian2.ts';
import { formatDimension, isDimensionless } from '../language/dimension.ts';
import type { ValueType } from '../language/ir.ts';
import type { Dimension } from '../language/model.ts';
import { nameProblem } from '../language/names.ts';
import { parseExpression } from '../language/parse.ts';
import { lookupUnit } from '../language/units.ts';

/** Pieces of Python that a Brian2 script is made of. */

const taken = new Set(
  'array choice concatenate defaultclock np pi print repeat run seed NeuronGroup SpikeGeneratorGroup SpikeMonitor StateMonitor Synapses TimedArray'.split(
    ' ',
  ),
);

/** Names that the script gives to what belongs to a population, a projection or an array. */
const derived = /_spikes$|_states$|^synapses_|^array_/;

/** A Python name of a population that hides nothing which the script uses; another for each name. */
export function pythonName(name: string): string {
  const free = nameProblem(name) === undefined && !taken.has(name) && !derived.test(name);
  return free && !name.endsWith('_') ? name : `${name}_`;
}

const attributes = new Set(
  'active clock codeobj_class connect contained_objects custom_operation delay delay_ equations event_driven events id indices name namespace order run run_regularly runner source state state_updater stateupdater subexpression_updater summed_updaters target updaters variables when'.split(
    ' ',
  ),
);

/** A name for a pathway that is no attribute of Brian2's synapses yet. */
export const attribute = (name: string): string => (attributes.has(name) ? `${name}_` : name);

/** A text as a Python literal; one with several lines in triple quotes. */
export function quote(text: string): string {
  if (text.includes('\n')) return `'''\n${text.trim()}\n'''`;
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

/** An expression as Python itself can work it out; undefined where it needs Brian2 (names, indices, functions). */
export function plainPython(text: string, source: string): string | undefined {
  const expression = parseExpression(text, source);
  return isPlain(expression) ? printExpression(expression) : undefined;
}

function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'name':
      return expression.name === 'pi' || lookupUnit(expression.name) !== undefined;
    case 'unary':
      return expression.operator !== 'not' && isPlain(expression.operand);
    case 'binary':
      return (
        ['+', '-', '*', '/', '**'].includes(expression.operator) &&
        isPlain(expression.left) &&
        isPlain(expression.right)
      );
    default:
      return false;
  }
}

/** Whether an expression draws random numbers. */
export function draws(text: string): boolean {
  return /\brandn?\s*\(/.test(text);
}

export const quantity = (value: number, dimension: Dimension, type: ValueType = 'real'): string =>
  printQuantity({ value, dimension, type });

/** A list of SI values with its unit. */
export function quantities(values: Iterable<number>, dimension: Dimension, type: ValueType = 'real'): string {
  const list = [...values].map((value) => (type === 'boolean' ? (value ? 'True' : 'False') : String(value)));
  const unit = isDimensionless(dimension) ? '' : `*${formatDimension(dimension)}`;
  return `array([${wrap(list)}])${unit}`;
}

export function integers(values: Iterable<number>): string {
  return `[${wrap([...values].map(String))}]`;
}

/** Long lists go over several lines. */
function wrap(items: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    if (line.length + item.length > 100) {
      lines.push(line);
      line = '';
    }
    line += `${item}, `;
  }
  lines.push(line.replace(/, $/, ''));
  return lines.length > 1 ? `\n    ${lines.map((l) => l.trim()).join('\n    ')}\n` : (lines[0] ?? '');
}
