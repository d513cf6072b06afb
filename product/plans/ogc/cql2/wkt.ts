import type { Geometry, Position } from '@quantu/geometry';
import { ogcFault } from '../faults.ts';
import type { Token } from './tokens.ts';
import { MOST, type Spatial } from './tree.ts';

type Deep = Position | readonly Deep[];

/** Depth of brackets around positions, and the name in GeoJSON. */
const KINDS: Readonly<Record<string, readonly [depth: number, type: Geometry['type']]>> = {
  POINT: [0, 'Point'],
  MULTIPOINT: [1, 'MultiPoint'],
  LINESTRING: [1, 'LineString'],
  MULTILINESTRING: [2, 'MultiLineString'],
  POLYGON: [2, 'Polygon'],
  MULTIPOLYGON: [3, 'MultiPolygon'],
};

/** A geometry in well-known text, a collection of them, or BBOX(…), among the words of a filter. */
export class WktReader {
  readonly #tokens: readonly Token[];
  next: number;
  #positions = 0;

  constructor(tokens: readonly Token[], next: number) {
    this.#tokens = tokens;
    this.next = next;
  }

  spatial(): Spatial {
    const { text } = this.#token;
    const word = text.toUpperCase();
    if (word === 'BBOX') {
      this.next++;
      return { bbox: this.#inBrackets(() => this.#number()) };
    }
    if (word !== 'GEOMETRYCOLLECTION') return this.#geometry();
    this.next++;
    return { type: 'GeometryCollection', geometries: this.#inBrackets(() => this.#geometry()) };
  }

  #geometry(): Geometry {
    const word = this.#token.text.toUpperCase();
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
    if (!kind) throw this.#wrong('a geometry is missing', '缺少几何图形');
    this.next++;
    if (this.#token.kind === 'name' && /^ZM?$|^M$/i.test(this.#token.text)) this.next++;
    const [depth, type] = kind;
    const coordinates: Deep = type === 'Point' ? this.#point() : this.#deep(depth, type);
    // The depth of the brackets is that of the type.
    return { type, coordinates } as unknown as Geometry;
  }

  #point(): Position {
    this.#sign('(');
    const position = this.#position();
    this.#sign(')');
    return position;
  }

  #deep(depth: number, type: Geometry['type']): Deep {
    if (depth > 1) return this.#inBrackets(() => this.#deep(depth - 1, type));
    return this.#inBrackets(() => (type === 'MultiPoint' && this.#is('(') ? this.#point() : this.#position()));
  }

  #inBrackets<T>(read: () => T): T[] {
    this.#sign('(');
    const list = [read()];
    while (this.#is(',')) {
      this.next++;
      list.push(read());
    }
    this.#sign(')');
    return list;
  }

  #position(): Position {
    if (++this.#positions > MOST.positions) {
      throw ogcFault('ogc.filter-cost', { why: 'too many positions', said: `几何图形超过 ${MOST.positions} 个点` });
    }
    const position: Position = [this.#number(), this.#number()];
    while (this.#token.kind === 'number') this.next++; // heights
    return position;
  }

  #number(): number {
    if (this.#token.kind !== 'number') throw this.#wrong('a number is missing', '缺少坐标数字');
    return Number(this.#tokens[this.next++]!.text);
  }

  get #token(): Token {
    return this.#tokens[this.next]!;
  }

  #is(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === sign;
  }

  #sign(sign: string): void {
    if (!this.#is(sign)) throw this.#wrong(`“${sign}” is missing`, `缺少“${sign}”`);
    this.next++;
  }

  #wrong(why: string, said: string): Error {
    return ogcFault('ogc.filter', { at: this.#token.at, why, said });
  }
}
