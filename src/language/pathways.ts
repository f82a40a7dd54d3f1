/** Pathways of a projection: what the spikes of its two sides do, under which name and in which order. */
import type { EventText, PathwayText, ProjectionText } from './checked.ts';
import type { Statement } from './ir.ts';
import type { ProjectionProgram, Side } from './model.ts';

/** As in Brian2: presynaptic spikes act before postsynaptic ones. */
const ORDERS: Readonly<Record<Side, number>> = { pre: -1, post: 1 };

/** Every pathway of a projection's texts, with its side and its order filled in. */
export function pathwaysOf({ onPre, onPost }: Pick<ProjectionText, 'onPre' | 'onPost'>) {
  return [...sideOf('pre', onPre), ...sideOf('post', onPost)];
}

function sideOf(side: Side, text: EventText | undefined) {
  const list: readonly PathwayText[] =
    typeof text === 'string' ? [{ name: side, place: `on_${side}`, statements: text }] : (text ?? []);
  return list.map((pathway) => ({ ...pathway, side, order: pathway.order ?? ORDERS[side] }));
}

/** All that spikes (of one side) do, pathway by pathway. */
export function eventStatements({ pathways }: Pick<ProjectionProgram, 'pathways'>, side?: Side): Statement[] {
  return pathways.flatMap((pathway) =>
    side === undefined || pathway.side === side ? pathway.statements : [],
  );
}
