import { kindOf } from './file-kind.ts';

const EXIF = 'Exif\0\0';
const ORIENTATION = 0x0112;
const SMALL_AT = 0x0201;
const SMALL_LENGTH = 0x0202;
const SHORT = 3;

/**
 * The small picture that a camera writes into its photo beside the large one, turned as that one is; null where there
 * is none, or what stands there is broken. A page of photos then costs kilobytes and not what the camera saw.
 */
export function smallPicture(head: Uint8Array): Uint8Array | null {
  if (kindOf(head.subarray(0, 16)).type !== 'image/jpeg') return null;
  try {
    const tiff = tiffIn(head);
    return tiff && smallIn(tiff);
  } catch (error) {
    // Lengths and places that point beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The TIFF structure of the EXIF segment; each segment of a JPEG says how long it is. */
function tiffIn(head: Uint8Array): DataView | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 2; view.getUint16(at) !== 0xffda;) {
    const [marker, length] = [view.getUint16(at), view.getUint16(at + 2)];
    if (marker >> 8 !== 0xff || length < 2) return null;
    const isExif = marker === 0xffe1 && Buffer.from(head.subarray(at + 4, at + 10)).toString('latin1') === EXIF;
    if (isExif) return new DataView(head.buffer, head.byteOffset + at + 10, length - 8);
    at += 2 + length;
  }
  return null;
}

function smallIn(tiff: DataView): Uint8Array | null {
  const isLittle = tiff.getUint16(0) === 0x4949;
  const large = directory(tiff, tiff.getUint32(4, isLittle), isLittle);
  if (large.next === 0) return null;
  const { entries } = directory(tiff, large.next, isLittle);
  const [at, length] = [entries.get(SMALL_AT), entries.get(SMALL_LENGTH)];
  if (at === undefined || length === undefined) return null;
  const small = new Uint8Array(tiff.buffer, tiff.byteOffset + at, length);
  if (at + length > tiff.byteLength || kindOf(small.subarray(0, 16)).type !== 'image/jpeg') return null;
  return turned(small, large.entries.get(ORIENTATION) ?? 1);
}

/** The numbers of a directory by their tags, and where the next directory stands: 0 for none. */
function directory(tiff: DataView, at: number, isLittle: boolean) {
  const count = tiff.getUint16(at, isLittle);
  const entries = new Map<number, number>();
  for (let entry = at + 2; entry < at + 2 + 12 * count; entry += 12) {
    const isShort = tiff.getUint16(entry + 2, isLittle) === SHORT;
    const value = isShort ? tiff.getUint16(entry + 8, isLittle) : tiff.getUint32(entry + 8, isLittle);
    entries.set(tiff.getUint16(entry, isLittle), value);
  }
  return { entries, next: tiff.getUint32(at + 2 + 12 * count, isLittle) };
}

/** A small picture does not say itself how the camera was held. */
function turned(small: Uint8Array, orientation: number): Uint8Array {
  if (orientation < 2 || orientation > 8) return small;
  const exif = Buffer.alloc(36);
  exif.writeUInt32BE(0xffe1_0022, 0);
  exif.write(`${EXIF}MM\0*`, 4, 'latin1');
  exif.writeUInt32BE(8, 14);
  exif.writeUInt16BE(1, 18);
  exif.writeUInt32BE((ORIENTATION << 16) | SHORT, 20);
  exif.writeUInt32BE(1, 24);
  exif.writeUInt16BE(orientation, 28);
  return Buffer.concat([small.subarray(0, 2), exif, small.subarray(2)]);
}
