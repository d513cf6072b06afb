import { crc32, deflateSync } from 'node:zlib';
import type { Random } from './random.ts';

/** A drawn picture: three bytes a pixel, row by row. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
type Colour = readonly [red: number, green: number, blue: number];

/** A building site as a child would draw it: sky, sea, ground, what has been built so far, a crane. As PNG. */
export function sitePicture(random: Random, progress: number): Uint8Array {
  const canvas: Canvas = { width: 480, height: 320, pixels: new Uint8Array(480 * 320 * 3) };
  const dusk = random.between(0, 40);
  for (let y = 0; y < canvas.height; y++) {
    const shade = Math.round((y / canvas.height) * 60);
    fill(canvas, 0, y, canvas.width, 1, [140 + shade + dusk, 185 + shade / 2, 225 - dusk]);
  }
  fill(canvas, 0, 190, canvas.width, 26, [74, 128, 160]);
  fill(canvas, 0, 216, canvas.width, 104, [168, 148, 112]);
  const houses = random.whole(3, 5);
  for (let at = 0; at < houses; at++) house(canvas, random, 40 + at * 84, progress);
  crane(canvas, random.whole(300, 420));
  return png(canvas);
}

function house(canvas: Canvas, random: Random, left: number, progress: number): void {
  const floors = Math.max(1, Math.round(random.whole(5, 9) * Math.min(1, progress)));
  const grey = random.whole(150, 205);
  for (let floor = 0; floor < floors; floor++) {
    const top = 236 - (floor + 1) * 16;
    fill(canvas, left, top, 62, 15, [grey, grey - 6, grey - 14]);
    for (let window = 0; window < 4; window++) fill(canvas, left + 6 + window * 14, top + 4, 8, 7, [70, 92, 112]);
  }
}

function crane(canvas: Canvas, left: number): void {
  fill(canvas, left, 60, 5, 180, [216, 150, 30]);
  fill(canvas, left - 90, 60, 150, 5, [216, 150, 30]);
  fill(canvas, left - 70, 65, 2, 60, [60, 60, 60]);
}

function fill(
  { width, height, pixels }: Canvas,
  left: number,
  top: number,
  wide: number,
  high: number,
  colour: Colour,
): void {
  for (let y = Math.max(0, top); y < Math.min(height, top + high); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++) pixels.set(colour, (y * width + x) * 3);
  }
}

/** PNG (ISO/IEC 15948): 8-bit RGB, no filter, one IDAT. */
function png({ width, height, pixels }: Canvas): Uint8Array {
  const rows = new Uint8Array(height * (width * 3 + 1));
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
