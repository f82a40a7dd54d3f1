import type { Figure, Goal } from '../experiment/figure.ts';
import { goalReached } from '../experiment/goals.ts';
import { plainText } from './draw/text.ts';
import { markReached, onProgress, readProgress } from './progress.ts';
import type { FigureSession } from './session.ts';
import type { FigureState } from './store.ts';

/**
 * Looks at the goals whenever the numbers change, tells the frame, and remembers what was reached. Fetched after the figure
 * is live, because the bounds bring the language with them. A rewritten equation reaches nothing: the task is the figure's.
 */
export function followGoals(session: FigureSession): () => void {
  const { figure, id, store } = session;
  const look = () => {
    const state = store.getState();
    const reached = readProgress();
    const before = Object.hasOwn(reached, id) ? (reached[id] ?? []) : [];
    const goals: Record<string, FigureState['goals'][string]> = {};
    let told = state.told;
    for (const goal of figure.goals ?? []) {
      const now = holds(figure, goal, state);
      goals[goal.name] = now ? 'now' : before.includes(goal.name) ? 'before' : 'open';
      if (!now || state.goals[goal.name] === 'now') continue;
      told = `Reached: ${plainText(goal.task)}`;
      markReached(id, goal.name);
    }
    if (JSON.stringify(goals) !== JSON.stringify(state.goals)) store.setState({ goals, told });
  };
  const leave = store.subscribe((state, before) => {
    // Not for new values alone: what is measured then is still of the old ones.
    if (state.measures !== before.measures) look();
  });
  const forget = onProgress(look);
  look();
  return () => {
    leave();
    forget();
  };
}

function holds(figure: Figure, goal: Goal, { values, edits, measures }: FigureState): boolean {
  return Object.keys(edits).length === 0 && goalReached(figure, goal, values, measures);
}
