import type { Position } from '@quantu/geometry';

/** What of a binary text is a geometry of GeoJSON, and the system that PostGIS writes with it. */
export interface HexGeometry {
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly srid: number | null;
}

const TYPES = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'] as const;
const [HAS_Z, HAS_M, HAS_SRID] = [0x8000_0000, 0x4000_0000, 0x2000_0000];

/** Well-known binary in hexadecimal digits, of PostGIS (EWKB) or of the standard, as databases print geometries. */
export const isWkbText = (text: string): boolean => /^(?:\\x)?0[01][\da-f]{16,}$/i.test(text);

/** Null where the text ends early or is of another kind. */
export function readWkbText(text: string): HexGeometry | null {
  const digits = text.replace(/^\\x/, '');
  const reader = new Reader(Buffer.from(digits, 'hex'));
  try {
    const geometry = reader.geometry();
    return geometry === null ? null : { geometry, srid: reader.srid };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

class Reader {
  readonly #view: DataView;
  #at = 0;
  #isLittle = true;
  #width = 2;
  srid: number | null = null;

  constructor(bytes: Buffer) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  geometry(): HexGeometry['geometry'] | null {
    this.#isLittle = this.#view.getUint8(this.#at) === 1;
    this.#at++;
    const word = this.#integer();
    if ((word & HAS_SRID) !== 0) this.srid = this.#integer();
    const plain = word & 0x0fff_ffff;
    const more = Math.floor(plain / 1000);
    const hasZ = (word & HAS_Z) !== 0 || more === 1 || more === 3;
    const hasM = (word & HAS_M) !== 0 || more === 2 || more === 3;
    this.#width = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    const type = TYPES[(plain % 1000) - 1];
    if (type === undefined) return null;
    return { type, coordinates: this.#coordinates(type) };
  }

  #coordinates(type: (typeof TYPES)[number]): unknown {
    if (type === 'Point') return this.#position();
    if (type === 'LineString') return this.#positions();
    if (type === 'Polygon') return this.#list(() => this.#positions());
    return this.#list(() => this.geometry()?.coordinates ?? []);
  }

  #list<T>(one: () => T): T[] {
    const count = this.#integer();
    // A count that the bytes cannot hold is a broken text.
    if (count * 4 > this.#view.byteLength - this.#at) throw new RangeError();
    return Array.from({ length: count }, one);
  }

  #positions(): Position[] {
    return this.#list(() => this.#position());
  }

  #position(): Position {
    const x = this.#view.getFloat64(this.#at, this.#isLittle);
    const y = this.#view.getFloat64(this.#at + 8, this.#isLittle);
    this.#at += this.#width * 8;
    return [x, y];
  }

  #integer(): number {
    const value = this.#view.getUint32(this.#at, this.#isLittle);
    this.#at += 4;
    return value;
  }
}
