/** What begins as a PNG does. */
export const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);

/** A JPEG of any size whose EXIF says where and when it was taken. */
export function jpegFrom(lon: number, lat: number, takenAt: string, padding = 0): Buffer {
  return jpegAround(tiff(lon, lat, takenAt), padding);
}

function jpegAround(tiff: Buffer, padding: number): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    head,
    exif,
    Buffer.from([0xff, 0xda, 0, 2]),
    Buffer.alloc(padding),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** What a camera keeps beside a photo: a JPEG of some content. */
export const smallJpeg = (content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xdb]), content, Buffer.from([0xff, 0xd9])]);

/** A JPEG that has a small one beside it, and says how the camera was held. */
export function jpegWithSmall(small: Uint8Array, orientation: number, padding = 0): Buffer {
  const [secondAt, smallAt] = [26, 56];
  const bytes = Buffer.alloc(smallAt);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  directory(bytes, 8, [[0x0112, SHORT, 1, orientation]]);
  bytes.writeUInt32LE(secondAt, 22);
  directory(bytes, secondAt, [
    [0x0201, LONG, 1, smallAt],
    [0x0202, LONG, 1, small.length],
  ]);
  return jpegAround(Buffer.concat([bytes, small]), padding);
}

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

function tiff(lon: number, lat: number, takenAt: string): Buffer {
  const bytes = Buffer.alloc(8 + 30 + 18 + 54 + 20 + 48);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  const [exifAt, gpsAt, textAt, latAt, lonAt] = [38, 56, 110, 130, 154];
  directory(bytes, 8, [
    [0x8769, LONG, 1, exifAt],
    [0x8825, LONG, 1, gpsAt],
  ]);
  directory(bytes, exifAt, [[0x9003, ASCII, 20, textAt]]);
  directory(bytes, gpsAt, [
    [1, ASCII, 2, (lat < 0 ? 'S' : 'N').charCodeAt(0)],
    [2, RATIONAL, 3, latAt],
    [3, ASCII, 2, (lon < 0 ? 'W' : 'E').charCodeAt(0)],
    [4, RATIONAL, 3, lonAt],
  ]);
  bytes.write(takenAt, textAt, 'latin1');
  angle(bytes, latAt, Math.abs(lat));
  angle(bytes, lonAt, Math.abs(lon));
  return bytes;
}

function directory(bytes: Buffer, at: number, entries: readonly (readonly [number, number, number, number])[]): void {
  bytes.writeUInt16LE(entries.length, at);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + 12 * i;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(count, entry + 4);
    bytes.writeUInt32LE(value, entry + 8);
  }
}

function angle(bytes: Buffer, at: number, degrees: number): void {
  const whole = Math.floor(degrees);
  const minutes = Math.floor((degrees - whole) * 60);
  const seconds = Math.round(((degrees - whole) * 60 - minutes) * 60 * 10_000);
  for (const [i, [above, below]] of [
    [whole, 1],
    [minutes, 1],
    [seconds, 10_000],
  ].entries()) {
    bytes.writeUInt32LE(above!, at + 8 * i);
    bytes.writeUInt32LE(below!, at + 8 * i + 4);
  }
}
