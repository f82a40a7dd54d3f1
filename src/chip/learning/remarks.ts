/** What a reader of a rule should know before the numbers: what is dead in it, and what is worth less than is written. */
import type { RuleFile } from './read.ts';
import { lostBits, type Rule, readsOf, traceNames, variables } from './rule.ts';
import type { Spikes } from './run.ts';
import { productText } from './text.ts';

/** A sentence for each product that the engine shifts right. */
export function narrowProducts(rule: Rule): string[] {
  const narrow = variables.flatMap((name) => rule.products[name]).filter((product) => lostBits(product) > 0);
  return narrow.map((product) => {
    const bits = lostBits(product);
    return `${productText(product, rule)} loses ${bits} bit${bits === 1 ? '' : 's'}: it is worth ${bits > 20 ? `2^-${bits}` : `1/${2 ** bits}`} of what is written`;
  });
}

/**
 * Traces that the rule reads and that nothing ever raises: no impulse, no first value, no course, no payload. `example` shows
 * how a spike with a payload is written there, such as `3:51`.
 */
export function deadTraces(
  { rule, settings, initial, courses }: RuleFile,
  { payloads }: Spikes,
  example: string,
): string[] {
  const { pre, post } = readsOf(rule);
  const { graded, traces } = settings;
  return traceNames.flatMap((name) => {
    const read = pre.includes(name) || post.includes(name);
    if (!read || initial[name] !== 0 || courses[name] !== undefined) return [];
    // Half a payload is what is added, rounded down; it takes the place of the impulse of x1.
    const byPayload = graded !== 'impulse' && (name === 'x1' || (name === 'x2' && graded === 'overflow'));
    if (byPayload && payloads?.some((payload) => payload >= 2)) return [];
    if (byPayload && name === 'x1')
      return [
        `${name} stays 0: with graded = ${graded} only a payload of 2 or more raises it, as in ${example}`,
      ];
    return traces[name].impulse > 0 ? [] : [`${name} stays 0: no spike raises it while ${name}_impulse is 0`];
  });
}

/** The traces and variables that a rule is about, in the order in which they are shown. */
export function shownNames(rule: Rule) {
  const { pre, post, synapse } = readsOf(rule);
  return [
    ...traceNames.filter((name) => pre.includes(name) || post.includes(name)),
    ...variables.filter((name) => rule.products[name].length > 0 || synapse.includes(name)),
  ];
}
