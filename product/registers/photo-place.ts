/** What a camera wrote into a photo: where (degrees WGS 84) and when by its own clock, `2026-07-10T09:30:00`. */
export interface PhotoPlace {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly takenAt: string | null;
}

const NOTHING: PhotoPlace = { lon: null, lat: null, takenAt: null };
/** EXIF stands near the beginning of a file. */
export const EXIF_HEAD_BYTES = 2 ** 20;
/** Tags looked at in one directory; cameras write a few dozen. */
const MOST_TAGS = 500;

/**
 * Reads the four tags that matter from JPEG, PNG or WebP. It follows three directories, each once, looks at a bounded
 * number of tags and reads at most 24 bytes for each, so that a file made to hurt costs no more than an honest one.
 * Whatever is broken or out of range counts as not there. (exifr reads whatever length a tag claims: 64 KB of such
 * tags kept it busy for seconds; in the tests it is the second opinion.)
 */
export function photoPlace(head: Uint8Array): PhotoPlace {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    const tiff = tiffOf(view);
    return tiff === null ? NOTHING : placeOf(tiff);
  } catch (error) {
    if (error instanceof RangeError) return NOTHING; // it points outside of itself
    throw error;
  }
}

const ascii = (view: DataView, at: number, length: number): string =>
  at < 0 || at + length > view.byteLength
    ? ''
    : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));

function tiffOf(view: DataView): DataView | null {
  if (view.byteLength < 16) return null;
  if (view.getUint16(0) === 0xffd8) return tiffInJpeg(view);
  if (ascii(view, 0, 8) === '\x89PNG\r\n\x1a\n')
    return tiffInChunks(view, { at: 8, head: 8, tail: 4, isLittle: false, name: 'eXIf' });
  if (ascii(view, 8, 4) === 'WEBP')
    return tiffInChunks(view, { at: 12, head: 8, tail: 0, isLittle: true, name: 'EXIF' });
  return null;
}

const cut = (view: DataView, from: number, length: number): DataView =>
  new DataView(view.buffer, view.byteOffset + from, Math.min(length, view.byteLength - from));

function tiffInJpeg(view: DataView): DataView | null {
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (marker >> 8 !== 0xff || marker === 0xffda || length < 2) return null;
    if (marker === 0xffe1 && ascii(view, at + 4, 6) === 'Exif\0\0') return cut(view, at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

interface Chunks {
  readonly at: number;
  readonly head: number;
  readonly tail: number;
  readonly isLittle: boolean;
  readonly name: string;
}

/** PNG: length, name, data, checksum. WebP: name, length, data, padded to even. */
function tiffInChunks(view: DataView, { at: start, head, tail, isLittle, name }: Chunks): DataView | null {
  for (let at = start; at + head <= view.byteLength;) {
    const length = view.getUint32(at + (isLittle ? 4 : 0), isLittle);
    if (ascii(view, at + (isLittle ? 0 : 4), 4) === name) return cut(view, at + head, length);
    at += head + length + tail + (isLittle ? length % 2 : 0);
  }
  return null;
}

const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const TAKEN = 0x9003;

function placeOf(tiff: DataView): PhotoPlace {
  const isLittle = tiff.getUint16(0) === 0x4949;
  const first = tagsAt(tiff, tiff.getUint32(4, isLittle), isLittle);
  const directory = (tag: number): Tags => {
    const at = first.get(tag);
    return at === undefined ? new Map() : tagsAt(tiff, tiff.getUint32(at + 8, isLittle), isLittle);
  };
  const gps = directory(GPS_DIRECTORY);
  const degrees = (tag: number, most: number, negative: string): number | null => {
    const value = anglesAt(tiff, gps.get(tag), isLittle);
    if (value === null || value > most) return null;
    return ascii(tiff, (gps.get(tag - 1) ?? -100) + 8, 1) === negative ? -value : value;
  };
  const [lat, lon] = [degrees(2, 90, 'S'), degrees(4, 180, 'W')];
  const isPlace = lat !== null && lon !== null && (lat !== 0 || lon !== 0);
  const takenAt = timeAt(tiff, directory(EXIF_DIRECTORY).get(TAKEN), isLittle);
  return { lon: isPlace ? lon : null, lat: isPlace ? lat : null, takenAt };
}

/** Where each tag's twelve bytes stand; of a tag that stands twice the first counts. */
type Tags = Map<number, number>;

function tagsAt(tiff: DataView, at: number, isLittle: boolean): Tags {
  const tags: Tags = new Map();
  const count = Math.min(MOST_TAGS, tiff.getUint16(at, isLittle));
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + 12 * i;
    const tag = tiff.getUint16(entry, isLittle);
    if (!tags.has(tag)) tags.set(tag, entry);
  }
  return tags;
}

const RATIONAL = 5;

/** Degrees, minutes and seconds, each a fraction; null for anything else. */
function anglesAt(tiff: DataView, entry: number | undefined, isLittle: boolean): number | null {
  if (entry === undefined || tiff.getUint16(entry + 2, isLittle) !== RATIONAL) return null;
  const count = tiff.getUint32(entry + 4, isLittle);
  if (count < 1 || count > 3) return null;
  const at = tiff.getUint32(entry + 8, isLittle);
  let degrees = 0;
  for (let i = 0; i < count; i++) {
    const below = tiff.getUint32(at + 8 * i + 4, isLittle);
    degrees += below === 0 ? 0 : tiff.getUint32(at + 8 * i, isLittle) / below / 60 ** i;
  }
  return Math.round(degrees * 1e7) / 1e7;
}

/** `2026:07:10 09:30:00`. */
function timeAt(tiff: DataView, entry: number | undefined, isLittle: boolean): string | null {
  if (entry === undefined) return null;
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(ascii(tiff, tiff.getUint32(entry + 8, isLittle), 19));
  if (!match) return null;
  const [, year, month, day, time] = match;
  const text = `${year}-${month}-${day}T${time}`;
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== text ? null : text;
}
