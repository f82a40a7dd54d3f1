import type { Network } from '../network/network.ts';
import type { Atlas, Figure, Parameter } from './figure.ts';

/** The names of the two parameters that a map spans. */
export interface AtlasAxes {
  readonly x: string;
  readonly y: string;
}

/** The parameters of the table that each pixel can have a value of its own of. */
export function atlasParameters({ parameters, network }: Figure, atlas: Atlas): Parameter[] {
  const owners =
    'population' in atlas
      ? [`populations.${atlas.population}`]
      : [
          `projections.${atlas.projection}`,
          ...joinedPopulations(network, atlas.projection).map((name) => `populations.${name}`),
        ];
  return parameters.filter(
    ({ sets }) =>
      sets.length > 0 &&
      sets.every(({ path }) => owners.some((owner) => path.startsWith(`${owner}.parameters.`))),
  );
}

/** The names of the populations that a projection joins; none where it joins parts of them. */
export function joinedPopulations({ projections = [] }: Network, projection: number): string[] {
  const { from, to } = projections[projection] ?? {};
  return typeof from === 'string' && typeof to === 'string' ? [from, to] : [];
}

/** The map over two other parameters: over the part that the figure declares, or the whole range of the table. */
export function spanAtlas(figure: Figure, atlas: Atlas, axes: AtlasAxes | undefined): Atlas {
  if (!axes || axes.x === axes.y) return atlas;
  const known = atlasParameters(figure, atlas);
  const side = (name: string) => {
    const declared = [atlas.x, atlas.y].find(({ parameter }) => parameter === name);
    const found = known.find((parameter) => parameter.name === name);
    return declared ?? (found && { parameter: name, from: found.minimum, to: found.maximum });
  };
  const [x, y] = [side(axes.x), side(axes.y)];
  return x && y ? { ...atlas, x, y } : atlas;
}
