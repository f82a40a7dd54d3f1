import { expect, test } from 'vitest';
import { figure } from '../../chapters/neuron-models/izhikevich-wall.figure.ts';
import { seconds } from '../experiment/quantities.ts';
import { LivePicture } from './picture.ts';

test('a run that was taken to the end of a figure that repeats stays there; one that goes on is past it', () => {
  const picture = new LivePicture(figure);
  const steps = Math.round(seconds(figure.repeats ?? '', 'repeats') / 1e-4);
  picture.receive({ kind: 'begin', step: 0, network: { dt: 1e-4, populations: [], synapses: 0 } });
  const to = (from: number, end: number) =>
    picture.receive({ kind: 'batch', batch: { from, to: end, spikes: [], samples: [] } });
  to(0, steps - 1);
  expect([picture.over, picture.past]).toEqual([false, false]);
  to(steps - 1, steps);
  expect([picture.over, picture.past]).toEqual([true, false]);
  to(steps, steps + 1);
  expect([picture.over, picture.past]).toEqual([true, true]);
});
