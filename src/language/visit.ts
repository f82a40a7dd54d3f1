/** Walks over nodes that visit a shared node once, so that their cost is the number of nodes and not of paths. */
import type { Node, Statement } from './ir.ts';

/** The nodes that a node reads directly; for a propagator the entries of its matrix. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'apply':
      return node.arguments;
    case 'array':
      return node.column ? [node.time, node.column] : [node.time];
    case 'propagator':
      return node.system.matrix.flat();
    default:
      return [];
  }
}

/** Calls `visit` for every node below and including `root`, children first, each object once. */
export function walk(root: Node, visit: (node: Node) => void, seen: Set<Node> = new Set()): void {
  if (seen.has(root)) return;
  seen.add(root);
  for (const child of children(root)) walk(child, visit, seen);
  visit(root);
}

export function walkStatements(statements: readonly Statement[], visit: (node: Node) => void): void {
  const seen = new Set<Node>();
  for (const statement of statements) walk(statement.value, visit, seen);
}

/** Whether statements draw random numbers. */
export function drawsNumbers(statements: readonly Statement[]): boolean {
  const memo = new Map<Node, boolean>();
  return statements.some(({ value }) => some(value, (node) => node.kind === 'draw', memo));
}

/** Whether a node below `root` satisfies `test`; remembers what it saw in `memo`. */
export function some(
  root: Node,
  test: (node: Node) => boolean,
  memo: Map<Node, boolean> = new Map(),
): boolean {
  const known = memo.get(root);
  if (known !== undefined) return known;
  const answer = test(root) || children(root).some((child) => some(child, test, memo));
  memo.set(root, answer);
  return answer;
}

/**
 * Rebuilds a tree: `replace` answers with a new node, or undefined to keep the node with its children rebuilt.
 * Nodes that do not change stay the same objects, and shared nodes stay shared.
 */
export function transform(
  root: Node,
  replace: (node: Node) => Node | undefined,
  memo: Map<Node, Node> = new Map(),
): Node {
  const known = memo.get(root);
  if (known) return known;
  const answer = replace(root) ?? rebuild(root, (child) => transform(child, replace, memo));
  memo.set(root, answer);
  return answer;
}

/** The same node over other children; the same object where no child changed. Propagators are left as they are. */
export function rebuild(node: Node, change: (child: Node) => Node): Node {
  if (node.kind === 'apply') {
    const args = node.arguments.map(change);
    return args.every((arg, k) => arg === node.arguments[k]) ? node : { ...node, arguments: args };
  }
  if (node.kind === 'array') {
    const time = change(node.time);
    if (!node.column) return time === node.time ? node : { ...node, time };
    const column = change(node.column);
    return time === node.time && column === node.column ? node : { ...node, time, column };
  }
  return node;
}
