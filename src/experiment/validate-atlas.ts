import { parseEquations } from '../language/parse.ts';
import { atlasTimes } from './atlas.ts';
import type { Figure, SynapseAtlas } from './figure.ts';
import type { Attempt, Say } from './problems.ts';
import { unitQuantity } from './quantities.ts';
import { closedForm } from './reference.ts';
import { sideBySide } from './side-by-side.ts';
import { withPairs } from './synapse-atlas.ts';

/** The map can be run, and is of something that there is. */
export function checkAtlas(figure: Figure, say: Say, attempt: Attempt): void {
  const { atlas } = figure;
  if (!atlas) return;
  attempt('atlas', () => {
    const { x, y } = atlas;
    const columns = [x, y].map(({ parameter, from, to }) => ({ parameter, values: [from, to] }));
    if ('population' in atlas) sideBySide(figure, atlas.population, columns, {});
    else withPairs(figure, atlas.projection, columns, {});
    say('atlas', atlas.resolution < 256, 'needs at least 256 pixels a side.');
    atlasTimes(figure, atlas, {});
  });
  if ('projection' in atlas) checkSynapses(figure, atlas, say, attempt);
}

function checkSynapses(
  figure: Figure,
  { projection, variable, zeros = [] }: SynapseAtlas,
  say: Say,
  attempt: Attempt,
): void {
  const { model = '' } = figure.network.projections?.[projection] ?? {};
  attempt('atlas', () =>
    say(
      'atlas',
      !parseEquations(model, 'atlas').some(({ name }) => name === variable),
      `synapses of projection ${projection} have no ${variable}.`,
    ),
  );
  attempt('atlas', () => unitQuantity(figure.symbols[variable]?.unit));
  for (const { form } of zeros) attempt('atlas.zeros', () => closedForm(figure, form));
}
