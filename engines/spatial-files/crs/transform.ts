import proj4, { type Converter } from 'proj4';
import { spatialFault } from '../faults.ts';
import { fromBd09, fromGcj02, toBd09, toGcj02 } from './shifted.ts';
import type { Crs, Datum, MeridianZone } from './systems.ts';

/** The order of a file's two numbers: east or longitude first, or north or latitude first. */
export type Axes = 'xy' | 'yx';

/**
 * Parameters of a local transformation to CGCS2000 (Bursa–Wolf). Two conventions differ in the sign of the rotations
 * and cannot be told apart by the numbers: Chinese surveys mostly use the coordinate frame.
 */
export interface SevenParameters {
  /** Metres. */
  readonly dx: number;
  readonly dy: number;
  readonly dz: number;
  /** Seconds of arc. */
  readonly rx: number;
  readonly ry: number;
  readonly rz: number;
  /** Parts per million. */
  readonly ppm: number;
  readonly rotation: 'coordinate-frame' | 'position-vector';
}

export interface TransformOptions {
  readonly axes?: Axes;
  /** Needed for Xi'an 80 and Beijing 54 only. */
  readonly parameters?: SevenParameters;
}

/** One position to another; NaN where the projection has none. */
export type Transform = (x: number, y: number) => [x: number, y: number];

/** WGS 84 lies within centimetres of CGCS2000 and is taken for it. */
const ELLIPSOIDS: Readonly<Partial<Record<Datum, string>>> = {
  CGCS2000: '+a=6378137 +rf=298.257222101',
  'WGS 84': '+a=6378137 +rf=298.257223563',
  西安80: '+a=6378140 +rf=298.257',
  北京54: '+a=6378245 +rf=298.3',
};
const IS_OLD: readonly Datum[] = ['西安80', '北京54'];

export const needsParameters = ({ datum }: Crs): boolean => IS_OLD.includes(datum);

/** From a system to longitude and latitude in CGCS2000. Throws `crs.needs-parameters` for the old datums. */
export function toCgcs2000(crs: Crs, options: TransformOptions = {}): Transform {
  const transform = straightTo(crs, options);
  return options.axes === 'yx' ? (x, y) => transform(y, x) : transform;
}

/** From CGCS2000 longitude and latitude to a system. */
export function fromCgcs2000(crs: Crs, options: TransformOptions = {}): Transform {
  const transform = straightFrom(crs, options);
  if (options.axes !== 'yx') return transform;
  return (lon, lat) => {
    const [x, y] = transform(lon, lat);
    return [y, x];
  };
}

const same: Transform = (x, y) => [x, y];

function straightTo(crs: Crs, { parameters }: TransformOptions): Transform {
  if (crs.datum === 'GCJ-02') return fromGcj02;
  if (crs.datum === 'BD-09') return fromBd09;
  if (needsParameters(crs)) {
    const converter = oldConverter(crs, parameters);
    return (x, y) => pair(converter.forward([x, y]));
  }
  if (crs.kind === 'degrees') return same;
  const projection = proj4.Proj(definition(crs));
  return (x, y) => {
    const { x: lon, y: lat } = projection.inverse({ x, y });
    return [lon * DEGREES, lat * DEGREES];
  };
}

function straightFrom(crs: Crs, { parameters }: TransformOptions): Transform {
  if (crs.datum === 'GCJ-02') return toGcj02;
  if (crs.datum === 'BD-09') return toBd09;
  if (needsParameters(crs)) {
    const converter = oldConverter(crs, parameters);
    return (lon, lat) => pair(converter.inverse([lon, lat]));
  }
  if (crs.kind === 'degrees') return same;
  const projection = proj4.Proj(definition(crs));
  return (lon, lat) => {
    const { x, y } = projection.forward({ x: lon / DEGREES, y: lat / DEGREES });
    return [x, y];
  };
}

const DEGREES = 180 / Math.PI;
const pair = ([x, y]: number[]): [number, number] => [x!, y!];

function oldConverter(crs: Crs, parameters: SevenParameters | undefined): Converter {
  if (!parameters) throw spatialFault('crs.needs-parameters', { name: crs.name });
  const { dx, dy, dz, rx, ry, rz, ppm, rotation } = parameters;
  const sign = rotation === 'coordinate-frame' ? -1 : 1;
  const shift = [dx, dy, dz, sign * rx, sign * ry, sign * rz, ppm].join(',');
  return proj4(`${definition(crs)} +towgs84=${shift}`, `+proj=longlat ${ELLIPSOIDS.CGCS2000} +towgs84=0,0,0 +no_defs`);
}

/** The system in the words of PROJ, without the step from its datum. */
export function definition({ id, datum, zone }: Crs): string {
  const ellipsoid = ELLIPSOIDS[datum] ?? ELLIPSOIDS.CGCS2000;
  if (id === 'EPSG:3857') return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m';
  return zone === null ? `+proj=longlat ${ellipsoid} +no_defs` : `${meridian(zone)} ${ellipsoid} +units=m +no_defs`;
}

function meridian({ centralMeridian, originLatitude, falseEasting, falseNorthing, scale }: MeridianZone): string {
  return `+proj=tmerc +lat_0=${originLatitude} +lon_0=${centralMeridian} +k=${scale} +x_0=${falseEasting} +y_0=${falseNorthing}`;
}
