/** Statements of a reset, `on_pre` or `on_post`: targets found, values checked, writes guarded. */
import type { AssignmentSyntax, BinaryOperator, Span } from './ast.ts';
import type { Slot, Statement } from './ir.ts';
import { nameProblem } from './names.ts';
import { expectKind, resolve } from './resolve.ts';
import type { Found, Scope } from './scope.ts';
import { nearestName } from './suggest.ts';
import {
  apply,
  coerced,
  type Kind,
  kindOfBinary,
  leaf,
  OPERATIONS,
  plainNumber,
  TEXT_NODE_LIMIT,
  type Typed,
} from './typed.ts';

/** Where a statement may write: a variable, why it may not, or nothing known by that name. */
export type Target =
  | { readonly slot: Slot; readonly kind: Kind; readonly guard?: Typed | undefined }
  | { readonly problem: string }
  | undefined;

export interface StatementScope extends Scope {
  readonly target: (name: string) => Target;
  /** Names that may be written, to suggest for a misspelt one. */
  readonly targets: () => string[];
}

/** In order; a statement in error is left out, and the error is in the scope's report. */
export function resolveStatements(syntax: readonly AssignmentSyntax[], scope: StatementScope): Statement[] {
  const locals = new Map<string, { readonly typed: Typed; readonly span: Span; read: boolean }>();
  const inner: Scope = {
    ...scope,
    lookup: (name): Found => {
      const local = locals.get(name);
      if (!local) return scope.lookup(name);
      local.read = true;
      return local.typed;
    },
    known: () => [...locals.keys(), ...scope.known()],
  };
  const statements: Statement[] = [];
  let size = 0;
  for (const assignment of syntax) {
    const { target: name, targetSpan } = assignment;
    const target = locals.has(name) ? undefined : scope.target(name);
    if (target && 'problem' in target) scope.report.add(targetSpan, target.problem);
    const value = resolveValue(assignment, inner);
    size += value?.size ?? 0;
    if (size > TEXT_NODE_LIMIT) {
      scope.report.add(
        assignment.span,
        `These statements have more than ${TEXT_NODE_LIMIT} terms altogether.`,
      );
      return statements;
    }
    if (!value || (target && 'problem' in target)) continue;
    if (target) {
      if (!expectKind(value, target.kind, assignment.value.span, `\`${name}\``, scope.report)) continue;
      const old = slotLeaf(target.slot, target.kind);
      const stored = coerced(value, target.kind.type);
      const guarded = target.guard ? apply('select', [target.guard, stored, old], target.kind) : stored;
      statements.push({ kind: 'store', slot: target.slot, value: guarded.node });
      continue;
    }
    const problem = nameProblem(name);
    if (problem) {
      scope.report.add(targetSpan, `\`${name}\` ${problem}: it cannot be set.`);
      continue;
    }
    const local = leaf({ kind: 'local', name, type: value.node.type }, value.dimension);
    locals.set(name, { typed: local, span: targetSpan, read: locals.get(name)?.read ?? false });
    statements.push({ kind: 'let', name, value: value.node });
  }
  for (const [name, { span, read }] of locals) if (!read) complainUnread(name, span, scope);
  return statements;
}

function complainUnread(name: string, span: Span, scope: StatementScope): void {
  const nearest = nearestName(name, scope.targets());
  const end = nearest ? ` Did you mean \`${nearest}\`?` : '';
  scope.report.add(span, `\`${name}\` is not a variable, and no later statement reads it.${end}`, nearest);
}

const slotLeaf = (slot: Slot, kind: Kind): Typed =>
  leaf({ kind: 'slot', slot, type: kind.type }, kind.dimension);

/** The right-hand side, with `v += w` written out as `v + w`. */
function resolveValue(assignment: AssignmentSyntax, scope: Scope): Typed | undefined {
  const { operator, target, targetSpan, value } = assignment;
  if (operator === '=') return resolve(value, scope);
  const old = resolve({ kind: 'name', name: target, span: targetSpan }, scope);
  const right = resolve(value, scope);
  if (!old || !right) return undefined;
  const binary = operator.slice(0, -1) as BinaryOperator;
  const kind = kindOfBinary(
    binary,
    { dimension: old.dimension, type: old.node.type },
    { dimension: right.dimension, type: right.node.type },
    { left: target, right: scope.report.quote(value.span) },
    plainNumber(value),
  );
  if (typeof kind === 'string') {
    scope.report.add(assignment.span, kind);
    return undefined;
  }
  return apply(OPERATIONS[binary], [old, right], kind);
}
