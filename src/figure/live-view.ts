import type { View } from '../experiment/figure.ts';
import { paint } from './draw/canvas.ts';
import { type Handle, handleAt, invert, type Scene } from './draw/scene.ts';
import { cancelDraw, requestDraw } from './frames.ts';
import type { FigureSession } from './session.ts';
import { presentTheme, watchTheme } from './theme.ts';
import type { ColourScale } from './views/atlas-colours.ts';
import { drawView } from './views/draw.ts';
import type { ViewState } from './views/view.ts';

/** Pixels within which a handle is taken hold of. */
const reach = { mouse: 9, touch: 24 };

/** One canvas: draws its view in an animation frame when something changed, and lets the pointer take hold of it. */
export class LiveView {
  #scene: Scene | undefined;
  #width = 0;
  #height = 0;
  #pointer: { x: number; y: number } | undefined;
  #held: Handle | undefined;
  #lit: string | undefined;
  #stillMap: HTMLImageElement | undefined;
  readonly #context: CanvasRenderingContext2D;
  readonly #ends: (() => void)[] = [];

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly session: FigureSession,
    private readonly view: View,
  ) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser gives no 2D canvas.');
    this.#context = context;
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(canvas.parentElement ?? canvas);
    this.#ends.push(
      () => sizes.disconnect(),
      session.onChange(() => this.request()),
      watchTheme(() => this.request()),
    );
    this.#listen();
    void document.fonts?.ready.then(() => this.request());
    this.#measure();
  }

  /** Draws in the next animation frame, once however often it is asked. */
  request(): void {
    requestDraw(this.session, this.#draw);
  }

  close(): void {
    cancelDraw(this.session, this.#draw);
    for (const end of this.#ends) end();
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.canvas.parentElement ?? this.canvas;
    this.#width = clientWidth;
    this.#height = clientHeight;
    this.request();
  }

  /** Whether there is anything to show in place of the still picture. */
  #ready(): boolean {
    const { picture } = this.session;
    // Stills are drawn for the page: stretched to a projector's size their labels are too small.
    const large = presentTheme().name === 'projector';
    if (this.view.kind === 'atlas') return picture.atlas !== undefined || this.#crosshairMoved() || large;
    if ((this.view.kind === 'relation' || this.view.kind === 'convergence') && !large)
      return this.view.sweeps.every(({ sweep }) => picture.sweeps.has(sweep));
    if (this.view.kind === 'curve' && !large) return picture.sweeps.has(this.view.sweep);
    return picture.history !== undefined;
  }

  /** The whole still serves until the first live atlas, but not once the crosshair has left the place it has there. */
  #crosshairMoved(): boolean {
    const { figure, store } = this.session;
    const { values, axes } = store.getState();
    if (axes || !this.#findStillMap()) return true;
    const names = [figure.atlas?.x.parameter, figure.atlas?.y.parameter];
    return figure.parameters.some((p) => names.includes(p.name) && values[p.name] !== p.default);
  }

  /** The map within the still: the larger of its images, the other being the colour bar. */
  #findStillMap(): HTMLImageElement | undefined {
    if (this.#stillMap) return this.#stillMap;
    const images = this.canvas.closest('.figure-canvas')?.querySelectorAll('.still-wide image') ?? [];
    const [map, bar] = [...images].sort((a, b) => widthOf(b) - widthOf(a));
    const source = map?.getAttribute('href');
    if (!source || !bar) return undefined;
    this.#stillMap = new Image();
    this.#stillMap.onload = () => this.request();
    this.#stillMap.src = source;
    return this.#stillMap;
  }

  /** The colours that the still map was painted in, which the build wrote down beside it. */
  #stillScale(): ColourScale | undefined {
    const text = this.canvas.closest('.figure-canvas')?.querySelector<HTMLElement>('.still-wide')
      ?.dataset.scale;
    return text === undefined ? undefined : (JSON.parse(text) as ColourScale);
  }

  /** The still map, to lie under the axes and the crosshair while there is no other. */
  #mapUnder(): HTMLImageElement | undefined {
    const { figure, picture, store } = this.session;
    const { axes, measure, mapMeasure } = store.getState();
    if (this.view.kind === 'map') {
      if (picture.map && picture.map.done >= picture.map.coarse) return undefined;
      if (mapMeasure !== undefined && mapMeasure !== figure.map?.measures[0]?.measure) return undefined;
    } else if (this.view.kind !== 'atlas' || picture.atlas) return undefined;
    else if (axes || measure !== figure.atlas?.measures[0]) return undefined;
    const map = this.#findStillMap();
    return map?.complete ? map : undefined;
  }

  readonly #draw = (): void => {
    const { canvas } = this;
    if (this.#width === 0 || this.#height === 0 || !this.#ready()) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    const [columns, rows] = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
    }
    const theme = presentTheme();
    const { values, edits, lit, scroll, measure, measures, mapMeasure } = this.session.store.getState();
    const under = this.#mapUnder();
    const state: ViewState = {
      figure: this.session.shown,
      values,
      edited: Object.keys(edits).length > 0,
      lit,
      scroll,
      measure,
      measures,
      mapMeasure,
      stillMap: under && this.#stillScale(),
      pointer: this.#held ? undefined : this.#pointer,
      marked: this.session.marked,
    };
    const size = { width: this.#width, height: this.#height };
    const drawn = drawView(this.view, this.session.picture, size, theme, state);
    this.#scene = this.session.underlay?.(this.view, drawn, size, theme, state) ?? drawn;
    paint(this.#context, this.#scene, theme, ratio, under && { image: under, area: this.#scene.areas[0] });
    if (canvas.dataset.live === undefined) canvas.dataset.live = '';
  };

  #listen(): void {
    const { canvas } = this;
    const on = <K extends keyof HTMLElementEventMap>(
      kind: K,
      listener: (event: HTMLElementEventMap[K]) => void,
      options?: AddEventListenerOptions,
    ) => {
      canvas.addEventListener(kind, listener, options);
      this.#ends.push(() => canvas.removeEventListener(kind, listener));
    };
    on('pointermove', (event) => this.#move(event));
    on('pointerdown', (event) => this.#down(event));
    on('pointerup', () => this.#release());
    on('pointercancel', () => this.#release());
    on('pointerleave', () => {
      this.#pointer = undefined;
      this.#light(undefined);
      this.request();
    });
    // A finger that takes hold of something drags it; anywhere else it scrolls the page. An area that is held everywhere
    // and moves sideways only, as a matrix, lets it pass up and down.
    on(
      'touchstart',
      (event) => {
        const touch = event.touches[0];
        const handle = touch && this.#handle(touch, 'touch');
        if (handle && !(handle.everywhere && handle.x && !handle.y)) event.preventDefault();
      },
      { passive: false },
    );
  }

  #at(event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #handle(event: { clientX: number; clientY: number }, kind: 'mouse' | 'touch'): Handle | undefined {
    const { x, y } = this.#at(event);
    return this.#scene && handleAt(this.#scene, x, y, reach[kind]);
  }

  #down(event: PointerEvent): void {
    const handle = this.#handle(event, event.pointerType === 'mouse' ? 'mouse' : 'touch');
    if (!handle && this.view.kind === 'raster' && this.session.pickers.size > 0) void this.#pick(event);
    if (!handle || event.button !== 0) return;
    if (handle.toggle !== undefined) {
      const { values } = this.session.store.getState();
      this.session.set({ [handle.toggle]: values[handle.toggle] === 0 ? 1 : 0 });
      return;
    }
    if (handle.preset !== undefined) {
      this.session.applyPreset(handle.preset);
      return;
    }
    this.#held = handle;
    this.canvas.setPointerCapture(event.pointerId);
    this.#light(handle.y ?? handle.x);
    this.#drag(event);
  }

  /** Tells who wants to know which neuron the reader points at. */
  async #pick(event: PointerEvent): Promise<void> {
    const { x, y } = this.#at(event);
    const { pickNeuron } = await import('./pick.ts');
    pickNeuron(this.session, this.view, this.#scene, x, y);
  }

  #move(event: PointerEvent): void {
    this.#pointer = this.#at(event);
    if (this.#held) this.#drag(event);
    else {
      const handle = this.#handle(event, 'mouse');
      this.canvas.style.cursor = cursorOf(handle);
      this.#light(handle && (handle.toggle ?? (handle.everywhere ? undefined : (handle.y ?? handle.x))));
    }
    this.request();
  }

  #drag(event: PointerEvent): void {
    const { x, y } = this.#at(event);
    const area = this.#scene?.areas.find((candidate) => candidate.id === this.#held?.area);
    if (!area || !this.#held) return;
    const value = invert(area, x, y);
    this.session.set({
      ...(this.#held.x ? { [this.#held.x]: value.x } : {}),
      ...(this.#held.y ? { [this.#held.y]: value.y } : {}),
    });
  }

  #release(): void {
    this.#held = undefined;
    this.#light(undefined);
    this.request();
  }

  #light(name: string | undefined): void {
    if (name === this.#lit) return;
    this.#lit = name;
    this.session.light(name);
  }
}

function widthOf(image: Element): number {
  return Number(image.getAttribute('width'));
}

function cursorOf(handle: Handle | undefined): string {
  if (!handle) return '';
  if (handle.toggle !== undefined || handle.preset !== undefined) return 'pointer';
  if (handle.everywhere) return 'crosshair';
  if (handle.x && handle.y) return 'move';
  return handle.y ? 'ns-resize' : 'ew-resize';
}
