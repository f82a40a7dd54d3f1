import type { Figure, View } from '../../experiment/figure.ts';
import { seconds } from '../../experiment/quantities.ts';
import type { Area, Item } from '../draw/scene.ts';
import { estimateWidth, plainLatex } from '../draw/text.ts';
import type { Theme } from '../tokens.ts';
import { axisRoom, bareXAxis, footRoom, xAxis } from './axes.ts';
import { possibleRanges } from './panel-ranges.ts';
import { labelOf, nameOf, variableOf } from './symbols.ts';

/** Names at the ends of the curves of a decomposition; the last two count the resets of all spikes, or of the last. */
export const decompositionLabels = ['sum', 'κ ∗ I', 'resets', 'all spikes', 'last spike'] as const;

/** Left and right margin of every view over time: the same in a whole figure, so that its instants stand in line. */
export function timeMargins(figure: Figure, theme: Theme): { left: number; right: number } {
  const domains: (readonly [number, number])[] = [];
  // Wherever a parameter stands that an axis is around, the labels are about as wide.
  const defaults = Object.fromEntries(figure.parameters.map((p) => [p.name, p.default]));
  let labels = 0;
  const { label, small } = theme.size;
  for (const view of figure.views) {
    if (view.kind === 'traces')
      for (const panel of view.panels) {
        domains.push(...possibleRanges(panel, defaults));
        const names = panel.lines.length > 1 ? panel.lines.map(nameOf) : [];
        if (panel.level) names.push(panel.level);
        for (const name of names)
          labels = Math.max(labels, estimateWidth(labelOf(figure, name).text, label) + 0.9 * label);
      }
    if (view.kind === 'estimates') domains.push([0, 300]);
    // Neurons that all fire in the same bin.
    if (view.kind === 'rate') domains.push([0, Math.max(300, 1 / seconds(view.bin, 'bin'))]);
    if (view.kind === 'stack') {
      domains.push([-view.range, view.range]);
      for (const { of } of view.terms)
        labels = Math.max(labels, estimateWidth(labelOf(figure, variableOf(of)).text, label) + 0.9 * label);
      labels = Math.max(labels, estimateWidth(plainLatex(view.capacitor.symbol), label) + 0.9 * label);
    }
    if (view.kind === 'decomposition') {
      domains.push(view.range, [-0.05, 0.05]);
      for (const text of decompositionLabels)
        labels = Math.max(labels, estimateWidth(text, label) + 0.9 * label);
    }
    if (view.kind === 'raster' || view.kind === 'rate')
      for (const population of view.populations)
        labels = Math.max(labels, estimateWidth(population.label, small) + 0.7 * small);
  }
  return { left: axisRoom(domains, theme), right: Math.ceil(Math.max(labels, 2.8 * small)) };
}

type TimeView = Extract<View, { window: string }>;

/** Whether the next view stands below on the same time axis, whose labels then serve both. */
export function sharesAxis(figure: Figure, view: View): boolean {
  const next = figure.views[figure.views.indexOf(view) + 1];
  return 'window' in view && next !== undefined && 'window' in next && next.window === view.window;
}

/** Room below the last plot of a view over time. */
export function timeFoot(figure: Figure, view: TimeView, theme: Theme): number {
  return sharesAxis(figure, view) ? 0.5 * theme.size.small : footRoom(theme);
}

/** The time axis, with its labels where they are not those of the view below. */
export function timeAxis(figure: Figure, view: TimeView, area: Area, window: number, theme: Theme): Item[] {
  if (sharesAxis(figure, view)) return [bareXAxis(area, theme)];
  const [scale, unit] = window < 2 ? [1e3, 'ms'] : [1, 's'];
  return xAxis({ ...area, xDomain: [0, window * scale] }, unit, theme);
}
