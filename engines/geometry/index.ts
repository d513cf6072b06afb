export * from './geometry.ts';
export { parseGeometry, type GeometryKind, type GeometryProblem } from './parse.ts';
export { fromWkb, toWkb } from './wkb.ts';
export { ellipsoidArea } from './ellipsoid.ts';
export { geodesicM } from './geodesic.ts';
export { areaM2, lengthM } from './measures.ts';
export { labelPoint } from './label-point.ts';
export { holdsPosition, reachesM } from './reach.ts';
export { boxWithin, lengthWithinM } from './within.ts';
export { boxesMeet, meet } from './meet.ts';
export { RELATIONS, relates, type Relation } from './relate.ts';
export { boxOfTile, isTile, tileAt, unitDegrees, type Tile } from './mercator.ts';
export { encodeTile, type TileFeature } from './mvt.ts';
export { ShapePacker, worldBox, type PackedShapes } from './packed-shapes.ts';
export { encodePackedTile, type PackedTile } from './packed-tile.ts';
export { ownTileColumn, tileColumn, type TileColumn, type TileValue } from './tile-column.ts';
export {
  overlay,
  OVERLAY_NODE_FLAGS,
  type OverlayCell,
  type OverlayGap,
  type OverlayLayer,
  type OverlayOptions,
  type OverlayResult,
} from './overlay/overlay.ts';
export { clipTo, unionOf } from './overlay/clip.ts';
export type { Area } from './overlay/merge.ts';
export { repairArea, type RawArea, type Repaired, type RepairReport } from './repair/repair.ts';
export type { RepairFinding, RepairKind } from './repair/findings.ts';
export { isSliver, perimeterM, type SliverRule } from './repair/sliver.ts';
