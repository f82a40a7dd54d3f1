import { useEffect, useMemo } from 'react';
import type { Figure } from '../experiment/figure.ts';
import type { Limits } from '../experiment/limits.ts';
import { FigureFrame } from './frame/frame.tsx';
import type { FigureSession } from './session.ts';

interface IslandProps {
  readonly id: string;
  readonly figure: Figure;
  readonly session: FigureSession;
  readonly stills: readonly string[];
  readonly equation: string;
  readonly goals: string;
  readonly limits: Limits | undefined;
  readonly onReady: () => void;
}

/** The live frame of one figure, in place of the markup made at build. */
export function Island({ id, figure, session, stills, equation, goals, limits, onReady }: IslandProps) {
  const context = useMemo(
    () => ({
      id,
      figure,
      session,
      store: session.store,
      stills,
      equation,
      goals,
      ...(limits ? { limits } : {}),
    }),
    [id, figure, session, stills, equation, goals, limits],
  );
  useEffect(onReady, [onReady]);
  return <FigureFrame {...context} />;
}
