import { BUFFER, EXTENT, type Tile } from './mercator.ts';
import { AREA, POINT, WORLD, type PackedShapes } from './packed-shapes.ts';
import { clipLine, clipRing, doubleArea, quantised, reversed, simplified, simplifiedInto } from './path.ts';
import { TileBytes } from './tile-bytes.ts';
import { CELL, Mosaic } from './tile-mosaic.ts';
import type { TileColumn } from './tile-column.ts';
import { TilePen } from './tile-pen.ts';
import { TileWords } from './tile-words.ts';

/** From this zoom on shapes are drawn as they are; below, to half a pixel. */
const WHOLE_FROM_ZOOM = 13;
const TOLERANCE = 4;
const BOUNDS = { min: -BUFFER, max: EXTENT + BUFFER };
/** What stays within these is drawn whole: cutting off its end would cost more than drawing it. */
const WIDER = { min: -256, max: EXTENT + 256 };
/** Shapes in a tile above which those of twice the size are laid out as a mosaic too: more than a screen can tell apart. */
const CROWDED = 20_000;
/** Cutting off what follows the point rounds what is above zero: everything drawn whole is, with this added. */
const ABOVE = 1024;
const HALF_ABOVE = ABOVE + 0.5;
const FEATURE = 0x12;
const LAYER = 0x1a;

export interface PackedTile {
  readonly layer: string;
  readonly tile: Tile;
  readonly shapes: PackedShapes;
  readonly columns: readonly TileColumn[];
  /** The shapes whose boxes meet the tile, in the order in which they are drawn. */
  readonly which: ArrayLike<number>;
}

/**
 * A vector tile (Mapbox Vector Tile 2.1) with one layer, straight from packed shapes. Shapes are cut to the tile and
 * its buffer, unless they reach only a little further. Below zoom 13 lines and areas are generalised to half a pixel, areas smaller than two pixels (in a crowded tile four) are laid out
 * as a mosaic of what most of a place is, and of points too close to tell apart one is drawn; both say in the property
 * `n` for how many they stand. Empty bytes when nothing is drawn.
 */
export function encodePackedTile({ layer, tile, shapes, columns, which }: PackedTile): Uint8Array {
  const drawing = new Drawing(tile, shapes, columns, which.length > CROWDED);
  for (let i = 0; i < which.length; i++) drawing.add(which[i]!);
  return drawing.finish(layer);
}

/** What the drawing writes with: made once, since one tile is drawn at a time. */
const pen = new TilePen();
const features = new TileBytes();
const inside = new TileBytes();
const whole = new TileBytes();
let ring = new Int32Array(4096);
let line = new Float64Array(4096);

class Drawing {
  readonly #shapes: PackedShapes;
  readonly #columns: readonly TileColumn[];
  readonly #words: TileWords;
  readonly #west: number;
  readonly #north: number;
  /** Units of the tile in one of the world. */
  readonly #scale: number;
  readonly #isWhole: boolean;
  /** Areas smaller than this both ways go into the mosaic. */
  readonly #small: number;
  #mosaic: Mosaic | null = null;
  readonly #crowd = new Map<number, { shape: number; x: number; y: number; count: number }>();

  constructor({ z, x, y }: Tile, shapes: PackedShapes, columns: readonly TileColumn[], isCrowded: boolean) {
    this.#shapes = shapes;
    this.#columns = columns;
    this.#words = new TileWords(columns);
    features.clear();
    this.#west = (x * WORLD) / 2 ** z;
    this.#north = (y * WORLD) / 2 ** z;
    this.#scale = (EXTENT * 2 ** z) / WORLD;
    this.#isWhole = z >= WHOLE_FROM_ZOOM;
    this.#small = isCrowded ? 2 * CELL : CELL;
  }

  add(shape: number): void {
    const kind = this.#shapes.kinds[shape]!;
    if (kind === POINT) return this.#point(shape);
    const { boxes } = this.#shapes;
    const west = this.#x(boxes[4 * shape]!);
    const east = this.#x(boxes[4 * shape + 2]!);
    const north = this.#y(boxes[4 * shape + 1]!);
    const south = this.#y(boxes[4 * shape + 3]!);
    const { min, max } = BOUNDS;
    if (east < min || west > max || south < min || north > max) return;
    if (!this.#isWhole && kind === AREA && east - west < this.#small && south - north < this.#small) {
      this.#mosaic ??= new Mosaic((one) => this.#lookOf(one));
      this.#mosaic.add(shape, west, north, east, south, this.#areaOf(shape));
      return;
    }
    const isInside = west >= WIDER.min && east <= WIDER.max && north >= WIDER.min && south <= WIDER.max;
    pen.clear();
    if (kind === AREA) this.#area(shape, isInside);
    else this.#line(shape, isInside);
    if (!pen.isEmpty) this.#write(shape, kind);
  }

