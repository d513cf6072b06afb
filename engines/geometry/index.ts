export * from './geometry.ts';
export { parseGeometry, type GeometryKind, type GeometryProblem } from './parse.ts';
export { fromWkb, toWkb } from './wkb.ts';
export { ellipsoidArea } from './ellipsoid.ts';
export { geodesicM } from './geodesic.ts';
export { areaM2, lengthM } from './measures.ts';
export { labelPoint } from './label-point.ts';
export { boxOfTile, isTile, tileAt, unitDegrees, type Tile } from './mercator.ts';
export { encodeTile, type TileFeature } from './mvt.ts';
