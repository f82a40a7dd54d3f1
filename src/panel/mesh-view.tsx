import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ChipLayout } from '../chip/report.ts';
import { describeCore } from './core-words.ts';
import { type Mesh, meshOf, nearestSlot, neighbourOf, slotAt } from './mesh.ts';
import { type Palette, paintChip, readPalette } from './paint.ts';
import { wayOf } from './route.ts';
import { type SlowSpike, shareAt, stageAt } from './slow.ts';
import type { PanelModel } from './state.ts';
import { Traffic } from './traffic.ts';

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

interface MeshViewProps {
  readonly model: PanelModel;
  /** One spike in slow motion, in place of the live traffic. */
  readonly slow: SlowSpike | undefined;
  readonly onSlowEnd: () => void;
}

/** The chip as a picture that can be touched: point at a core, open it, carry it elsewhere. */
export function MeshView({ model, slow, onSlowEnd }: MeshViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter>(undefined);
  const layout = useStore(model.store, (state) => state.layout);
  const open = useStore(model.store, (state) => state.open);
  const subject = useStore(model.store, (state) => state.subject);
  const [carried, setCarried] = useState<number>();
  const [cursor, setCursor] = useState(0);
  const pressed = useRef<{ slot: number; x: number; y: number }>(undefined);

  // Before the page is painted: where frames are far apart, an effect after it would leave the picture blank for one.
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const made = new Painter(canvas.current, model);
    painter.current = made;
    return () => made.close();
  }, [model]);
  useEffect(() => painter.current?.watch(slow, onSlowEnd), [slow, onSlowEnd]);
  useEffect(() => painter.current?.carry(carried), [carried]);

  if (!layout) return null;
  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return painter.current?.slotAt(event.clientX - box.left, event.clientY - box.top);
  };
  const nearestAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return painter.current?.nearest(event.clientX - box.left, event.clientY - box.top);
  };
  const drop = (slot: number | undefined) => {
    if (carried !== undefined && slot !== undefined) model.swap(carried, slot);
    setCarried(undefined);
  };
  const keys = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way) {
      const next = painter.current?.neighbour(cursor, ...way) ?? cursor;
      setCursor(next);
      model.store.setState({ over: next });
    } else if (event.key === 'Enter') model.open(open === cursor ? undefined : cursor);
    else if (event.key === 'm') carried === undefined ? setCarried(cursor) : drop(cursor);
    else if (event.key === 'Escape' && carried !== undefined) setCarried(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="application"
      aria-roledescription="mesh of cores"
      aria-label={`${describeCore(layout, cursor, subject?.numberedFrom)} Arrow keys move over the cores, Enter opens one, m takes one up and puts it down.`}
      className="chip-mesh"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over the cores
      tabIndex={0}
      onKeyDown={keys}
      onFocus={(event) => {
        // Whoever came by the keyboard sees where the arrows begin.
        if (event.currentTarget.matches(':focus-visible')) model.store.setState({ over: cursor });
      }}
      onBlur={() => model.store.setState({ over: undefined })}
    >
      <canvas
        ref={canvas}
        onPointerDown={(event) => {
          const slot = at(event);
          if (slot === undefined) return;
          pressed.current = { slot, x: event.clientX, y: event.clientY };
          // A core may be carried past the edge of the picture and back.
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const slot = at(event);
          if (model.store.getState().over !== slot) model.store.setState({ over: slot });
          const from = pressed.current;
          if (from && carried === undefined && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 6)
            setCarried(from.slot);
        }}
        onPointerUp={(event) => {
          const slot = at(event);
          const from = pressed.current;
          pressed.current = undefined;
          if (carried !== undefined) drop(nearestAt(event));
          else if (from && slot === from.slot) {
            setCursor(slot);
            model.open(open === slot ? undefined : slot);
          }
        }}
        onPointerCancel={() => {
          pressed.current = undefined;
          setCarried(undefined);
        }}
        onPointerLeave={() => model.store.setState({ over: undefined })}
      />
    </div>
  );
}

/**
 * Draws in animation frames, and only while something moves or has changed. A picture of another size is drawn at once:
 * resizing a canvas empties it.
 */
