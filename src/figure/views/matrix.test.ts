import { describe, expect, it } from 'vitest';
import { figure } from '../../../chapters/neuron-models/dales-law.figure.ts';
import type { MatrixView } from '../../experiment/figure.ts';
import { type Item, invert } from '../draw/scene.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { drawMatrix } from './matrix.ts';
import type { ViewState } from './view.ts';

const view = figure.views.find((one): one is MatrixView => one.kind === 'matrix');
if (!view) throw new Error('no matrix');

// From neuron 1: 400 and 100 pA; from neuron 2: 100 and -100 pA; from neuron 3 nothing.
const weights = {
  projection: 0,
  variable: 'w',
  from: 3,
  to: 3,
  sources: [0, 0, 1, 1],
  targets: [1, 2, 0, 2],
  values: [400e-12, 100e-12, 100e-12, -100e-12],
};
const size = { width: 400, height: 440 };

function draw(values: Record<string, number>, more: Partial<ViewState> = {}) {
  const picture = new LivePicture(figure);
  picture.receive({ kind: 'weights', weights: [weights] });
  const scene = drawMatrix(view as MatrixView, picture, size, themes.light, { figure, values, ...more });
  const area = scene.areas[0];
  if (!area) throw new Error('no area');
  const inside = (item: Item) => !('y' in item) || item.y < area.y + area.height;
  return { ...scene, area, items: scene.items.filter(inside) };
}

const texts = (items: readonly Item[]) => items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));

describe('a matrix of weights', () => {
  it('has a square or a disc for each weight, in the row of who receives and the column of who sends', () => {
    const { items, area } = draw({});
    const squares = items.filter((item) => item.kind === 'rect' && item.ink === 'excitatory');
    const discs = items.filter((item) => item.kind === 'circle');
    expect(squares).toHaveLength(3);
    expect(discs).toHaveLength(1);
    const places = squares.map((item) =>
      item.kind === 'rect' ? invert(area, item.x + item.width / 2, item.y + item.height / 2) : undefined,
    );
    expect(places).toEqual([
      { x: expect.closeTo(1, 9), y: expect.closeTo(2, 9) },
      { x: expect.closeTo(1, 9), y: expect.closeTo(3, 9) },
      { x: expect.closeTo(2, 9), y: expect.closeTo(1, 9) },
    ]);
    const [disc] = discs;
    if (disc?.kind !== 'circle') return expect.fail('no disc');
    expect(disc.fill).toBe('inhibitory');
    expect(invert(area, disc.x, disc.y)).toEqual({ x: expect.closeTo(2, 9), y: expect.closeTo(3, 9) });
  });

  it('draws areas as the weights are, whatever the shape', () => {
    const { items } = draw({});
    const areas = items.flatMap((item) => {
      if (item.kind === 'circle') return [Math.PI * item.radius ** 2];
      return item.kind === 'rect' && item.ink === 'excitatory' ? [item.width * item.height] : [];
    });
    const [largest, ...others] = areas;
    for (const area of others) expect((largest ?? 0) / area).toBeCloseTo(4, 9);
  });

  it('marks and counts the columns of both signs where the law is on, and only there', () => {
    const judged = draw({ law: 1 });
    expect(texts(judged.items)).toContain('1 of 3 columns break Dale’s law');
    const wrong = judged.items.filter((item) => item.kind === 'segments' && item.ink === 'error');
    const [hatching] = wrong;
    if (hatching?.kind !== 'segments') return expect.fail('nothing is hatched');
    const { area } = judged;
    const places = [...hatching.points].filter((_, k) => k % 2 === 0).map((x) => invert(area, x, 0).x);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(1.5 - 1e-9);
    expect(Math.max(...places)).toBeLessThanOrEqual(2.5 + 1e-9);
    const heights = [...hatching.points].filter((_, k) => k % 2 === 1);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(area.y - 1e-9);
    expect(Math.max(...heights)).toBeLessThanOrEqual(area.y + area.height + 1e-9);
    expect(draw({ law: 0 }).items.some((item) => 'ink' in item && item.ink === 'error')).toBe(false);
    expect(texts(draw({ law: 0 }).items)).toContain('+');
    expect(texts(draw({ law: 0 }).items)).toContain('±');
  });

  it('is taken hold of by its columns, and names the weight under the pointer', () => {
    const { handles, area } = draw({});
    expect(handles).toEqual([{ area: 'matrix', x: 'chosen', at: {}, everywhere: true }]);
    const cell = area.width / 3;
    const pointer = { x: area.x + 0.5 * cell, y: area.y + 1.5 * cell };
    expect(Math.round(invert(area, pointer.x, pointer.y).x)).toBe(1);
    expect(texts(draw({}, { pointer }).items)).toContain('from 1 to 2: 400 pA');
  });

  it('stands empty while there are no weights', () => {
    const state = { figure, values: {} };
    const scene = drawMatrix(view as MatrixView, new LivePicture(figure), size, themes.light, state);
    expect(scene.areas).toHaveLength(1);
  });
});
