import type { Geometry, Position } from '@quantu/geometry';
import { areaOf } from '../rings.ts';

/** The kinds of a shapefile, by the last digit of their code; 10 more have heights, 20 more measures. */
const [NONE, POINT, LINE, AREA, POINTS] = [0, 1, 3, 5, 8];
export const MULTIPATCH = 31;

export interface Shape {
  readonly geometry: Geometry | null;
  readonly z: Float64Array | null;
  readonly vertices: number;
  readonly problem: string | null;
  readonly wasOpen?: boolean;
}

const EMPTY: Shape = { geometry: null, z: null, vertices: 0, problem: null };
const broken = (problem: string): Shape => ({ ...EMPTY, problem });

/** One record of a .shp, without its head. Rings of areas are sorted into polygons by their direction and place. */
export function shapeOf(record: Buffer): Shape {
  if (record.length < 4) return broken('图形记录不完整');
  const code = record.readInt32LE(0);
  if (code === MULTIPATCH) return broken('是三维多面体（MultiPatch），不能按面导入');
  const hasZ = code >= 11 && code <= 18;
  const kind = code % 10;
  if (code === NONE) return EMPTY;
  if (kind === POINT) return pointOf(record, hasZ);
  if (kind === POINTS) return pointsOf(record, hasZ);
  if (kind === LINE || kind === AREA) return partsOf(record, kind, hasZ);
  return broken(`图形类型 ${code} 不认识`);
}

function pointOf(record: Buffer, hasZ: boolean): Shape {
  if (record.length < (hasZ ? 28 : 20)) return broken('图形记录不完整');
  const coordinates: Position = [record.readDoubleLE(4), record.readDoubleLE(12)];
  if (!coordinates.every(Number.isFinite)) return broken('坐标不是数字');
  const z = hasZ ? Float64Array.of(record.readDoubleLE(20)) : null;
  return { geometry: { type: 'Point', coordinates }, z, vertices: 1, problem: null };
}

function pointsOf(record: Buffer, hasZ: boolean): Shape {
  const count = record.length < 40 ? -1 : record.readInt32LE(36);
  if (count < 0 || 40 + count * 16 > record.length) return broken('图形记录不完整');
  const coordinates = positions(record, 40, 0, count);
  if (coordinates === null) return broken('坐标不是数字');
  if (count === 0) return EMPTY;
  const z = hasZ ? heights(record, 40 + count * 16 + 16, count) : null;
  return { geometry: { type: 'MultiPoint', coordinates }, z, vertices: count, problem: null };
}

function partsOf(record: Buffer, kind: number, hasZ: boolean): Shape {
  if (record.length < 44) return broken('图形记录不完整');
  const [parts, points] = [record.readInt32LE(36), record.readInt32LE(40)];
  const start = 44 + parts * 4;
  if (parts < 0 || points < 0 || start + points * 16 > record.length) return broken('图形记录不完整');
  const lists: Position[][] = [];
  for (let part = 0; part < parts; part++) {
    const from = record.readInt32LE(44 + part * 4);
    const to = part + 1 < parts ? record.readInt32LE(48 + part * 4) : points;
    if (from < 0 || to > points || from > to) return broken('图形记录不完整');
    const list = positions(record, start, from, to);
    if (list === null) return broken('坐标不是数字');
    if (list.length > 0) lists.push(list);
  }
  if (lists.length === 0) return EMPTY;
  const z = hasZ ? heights(record, start + points * 16 + 16, points) : null;
  if (kind === LINE) return { geometry: linesOf(lists), z, vertices: points, problem: null };
  const { geometry, isReordered, wasOpen } = areaOf(lists);
  // Heights follow the order of the file: where rings had to be moved they would belong to others.
  const kept = isReordered || z?.length !== points ? null : z;
  const shape = { geometry, z: kept, vertices: points, problem: null };
  return wasOpen ? { ...shape, wasOpen } : shape;
}

/** Positions `from`–`to` of a list; null when one is no number. */
function positions(record: Buffer, start: number, from: number, to: number): Position[] | null {
  const list: Position[] = [];
  for (let at = start + from * 16, end = start + to * 16; at < end; at += 16) {
    const x = record.readDoubleLE(at);
    const y = record.readDoubleLE(at + 8);
    // NaN and infinity alike.
    if (x - x !== 0 || y - y !== 0) return null;
    list.push([x, y]);
  }
  return list;
}

function heights(record: Buffer, start: number, count: number): Float64Array | null {
  if (start + count * 8 > record.length) return null;
  const z = new Float64Array(count);
  for (let i = 0; i < count; i++) z[i] = record.readDoubleLE(start + i * 8);
  return z;
}

function linesOf(lists: readonly Position[][]): Geometry {
  return lists.length === 1
    ? { type: 'LineString', coordinates: lists[0]! }
    : { type: 'MultiLineString', coordinates: lists };
}
