import { type Ink, sansFont, serifFont, type Theme } from '../tokens.ts';
import { colourBytes } from './colour.ts';
import { boxOfDots, writeDots } from './dots.ts';
import type { Area, Item, Scene } from './scene.ts';
import { haloWidth, isPair, runsOf } from './text.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
type Of<K extends Item['kind']> = Extract<Item, { kind: K }>;

/** Above this many dots pixels are written instead of rectangles. */
const manyDots = 1500;

/** A ready picture that lies under a scene. */
interface Under {
  readonly image: CanvasImageSource;
  readonly area: Area | undefined;
}

/** Paints a scene on a canvas of `scene.width` x `scene.height` CSS pixels at `ratio` device pixels each. */
export function paint(context: Context, scene: Scene, theme: Theme, ratio: number, under?: Under): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  context.lineJoin = 'round';
  if (under?.area) {
    const { x, y, width, height } = under.area;
    context.imageSmoothingEnabled = false;
    context.drawImage(under.image, x, y, width, height);
  }
  const dots = scene.items.filter((item) => item.kind === 'dots' && item.points.length > 0) as Of<'dots'>[];
  const many = dots.reduce((sum, { points }) => sum + points.length / 2, 0) > manyDots;
  for (const item of scene.items) {
    if (many && item.kind === 'dots') {
      if (item === dots[0]) paintPixels(context, dots, theme, ratio);
      continue;
    }
    context.globalAlpha = 'opacity' in item ? (item.opacity ?? 1) : 1;
    paintItem(context, item, theme);
  }
  context.globalAlpha = 1;
}

function paintItem(context: Context, item: Item, theme: Theme): void {
  if (item.kind === 'polyline' || item.kind === 'segments') paintLines(context, item, theme);
  else if (item.kind === 'dots') paintSquares(context, item, theme);
  else if (item.kind === 'polygon') paintPolygon(context, item, theme);
  else if (item.kind === 'circle') paintCircle(context, item, theme);
  else if (item.kind === 'rect') paintRect(context, item, theme);
  else if (item.kind === 'text') paintText(context, item, theme);
  else paintImage(context, item);
}

function paintRect(context: Context, item: Of<'rect'>, theme: Theme): void {
  context.fillStyle = theme.inks[item.ink];
  context.beginPath();
  context.roundRect(item.x, item.y, item.width, item.height, item.radius ?? 0);
  context.fill();
}

function paintLines(context: Context, item: Of<'polyline'> | Of<'segments'>, theme: Theme): void {
  const { points } = item;
  context.beginPath();
  let down = false;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const x = points[k] as number;
    const y = points[k + 1] as number;
    if (item.kind === 'segments') down = k % 4 === 2;
    if (Number.isNaN(y)) down = false;
    else if (down) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      down = true;
    }
  }
  context.lineCap = item.dash ? 'butt' : 'round';
  context.setLineDash(item.dash ? [...item.dash] : []);
  context.strokeStyle = theme.inks[item.ink];
  context.lineWidth = item.width;
  context.stroke();
  context.setLineDash([]);
}

function paintSquares(context: Context, item: Of<'dots'>, theme: Theme): void {
  const { points, size } = item;
  context.fillStyle = theme.inks[item.ink];
  for (let k = 0; k + 1 < points.length; k += 2)
    context.fillRect((points[k] as number) - size / 2, (points[k + 1] as number) - size / 2, size, size);
}

let layer: { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } | undefined;

/** A scratch canvas at least this large, kept between frames: one for the page. */
function scratch(width: number, height: number) {
  if (!layer || layer.canvas.width < width || layer.canvas.height < height) {
    const canvas = new OffscreenCanvas(
      Math.max(width, layer?.canvas.width ?? 0),
      Math.max(height, layer?.canvas.height ?? 0),
    );
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser gives no 2D canvas.');
    layer = { canvas, context };
  }
  return layer;
}

let plane: ImageData | undefined;

