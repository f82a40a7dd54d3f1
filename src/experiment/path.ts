/** Paths into a network: `populations.E.parameters.w`, `projections.0.delay`. */

export function splitPath(path: string): string[] {
  return path.split('.');
}

/** What is at the path, or undefined; only the network's own members count. */
export function readPath(root: unknown, path: string): unknown {
  let node: unknown = root;
  for (const key of splitPath(path)) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[key];
  }
  return node;
}

/** A copy of `root` with another value at the path, which must exist; what does not lie on the path is shared. */
export function replacePath<Root>(root: Root, path: string, value: unknown): Root {
  return replace(root, splitPath(path), value) as Root;
}

function replace(node: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key))
    throw new RangeError(`There is no ${key} here.`);
  const child = replace((node as Readonly<Record<string, unknown>>)[key], rest, value);
  return Array.isArray(node) ? node.with(Number(key), child) : { ...node, [key]: child };
}
