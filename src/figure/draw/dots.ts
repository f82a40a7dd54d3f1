/** Where dots lie on a canvas, in device pixels, with room for a dot around. */
export interface DotBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels a side of each dot. */
  readonly side: number;
}

/** The least box that holds all dots. `points` in CSS pixels, x and y in turn; `ratio`: device pixels for each. */
export function boxOfDots(points: Float32Array, size: number, ratio: number): DotBox {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const x = points[k] as number;
    const y = points[k + 1] as number;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const side = Math.max(1, Math.round(size * ratio));
  const x = Math.floor(left * ratio) - side;
  const y = Math.floor(top * ratio) - side;
  const width = Math.ceil(right * ratio) - x + 2 * side;
  return { x, y, width, height: Math.ceil(bottom * ratio) - y + 2 * side, side };
}

/** Writes a square of `word` around each dot into the pixels of the box. */
export function writeDots(
  pixels: Uint32Array,
  points: Float32Array,
  { x, y, width, side }: DotBox,
  ratio: number,
  word: number,
): void {
  const back = (side - 1) / 2;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const column = Math.round((points[k] as number) * ratio - back) - x;
    let at = (Math.round((points[k + 1] as number) * ratio - back) - y) * width + column;
    // Plain loops: for squares of one to six pixels `fill` costs more than what it writes.
    for (let row = 0; row < side; row++, at += width)
      for (let place = at; place < at + side; place++) pixels[place] = word;
  }
}
