import type { Limit } from '../chip/error.ts';
import type { ChipLayout, CoreLayout, Packet } from '../chip/report.ts';
import { heat } from './heat.ts';
import type { Mesh } from './mesh.ts';
import { placeOn, type Way } from './route.ts';

/** Colours and sizes of the page's theme, read off its custom properties. */
export interface Palette {
  readonly background: string;
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  readonly rule: string;
  readonly accent: string;
  readonly weight: string;
  readonly line: number;
  /** Of what is only there to be told apart. */
  readonly hair: number;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    background: of('background'),
    raised: of('raised'),
    text: of('text'),
    muted: of('muted'),
    rule: of('rule'),
    accent: of('accent'),
    weight: of('weight'),
    line: Number.parseFloat(of('size-line')) || 1.75,
    hair: Number.parseFloat(of('size-rule')) || 1,
  };
}

/** A packet that is on its way in the picture. */
export interface Moving {
  readonly packet: Packet;
  readonly way: Way;
  /** 0 to 1. */
  readonly share: number;
}

export interface Painting {
  readonly layout: ChipLayout;
  readonly mesh: Mesh;
  readonly palette: Palette;
  /** By slot, as shares of the largest. */
  readonly activity: Float64Array;
  readonly learning: Float64Array;
  /** By directed link. */
  readonly load: Float64Array;
  readonly moving: readonly Moving[];
  readonly over?: number | undefined;
  readonly open?: number | undefined;
  /** The slot that is being carried to another place. */
  readonly carried?: number | undefined;
}

const limits: readonly Limit[] = ['compartments', 'memory', 'axonsIn', 'axonsOut'];

/** What stands still, drawn once for a layout, a size and a theme. */
interface Ground {
  readonly layout: ChipLayout;
  readonly mesh: Mesh;
  readonly palette: Palette;
  readonly ratio: number;
  readonly picture: OffscreenCanvas;
}

let ground: Ground | undefined;

/** Tiles, and the four bars of each core. */
function groundOf({ mesh, palette, layout }: Painting, ratio: number): OffscreenCanvas | undefined {
  if (
    ground?.layout === layout &&
    ground.mesh === mesh &&
    ground.palette === palette &&
    ground.ratio === ratio
  )
    return ground.picture;
  const size = [Math.round(mesh.width * ratio), Math.round(mesh.height * ratio)] as const;
  const picture = new OffscreenCanvas(Math.max(1, size[0]), Math.max(1, size[1]));
  const context = picture.getContext('2d');
  if (!context) return undefined;
  context.scale(ratio, ratio);
  paintTiles(context, { mesh, palette });
  for (const core of layout.cores) paintBars(context, { mesh, palette, layout }, core);
  ground = { layout, mesh, palette, ratio, picture };
  return picture;
}

/** Draws the chip: heat and four bars a core, load as the width of links, packets as dots. */
export function paintChip(context: CanvasRenderingContext2D, painting: Painting, ratio: number): void {
  const { mesh, palette, layout } = painting;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const still = groundOf(painting, ratio);
  if (still) context.drawImage(still, 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paintLinks(context, painting);
  const largest = Math.max(1e-9, ...painting.activity);
  const learnt = Math.max(1e-9, ...painting.learning);
  for (const core of layout.cores) {
    paintCore(context, painting, core, (painting.activity[core.slot] ?? 0) / largest);
    const flash = (painting.learning[core.slot] ?? 0) / learnt;
    if (flash > 0.02) ring(context, mesh, core.slot, palette.weight, 1 + palette.line, Math.sqrt(flash));
  }
  if (painting.over !== undefined) ring(context, mesh, painting.over, palette.text, palette.line, 0.6);
  if (painting.open !== undefined) ring(context, mesh, painting.open, palette.text, 1.4 * palette.line, 1);
  if (painting.carried !== undefined)
    ring(context, mesh, painting.carried, palette.accent, 2 * palette.line, 1);
  paintPackets(context, painting);
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function paintTiles(context: Context, { mesh, palette }: Pick<Painting, 'mesh' | 'palette'>): void {
  context.fillStyle = palette.raised;
  for (const { x, y } of mesh.tiles) context.fillRect(x, y, mesh.tile, mesh.tile);
  if (mesh.core < 3) return;
  context.strokeStyle = palette.rule;
  context.lineWidth = palette.hair;
  const side = mesh.core - palette.hair;
  for (const { x, y } of mesh.slots)
    context.strokeRect(x + palette.hair / 2, y + palette.hair / 2, side, side);
}

function paintLinks(context: CanvasRenderingContext2D, { mesh, palette, load }: Painting): void {
  const largest = Math.max(1e-9, ...load);
  // Links are short: a wider line reads as a box of its own.
  const widest = Math.max(2 * palette.hair, mesh.tile * 0.1);
  mesh.links.forEach((link, k) => {
    if (!link) return;
    const share = (load[k] ?? 0) / largest;
    context.strokeStyle = share > 0 ? palette.text : palette.rule;
    context.globalAlpha = share > 0 ? 0.35 + 0.65 * share : 1;
    context.lineWidth = share > 0 ? Math.max(palette.hair, widest * share) : palette.hair;
    context.beginPath();
    context.moveTo(link.from.x, link.from.y);
    context.lineTo(link.to.x, link.to.y);
    context.stroke();
  });
  context.globalAlpha = 1;
}

/** The part of a core that its bars take, on a foot of their own, so that heat does not drown them. */
const footShare = 0.42;

/** Cores smaller than this have heat only. */
const smallest = 11;

function paintCore(
  context: CanvasRenderingContext2D,
  { mesh }: Painting,
  core: CoreLayout,
  activity: number,
): void {
  const corner = mesh.slots[core.slot];
  if (!corner) return;
  const side = mesh.core;
  context.fillStyle = heat(activity);
  context.fillRect(corner.x, corner.y, side, side < smallest ? side : side * (1 - footShare));
}

function paintBars(
  context: Context,
  { mesh, palette, layout }: Pick<Painting, 'mesh' | 'palette' | 'layout'>,
  core: CoreLayout,
): void {
  const corner = mesh.slots[core.slot];
  const side = mesh.core;
  if (!corner || side < smallest) return;
  const foot = side * footShare;
  const bar = side / 4;
  context.fillStyle = palette.background;
  context.fillRect(corner.x, corner.y + side - foot, side, foot);
  limits.forEach((limit, k) => {
    const share = Math.min(1, core.use[limit] / layout.limits[limit]);
    context.fillStyle = limit === core.binding ? palette.text : palette.muted;
    const height = Math.max(share > 0 ? 1 : 0, share * (foot - 1));
    context.fillRect(corner.x + k * bar + 0.5, corner.y + side - height, bar - 1, height);
  });
}

function ring(
  context: CanvasRenderingContext2D,
  mesh: Mesh,
  slot: number,
  colour: string,
  width: number,
  opacity: number,
): void {
  const corner = mesh.slots[slot];
  if (!corner) return;
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(corner.x - 1, corner.y - 1, mesh.core + 2, mesh.core + 2);
  context.globalAlpha = 1;
}

function paintPackets(context: CanvasRenderingContext2D, { mesh, palette, moving }: Painting): void {
  const radius = Math.min(7, Math.max(2, mesh.tile * 0.07));
  context.strokeStyle = palette.background;
  context.fillStyle = palette.accent;
  context.lineWidth = 1.5;
  for (const { way, share } of moving) {
    const { x, y } = placeOn(way, share);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
