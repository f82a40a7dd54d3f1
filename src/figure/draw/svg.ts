import { type Ink, sansFont, serifFont, type Theme } from '../tokens.ts';
import { base64, encodePng } from './png.ts';
import type { Item, Scene } from './scene.ts';
import { haloWidth, isPair, runsOf, runWidth } from './text.ts';

export interface SvgOptions {
  readonly theme: Theme;
  /** True: part of a page. Colours are its custom properties, so that the picture follows the reader's theme, and it
   * fills the place that the live picture will take. */
  readonly variables?: boolean;
  /** What the picture is; absent: hidden from assistive technology, because something else says it. */
  readonly label?: string;
  /** Fills the background with the theme's: for a file that stands alone. */
  readonly opaque?: boolean;
}

/** A scene as an SVG document. */
export function toSvg(scene: Scene, options: SvgOptions): string {
  const { width, height } = scene;
  const role = options.label
    ? `role="img" aria-label="${escapeXml(options.label)}"`
    : 'aria-hidden="true" focusable="false"';
  const ground = options.opaque
    ? `<rect width="${width}" height="${height}" fill="${options.theme.inks.background}"/>`
    : '';
  const body = scene.items.map((item) => itemSvg(item, options)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" preserveAspectRatio="${options.variables ? 'none' : 'xMinYMid meet'}" ${role}>${ground}${body}</svg>`;
}

/** Scenes as the symbols of one SVG file, each under its name, for `referSvg`; in the colours of the page that shows them. */
export function toSymbols(scenes: ReadonlyMap<string, Scene>, theme: Theme): string {
  const symbols = [...scenes].map(([name, { width, height, items }]) => {
    const body = items.map((item) => itemSvg(item, { theme, variables: true })).join('');
    return `<symbol id="${name}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

/**
 * A symbol of another file in its place, which it fills. The page's script fetches it when the reader comes near
 * (`data-href`); without scripts it is fetched at once.
 */
export function referSvg(address: string): string {
  const svg = (attribute: string) =>
    `<svg aria-hidden="true" focusable="false"><use ${attribute}="${escapeXml(address)}" width="100%" height="100%"/></svg>`;
  return `${svg('data-href')}<noscript>${svg('href')}</noscript>`;
}

/** Text that stands in XML as itself. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function paintOf(ink: Ink, options: SvgOptions, text = false): string {
  const role = text && ink in options.theme.textInks;
  if (options.variables) return `var(--${ink}${role ? '-text' : ''})`;
  return role ? options.theme.textInks[ink as keyof Theme['textInks']] : options.theme.inks[ink];
}

/** At most one decimal: a tenth of a pixel. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function itemSvg(item: Item, options: SvgOptions): string {
  const opacity = 'opacity' in item && item.opacity !== undefined ? ` opacity="${item.opacity}"` : '';
  switch (item.kind) {
    case 'polyline':
    case 'segments': {
      const path = item.kind === 'polyline' ? polylinePath(item.points) : segmentsPath(item.points);
      if (path === '') return '';
      const dash = item.dash ? ` stroke-dasharray="${item.dash.join(' ')}"` : ' stroke-linecap="round"';
      return `<path d="${path}" fill="none" stroke="${paintOf(item.ink, options)}" stroke-width="${item.width}" stroke-linejoin="round"${dash}${opacity}/>`;
    }
    case 'dots':
      return `<path d="${dotsPath(options.variables ? fewDots(item.points) : item.points, item.size)}" stroke="${paintOf(item.ink, options)}" stroke-width="${item.size}"${opacity}/>`;
    case 'polygon': {
      const path = polylinePath(item.points);
      return path === '' ? '' : `<path d="${path}Z" fill="${paintOf(item.ink, options)}"${opacity}/>`;
    }
    case 'circle': {
      const fill = item.fill ? paintOf(item.fill, options) : 'none';
      const stroke = item.stroke
        ? ` stroke="${paintOf(item.stroke, options)}" stroke-width="${item.width ?? 1}"`
        : '';
      return `<circle cx="${short(item.x)}" cy="${short(item.y)}" r="${item.radius}" fill="${fill}"${stroke}/>`;
    }
    case 'rect':
      return `<rect x="${short(item.x)}" y="${short(item.y)}" width="${short(item.width)}" height="${short(item.height)}" rx="${item.radius ?? 0}" fill="${paintOf(item.ink, options)}"${opacity}/>`;
    case 'text':
      return textSvg(item, options);
    case 'image': {
      const png = base64(encodePng(item.columns, item.rows, item.pixels, item.palette));
      return `<image x="${short(item.x)}" y="${short(item.y)}" width="${short(item.width)}" height="${short(item.height)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,${png}"/>`;
    }
  }
}

function polylinePath(points: Float64Array): string {
  let path = '';
  let down = false;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const y = points[k + 1] as number;
    if (Number.isNaN(y)) {
      down = false;
      continue;
    }
    path += `${down ? 'L' : 'M'}${short(points[k] as number)} ${short(y)}`;
    down = true;
  }
  return path;
}

function segmentsPath(points: Float64Array): string {
  let path = '';
  for (let k = 0; k + 3 < points.length; k += 4) {
    const [x0, y0, x1, y1] = points.subarray(k, k + 4) as unknown as [number, number, number, number];
    path += `M${short(x0)} ${short(y0)}L${short(x1)} ${short(y1)}`;
  }
  return path;
}

/** Dots of a still picture: more of them take a browser seconds to paint. */
const mostDots = 2500;

/** Evenly chosen from all, where they are too many for a page. */
function fewDots(points: Float32Array): Float32Array {
  const count = points.length / 2;
  if (count <= mostDots) return points;
  const kept = new Float32Array(2 * mostDots);
  for (let k = 0; k < mostDots; k++) {
    const from = 2 * Math.floor((k * count) / mostDots);
    kept.set(points.subarray(from, from + 2), 2 * k);
  }
  return kept;
}

/** Each dot a stroke as long as it is wide: the shortest way to write many squares. */
function dotsPath(points: Float32Array, size: number): string {
  let path = '';
  for (let k = 0; k + 1 < points.length; k += 2)
    path += `M${short((points[k] as number) - size / 2)} ${short(points[k + 1] as number)}h${size}`;
  return path;
}

function textSvg(item: Extract<Item, { kind: 'text' }>, options: SvgOptions): string {
  const family = escapeXml(item.italic ? serifFont : sansFont);
  const style = `${item.italic ? ' font-style="italic"' : ''}${item.bold ? ' font-weight="600"' : ''}`;
  const halo = item.halo
    ? ` paint-order="stroke" stroke="${paintOf('background', options)}" stroke-width="${short(haloWidth * item.size)}" stroke-linejoin="round"`
    : '';
  const turn = item.upright ? ` transform="rotate(-90 ${short(item.x)} ${short(item.y)})"` : '';
  let raised = 0;
  const runs = runsOf(item.text);
  let width = 0;
  // What the pen has to go right after a superscript that is shorter than the subscript below it.
  let owed = 0;
  const spans = runs.map((run, k) => {
    const shift = run.shift === 'sub' ? 0.18 : run.shift === 'super' ? -0.38 : 0;
    const dy = (shift - raised) * item.size;
    raised = shift;
    const own = runWidth(run, item.size);
    const pair = isPair(runs[k - 1], run);
    const dx = pair ? -width : owed;
    owed = pair ? Math.max(0, width - own) : 0;
    width = own;
    const small = run.shift === 'none' ? '' : ` font-size="${short(item.size * 0.72)}"`;
    return dy === 0 && dx === 0 && small === ''
      ? escapeXml(run.text)
      : `<tspan${dx === 0 ? '' : ` dx="${short(dx)}"`} dy="${short(dy)}"${small}>${escapeXml(run.text)}</tspan>`;
  });
  return `<text x="${short(item.x)}" y="${short(item.y)}"${turn} fill="${paintOf(item.ink, options, true)}" font-family="${family}" font-size="${item.size}"${style}${halo} text-anchor="${item.anchor}">${spans.join('')}</text>`;
}
