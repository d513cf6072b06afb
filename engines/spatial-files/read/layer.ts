import type { Box, Geometry } from '@quantu/geometry';
import type { Crs, CrsGuess, Axes } from '../index.ts';

export type AttributeValue = string | number | boolean | null;

/** One object of a layer, in the coordinates of the file. */
export interface SpatialFeature {
  /** From 1, in the order of the file. */
  readonly number: number;
  /** Rings are closed and, where the format tells, holes are with their outer ring; nothing else is mended here. */
  readonly geometry: Geometry | null;
  /** Heights in the order of the positions; null where there are none. */
  readonly z: Float64Array | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** A ring of it did not end where it began, and was closed. */
  readonly wasOpen?: boolean;
  /** Why it has no geometry, or not all of it: a sentence. */
  readonly problem: string | null;
}

export interface SpatialField {
  readonly name: string;
  /** What the file calls it for people (别名); null where it does not. */
  readonly label: string | null;
  readonly type: 'text' | 'number' | 'integer' | 'day' | 'boolean';
  /** As the file declares it, in its own bytes or characters; null where it does not. */
  readonly width: number | null;
}

export type LayerKind = 'point' | 'line' | 'area' | 'mixed' | 'none';

export interface SpatialLayer {
  readonly name: string;
  readonly format: SpatialFormat;
  readonly geometryKind: LayerKind;
  /** What the coordinates are in; null when neither the file nor its numbers tell. */
  readonly crs: Crs | null;
  readonly axes: Axes;
  readonly crsSource: 'declared' | 'prj' | 'guessed';
  /** The finding in full: confidence, a sentence, other systems that fit. */
  readonly crsGuess: CrsGuess;
  /** Of the texts; null where the format has but one. */
  readonly encoding: string | null;
  readonly fields: readonly SpatialField[];
  readonly count: number;
  /** Of the raw coordinates; null when nothing has any. */
  readonly box: Box | null;
  /** Where most of it lies, when a few features lie far off; what the system is judged by. */
  readonly core: Box | null;
  /** Sentences for the person: what was missing, repaired or left out. */
  readonly notes: readonly string[];
  /** In batches; may be read several times, while the file is open. */
  readonly features: AsyncIterable<readonly SpatialFeature[]>;
}

export type SpatialFormat = 'shapefile' | 'geojson' | 'kml' | 'table' | 'txt' | 'dxf' | 'gdb' | 'gpkg' | 'osm';

/** What a reader of one format finds; the system of coordinates is decided for all alike. */
export interface RawLayer extends Omit<SpatialLayer, 'crs' | 'axes' | 'crsSource' | 'crsGuess'> {
  /** The file's own word on the system: the text of a .prj, an EPSG code. */
  readonly crsText: string | null;
}

export const BATCH = 500;
