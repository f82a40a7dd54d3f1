import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong on the page, a line for each rule with the elements that break it. One pass of the page at hand:
 * the book has no frames of other origins, for which axe would open a page of its own.
 * With `within` only that part of the page is looked at: of a long chapter all takes a minute.
 */
export async function faults(page: Page, without?: string, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (without) axe.exclude(without);
  if (within) axe.include(within);
  return lines(await axe.analyze());
}

/** The part of axe's answer that is read here. */
interface Answer {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

function lines({ violations, passes }: Answer, least = 11): string[] {
  // A page that axe could not look at has no faults either.
  if (passes.length < least) throw new Error(`axe passed ${passes.length} rules only.`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/**
 * What axe finds wrong now that a panel of a figure is open, on a page that `faults` has seen with the panel closed.
 * Contrast takes most of the time of a pass: it is looked at where it is new, in the panel and at the tools that open it;
 * every other rule is asked of the whole page.
 */
export async function panelFaults(page: Page): Promise<string[]> {
  const [rest, contrast] = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      // `faults` has left it in the page.
      readonly axe: { run(context: unknown, options: unknown): Promise<Answer> };
    };
    const rule = 'color-contrast';
    const common = { resultTypes: ['violations'] };
    const places = { include: [['.figure-panel'], ['.figure-toolbar']] };
    return [
      await axe.run(document, { ...common, rules: { [rule]: { enabled: false } } }),
      await axe.run(places, { ...common, runOnly: { type: 'rule', values: [rule] } }),
    ] as const;
  });
  return [...lines(rest), ...lines(contrast, 1)];
}
