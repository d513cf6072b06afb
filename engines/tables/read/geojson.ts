import { SHAPE_HEAD, type Cell, type TableRow, type Workbook } from '../cells.ts';
import { tableFault } from '../faults.ts';
import { TABLE_LIMITS } from '../limits.ts';
import { neutral } from '../write/neutralise.ts';
import { decodeBytes } from './csv.ts';

type Members = Readonly<Record<string, unknown>>;

/** Longitude and latitude: CGCS2000, and WGS 84, which is the same within a metre. */
const DEGREES = /(?:EPSG:{1,2}(?:4490|4326)|CRS84)$/i;

/**
 * Reads GeoJSON (RFC 7946, and the `crs` member of 2008) as a table: a row a feature, its properties as columns in the
 * order in which they first come, its geometry as the last one.
 *
 * @throws `table.json`, `table.no-cells`, `table.projected`, `table.too-many`.
 */
export function readGeoJson(bytes: Uint8Array, name: string): Workbook {
  const root = parsed(decodeBytes(bytes, name), name);
  const features = featuresOf(root, name);
  refuseProjected(root, name);
  const heads = new Map<string, number>();
  for (const { properties } of features) {
    for (const key in properties) if (!heads.has(key)) heads.set(key, heads.size);
  }
  const limits = [
    ['单元格数', (heads.size + 1) * features.length, TABLE_LIMITS.cells],
    ['列数', heads.size + 1, TABLE_LIMITS.columns],
  ] as const;
  for (const [what, count, limit] of limits)
    if (count > limit) throw tableFault('table.too-many', { name, what, limit: String(limit) });
  const rows: TableRow[] = [{ row: 1, isHidden: false, cells: [...heads.keys(), SHAPE_HEAD] }];
  for (const [at, { geometry, properties }] of features.entries()) {
    const cells: Cell[] = Array.from({ length: heads.size + 1 }, () => null);
    for (const key in properties) cells[heads.get(key)!] = cellOf(properties[key], name);
    cells[heads.size] = cellOf(geometry, name);
    rows.push({ row: at + 2, isHidden: false, cells });
  }
  const sheet = { name: '', isHidden: false, headRow: 1, rows, merges: [], hiddenColumns: [], widths: new Map() };
  return { format: 'geojson', sheets: [sheet], notes: [] };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw tableFault('table.json', { name, reason: '不完整或已损坏' });
  }
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Feature {
  readonly geometry: unknown;
  readonly properties: Members;
}

function featuresOf(root: unknown, name: string): readonly Feature[] {
  const list = isMembers(root) ? (root['type'] === 'Feature' ? [root] : root['features']) : null;
  if (!Array.isArray(list) || !list.every(isMembers))
    throw tableFault('table.json', { name, reason: '不是 GeoJSON 要素集' });
  if (list.length === 0) throw tableFault('table.no-cells', { name });
  return list.map(({ geometry, properties }) => ({ geometry, properties: isMembers(properties) ? properties : {} }));
}

function refuseProjected(root: unknown, name: string): void {
  const crs = isMembers(root) ? root['crs'] : null;
  const properties = isMembers(crs) ? crs['properties'] : null;
  const called = isMembers(properties) ? properties['name'] : null;
  if (typeof called === 'string' && !DEGREES.test(called))
    throw tableFault('table.projected', { name, crs: called.replace(/^urn:ogc:def:crs:/, '').replace('::', ':') });
}

function cellOf(value: unknown, name: string): Cell {
  if (value === null || value === undefined) return null;
  // A quote that is the text's own is not one that kept a sheet from computing.
  if (typeof value === 'string') return value.startsWith("'") ? neutral(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number');
  if (isPlainList) return value.join('、');
  try {
    return JSON.stringify(value);
  } catch {
    // It reads any depth, but writes only as deep as the stack.
    throw tableFault('table.json', { name, reason: '有一个要素嵌套得太深' });
  }
}
