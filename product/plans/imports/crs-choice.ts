import type { Box } from '@quantu/geometry';
import {
  crsFromText,
  judgeCrs,
  needsParameters,
  toCgcs2000,
  type Axes,
  type Crs,
  type SevenParameters,
} from '@quantu/spatial-files';

/** A system as a person names it; the old ones with the parameters of the place: `EPSG:2363 +towgs84=dx,…,ppm`. */
export interface NamedCrs {
  readonly crs: Crs;
  /** As readers of files take it. */
  readonly text: string;
  readonly parameters: SevenParameters | null;
}

const PARAMETERS = /^(.*?)\s*\+towgs84=\s*([-\d.,\s]+)$/;

export function namedCrs(text: string): NamedCrs | { readonly problem: string } {
  const match = PARAMETERS.exec(text.trim());
  const name = match?.[1] ?? text;
  const reading = crsFromText(name);
  if ('problem' in reading) return reading;
  const parameters = match ? sevenOf(match[2]!) : null;
  if (match && parameters === null) return { problem: '七参数要有七个数：dx,dy,dz（米）,rx,ry,rz（秒）,尺度（ppm）' };
  return { crs: reading.crs, text: reading.crs.id, parameters };
}

/** Chinese surveys give them by the coordinate frame. */
function sevenOf(text: string): SevenParameters | null {
  const numbers = text.split(',').map((part) => Number(part.trim()));
  if (numbers.length !== 7 || !numbers.every(Number.isFinite)) return null;
  const [dx, dy, dz, rx, ry, rz, ppm] = numbers as [number, number, number, number, number, number, number];
  return { dx, dy, dz, rx, ry, rz, ppm, rotation: 'coordinate-frame' };
}

export interface PlacedBox {
  /** Where the layer comes to lie; null when its system cannot be converted. */
  readonly box: Box | null;
  readonly axes: Axes;
  /** Why it is doubtful that the layer is in this system. */
  readonly doubt: string | null;
}

interface RawPlace {
  readonly rawBox: readonly number[] | null;
  readonly axes: Axes;
  readonly isAxesFixed: boolean;
}

/** Where a layer comes to lie when it is taken to be in this system. */
export function placed({ rawBox, axes, isAxesFixed }: RawPlace, named: NamedCrs, district: Box | null): PlacedBox {
  const { crs, parameters } = named;
  if (rawBox === null || rawBox.length !== 4) return { box: null, axes, doubt: null };
  const raw = rawBox as unknown as Box;
  const ordered: Box = isAxesFixed && axes === 'yx' ? [raw[1], raw[0], raw[3], raw[2]] : raw;
  const judged = judgeCrs(crs, ordered, district);
  const isPossible = judged.crs?.id === crs.id;
  const own = isAxesFixed || !isPossible ? axes : judged.axes;
  const doubt = isPossible && judged.confidence !== 'unsure' ? null : judged.why;
  if (needsParameters(crs) && parameters === null) return { box: null, axes: own, doubt };
  const turn = toCgcs2000(crs, { axes: own, ...(parameters ? { parameters } : {}) });
  const corners = outline(raw).map(([x, y]) => turn(x, y));
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  const box: Box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { box: box.every(Number.isFinite) ? box : null, axes: own, doubt };
}

/** Corners and middles of the sides: a projection bends them. */
function outline([west, south, east, north]: Box): readonly (readonly [number, number])[] {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const [columns, rows] = [
    [west, x, east],
    [south, y, north],
  ];
  return columns.flatMap((column) => rows.map((row) => [column, row] as const));
}
