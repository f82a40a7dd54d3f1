import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong on the page, a line for each rule with the elements that break it. One pass of the page at hand:
 * the book has no frames of other origins, for which axe would open a page of its own.
 */
export async function faults(page: Page, without?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (without) axe.exclude(without);
  const { violations, passes } = await axe.analyze();
  // A page that axe could not look at has no faults either.
  if (passes.length <= 10) throw new Error(`axe passed ${passes.length} rules only.`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
