import { PbfWriter } from 'pbf';
import { linesOf, polygonsOf, type Geometry, type Position } from './geometry.ts';
import { BUFFER, EXTENT, worldX, worldY, type Tile } from './mercator.ts';
import { clipLine, clipRing, doubleArea, quantised, reversed, simplified, type Path } from './path.ts';

export interface TileFeature {
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
  /** For how many it stands, when somebody has put them together already. */
  readonly stands?: number;
}

/** From this zoom on shapes are drawn as they are; below, to half a pixel. */
const WHOLE_FROM_ZOOM = 13;
const TOLERANCE = 4;
/** Below that zoom an area smaller than this (about two pixels square) is drawn as a point. */
const SMALL_AREA = 256;
/** Below that zoom one of all points in a square of this side is drawn, and says how many stand there. */
const CELL = 16;
const BOUNDS = { min: -BUFFER, max: EXTENT + BUFFER };

const POINT = 1;
const LINE = 2;
const AREA = 3;

interface Drawn {
  readonly type: typeof POINT | typeof LINE | typeof AREA;
  readonly commands: readonly number[];
  readonly properties: TileFeature['properties'];
}

/**
 * A vector tile (Mapbox Vector Tile 2.1) with one layer. Shapes are cut to the tile and its buffer, and generalised
 * below zoom 13: lines to half a pixel, areas too small to see become points, points too close to tell apart become
 * one with the property `n`, how many there are. Empty bytes when nothing is drawn.
 */
export function encodeTile(layer: string, tile: Tile, features: Iterable<TileFeature>): Uint8Array {
  const drawn = drawnIn(tile, features);
  if (drawn.length === 0) return new Uint8Array(0);
  const writer = new PbfWriter();
  writer.writeMessage(3, writeLayer, { layer, drawn });
  return writer.finish();
}

function drawnIn(tile: Tile, features: Iterable<TileFeature>): Drawn[] {
  const project = projectionOf(tile);
  const isWhole = tile.z >= WHOLE_FROM_ZOOM;
  const shapes: Drawn[] = [];
  const crowd = new Crowd(isWhole);
  for (const { geometry, properties, stands = 1 } of features) {
    if (geometry.type === 'Point') {
      crowd.add(project([geometry.coordinates]), properties, stands);
      continue;
    }
    if (geometry.type === 'MultiPoint') {
      crowd.add(project(geometry.coordinates), properties, stands);
      continue;
    }
    const polygons = polygonsOf(geometry).map((rings) => rings.map(project));
    const small = isWhole ? null : middleOfSmall(polygons);
    if (small !== null) {
      crowd.add(small, properties, stands);
      continue;
    }
    const tolerance = isWhole ? 0 : TOLERANCE;
    const commands =
      polygons.length > 0 ? areaCommands(polygons, tolerance) : lineCommands(linesOf(geometry).map(project), tolerance);
    if (commands.length > 0) shapes.push({ type: polygons.length > 0 ? AREA : LINE, commands, properties });
  }
  return [...shapes, ...crowd.drawn()];
}

function projectionOf({ z, x, y }: Tile): (positions: readonly Position[]) => Path {
  const scale = 2 ** z * EXTENT;
  const [west, north] = [x * EXTENT, y * EXTENT];
  return (positions) => {
    const path = new Float64Array(positions.length * 2);
    for (let i = 0; i < positions.length; i++) {
      path[2 * i] = worldX(positions[i]![0]) * scale - west;
      path[2 * i + 1] = worldY(positions[i]![1]) * scale - north;
    }
    return path;
  };
}

/** Points, thinned below the zoom where each is drawn. */
class Crowd {
  readonly #isWhole: boolean;
  readonly #cells = new Map<number, { x: number; y: number; count: number; properties: TileFeature['properties'] }>();
  readonly #all: Drawn[] = [];

  constructor(isWhole: boolean) {
    this.#isWhole = isWhole;
  }

  add(points: Path, properties: TileFeature['properties'], stands: number): void {
    const inside: number[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [Math.round(points[i]!), Math.round(points[i + 1]!)];
      if (x >= BOUNDS.min && x <= BOUNDS.max && y >= BOUNDS.min && y <= BOUNDS.max) inside.push(x, y);
    }
    if (inside.length === 0) return;
    if (this.#isWhole) this.#all.push({ type: POINT, commands: pointCommands(inside), properties });
    else this.#addToCell(inside[0]!, inside[1]!, properties, stands);
  }

  #addToCell(x: number, y: number, properties: TileFeature['properties'], stands: number): void {
    const key = Math.floor(y / CELL) * 65_536 + Math.floor(x / CELL);
    const cell = this.#cells.get(key);
    if (cell) cell.count += stands;
    else this.#cells.set(key, { x, y, count: stands, properties });
  }

  drawn(): Drawn[] {
    const thinned = [...this.#cells.values()].map(({ x, y, count, properties }): Drawn => {
      return { type: POINT, commands: pointCommands([x, y]), properties: { ...properties, n: count } };
    });
    return [...this.#all, ...thinned];
  }
}

