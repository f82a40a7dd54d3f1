import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { themes } from '../tokens.ts';
import { ramp } from './colour.ts';
import { compose } from './compose.ts';
import { boxOfDots, writeDots } from './dots.ts';
import { encodePng } from './png.ts';
import { type Area, handleAt, invert, project, type Scene } from './scene.ts';
import { escapeXml, toSvg } from './svg.ts';
import { estimateWidth, plainLatex, runsOf, shortened, spokenLabel } from './text.ts';

const area: Area = { id: 'a', x: 20, y: 10, width: 100, height: 50, xDomain: [-1, 3], yDomain: [0, 5] };

test('what is projected is read back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (x, y) => {
        const at = project(area, x, y);
        const back = invert(area, at.x, at.y);
        expect(back.x).toBeCloseTo(x, 9);
        expect(back.y).toBeCloseTo(y, 9);
      },
    ),
  );
});

test('a level is taken hold of near its line only, a map everywhere', () => {
  const level = { area: 'a', y: 'theta', at: { y: 30 } };
  const scene: Scene = { width: 200, height: 100, items: [], areas: [area], handles: [level] };
  expect(handleAt(scene, 60, 35, 9)).toBe(level);
  expect(handleAt(scene, 60, 45, 9)).toBeUndefined();
  expect(handleAt(scene, 180, 30, 9)).toBeUndefined();
  const map = { area: 'a', x: 'c', y: 'd', at: { x: 30, y: 30 }, everywhere: true };
  expect(handleAt({ ...scene, handles: [map] }, 110, 55, 9)).toBe(map);
});

test('text in a scene cannot become markup', () => {
  const text = `<script>alert("1" & '2')</script>`;
  const item = { kind: 'text', x: 0, y: 0, text, ink: 'text', size: 12, anchor: 'start' } as const;
  const svg = toSvg(
    { width: 10, height: 10, items: [item], areas: [], handles: [] },
    { theme: themes.light, label: text },
  );
  expect(svg).not.toMatch(/<script/);
  expect(svg).toContain('&lt;script&gt;');
  fc.assert(fc.property(fc.string(), (any) => !/[<>"']/.test(escapeXml(any))));
});

test('lines, marks and colours stand in the SVG, by variable or by value', () => {
  const items = [
    { kind: 'polyline', points: Float64Array.of(0, 0, 5, 5, 7, Number.NaN, 8, 1), ink: 'membrane', width: 2 },
    { kind: 'dots', points: Float32Array.of(3, 4), ink: 'excitatory', size: 2 },
  ] as const;
  const scene: Scene = { width: 10, height: 10, items, areas: [], handles: [] };
  const svg = toSvg(scene, { theme: themes.dark });
  expect(svg).toContain('d="M0 0L5 5M8 1"');
  expect(svg).toContain('d="M2 4h2"');
  expect(svg).toContain(themes.dark.inks.excitatory);
  expect(toSvg(scene, { theme: themes.dark, variables: true })).toContain('stroke="var(--excitatory)"');
});

test('scenes are put together by moving everything in them', () => {
  const items = [
    { kind: 'polyline', points: Float64Array.of(0, 0, 1, 2), ink: 'membrane', width: 1 },
    { kind: 'circle', x: 1, y: 2, radius: 1 },
  ] as const;
  const whole = compose(
    [{ scene: { width: 5, height: 5, items, areas: [], handles: [] }, x: 10, y: 20 }],
    50,
    60,
  );
  expect([...(whole.items[0] as { points: Float64Array }).points]).toEqual([10, 20, 11, 22]);
  expect(whole.items[1]).toMatchObject({ x: 11, y: 22 });
  expect(whole.width).toBe(50);
});

test('a picture without a canvas is a valid PNG', () => {
  const png = encodePng(300, 250, new Uint8Array(300 * 250).fill(1), ['#000000', '#ff8000']);
  expect([...png.subarray(1, 4)].map((c) => String.fromCharCode(c)).join('')).toBe('PNG');
  const view = new DataView(png.buffer);
  expect(view.getUint32(16)).toBe(300);
  const idat = Buffer.from(png).indexOf('IDAT');
  const size = view.getUint32(idat - 4);
  const lines = inflateSync(png.subarray(idat + 4, idat + 4 + size));
  expect(lines.length).toBe(250 * 301);
  expect(lines[0]).toBe(0);
  expect(lines[1]).toBe(1);
});

test('LaTeX symbols become plain labels', () => {
  expect(plainLatex('g_\\mathrm{Na}')).toBe('g_{Na}');
  expect(plainLatex('\\tau_\\mathrm{arp}')).toBe('τ_{arp}');
  expect(plainLatex('\\theta')).toBe('θ');
  expect(plainLatex('\\tau_m \\ln 10')).toBe('τ_m ln 10');
  expect(plainLatex('\\sqrt{r_0\\,\\alpha/4}')).toBe('√(r_0\u2009α/4)');
  expect(plainLatex('\\frac{\\tau_m \\tau_s}{\\tau_m - \\tau_s}')).toBe('(τ_m τ_s)/(τ_m − τ_s)');
  expect(plainLatex('-60 - (-58.3)')).toBe('−60 − (−58.3)');
  expect(plainLatex('\\unheardof x')).toBe('unheardofx');
  expect(runsOf('τ_{arp}^2')).toEqual([
    { text: 'τ', shift: 'none' },
    { text: 'arp', shift: 'sub' },
    { text: '2', shift: 'super' },
  ]);
  expect(spokenLabel('E_\\mathrm{Na}')).toBe('E Na');
});

test('a sub- and a superscript of one letter stand above each other', () => {
  expect(estimateWidth('A_3^+', 10)).toBeCloseTo(estimateWidth('A_3', 10));
  expect(estimateWidth('A_{ab}^{+}', 10)).toBeCloseTo(estimateWidth('A_{ab}', 10));
  expect(estimateWidth('A_3B^+', 10)).toBeGreaterThan(estimateWidth('A_3B', 10));
});

test('a text that does not fit ends in an ellipsis', () => {
  expect(shortened('abc', 10, 100)).toBe('abc');
  expect(shortened('abcdef', 10, estimateWidth('abc…', 10) + 1e-6)).toBe('abc…');
  expect(shortened('abcdef', 10, 1)).toBe('');
});

test('a ramp starts and ends at its stops', () => {
  const colours = ramp(['#000000', '#ff0000', '#ffffff'], 5);
  expect(colours).toEqual(['#000000', '#800000', '#ff0000', '#ff8080', '#ffffff']);
});

test('many dots are squares of pixels around their points, on a canvas of any ratio', () => {
  const count = 2000;
  const points = Float32Array.from({ length: 2 * count }, (_, k) => (k % 2 ? 20 + (k % 37) : 10 + (k % 113)));
  for (const ratio of [1, 1.5, 2]) {
    const box = boxOfDots(points, 1.4, ratio);
    const pixels = new Uint32Array(box.width * box.height);
    writeDots(pixels, points, box, ratio, 7);
    const wanted = new Uint32Array(pixels.length);
    for (let k = 0; k < count; k++)
      for (let dx = 0; dx < box.side; dx++)
        for (let dy = 0; dy < box.side; dy++) {
          const x = Math.round((points[2 * k] as number) * ratio - (box.side - 1) / 2) + dx - box.x;
          const y = Math.round((points[2 * k + 1] as number) * ratio - (box.side - 1) / 2) + dy - box.y;
          expect(x >= 0 && x < box.width && y >= 0 && y < box.height).toBe(true);
          wanted[y * box.width + x] = 7;
        }
    expect(pixels).toEqual(wanted);
  }
});
