export { readSpatial, type ReadOptions } from './read/read-spatial.ts';
export { FileMemory } from './read/memory.ts';
export { admitSize, SPATIAL_LIMITS, type SpatialLimits } from './read/limits.ts';
export type {
  AttributeValue,
  LayerKind,
  SpatialFeature,
  SpatialField,
  SpatialFormat,
  SpatialLayer,
} from './read/layer.ts';
export { OUT_FORMATS, writeSpatial, type OutFormat, type WriteOrder, type Written } from './write/write-spatial.ts';
export type { OutFeature, OutLayer } from './write/out.ts';
