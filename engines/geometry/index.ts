export * from './geometry.ts';
export { parseGeometry, type GeometryKind, type GeometryProblem } from './parse.ts';
export { fromWkb, toWkb } from './wkb.ts';