/** All dots of a scene as one picture, those that come later over those before. */
function paintPixels(context: Context, dots: readonly Of<'dots'>[], theme: Theme, ratio: number): void {
  const boxes = dots.map(({ points, size }) => boxOfDots(points, size, ratio));
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  const { canvas, context: pixels } = scratch(width, height);
  // Kept between frames: a new one of a megabyte for each would keep the garbage collector busy.
  if (plane?.width !== width || plane.height !== height) plane = pixels.createImageData(width, height);
  const words = new Uint32Array(plane.data.buffer);
  words.fill(0);
  dots.forEach(({ points, ink, opacity = 1 }, k) => {
    const [r, g, b] = colourBytes(theme.inks[ink]);
    const word = ((Math.round(255 * opacity) << 24) | (b << 16) | (g << 8) | r) >>> 0;
    writeDots(words, points, { x, y, width, height, side: boxes[k]?.side ?? 1 }, ratio, word);
  });
  pixels.putImageData(plane, 0, 0);
  context.imageSmoothingEnabled = false;
  context.globalAlpha = 1;
  context.drawImage(canvas, 0, 0, width, height, x / ratio, y / ratio, width / ratio, height / ratio);
}

function paintPolygon(context: Context, item: Of<'polygon'>, theme: Theme): void {
  context.fillStyle = theme.inks[item.ink];
  context.beginPath();
  for (let k = 0; k + 1 < item.points.length; k += 2)
    context.lineTo(item.points[k] as number, item.points[k + 1] as number);
  context.closePath();
  context.fill();
}

function paintCircle(context: Context, item: Of<'circle'>, theme: Theme): void {
  context.beginPath();
  context.arc(item.x, item.y, item.radius, 0, 2 * Math.PI);
  if (item.fill) {
    context.fillStyle = theme.inks[item.fill];
    context.fill();
  }
  if (item.stroke) {
    context.strokeStyle = theme.inks[item.stroke];
    context.lineWidth = item.width ?? theme.size.line;
    context.stroke();
  }
}

/** Text takes the text colour of a role, which has more contrast than its marks. */
function textColour(theme: Theme, ink: Ink): string {
  return ink in theme.textInks ? theme.textInks[ink as keyof Theme['textInks']] : theme.inks[ink];
}

function fontOf(item: Of<'text'>, size: number): string {
  const family = item.italic ? serifFont : sansFont;
  return `${item.italic ? 'italic ' : ''}${item.bold ? '600 ' : ''}${size}px ${family}`;
}

function paintText(context: Context, item: Of<'text'>, theme: Theme): void {
  context.save();
  context.translate(item.x, item.y);
  if (item.upright) context.rotate(-Math.PI / 2);
  context.fillStyle = textColour(theme, item.ink);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  const found = runsOf(item.text);
  const runs = found.map((run, k) => {
    const size = run.shift === 'none' ? item.size : item.size * 0.72;
    context.font = fontOf(item, size);
    const drop = run.shift === 'sub' ? 0.18 : run.shift === 'super' ? -0.38 : 0;
    return {
      text: run.text,
      font: context.font,
      y: drop * item.size,
      x: 0,
      pair: isPair(found[k - 1], run),
      width: context.measureText(run.text).width,
    };
  });
  let total = 0;
  let start = 0;
  for (const run of runs) {
    if (!run.pair) start = total;
    run.x = start;
    total = Math.max(total, start + run.width);
  }
  const left = item.anchor === 'start' ? 0 : item.anchor === 'middle' ? -total / 2 : -total;
  for (const run of runs) {
    const x = left + run.x;
    context.font = run.font;
    if (item.halo) {
      context.strokeStyle = theme.inks.background;
      context.lineWidth = haloWidth * item.size;
      context.strokeText(run.text, x, run.y);
    }
    context.fillText(run.text, x, run.y);
  }
  context.restore();
}

function paintImage(context: Context, item: Of<'image'>): void {
  const { columns, rows, pixels } = item;
  const { canvas, context: layerContext } = scratch(columns, rows);
  const image = layerContext.createImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  const palette = item.palette.map((colour) => {
    const [r, g, b] = colourBytes(colour);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
  for (let k = 0; k < pixels.length; k++) words[k] = palette[pixels[k] as number] ?? 0;
  layerContext.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, columns, rows, item.x, item.y, item.width, item.height);
}
