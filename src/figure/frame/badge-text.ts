import type { FigureState } from '../store.ts';

const names = { cpu: 'CPU', gpu: 'GPU', reference: 'reference', 'fixed-point': 'chip' } as const;

/** Back end and precision in a few characters. */
export function badgeText({ status }: FigureState): string {
  if (status.backend === 'fixed-point') return 'chip · integers';
  return `${names[status.backend]} · ${status.precision === 'f64' ? '64' : '32'} bit`;
}
