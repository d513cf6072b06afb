import type { Position } from '@quantu/geometry';

/** More is no list of corners but a file of something else. */
const MOST_BYTES = 4 * 2 ** 20;
const WKT = /^\s*(?:SRID\s*=\s*\d+\s*;\s*)?((?:MULTI)?POLYGON\s*Z?M?\s*\()/i;
const NUMBER = /-?\d+(?:\.\d+)?/g;
/** 点号 before the numbers, what stands between them, nothing else. */
const CORNER =
  /^\s*(?:[A-Za-z]{0,3}\d{1,6}\s*[,，;；:：\t ]\s*)?-?\d+(?:\.\d+)?\s*[,，;；\t ]\s*-?\d+(?:\.\d+)?(?:\s*[,，;；\t ]\s*-?\d+(?:\.\d+)?)?\s*[,，;；]?\s*$/;

export interface SiteText {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What people paste or save by hand, as a file that readers of spatial files know: WKT, or corners one a line
 * (`118.9,25.1`, `J1 2779800.15 389058.61`). Null: it is neither, and is read as it came.
 */
export function siteText(bytes: Uint8Array, name: string): SiteText | null {
  if (bytes.length > MOST_BYTES || !/\.(txt|csv|wkt)$/i.test(name)) return null;
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  const own = name.replace(/\.[^.]+$/, '');
  if (WKT.test(text)) {
    const wkt = text
      .replace(/^\s*SRID\s*=\s*\d+\s*;/i, '')
      .replaceAll('"', '')
      .trim();
    return { name: `${own}.csv`, bytes: new TextEncoder().encode(`WKT\n"${wkt.replace(/\s+/g, ' ')}"\n`) };
  }
  const ring = cornersIn(text);
  if (ring === null) return null;
  const geometry = { type: 'Polygon', coordinates: [ring] };
  return { name: `${own}.geojson`, bytes: new TextEncoder().encode(JSON.stringify(geometry)) };
}

/** Corners as they stand, closed; which of the two numbers is north is for the reader of coordinates to find. */
function cornersIn(text: string): readonly Position[] | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 3 || !lines.every((line) => CORNER.test(line))) return null;
  const rows = lines.map((line) => (line.replace(/^\s*[A-Za-z]{1,3}\d{1,6}/, '').match(NUMBER) ?? []).map(Number));
  // 1, 2, 3 … in front are numbers of points.
  const isNumbered = rows.every((row, at) => row.length > 2 && (row[0] === at + 1 || row[0] === 1));
  const ring = rows.map((row): Position => (isNumbered ? [row[1]!, row[2]!] : [row[0]!, row[1]!]));
  const [[x, y], [lastX, lastY]] = [ring[0]!, ring.at(-1)!];
  return x === lastX && y === lastY ? ring : [...ring, ring[0]!];
}
