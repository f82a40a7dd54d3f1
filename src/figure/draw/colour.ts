/** `#rrggbb` -> bytes. */
export function colourBytes(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r, g, b] = colourBytes(colour).map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** `steps` colours between evenly spaced stops. */
export function ramp(stops: readonly string[], steps: number): string[] {
  const bytes = stops.map(colourBytes);
  return Array.from({ length: steps }, (_, k) => {
    const at = (k / (steps - 1)) * (bytes.length - 1);
    const low = Math.min(Math.floor(at), bytes.length - 2);
    const a = bytes[low] as readonly [number, number, number];
    const b = bytes[low + 1] as readonly [number, number, number];
    const mixed = a.map((v, i) => Math.round(v + ((b[i] as number) - v) * (at - low)));
    return `#${mixed.map((v) => v.toString(16).padStart(2, '0')).join('')}`;
  });
}