  finish(layer: string): Uint8Array {
    for (const { shape, x, y, count } of this.#crowd.values()) {
      pen.clear();
      pen.points([x, y], 1);
      this.#write(shape, POINT, count);
    }
    if (this.#mosaic) this.#writeMosaic(this.#mosaic);
    if (features.length === 0) return new Uint8Array(0);
    inside.clear();
    inside.reserve(features.length + 1024);
    inside.bytes.set([0x78, 2]);
    inside.length = 2;
    inside.text(0x0a, layer);
    inside.append(features);
    this.#words.finish(inside);
    inside.reserve(8);
    inside.bytes[inside.length++] = 0x28;
    inside.varint(EXTENT);
    whole.clear();
    whole.part(LAYER, inside);
    return whole.taken();
  }

  #x(world: number): number {
    return (world - this.#west) * this.#scale;
  }

  #y(world: number): number {
    return (world - this.#north) * this.#scale;
  }

  #point(shape: number): void {
    const { starts, paths, places } = this.#shapes;
    const [from, until] = [paths[starts[shape]!]!, paths[starts[shape + 1]!]!];
    let count = 0;
    room(2 * (until - from));
    for (let i = from; i < until; i++) {
      const [x, y] = [Math.round(this.#x(places[2 * i]!)), Math.round(this.#y(places[2 * i + 1]!))];
      if (x < BOUNDS.min || x > BOUNDS.max || y < BOUNDS.min || y > BOUNDS.max) continue;
      ring[2 * count] = x;
      ring[2 * count + 1] = y;
      count++;
    }
    if (count === 0) return;
    if (!this.#isWhole) return this.#addToCrowd(shape, ring[0]!, ring[1]!);
    pen.clear();
    pen.points(ring, count);
    this.#write(shape, POINT);
  }

  #addToCrowd(shape: number, x: number, y: number): void {
    const key = Math.floor(y / CELL) * 65_536 + Math.floor(x / CELL);
    const crowd = this.#crowd.get(key);
    if (crowd) crowd.count++;
    else this.#crowd.set(key, { shape, x, y, count: 1 });
  }

  #area(shape: number, isInside: boolean): void {
    const { starts, paths, isHole } = this.#shapes;
    let isDrawn = false;
    for (let path = starts[shape]!; path < starts[shape + 1]!; path++) {
      // Without its outer ring a hole would be filled.
      if (isHole[path] === 1 && !isDrawn) continue;
      const [from, until] = [paths[path]!, paths[path + 1]!];
      const drawn = isInside
        ? this.#insideRing(from, until, isHole[path] === 1)
        : this.#cutRing(from, until, isHole[path] === 1);
      if (isHole[path] === 0) isDrawn = drawn;
    }
  }

  /** A ring that lies inside, rounded; false when nothing of it is left. */
  #insideRing(from: number, until: number, isHole: boolean): boolean {
    const count = this.#rounded(from, until, true);
    let last = count;
    while (last > 1 && ring[2 * last - 2] === ring[0] && ring[2 * last - 1] === ring[1]) last--;
    if (last < 3) return false;
    let area = 0;
    for (let i = 2; i + 3 < 2 * last; i += 2) {
      area += (ring[i]! - ring[0]!) * (ring[i + 3]! - ring[1]!) - (ring[i + 2]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
    }
    if (area === 0) return false;
    if (area > 0 === isHole) turn(last);
    pen.draw(ring, last, true);
    return true;
  }

  /** Places without those that follow themselves, as this zoom draws them, in `ring`; returns how many. */
  #rounded(from: number, until: number, isRing: boolean): number {
    room(2 * (until - from) + 2);
    const places = this.#shapes.places;
    const west = this.#west;
    const north = this.#north;
    const scale = this.#scale;
    if (!this.#isWhole) return simplifiedInto(ring, line, this.#project(from, until, isRing), TOLERANCE);
    let count = 0;
    for (let i = from; i < until; i++) {
      const x = (((places[2 * i]! - west) * scale + HALF_ABOVE) | 0) - ABOVE;
      const y = (((places[2 * i + 1]! - north) * scale + HALF_ABOVE) | 0) - ABOVE;
      if (count > 0 && ring[2 * count - 2] === x && ring[2 * count - 1] === y) continue;
      ring[2 * count] = x;
      ring[2 * count + 1] = y;
      count++;
    }
    return count;
  }

  /** Places in units of the tile in `line`, a ring with its first again; returns how many. */
  #project(from: number, until: number, isRing: boolean): number {
    const places = this.#shapes.places;
    let end = 0;
    for (let i = from; i < until; i++) {
      line[end++] = this.#x(places[2 * i]!);
      line[end++] = this.#y(places[2 * i + 1]!);
    }
    if (isRing && end > 0) {
      line[end++] = line[0]!;
      line[end++] = line[1]!;
    }
    return end / 2;
  }