/** Where an area too small to see stands, all of its parts taken together. */
function middleOfSmall(polygons: readonly (readonly Path[])[]): Path | null {
  if (polygons.length === 0) return null;
  let [west, south, east, north] = [Infinity, -Infinity, -Infinity, Infinity];
  for (const [outer] of polygons) {
    for (let i = 0; i < outer!.length; i += 2) {
      west = Math.min(west, outer![i]!);
      east = Math.max(east, outer![i]!);
      north = Math.min(north, outer![i + 1]!);
      south = Math.max(south, outer![i + 1]!);
    }
  }
  if ((east - west) * (south - north) >= SMALL_AREA) return null;
  return Float64Array.of((west + east) / 2, (north + south) / 2);
}

const MOVE = 1;
const DRAW = 2;
const CLOSE = 7;
const command = (id: number, count: number): number => (count << 3) | id;
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** Commands of one feature; positions follow each other through all of its paths. */
class Pen {
  readonly commands: number[] = [];
  #x = 0;
  #y = 0;

  move(path: ArrayLike<number>, points: number): void {
    this.commands.push(command(MOVE, points));
    for (let i = 0; i < points; i++) this.#to(path[2 * i]!, path[2 * i + 1]!);
  }

  /** From the first point, where it stands, to the others up to `points`. */
  draw(path: Path, points: number): void {
    this.move(path, 1);
    this.commands.push(command(DRAW, points - 1));
    for (let i = 1; i < points; i++) this.#to(path[2 * i]!, path[2 * i + 1]!);
  }

  close(): void {
    this.commands.push(command(CLOSE, 1));
  }

  #to(x: number, y: number): void {
    this.commands.push(zigzag(x - this.#x), zigzag(y - this.#y));
    this.#x = x;
    this.#y = y;
  }
}

function pointCommands(points: readonly number[]): readonly number[] {
  const pen = new Pen();
  pen.move(points, points.length / 2);
  return pen.commands;
}

function lineCommands(lines: readonly Path[], tolerance: number): readonly number[] {
  const pen = new Pen();
  for (const line of lines) {
    for (const piece of clipLine(line, BOUNDS)) {
      const path = quantised(simplified(piece, tolerance));
      if (path.length >= 4) pen.draw(path, path.length / 2);
    }
  }
  return pen.commands;
}

function areaCommands(polygons: readonly (readonly Path[])[], tolerance: number): readonly number[] {
  const pen = new Pen();
  for (const rings of polygons) {
    for (const [at, ring] of rings.entries()) {
      const path = quantised(simplified(clipRing(ring, BOUNDS), tolerance));
      const area = doubleArea(path);
      if (area === 0 && at === 0) break; // without its outer ring a hole would be filled
      if (area === 0) continue;
      const isOuter = at === 0;
      pen.draw(area > 0 === isOuter ? path : reversed(path), path.length / 2 - 1);
      pen.close();
    }
  }
  return pen.commands;
}

const VERSION = 2;

function writeLayer({ layer, drawn }: { layer: string; drawn: readonly Drawn[] }, writer: PbfWriter): void {
  const words = new Words();
  writer.writeVarintField(15, VERSION);
  writer.writeStringField(1, layer);
  for (const { type, commands, properties } of drawn) {
    const tags = words.tagsOf(properties);
    writer.writeMessage(2, writeFeature, { type, commands, tags });
  }
  for (const key of words.keys.keys()) writer.writeStringField(3, key);
  for (const value of words.values.keys()) writer.writeMessage(4, writeValue, value);
  writer.writeVarintField(5, EXTENT);
}

function writeFeature(
  { type, commands, tags }: Omit<Drawn, 'properties'> & { tags: readonly number[] },
  writer: PbfWriter,
): void {
  writer.writePackedVarint(2, [...tags]);
  writer.writeVarintField(3, type);
  writer.writePackedVarint(4, commands as number[]);
}

function writeValue(value: string | number | boolean, writer: PbfWriter): void {
  if (typeof value === 'string') writer.writeStringField(1, value);
  else if (typeof value === 'boolean') writer.writeBooleanField(7, value);
  else if (Number.isSafeInteger(value)) writer.writeSVarintField(6, value);
  else writer.writeDoubleField(3, value);
}

/** Keys and values of a layer, each written once. */
class Words {
  readonly keys = new Map<string, number>();
  readonly values = new Map<string | number | boolean, number>();

  tagsOf(properties: TileFeature['properties']): readonly number[] {
    return Object.entries(properties).flatMap(([key, value]) =>
      value === null ? [] : [indexIn(this.keys, key), indexIn(this.values, value)],
    );
  }
}

function indexIn<T>(map: Map<T, number>, value: T): number {
  const known = map.get(value);
  if (known !== undefined) return known;
  map.set(value, map.size);
  return map.size - 1;
}
