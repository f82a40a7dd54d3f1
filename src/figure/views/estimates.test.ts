import { beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../../../chapters/neuron-models/rate-estimators.figure.ts';
import { invert } from '../draw/scene.ts';
import { History } from '../history.ts';
import { themes } from '../tokens.ts';
import { drawView, loadViews } from './draw.ts';
import type { Picture, ViewState } from './view.ts';

const values = Object.fromEntries(figure.parameters.map((parameter) => [parameter.name, parameter.default]));
const size = { width: 600, height: 500 };

/** Two seconds of a rate of 20 Hz with 20 spikes in the first second. */
function picture(): Picture {
  const probes = [{ variable: 'r', unit: 'Hz', indices: [0], every: 20 }];
  const network = { dt: 2e-4, populations: [{ name: 'neuron', size: 1, probes }], synapses: 0 };
  const history = new History(network as unknown as History['network'], 5);
  const steps = Float64Array.from({ length: 500 }, (_, k) => 20 * k);
  history.push({
    from: 0,
    to: 10_000,
    spikes: [
      { steps: Float64Array.from({ length: 20 }, (_, k) => 250 * k + 1), indices: new Uint32Array(20) },
    ],
    samples: [{ population: 0, probe: 0, steps, values: new Float64Array(500).fill(20) }],
  });
  const nothing = { sweeps: new Map(), atlas: undefined, probe: undefined, portrait: undefined, progress: 1 };
  return { ...nothing, history, reference: undefined };
}

beforeAll(() => loadViews(figure));

const draw = (k: number, state: Partial<ViewState> = {}) => {
  const view = figure.views[k];
  if (!view) throw new Error('no such view');
  return drawView(view, picture(), size, themes.light, { figure, values, ...state });
};

describe('estimates', () => {
  it('have the spike count as a line at N/T, and one panel each on the same axis', () => {
    const { areas, items } = draw(0);
    const panels = areas.filter(({ id }) => id.startsWith('estimate'));
    expect(panels).toHaveLength(5);
    expect(new Set(panels.map(({ yDomain }) => yDomain[1]))).toEqual(new Set([40]));
    const panel = panels[0] as (typeof panels)[number];
    const line = items.find(
      (item) => item.kind === 'polyline' && item.ink === 'membrane' && item.points.length === 4,
    );
    if (line?.kind !== 'polyline') return expect.fail('the count is not drawn');
    expect(invert(panel, line.points[0] as number, line.points[1] as number).y).toBeCloseTo(10, 6);
  });

  it('draw each window at its width: its grip stands where the width is, and dragging gives the width', () => {
    const { areas, handles } = draw(0);
    for (const [name, at] of [
      ['bin', 100],
      ['D', 50],
      ['sigma', 100],
      ['tau', -100],
    ] as const) {
      const handle = handles.find(({ x }) => x === name);
      const area = areas.find(({ id }) => id === handle?.area);
      const panel = areas[0];
      if (!handle || !area || !panel) return expect.fail(name);
      expect(invert(area, handle.at.x ?? 0, 0).x, name).toBeCloseTo(values[name] ?? 0, 6);
      // In milliseconds from the middle of the axis, the first bin from its beginning.
      const middle = name === 'bin' ? 0 : 1000;
      expect(1000 * invert(panel, handle.at.x ?? 0, 0).x - middle, name).toBeCloseTo(at, 6);
    }
  });
});

describe('the transfer of windows', () => {
  it('marks what was measured at the present frequency', () => {
    const { areas, items, handles } = draw(1, { measures: { gainGauss: 0.6 } });
    const dots = items.filter((item) => item.kind === 'circle');
    expect(dots).toHaveLength(1);
    const area = areas[0];
    if (!area || dots[0]?.kind !== 'circle') return expect.fail('no dot');
    const at = invert(area, dots[0].x, dots[0].y);
    expect(at.x).toBeCloseTo(values.f ?? 0, 6);
    expect(at.y).toBeCloseTo(0.6, 6);
    expect(handles[0]?.x).toBe('f');
  });
});
