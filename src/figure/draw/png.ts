/** A palette image as a PNG (ISO/IEC 15948), without compression: small pictures for SVG, where there is no canvas. */
export function encodePng(
  columns: number,
  rows: number,
  pixels: Uint8Array,
  palette: readonly string[],
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, palette
  const colours = new Uint8Array(palette.length * 3);
  palette.forEach((colour, k) => {
    const value = Number.parseInt(colour.slice(1), 16);
    colours.set([(value >> 16) & 255, (value >> 8) & 255, value & 255], 3 * k);
  });
  const lines = new Uint8Array(rows * (columns + 1));
  for (let row = 0; row < rows; row++)
    lines.set(pixels.subarray(row * columns, (row + 1) * columns), row * (columns + 1) + 1);
  return concatenate([
    new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', store(lines)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4). */
function store(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [new Uint8Array([0x78, 0x01])];
  for (let at = 0; at < data.length; at += 0xffff) {
    const block = data.subarray(at, at + 0xffff);
    const last = at + 0xffff >= data.length ? 1 : 0;
    const size = block.length;
    parts.push(new Uint8Array([last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255]), block);
  }
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  parts.push(bigEndian(((b << 16) | a) >>> 0));
  return concatenate(parts);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = concatenate([new TextEncoder().encode(name), data]);
  return concatenate([bigEndian(data.length), body, bigEndian(crc(body))]);
}

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Bytes as base64, in pieces that a call can carry. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
