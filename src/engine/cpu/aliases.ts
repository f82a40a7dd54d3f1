import type { Statement } from '../../language/ir.ts';
import { walkStatements } from '../../language/visit.ts';

/** Whether a variable that is written through one end is read or written through the other. */
export function endsMeet(statements: readonly Statement[]): boolean {
  if (statements.length < 2) return false;
  const touched = { pre: new Set<string>(), post: new Set<string>() };
  const written = { pre: new Set<string>(), post: new Set<string>() };
  walkStatements(statements, (node) => {
    if (node.kind === 'slot' && node.slot.owner !== 'self') touched[node.slot.owner].add(node.slot.name);
  });
  for (const statement of statements) {
    if (statement.kind !== 'store' || statement.slot.owner === 'self') continue;
    written[statement.slot.owner].add(statement.slot.name);
    touched[statement.slot.owner].add(statement.slot.name);
  }
  const meets = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].some((name) => other.has(name));
  return meets(written.pre, touched.post) || meets(written.post, touched.pre);
}
