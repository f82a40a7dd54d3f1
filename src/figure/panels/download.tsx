import type { FigureSession } from '../session.ts';

export function Download({ session }: { readonly session: FigureSession }) {
  return <p>{session.id}</p>;
}
