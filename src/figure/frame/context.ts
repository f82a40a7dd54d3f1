import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Figure } from '../../experiment/figure.ts';
import type { Limits } from '../../experiment/limits.ts';
import type { FigureSession } from '../session.ts';
import type { FigureState, FigureStore } from '../store.ts';

/** What every part of the frame may ask for. Without a session the frame is a still: markup made at build. */
export interface FrameContext {
  readonly id: string;
  readonly figure: Figure;
  readonly store: FigureStore;
  readonly session: FigureSession | undefined;
  /** Markup made at build: one still picture a view, and the typeset equation. */
  readonly stills: readonly string[];
  readonly equation: string;
  /** The tasks as built, shown until what makes them live is there. */
  readonly goals: string;
  /** What a teacher's link takes away; absent: nothing. */
  readonly limits?: Limits;
}

export const Frame = createContext<FrameContext | undefined>(undefined);

export function useFrame(): FrameContext {
  const frame = useContext(Frame);
  if (!frame) throw new Error('This part of a figure stands outside its frame.');
  return frame;
}

export function useFigure<T>(select: (state: FigureState) => T): T {
  return useStore(useFrame().store, select);
}
