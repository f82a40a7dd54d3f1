import type { Figure, LocalityView } from './figure.ts';
import type { MeasuredNetwork } from './find-probe.ts';
import type { ParameterValues } from './quantities.ts';

/** What the chosen rule of a view of locality reads, and what is carried for it. */
export function ruleSentences(
  figure: Figure,
  { needs, populations }: Pick<MeasuredNetwork, 'needs' | 'populations'>,
  values: ParameterValues,
): string[] {
  return figure.views.flatMap((view) => {
    if (view.kind !== 'locality') return [];
    const rule = view.rules[(values[view.chosen] ?? defaultOf(figure, view.chosen)) - 1];
    const found = rule && needs?.[rule.of];
    if (!found) return [];
    const { reads, carried } = found;
    const said = (name: string) => figure.symbols[name]?.meaning ?? name;
    const of = (list: readonly { readonly name: string }[]) => list.map(({ name }) => said(name));
    const post = [...(reads.events.includes('post') ? ['spikes'] : []), ...of(reads.post)];
    const extra = carried.flatMap(({ from, variable, anyway }) => {
      if (anyway) return [];
      const place = labelOf(view, populations[from]?.name ?? '');
      return [
        variable === undefined ? `spikes of ${place}` : `${said(variable)} in every step, from ${place}`,
      ];
    });
    return [
      `The rule ${rule.title} reads in the synapse: ${of(reads.synapse).join(', ')}; of its neuron: ${listed(post)}.`,
      `Carried for it beside the spikes that the neurons need: ${listed(extra)}.`,
    ];
  });
}

const listed = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : 'nothing');

const labelOf = ({ places }: LocalityView, name: string) =>
  places.find(({ population }) => population === name)?.label ?? name;

const defaultOf = ({ parameters }: Figure, name: string) =>
  parameters.find((parameter) => parameter.name === name)?.default ?? 1;
