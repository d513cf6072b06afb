import { geometryFault } from './faults.ts';
import type { Geometry, Position } from './geometry.ts';

const CODES = { Point: 1, LineString: 2, Polygon: 3, MultiPoint: 4, MultiLineString: 5, MultiPolygon: 6 } as const;
const LITTLE_ENDIAN = 1;

/** Well-known binary, two dimensions, little-endian, as ISO 13249-3 writes it; without a reference system. */
export function toWkb(geometry: Geometry): Uint8Array {
  const bytes = new Uint8Array(sizeOf(geometry));
  new Writer(bytes).geometry(geometry);
  return bytes;
}

const HEAD = 5;
const listSize = (positions: readonly Position[]): number => 4 + 16 * positions.length;
const sum = <T>(list: readonly T[], size: (one: T) => number): number => list.reduce((all, one) => all + size(one), 0);
const polygonSize = (rings: readonly (readonly Position[])[]): number => HEAD + 4 + sum(rings, listSize);

function sizeOf(geometry: Geometry): number {
  switch (geometry.type) {
    case 'Point':
      return HEAD + 16;
    case 'MultiPoint':
      return HEAD + 4 + (HEAD + 16) * geometry.coordinates.length;
    case 'LineString':
      return HEAD + listSize(geometry.coordinates);
    case 'MultiLineString':
      return HEAD + 4 + sum(geometry.coordinates, (line) => HEAD + listSize(line));
    case 'Polygon':
      return polygonSize(geometry.coordinates);
    case 'MultiPolygon':
      return HEAD + 4 + sum(geometry.coordinates, polygonSize);
  }
}

class Writer {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(geometry: Geometry): void {
    this.#head(geometry.type);
    switch (geometry.type) {
      case 'Point':
        return this.#position(geometry.coordinates);
      case 'LineString':
        return this.#positions(geometry.coordinates);
      case 'Polygon':
        return this.#list(geometry.coordinates, (ring) => this.#positions(ring));
      case 'MultiPoint':
        return this.#list(geometry.coordinates, (coordinates) => this.geometry({ type: 'Point', coordinates }));
      case 'MultiLineString':
        return this.#list(geometry.coordinates, (coordinates) => this.geometry({ type: 'LineString', coordinates }));
      case 'MultiPolygon':
        return this.#list(geometry.coordinates, (coordinates) => this.geometry({ type: 'Polygon', coordinates }));
    }
  }

  #head(type: Geometry['type']): void {
    this.#view.setUint8(this.#at, LITTLE_ENDIAN);
    this.#view.setUint32(this.#at + 1, CODES[type], true);
    this.#at += HEAD;
  }

  #list<T>(list: readonly T[], write: (one: T) => void): void {
    this.#view.setUint32(this.#at, list.length, true);
    this.#at += 4;
    for (const one of list) write(one);
  }

  #positions(positions: readonly Position[]): void {
    this.#list(positions, (position) => this.#position(position));
  }

  #position([lon, lat]: Position): void {
    this.#view.setFloat64(this.#at, lon, true);
    this.#view.setFloat64(this.#at + 8, lat, true);
    this.#at += 16;
  }
}

/**
 * A geometry from well-known binary of either byte order; heights, measures and PostGIS's reference system are passed
 * over. Throws the fault `geometry.wkb` for anything else.
 */
export function fromWkb(bytes: Uint8Array): Geometry {
  const reader = new Reader(bytes);
  const geometry = reader.geometry();
  reader.end();
  return geometry;
}

class Reader {
  readonly #view: DataView;
  #at = 0;
  #isLittle = true;
  /** Numbers of a position: 2 to 4. */
  #width = 2;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  end(): void {
    if (this.#at !== this.#view.byteLength) throw geometryFault('geometry.wkb', { why: '后面还有多余的字节' });
  }

  geometry(): Geometry {
    const type = this.#head();
    switch (type) {
      case CODES.Point:
        return { type: 'Point', coordinates: this.#position() };
      case CODES.LineString:
        return { type: 'LineString', coordinates: this.#positions() };
      case CODES.Polygon:
        return { type: 'Polygon', coordinates: this.#list(4, () => this.#positions()) };
      case CODES.MultiPoint:
        return { type: 'MultiPoint', coordinates: this.#parts(CODES.Point, () => this.#position()) };
      case CODES.MultiLineString:
        return { type: 'MultiLineString', coordinates: this.#parts(CODES.LineString, () => this.#positions()) };
      case CODES.MultiPolygon:
        return {
          type: 'MultiPolygon',
          coordinates: this.#parts(CODES.Polygon, () => this.#list(4, () => this.#positions())),
        };
      default:
        throw geometryFault('geometry.wkb', { why: `不支持的图形类型 ${type}` });
    }
  }

  #head(): number {
    const order = this.#take(1);
    if (this.#view.getUint8(order) > 1) throw geometryFault('geometry.wkb', { why: '开头不是字节序标记' });
    this.#isLittle = this.#view.getUint8(order) === LITTLE_ENDIAN;
    const code = this.#view.getUint32(this.#take(4), this.#isLittle);
    if ((code & 0x20000000) !== 0) this.#take(4);
    // Heights and measures: flags in PostGIS's form, thousands in the standard's.
    const plain = code & 0x0fffffff;
    const thousands = Math.floor(plain / 1000);
    const hasHeight = code >>> 31 === 1 || thousands === 1 || thousands === 3;
    const hasMeasure = (code & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
    this.#width = 2 + Number(hasHeight) + Number(hasMeasure);
    return plain % 1000;
  }

  #parts<T>(type: number, read: () => T): T[] {
    return this.#list(HEAD, () => {
      const found = this.#head();
      if (found !== type) throw geometryFault('geometry.wkb', { why: '组成部分的类型与整体不符' });
      return read();
    });
  }

  /** A count that could not be true for the bytes that are left is no reason to reserve memory. */
  #list<T>(atLeast: number, read: () => T): T[] {
    const count = this.#view.getUint32(this.#take(4), this.#isLittle);
    if (count * atLeast > this.#view.byteLength - this.#at) throw geometryFault('geometry.wkb', { why: '数据不完整' });
    return Array.from({ length: count }, read);
  }

  #positions(): Position[] {
    return this.#list(8 * this.#width, () => this.#position());
  }

  #position(): Position {
    const at = this.#take(8 * this.#width);
    return [this.#view.getFloat64(at, this.#isLittle), this.#view.getFloat64(at + 8, this.#isLittle)];
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.#view.byteLength) throw geometryFault('geometry.wkb', { why: '数据不完整' });
    this.#at += bytes;
    return at;
  }
}
