import type { FigureState } from '../store.ts';

const names = { cpu: 'CPU', gpu: 'GPU', reference: 'reference' } as const;

/** Back end and precision in a few characters. */
export function badgeText({ status }: FigureState): string {
  return `${names[status.backend]} · ${status.precision === 'f64' ? '64' : '32'} bit`;
}
