export {
  BD09,
  CGCS2000,
  cgcsZone,
  crsOf,
  GCJ02,
  KNOWN_CRS,
  WEB_MERCATOR,
  WGS84,
  type Crs,
  type Datum,
  type MeridianZone,
} from './crs/systems.ts';
export {
  fromCgcs2000,
  needsParameters,
  toCgcs2000,
  type Axes,
  type SevenParameters,
  type Transform,
  type TransformOptions,
} from './crs/transform.ts';
export { crsFromWkt, type CrsReading } from './crs/wkt.ts';
export { crsFromText } from './crs/text.ts';
export { readAngle } from './crs/angles.ts';
export { commonCrs, guessCrs, judgeCrs, type CrsChoice, type CrsGuess } from './crs/guess.ts';
export { fromBd09, fromGcj02, toBd09, toGcj02 } from './crs/shifted.ts';
export { spatialFault } from './faults.ts';
export { pointsAlong, testShift, type ShiftFinding } from './crs/moved.ts';
export type { Shift } from './crs/nearest.ts';
export { turned } from './crs/turned.ts';
