/** Resolves a model's own names, with subexpressions written out in place, each once and never in a circle. */
import type { Expression } from './ast.ts';
import type { ArrayType, NamedType } from './checked.ts';
import type { Builtin, Node, Owner } from './ir.ts';
import type { Variable } from './model.ts';
import { BUILTINS, isBuiltin } from './names.ts';
import type { Report } from './report.ts';
import { expectKind, isNoisy, resolve } from './resolve.ts';
import type { Found, Scope } from './scope.ts';
import { coerced, leaf, type Typed } from './typed.ts';

export interface Names {
  /** What a name of the model itself means: variable, subexpression, constant or built-in. */
  readonly lookup: (name: string) => Found;
  readonly known: () => string[];
  /** Every subexpression of the model, resolved; those with errors are left out. */
  readonly subexpressions: () => Map<string, Typed>;
}

export const builtinNode = (name: keyof typeof BUILTINS, owner: Owner): Typed => {
  const { dimension, type } = BUILTINS[name];
  return leaf({ kind: 'builtin', name, owner, type }, dimension);
};

export interface ModelNames {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly constants: ReadonlyMap<string, NamedType>;
  readonly arrays: ReadonlyMap<string, ArrayType>;
  readonly report: Report;
  /** Built-in names that mean nothing in this place (`j` outside synapses), with the reason. */
  readonly absent: Readonly<Record<string, string>>;
  /** Whose a built-in is where it is not the model's own. */
  readonly ownerOf?: ((name: Builtin) => Owner) | undefined;
  /** Names of the joined neurons, asked after the model's own. */
  readonly beyond?: ((name: string) => Found) | undefined;
  readonly beyondKnown?: (() => string[]) | undefined;
}

/** Names of a population or of synapses; complaints about subexpressions go to the report of the equations. */
export function modelNames(model: ModelNames): Names {
  const { variables, constants, report } = model;
  const done = new Map<string, Typed | undefined>();
  const path: string[] = [];

  const lookup = (name: string): Found => {
    const variable = variables.get(name);
    if (variable?.kind === 'subexpression') return subexpression(variable);
    if (variable) {
      const node = { kind: 'slot', slot: { owner: 'self', name }, type: variable.type } as const;
      return leaf(node, variable.dimension);
    }
    if (isBuiltin(name)) {
      const problem = model.absent[name];
      return problem ? { problem } : builtinNode(name, model.ownerOf?.(name) ?? 'self');
    }
    const constant = constants.get(name);
    if (constant) {
      const node = { kind: 'slot', slot: { owner: 'self', name }, type: constant.type } as const;
      return leaf(node, constant.dimension);
    }
    return model.beyond?.(name);
  };

  const scope: Scope = {
    report,
    lookup,
    known: () => known(),
    arrays: model.arrays,
    draws: { rand: 0, randn: 0 },
    level: { now: 0 },
    noise: 'named',
  };

  const subexpression = (variable: Variable): Found => {
    const { name } = variable;
    if (done.has(name)) return done.get(name) ?? { problem: undefined };
    const place = path.indexOf(name);
    if (place >= 0) {
      const circle = [...path.slice(place), name].map((step) => `\`${step}\``).join(' needs ');
      return { problem: `Subexpressions go in a circle: ${circle}.` };
    }
    path.push(name);
    const typed = resolve(variable.expression as Expression, scope);
    path.pop();
    const right =
      typed && expectKind(typed, variable, (variable.expression as Expression).span, `\`${name}\``, report);
    const value = right ? coerced(typed, variable.type) : undefined;
    done.set(name, value);
    return value ?? { problem: undefined };
  };

  const known = () => [
    ...variables.keys(),
    ...constants.keys(),
    ...Object.keys(BUILTINS).filter((name) => !model.absent[name]),
    ...(model.beyondKnown?.() ?? []),
  ];

  const subexpressions = () => {
    const all = new Map<string, Typed>();
    for (const variable of variables.values()) {
      if (variable.kind !== 'subexpression') continue;
      const found = lookup(variable.name);
      if (found && !('problem' in found)) all.set(variable.name, found);
    }
    return all;
  };
  return { lookup, known, subexpressions };
}

/** Subexpressions as nodes, for probes: without those that hold white noise, which has no value at a time. */
export const quiet = (subexpressions: ReadonlyMap<string, Typed>): Map<string, Node> =>
  new Map(
    [...subexpressions].flatMap(([name, { node }]): [string, Node][] =>
      isNoisy(node) ? [] : [[name, node]],
    ),
  );
