import type { Layout } from './layout.ts';

/** What the functions of a kernel are made for. */
export interface KernelOptions {
  readonly layout: Layout;
  /** Fused products and sums, where the machine has them: faster, but not the same bits everywhere. */
  readonly relaxed: boolean;
}
