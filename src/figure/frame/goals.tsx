import type { Goal } from '../../experiment/figure.ts';
import { captionParts } from './caption.tsx';
import { useFigure, useFrame } from './context.ts';

/** What the reader can try to bring about, with the state of each task live; hint and answer open without any script. */
export default function Goals() {
  const { figure, id } = useFrame();
  const told = useFigure((state) => state.told);
  return (
    <>
      <p className="goals-title" id={`${id}-goals`}>
        Try to bring about
      </p>
      <ul aria-labelledby={`${id}-goals`}>
        {figure.goals?.map((goal) => (
          <GoalItem key={goal.name} goal={goal} />
        ))}
      </ul>
      <p className="figure-hidden" role="status" aria-live="polite">
        {told}
      </p>
    </>
  );
}

const words = { open: 'Not reached yet', now: 'Reached', before: 'Reached before' } as const;

function GoalItem({ goal }: { readonly goal: Goal }) {
  const { session, limits } = useFrame();
  const locked = (limits?.locked.size ?? 0) > 0;
  const state = useFigure(({ goals }) => goals[goal.name] ?? 'open');
  const solve = () => {
    if (session) void import('../solve.ts').then(({ solveGoal }) => solveGoal(session, goal));
  };
  return (
    <li data-goal={goal.name} data-state={state}>
      <svg className="goal-mark" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" />
        <path d="M4.8 8.2l2.3 2.3 4.2-4.7" />
      </svg>
      <div>
        <p>
          {captionParts(goal.task)} <span className="goal-state needs-script">{words[state]}</span>
        </p>
        <details>
          <summary>Hint</summary>
          <p>{captionParts(goal.hint)}</p>
        </details>
        <details>
          <summary>Answer</summary>
          <p>{captionParts(goal.answer)}</p>
          <button type="button" className="figure-text-button needs-script" disabled={locked} onClick={solve}>
            Do it for me
          </button>
          {locked && <p className="figure-muted">Not with this link: it locks a parameter.</p>}
        </details>
      </div>
    </li>
  );
}
