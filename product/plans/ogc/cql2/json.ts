import type { Geometry } from '@quantu/geometry';
import { ogcFault } from '../faults.ts';
import {
  COMPARISONS,
  MOST,
  SPATIAL_OPERATORS,
  type Comparison,
  type Condition,
  type Scalar,
  type Spatial,
  type SpatialOperator,
} from './tree.ts';

/** A filter in CQL2 JSON. Throws the fault that says what of it is none. */
export function conditionFromJson(filter: string): Condition {
  let json: unknown;
  try {
    json = JSON.parse(filter);
  } catch {
    throw wrong('not JSON', '不是完整的 JSON');
  }
  return conditionOf(json, 0);
}

const wrong = (why: string, said: string): Error => ogcFault('ogc.filter', { at: 1, why, said });

interface Operation {
  readonly op: string;
  readonly args: readonly unknown[];
}

function operationOf(json: unknown): Operation | null {
  if (typeof json !== 'object' || json === null || !('op' in json) || !('args' in json)) return null;
  const { op, args } = json;
  return typeof op === 'string' && Array.isArray(args) ? { op, args } : null;
}

function conditionOf(json: unknown, depth: number): Condition {
  if (typeof json === 'boolean') return json;
  if (depth > MOST.depth) throw ogcFault('ogc.filter-cost', { why: 'nested too deeply', said: '嵌套太深' });
  const found = operationOf(json);
  if (!found) throw wrong('an operation {op, args} is missing', '缺少运算 {op, args}');
  const { op, args } = found;
  const takes = (count: number): void => {
    if (args.length !== count) throw wrong(`${op} takes ${count} arguments`, `${op} 要有 ${count} 个参数`);
  };
  if (op === 'and' || op === 'or') {
    if (args.length < 2) throw wrong(`${op} takes two or more arguments`, `${op} 至少要有两个参数`);
    return { op, args: args.map((one) => conditionOf(one, depth + 1)) };
  }
  const scalar = (at: number): Scalar => scalarOf(args[at], depth + 1);
  switch (op) {
    case 'not':
      takes(1);
      return { op, args: [conditionOf(args[0], depth + 1)] };
    case 'like':
      takes(2);
      return { op, args: [scalar(0), scalar(1)] };
    case 'between':
      takes(3);
      return { op, args: [scalar(0), scalar(1), scalar(2)] };
    case 'in': {
      takes(2);
      if (!Array.isArray(args[1])) throw wrong('in takes a list', 'in 的第二个参数要是列表');
      const list: readonly unknown[] = args[1];
      return { op, args: [scalar(0), list.map((one) => scalarOf(one, depth + 1))] };
    }
    case 'isNull':
      takes(1);
      return { op, args: [scalar(0)] };
    default:
      if (isSpatial(op)) {
        takes(2);
        return { op, args: [spatialOf(args[0]), spatialOf(args[1])] };
      }
      if (!isComparison(op)) throw wrong(`${op.slice(0, 40)} is not supported`, `不支持运算“${op.slice(0, 40)}”`);
      takes(2);
      return { op, args: [scalar(0), scalar(1)] };
  }
}

const isSpatial = (op: string): op is SpatialOperator => SPATIAL_OPERATORS.some((one) => one === op);
const isComparison = (op: string): op is Comparison => COMPARISONS.some((one) => one === op);

function scalarOf(json: unknown, depth: number): Scalar {
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number' && Number.isFinite(json)) return json;
  const found = operationOf(json);
  if (found?.op === 'casei' && found.args.length === 1 && depth < MOST.depth) {
    return { op: 'casei', args: [scalarOf(found.args[0], depth + 1)] };
  }
  if (typeof json === 'object' && json !== null) {
    if ('property' in json && typeof json.property === 'string') return { property: json.property };
    if ('date' in json && typeof json.date === 'string') return { date: json.date };
    if ('timestamp' in json && typeof json.timestamp === 'string') return { timestamp: json.timestamp };
  }
  throw wrong('a property or value is missing', '缺少属性名或值');
}

/** Whether its coordinates fit its type is looked at when it is used. */
const isGeometry = (json: unknown): json is Geometry =>
  typeof json === 'object' && json !== null && 'type' in json && 'coordinates' in json;

function spatialOf(json: unknown): Spatial {
  if (typeof json === 'object' && json !== null) {
    if ('property' in json && typeof json.property === 'string') return { property: json.property };
    if ('bbox' in json && Array.isArray(json.bbox) && json.bbox.every((one) => typeof one === 'number')) {
      return { bbox: json.bbox };
    }
    if ('geometries' in json && Array.isArray(json.geometries) && json.geometries.every(isGeometry)) {
      return { type: 'GeometryCollection', geometries: json.geometries };
    }
    if (isGeometry(json)) return json;
  }
  throw wrong('a geometry is missing', '缺少几何图形');
}
