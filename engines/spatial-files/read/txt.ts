import path from 'node:path';
import type { Geometry, Position } from '@quantu/geometry';
import { zoneOf, type Datum } from '../crs/systems.ts';
import { decodeText } from './encoding.ts';
import { layersByKind } from './by-kind.ts';
import type { Member } from './files.ts';
import { BATCH, type AttributeValue, type RawLayer, type SpatialFeature } from './layer.ts';
import { admitWhole, type SpatialLimits } from './limits.ts';
import { areaByNesting } from './rings.ts';

/** A million points; more is no approval of land. */
const MOST_BYTES = 64 * 2 ** 20;

/** Whether a text is in the format of 报件: parcels begin with a record that ends in @. */
export const isParcelText = (start: string): boolean => /^\s*\[(属性描述|地块坐标)\]|,@\s*$/m.test(start);

/** The parcels of a coordinate text for land approval (报件): north stands before east in it and is turned round here. */
export async function readParcelText(member: Member, limits: SpatialLimits): Promise<RawLayer[]> {
  admitWhole(member, MOST_BYTES);
  const source = await member.open();
  const text = decodeText(await source.read(0, source.size));
  const { parcels, header, notes } = parsed(text);
  const crsText = declaredCrs(header, parcels);
  async function* features(): AsyncGenerator<SpatialFeature[]> {
    for (let from = 0; from < parcels.length; from += BATCH) {
      yield parcels.slice(from, from + BATCH).map((parcel, i) => featureOf(parcel, from + i + 1));
    }
  }
  const name = path.posix.parse(member.path).name;
  return layersByKind({ name, format: 'txt', crsText, encoding: null, notes }, features, limits);
}

interface Parcel {
  readonly record: readonly string[];
  /** By the number of the ring, in the order of the file; east first. */
  readonly rings: Map<string, Position[]>;
  problem: string | null;
}

interface Parsed {
  readonly header: ReadonlyMap<string, string>;
  readonly parcels: readonly Parcel[];
  readonly notes: readonly string[];
}

/** Eastings of a bare zone end here; northings of China lie above. */
const MOST_EAST = 1_000_000;

function parsed(text: string): Parsed {
  const header = new Map<string, string>();
  const parcels: Parcel[] = [];
  let isTurned = false;
  let isHead = false;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '') continue;
    if (line.startsWith('[')) isHead = line.includes('属性描述');
    else if (line.endsWith('@')) parcels.push({ record: line.split(','), rings: new Map(), problem: null });
    else if (isHead) {
      const [key = '', ...value] = line.split('=');
      header.set(key.trim(), value.join('=').trim());
    } else {
      const point = pointOf(line);
      const parcel = parcels.at(-1);
      if (!parcel) continue;
      if (point === null) {
        parcel.problem ??= `第 ${at + 1} 行“${line.slice(0, 40)}”不是“点号,圈号,X,Y”`;
        continue;
      }
      const ring = parcel.rings.get(point.ring) ?? [];
      parcel.rings.set(point.ring, ring);
      isTurned ||= point.isEastFirst;
      ring.push(point.position);
    }
  }
  const notes = isTurned ? ['坐标是东坐标在前（应为北坐标 X 在前），已按数值调整'] : [];
  return { header, parcels, notes };
}

interface TextPoint {
  readonly ring: string;
  readonly position: Position;
  readonly isEastFirst: boolean;
}

/** `J1,1,X,Y`: X is north. A number with eight digits before the point, or of less than a million, is east. */
function pointOf(line: string): TextPoint | null {
  const parts = line.split(/[,\t]/).map((part) => part.trim());
  const [, ring = '1', first = '', second = ''] = parts.length >= 4 ? parts : ['', '1', ...parts.slice(-2)];
  const [north, east] = [Number(first), Number(second)];
  if (first === '' || second === '' || !Number.isFinite(north) || !Number.isFinite(east)) return null;
  const isEast = (value: number): boolean => value < MOST_EAST || value > 10 * MOST_EAST;
  const isDegrees = Math.abs(north) <= 180 && Math.abs(east) <= 180;
  const isEastFirst = isDegrees ? north > 60 && east <= 60 : isEast(north) && !isEast(east);
  return { ring, position: isEastFirst ? [north, east] : [east, north], isEastFirst };
}

/** The system by the head of the text: 坐标系, 几度分带, 带号; whether the zone stands in front by the numbers. */
function declaredCrs(header: ReadonlyMap<string, string>, parcels: readonly Parcel[]): string | null {
  const [system = '', width = '3', zone = ''] = ['坐标系', '几度分带', '带号'].map((key) => header.get(key));
  const datum: Datum = /80|西安/.test(system) ? '西安80' : /54|北京/.test(system) ? '北京54' : 'CGCS2000';
  const east = [...(parcels[0]?.rings.values() ?? [])][0]?.[0]?.[0] ?? 0;
  const isPrefixed = east > 10 * MOST_EAST;
  const number = Number(zone.replace(/\D/g, '')) || (isPrefixed ? Math.floor(east / 1e6) : 0);
  if (system === '' && zone === '') return null;
  return zoneOf(datum, width.includes('6') ? 6 : 3, number, isPrefixed)?.id ?? null;
}

function featureOf({ record, rings, problem }: Parcel, number: number): SpatialFeature {
  const [, areaHa = '', code = '', name = '', kind = '', sheet = '', use = '', landClass = ''] = record;
  const area = Number(areaHa);
  const attributes: Record<string, AttributeValue> = {
    地块编号: code || null,
    地块名称: name || null,
    地块面积: areaHa !== '' && Number.isFinite(area) ? area : null,
    图幅号: sheet || null,
    地块用途: use || null,
    地类编码: landClass || null,
  };
  const geometry = problem === null ? geometryOf([...rings.values()], kind) : null;
  return { number, geometry, z: null, attributes, problem: problem ?? (geometry === null ? '没有坐标' : null) };
}

function geometryOf(rings: readonly Position[][], kind: string): Geometry | null {
  const points = rings.flat();
  if (points.length === 0) return null;
  if (/点/.test(kind))
    return points.length === 1
      ? { type: 'Point', coordinates: points[0]! }
      : { type: 'MultiPoint', coordinates: points };
  if (/线/.test(kind)) {
    return rings.length === 1
      ? { type: 'LineString', coordinates: rings[0]! }
      : { type: 'MultiLineString', coordinates: rings };
  }
  return areaByNesting(rings);
}
