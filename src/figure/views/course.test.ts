import { expect, test } from 'vitest';
import { figure } from '../../../chapters/stdp/stdp-competition.figure.ts';
import type { CourseView } from '../../experiment/figure.ts';
import { LivePicture } from '../picture.ts';
import { themes } from '../tokens.ts';
import { courseOf, drawCourse } from './course.ts';

const view = figure.views.find((one): one is CourseView => one.kind === 'course') as CourseView;
const network = {
  dt: 1e-2,
  populations: [
    { name: 'input', size: 2, probes: [] },
    { name: 'neuron', size: 1, probes: [] },
  ],
  synapses: 2,
};

/** The neuron fires at `rate(t)`, evenly, up to `end` seconds, the inputs at every step. */
function pictureTo(end: number, period: (second: number) => number): LivePicture {
  const picture = new LivePicture(figure);
  picture.receive({ kind: 'begin', step: 0, network });
  for (let second = 0; second < end; second++) {
    const from = 100 * second;
    const all = Array.from({ length: 100 }, (_, k) => from + k);
    const own = all.filter((step) => step % period(second) === 0);
    const spikes = [all, own].map((steps) => ({
      steps: Float64Array.from(steps),
      indices: new Uint32Array(steps.length),
    }));
    picture.receive({ kind: 'batch', batch: { from, to: from + 100, spikes, samples: [] } });
  }
  return picture;
}

const draw = (picture: LivePicture) =>
  drawCourse(view, picture, { width: 400, height: 150 }, themes.light, { figure, values: {} });

test('a point for each stretch that is over, of all the run; other spikes are forgotten', () => {
  const picture = pictureTo(25, (second) => (second < 10 ? 10 : 50));
  const line = view.lines[0] as CourseView['lines'][number];
  // Stretches of 2 s: five at 10 Hz, seven at 2 Hz, and one that is not over.
  expect([...courseOf(view, line, picture.history).values]).toEqual([
    ...Array(5).fill(10),
    ...Array(7).fill(2),
  ]);
  expect(picture.history?.spikesOf('neuron')?.length).toBe(100 + 30);
  expect(picture.history?.spikesOf('input')?.length).toBeLessThan(120);
});

test('the axis grows with the run, up to its span, and moves on from there', () => {
  const domain = (seconds: number) => draw(pictureTo(seconds, () => 20)).areas[0]?.xDomain;
  expect(domain(20)).toEqual([0, 30]);
  expect(domain(40)).toEqual([0, 60]);
  expect(domain(470)).toEqual([0, 480]);
  expect(domain(500)).toEqual([20, 500]);
});

test('what is drawn is the numbers, on the tightest axis that holds them', () => {
  const scene = draw(pictureTo(20, (second) => (second < 10 ? 2 : 10)));
  const [area] = scene.areas;
  const line = scene.items.find((item) => item.kind === 'polyline');
  if (!area || line?.kind !== 'polyline') throw new Error('nothing is drawn');
  expect(area.yDomain).toEqual([0, 50]);
  const [x0, y0] = line.points;
  expect(x0).toBeCloseTo(area.x + area.width / 30, 6);
  expect(y0).toBeCloseTo(area.y, 6);
  expect(line.points[19]).toBeCloseTo(area.y + 0.8 * area.height, 6);
});
