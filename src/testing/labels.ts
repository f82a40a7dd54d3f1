import type { Scene } from '../figure/draw/scene.ts';
import { estimateWidth } from '../figure/draw/text.ts';
import { type Theme, themes } from '../figure/tokens.ts';

/** The projector's theme on a screen that is smaller by a factor. */
export function projected(by: number): Theme {
  const entries = Object.entries(themes.projector.size).map(([name, value]) => [name, value * by]);
  return { ...themes.projector, size: Object.fromEntries(entries) as Theme['size'] };
}

/** Pairs of texts that stand on each other, and texts that the edge cuts off. */
export function clashes({ items, width, height }: Scene): string[] {
  const boxes = items.flatMap((item) => {
    if (item.kind !== 'text' || item.text === '') return [];
    const long = estimateWidth(item.text, item.size) * (item.bold ? 1.06 : 1);
    const before = item.anchor === 'end' ? long : item.anchor === 'middle' ? long / 2 : 0;
    const [ascent, descent] = [0.72 * item.size, 0.22 * item.size];
    const [{ x, y, text }, after] = [item, long - before];
    return item.upright
      ? [{ text, left: x - ascent, right: x + descent, top: y - after, bottom: y + before }]
      : [{ text, left: x - before, right: x + after, top: y - ascent, bottom: y + descent }];
  });
  const cut = boxes
    .filter(
      ({ left, right, top, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 2,
    )
    .map(({ text }) => `${text} is cut off`);
  const on = boxes.flatMap((a, k) =>
    boxes
      .slice(k + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} on ${b.text}`),
  );
  return [...cut, ...on];
}
