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
  let expected = session.store.getState().values;
  let dt = 0;
  let begun = false;
  const leave = session.run.subscribe((event) => {
    const moved = session.store.getState().values !== expected;
    if (event.kind === 'begin') {
      if (begun || moved) return leave();
      begun = true;
      ({ dt } = event.network);
    }
    const next = changes[0];
    if (!next || moved) return leave();
    if (event.kind !== 'batch' || !begun || event.batch.to * dt < next.at) return;
    changes.shift();
    session.set(next.values, true);
    expected = session.store.getState().values;
  });
}
