import type { FigureSession } from '../session.ts';

export function Share({ session }: { readonly session: FigureSession }) {
  return <p>{session.id}</p>;
}
