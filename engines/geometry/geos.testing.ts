import initGeos from 'geos-wasm';
import type { Geometry, MultiPolygon, Polygon, Position } from './geometry.ts';
import { fromWkb, toWkb } from './wkb.ts';

type Shape = Polygon | MultiPolygon;
type Handle = number;

const geos = await initGeos({ errorHandler: () => undefined });
const reader = geos.GEOSWKBReader_create();
const wktReader = geos.GEOSWKTReader_create();
const writer = geos.GEOSWKBWriter_create();
const POLYGON = 3;

/** The place that all of `inside` and none of `outside` covers, by GEOS; null when nothing is left. */
export function geosCell(inside: readonly Shape[], outside: readonly Shape[]): Shape | null {
  let cell = read(inside[0]!);
  for (const shape of inside.slice(1)) cell = combined(cell, shape, (one, other) => geos.GEOSIntersection(one, other));
  for (const shape of outside) cell = combined(cell, shape, (one, other) => geos.GEOSDifference(one, other));
  return released(cell);
}

export function geosUnion(shapes: readonly Shape[]): Shape | null {
  let all = read(shapes[0]!);
  for (const shape of shapes.slice(1)) all = combined(all, shape, (one, other) => geos.GEOSUnion(one, other));
  return released(all);
}

export function geosMadeValid(shape: Shape): Shape | null {
  const given = read(shape);
  const made = geos.GEOSMakeValid(given);
  geos.GEOSGeom_destroy(given);
  return released(made);
}

export function isGeosValid(shape: Shape): boolean {
  const handle = read(shape);
  const isValid = geos.GEOSisValid(handle) === 1;
  geos.GEOSGeom_destroy(handle);
  return isValid;
}

/** How two geometries lie to each other (DE-9IM), by GEOS; null: one of them is not valid. */
export function geosRelation(a: Geometry, b: Geometry): string | null {
  const handles = [read(a), read(b)];
  const [one, other] = handles as [Handle, Handle];
  const areValid = handles.every((handle) => geos.GEOSisValid(handle) === 1);
  const at = areValid ? geos.GEOSRelate(one, other) : 0;
  const matrix = at === 0 ? null : new TextDecoder().decode(geos.Module.HEAPU8.slice(at, at + 9));
  if (at !== 0) geos.GEOSFree(at);
  for (const handle of handles) geos.GEOSGeom_destroy(handle);
  return matrix;
}

/** The polygons of a text in WKT; null when it has none. */
export function fromWkt(text: string): Shape | null {
  const bytes = new TextEncoder().encode(text);
  return released(withMemory(bytes.length + 1, bytes, (at) => geos.GEOSWKTReader_read(wktReader, at)));
}

function combined(one: Handle, shape: Shape, combine: (one: Handle, other: Handle) => Handle): Handle {
  const other = read(shape);
  const result = combine(one, other);
  geos.GEOSGeom_destroy(one);
  geos.GEOSGeom_destroy(other);
  if (result === 0) throw new Error('GEOS has no answer');
  return result;
}

function read(shape: Geometry): Handle {
  const bytes = toWkb(shape);
  return withMemory(bytes.length, bytes, (at) => geos.GEOSWKBReader_read(reader, at, bytes.length));
}

function withMemory<T>(size: number, bytes: Uint8Array, use: (at: number) => T): T {
  const at = geos.Module._malloc(size);
  geos.Module.HEAPU8.fill(0, at, at + size).set(bytes, at);
  const result = use(at);
  geos.Module._free(at);
  return result;
}

function released(handle: Handle): Shape | null {
  const polygons: (readonly (readonly Position[])[])[] = [];
  collect(handle, polygons);
  geos.GEOSGeom_destroy(handle);
  if (polygons.length === 0) return null;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Points and lines that an intersection also has are no area. */
function collect(handle: Handle, polygons: (readonly (readonly Position[])[])[]): void {
  const type = geos.GEOSGeomTypeId(handle);
  if (geos.GEOSisEmpty(handle) === 1) return;
  if (type === POLYGON) {
    const size = geos.Module._malloc(4);
    const at = geos.GEOSWKBWriter_write(writer, handle, size);
    const bytes = geos.Module.HEAPU8.slice(at, at + geos.Module.HEAPU32[size >> 2]!);
    geos.GEOSFree(at);
    geos.Module._free(size);
    const geometry = fromWkb(bytes);
    if (geometry.type === 'Polygon') polygons.push(geometry.coordinates);
  } else if (type > POLYGON) {
    const count = geos.GEOSGetNumGeometries(handle);
    for (let i = 0; i < count; i++) collect(geos.GEOSGetGeometryN(handle, i), polygons);
  }
}

/** Intersects shapes pair by pair: reading each, asking whether they meet, and their common area. @returns the sum. */
export function geosPairs(pairs: readonly (readonly [Shape, Shape])[]): number {
  const area = geos.Module._malloc(8);
  let sum = 0;
  for (const [one, other] of pairs) {
    const [p, q] = [read(one), read(other)];
    if (geos.GEOSIntersects(p, q) === 1) {
      const both = geos.GEOSIntersection(p, q);
      geos.GEOSArea(both, area);
      sum += geos.Module.HEAPF64[area >> 3]!;
      geos.GEOSGeom_destroy(both);
    }
    geos.GEOSGeom_destroy(p);
    geos.GEOSGeom_destroy(q);
  }
  geos.Module._free(area);
  return sum;
}
