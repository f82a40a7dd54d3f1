/** Writes a node as a reader would write the expression: for messages. */
import type { Node, Operation } from './ir.ts';

const INFIX: Partial<Record<Operation, readonly [text: string, precedence: number]>> = {
  or: [' or ', 1],
  and: [' and ', 2],
  lt: [' < ', 4],
  le: [' <= ', 4],
  gt: [' > ', 4],
  ge: [' >= ', 4],
  eq: [' == ', 4],
  ne: [' != ', 4],
  add: [' + ', 5],
  sub: [' - ', 5],
  mul: ['*', 6],
  div: ['/', 6],
  floordiv: ['//', 6],
  mod: [' % ', 6],
  pow: ['**', 8],
};

/** At most about `limit` characters: what is longer ends in `...`. */
export function describeNode(node: Node, limit = 60): string {
  const text = write(node, 0, limit);
  return text.length > limit ? `${text.slice(0, limit - 3)}...` : text;
}

function write(node: Node, outer: number, room: number): string {
  if (room <= 0) return '...';
  switch (node.kind) {
    case 'constant':
      return node.type === 'boolean'
        ? node.value
          ? 'True'
          : 'False'
        : String(Number(node.value.toPrecision(6)));
    case 'slot':
      return node.slot.owner === 'self' ? node.slot.name : `${node.slot.name}_${node.slot.owner}`;
    case 'builtin':
      return node.owner === 'self' ? node.name : `${node.name}_${node.owner}`;
    case 'local':
      return node.name;
    case 'draw':
      return node.stream.replace(/^.*?\/(xi\w*|randn?).*$/, '$1');
    case 'array':
      return `${node.name}(${[node.time, ...(node.column ? [node.column] : [])].map((arg) => write(arg, 0, room - 4)).join(', ')})`;
    case 'propagator':
      return `${node.part === 'state' ? 'P' : 'Q'}[${node.row}, ${node.column}]`;
    case 'apply':
      return application(node, outer, room);
  }
}

function application(node: Node & { kind: 'apply' }, outer: number, room: number): string {
  const [a, b] = node.arguments;
  const infix = INFIX[node.operation];
  if (infix && a && b) {
    const [text, precedence] = infix;
    const left = write(a, precedence, room - text.length);
    const right = write(b, precedence + 1, room - text.length - left.length);
    return precedence < outer ? `(${left}${text}${right})` : `${left}${text}${right}`;
  }
  if (node.operation === 'neg' && a) {
    const text = `-${write(a, 7, room - 1)}`;
    return outer > 6 ? `(${text})` : text;
  }
  if (node.operation === 'not' && a) return `not ${write(a, 3, room - 4)}`;
  return `${node.operation}(${node.arguments.map((arg) => write(arg, 0, room - 4)).join(', ')})`;
}
