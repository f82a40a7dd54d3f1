import type { Goal } from '../experiment/figure.ts';
import { completeValues, seconds } from '../experiment/quantities.ts';
import type { FigureSession } from './session.ts';

/**
 * Does what the goal's answer says, where the reader can watch: from the first step with the defaults, each change at its
 * time. A change by the reader, or another beginning, ends it.
 */
export function solveGoal(session: FigureSession, goal: Goal): void {
  const changes = goal.solution.map(({ at, values }) => ({ at: seconds(at ?? '0*ms', 'at'), values }));
  const first = changes[0]?.at === 0 ? changes.shift() : undefined;
  session.begin(completeValues(session.figure, first?.values ?? {}));
  session.play();
  if (changes.length > 0) follow(session, changes);
}

function follow(session: FigureSession, changes: { at: number; values: Goal['solution'][0]['values'] }[]) {
  let expected = session.store.getState().values;
  let dt = 0;
  // What is told while subscribing is of the run before.
  let listening = false;
  const leave = session.run.subscribe((event) => {
    if (!listening) return;
    const next = changes[0];
    const moved = session.store.getState().values !== expected;
    if (!next || moved || (event.kind === 'begin' && dt > 0)) {
      leave();
      return;
    }
    if (event.kind === 'begin') ({ dt } = event.network);
    if (event.kind !== 'batch' || dt === 0 || event.batch.to * dt < next.at) return;
    changes.shift();
    session.set(next.values, true);
    expected = session.store.getState().values;
  });
  listening = true;
}