  #cutRing(from: number, until: number, isHole: boolean): boolean {
    const path = this.#path(from, until, true);
    const cut = this.#generalised(clipRing(path, BOUNDS));
    const area = doubleArea(cut);
    if (area === 0) return false;
    pen.draw(area < 0 === isHole ? cut : reversed(cut), cut.length / 2 - 1, true);
    return true;
  }

  #line(shape: number, isInside: boolean): void {
    const { starts, paths } = this.#shapes;
    for (let path = starts[shape]!; path < starts[shape + 1]!; path++) {
      const [from, until] = [paths[path]!, paths[path + 1]!];
      if (isInside) {
        const count = this.#rounded(from, until, false);
        if (count > 1) pen.draw(ring, count, false);
        continue;
      }
      for (const piece of clipLine(this.#path(from, until, false), BOUNDS)) {
        const drawn = this.#generalised(piece);
        if (drawn.length >= 4) pen.draw(drawn, drawn.length / 2, false);
      }
    }
  }

  #path(from: number, until: number, isRing: boolean): Float64Array {
    room(2 * (until - from) + 2);
    return line.slice(0, 2 * this.#project(from, until, isRing));
  }

  #generalised(path: Float64Array): Float64Array {
    return quantised(this.#isWhole ? path : simplified(path, TOLERANCE));
  }

  #areaOf(shape: number): number {
    const { starts, paths, places } = this.#shapes;
    let area = 0;
    for (let path = starts[shape]!; path < starts[shape + 1]!; path++) {
      const [from, until] = [2 * paths[path]!, 2 * paths[path + 1]!];
      const [x0, y0] = [places[from]!, places[from + 1]!];
      for (let i = from + 2; i + 3 < until; i += 2) {
        area += (places[i]! - x0) * (places[i + 3]! - y0) - (places[i + 2]! - x0) * (places[i + 1]! - y0);
      }
    }
    return (Math.abs(area) / 2) * this.#scale * this.#scale;
  }

  /** Shapes that share all that groups share look the same. */
  #lookOf(shape: number): number {
    let look = 0;
    for (const { of, count, isOwn } of this.#columns) {
      if (of !== null && !isOwn) look = look * (count + 1) + of[shape]!;
    }
    return look;
  }

  #writeMosaic(mosaic: Mosaic): void {
    for (const { west, north, east, south, shape, count } of mosaic.tiles()) {
      pen.clear();
      pen.draw([west, north, east, north, east, south, west, south], 4, true);
      this.#write(shape, AREA, count);
    }
  }

  #write(shape: number, kind: number, stands: number | null = null): void {
    const words = this.#words;
    words.begin(shape, stands !== null && stands !== 1);
    if (stands !== null) words.stands(stands);
    const tags = words.tags;
    const commands = pen.commands;
    features.reserve(tags.length + commands.length + 24);
    features.bytes[features.length++] = FEATURE;
    features.varint(tags.length + commands.length + 4 + sizeOf(tags.length) + sizeOf(commands.length));
    features.part(0x12, tags);
    features.bytes[features.length++] = 0x18;
    features.bytes[features.length++] = kind;
    features.part(0x22, commands);
  }
}

/** Turns the first places of `ring`. */
function turn(count: number): void {
  for (let a = 0, b = 2 * count - 2; a < b; a += 2, b -= 2) {
    const [x, y] = [ring[a]!, ring[a + 1]!];
    ring[a] = ring[b]!;
    ring[a + 1] = ring[b + 1]!;
    ring[b] = x;
    ring[b + 1] = y;
  }
}

function room(length: number): void {
  if (ring.length >= length) return;
  ring = new Int32Array(2 * length);
  line = new Float64Array(2 * length);
}

/** Bytes of a length as it is written. */
function sizeOf(length: number): number {
  let size = 1;
  for (let rest = length; rest > 0x7f; rest >>>= 7) size++;
  return size;
}
