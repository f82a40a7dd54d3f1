import { expect, it } from 'vitest';
import type { Figure } from '../../experiment/figure.ts';
import type { Projection } from '../../network/network.ts';
import { editableTexts } from './texts.ts';

const spiking = { size: 1, equations: 'dv/dt = -v/ms : 1', threshold: 'v > 1', reset: 'v = 0' };

function figureOf(projections: readonly Projection[], views: readonly unknown[] = []): Figure {
  return {
    title: 'Texts',
    network: { dt: '0.1*ms', populations: { pre: spiking, post: spiking, other_side: spiking }, projections },
    views,
  } as unknown as Figure;
}

const synapse: Projection = {
  from: 'pre',
  to: 'post',
  model: 'dx/dt = -x/tau : 1 (event-driven)',
  on_pre: 'x += 1',
};

it('offers the equations of synapses before what a spike does to them, from whom to whom', () => {
  const texts = editableTexts(figureOf([synapse]));
  expect(texts.slice(3)).toEqual([
    { paths: ['projections.0.model'], original: synapse.model, label: 'Synapses (pre → post)' },
    { paths: ['projections.0.on_pre'], original: 'x += 1', label: 'On a presynaptic spike (pre → post)' },
  ]);
});

it('offers one text for synapses that are alike, and names those from one population together', () => {
  const texts = editableTexts(
    figureOf([
      synapse,
      { ...synapse, to: 'other_side' },
      { ...synapse, from: { population: 'post', range: [0, 1] } },
    ]),
  );
  const [model] = texts.filter(({ label }) => label.startsWith('Synapses'));
  expect(model?.paths).toEqual(['projections.0.model', 'projections.1.model', 'projections.2.model']);
  expect(model?.label).toBe('Synapses (pre → post, other side; post → post)');
});

it('names pathways where there are several, and finds their statements', () => {
  const on_post = { early: 'x = 0', late: { statements: 'x += 2', order: 1 } };
  const texts = editableTexts(figureOf([{ ...synapse, on_post }])).slice(5);
  expect(texts.map(({ paths, label }) => [paths[0], label])).toEqual([
    ['projections.0.on_post.early', 'On a postsynaptic spike, early (pre → post)'],
    ['projections.0.on_post.late.statements', 'On a postsynaptic spike, late (pre → post)'],
  ]);
});

it('names rules that a reader chooses from by their titles, and shows no model where there is none', () => {
  const { model: _model, ...bare } = synapse;
  const views = [{ kind: 'locality', rules: [{ of: '1.x', title: 'pair STDP' }] }];
  const texts = editableTexts(figureOf([{ ...bare, on_pre: 'v_post += 1' }, synapse], views)).slice(3);
  expect(texts.map(({ label }) => label)).toEqual([
    'On a presynaptic spike (pre → post)',
    'Synapses (pair STDP)',
    'On a presynaptic spike (pair STDP)',
  ]);
});