class Painter {
  #mesh: Mesh | undefined;
  /** What `#mesh` is of. */
  #measured: ChipLayout | undefined;
  #palette: Palette;
  #frame = 0;
  #slow: SlowSpike | undefined;
  #slowBegan = 0;
  #slowEnd: () => void = () => {};
  #carried: number | undefined;
  #packetStep = -1;
  #drawn = 0;
  readonly #traffic = new Traffic();
  readonly #ends: (() => void)[] = [];
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly model: PanelModel,
  ) {
    this.#palette = readPalette(canvas);
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(canvas.parentElement ?? canvas);
    const themes = new MutationObserver(() => {
      this.#palette = readPalette(canvas);
      this.#ask();
    });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
    this.#ends.push(
      () => sizes.disconnect(),
      () => themes.disconnect(),
      model.store.subscribe((state, before) => {
        if (state.layout !== before.layout || state.full !== before.full) this.#measure();
        this.#ask();
      }),
    );
    // The height that there is, which the width of the panel does not tell.
    const resized = () => this.#measure();
    addEventListener('resize', resized);
    this.#ends.push(() => removeEventListener('resize', resized));
    this.#measure();
  }

  slotAt(x: number, y: number): number | undefined {
    return this.#mesh && slotAt(this.#mesh, x, y);
  }

  nearest(x: number, y: number): number | undefined {
    return this.#mesh && nearestSlot(this.#mesh, x, y);
  }

  /** The core beside this one on the screen. */
  neighbour(slot: number, dx: number, dy: number): number | undefined {
    return this.#mesh && neighbourOf(this.#mesh, slot, dx, dy);
  }

  watch(spike: SlowSpike | undefined, end: () => void): void {
    this.#slow = spike;
    this.#slowEnd = end;
    this.#slowBegan = performance.now();
    this.#traffic.clear();
    this.#ask();
  }

  carry(slot: number | undefined): void {
    this.#carried = slot;
    this.#ask();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#ends) end();
  }

  #measure(): void {
    const { layout, full } = this.model.store.getState();
    const { clientWidth } = this.canvas.parentElement ?? this.canvas;
    if (!layout || clientWidth === 0) return;
    const mesh = meshOf(layout, clientWidth, Math.max(160, innerHeight * (full ? 0.53 : 0.55)));
    const ratio = Math.min(3, devicePixelRatio || 1);
    const [width, height] = [Math.round(mesh.width * ratio), Math.round(mesh.height * ratio)];
    const same = width === this.canvas.width && height === this.canvas.height;
    if (same && layout === this.#measured) return;
    this.#mesh = mesh;
    this.#measured = layout;
    // Packets on their way are where the cores were.
    this.#traffic.clear();
    if (!same) Object.assign(this.canvas, { width, height });
    this.canvas.style.height = `${mesh.height}px`;
    this.#draw(performance.now());
  }

  #ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#draw(now);
    });
  }

  #draw(now: number): void {
    const context = this.canvas.getContext('2d');
    const { layout, pulse, over, open } = this.model.store.getState();
    const mesh = this.#mesh;
    if (!context || !layout || !mesh) return;
    const began = performance.now();
    if (pulse && pulse.packetStep !== this.#packetStep && !this.#slow && !this.#still.matches) {
      this.#packetStep = pulse.packetStep;
      this.#traffic.send(layout, mesh, pulse.packets, now, 60);
    }
    const moving = this.#slow ? this.#slowly(this.#slow, now) : this.#traffic.at(now);
    const { activity, learning, load } = this.model;
    const carried = this.#carried;
    paintChip(
      context,
      { layout, mesh, palette: this.#palette, activity, learning, load, moving, over, open, carried },
      Math.min(3, devicePixelRatio || 1),
    );
    // Seldom: an attribute that changes has the page's styles looked at again.
    if (this.#drawn++ % 30 === 0) this.canvas.dataset.took = (performance.now() - began).toFixed(2);
    if (this.#traffic.busy || this.#slow) this.#ask();
  }

  #slowly(spike: SlowSpike, now: number) {
    const { layout } = this.model.store.getState();
    const mesh = this.#mesh;
    const elapsed = Math.max(0, now - this.#slowBegan) / 1e3;
    const at = stageAt(spike, elapsed);
    const { stage } = this.model.store.getState();
    if (at?.stage !== stage) this.model.store.setState({ stage: at?.stage });
    if (!at) {
      this.#slow = undefined;
      this.#slowEnd();
      return [];
    }
    if (!layout || !mesh) return [];
    return spike.packets.flatMap((packet) => {
      const share = shareAt(spike, packet, elapsed);
      return share === undefined ? [] : [{ packet, share, way: wayOf(layout, mesh, packet.from, packet.to) }];
    });
  }
}
