import { expect, test } from 'vitest';
import { figure as credit } from '../../chapters/stdp/credit.figure.ts';
import { figure as fixedPoint } from '../../chapters/stdp/fixed-point.figure.ts';
import { figure as latency } from '../../chapters/stdp/stdp-latency.figure.ts';
import type { Figure } from '../experiment/figure.ts';
import { typesetModel } from './typeset.ts';

const titles = (figure: Figure) =>
  [...typesetModel(figure).matchAll(/<p class="equation-title">([^<]*)<\/p>/g)].map(([, title]) => title);

test('each population stands once, each projection under its two ends, as the pictures name them', () => {
  expect(titles(credit)).toEqual([
    'inputs',
    'A, B',
    'judge',
    'inputs → A, B',
    'A, B → judge',
    'judge → A, B',
  ]);
  expect(titles(latency)).toEqual([
    'volley',
    'inputs',
    'neuron, earliest',
    'inputs → neuron',
    'inputs → earliest',
  ]);
});

test('what two projections share is written once', () => {
  expect(titles(fixedPoint)).toEqual(['inputs', 'float, chip', 'inputs → float, chip']);
});

test('an edited projection stands apart from the one that was its like', () => {
  const html = typesetModel(fixedPoint, { 'projections.1.on_pre': 'I_post += 2*w' });
  expect(html).toContain('>inputs → float</p>');
  expect(html).toContain('>inputs → chip</p>');
});

test('statements are pieces of their own, between which a line may break', () => {
  const events = typesetModel(latency).split('equation-event').slice(1);
  // On a presynaptic spike to the neuron: what happens, and three statements.
  const pieces = events.map((event) => event.split('equation-piece').length - 1);
  expect(Math.max(...pieces)).toBe(4);
});
