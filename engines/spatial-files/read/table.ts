import path from 'node:path';
import {
  cellText,
  letterOf,
  readPlace,
  SHEET_COLUMN,
  understandSheet,
  unneutralised,
  type Cell,
  type DataRow,
  type Sheet,
  type SheetColumn,
  type UnderstoodSheet,
} from '@quantu/tables';
import { readWorkbook, TABLE_LIMITS } from '@quantu/tables/server';
import type { Position } from '@quantu/geometry';
import { readAngle } from '../crs/angles.ts';
import { shapeFromJson } from './geojson/shape.ts';
import { ExtentFinder, FieldFinder } from './fields.ts';
import type { Member } from './files.ts';
import { BATCH, type AttributeValue, type RawLayer, type SpatialFeature } from './layer.ts';
import { isWkbText, readWkbText } from './wkb.ts';
import { admitWhole, Meter, type SpatialLimits } from './limits.ts';

/** Where in a table the place stands. */
type Place =
  | { readonly is: 'pair'; readonly x: SheetColumn; readonly y: SheetColumn }
  | { readonly is: 'both' | 'wkt'; readonly column: SheetColumn };

/** The sheets of a table that have coordinates, as layers; none when no column looks like them. */
export async function readTable(member: Member, limits: SpatialLimits): Promise<RawLayer[]> {
  admitWhole(member, TABLE_LIMITS.fileBytes);
  const source = await member.open();
  const book = await readWorkbook(await source.read(0, source.size), member.path);
  const name = path.posix.parse(member.path).name;
  return book.sheets.flatMap((sheet) => {
    const headed = understandSheet(sheet);
    const understood = headed.headRows.length > 0 ? headed : bareSheet(sheet, headed);
    const place = placeOf(understood.columns);
    if (!place) return [];
    const layerName = book.sheets.length === 1 || sheet.name === '' ? name : sheet.name;
    return [layerOf(understood, place, layerName, [...book.notes], new Meter(member.path, limits))];
  });
}

function layerOf(sheet: UnderstoodSheet, place: Place, name: string, notes: string[], meter: Meter): RawLayer {
  const own = new Set(place.is === 'pair' ? [place.x, place.y] : [place.column]);
  const columns = sheet.columns.filter(
    (column) => !own.has(column) && column.column < SHEET_COLUMN && !column.isIgnored,
  );
  const [fields, extent] = [new FieldFinder(), new ExtentFinder()];
  const features = sheet.data.map((row, i): SpatialFeature => {
    const attributes: Record<string, AttributeValue> = {};
    for (const { column, head, letter } of columns) attributes[head || letter] = valueOf(row.cells[column - 1]);
    const shape = shapeOf(row, place);
    const { geometry, z, problem } = shape;
    meter.feature(shape.vertices);
    fields.add(attributes);
    extent.add(geometry);
    return {
      number: i + 1,
      geometry,
      z,
      attributes,
      problem: problem === null ? null : `第 ${row.row} 行：${problem}`,
    };
  });
  if (sheet.skipped.length > 0) notes.push(`有 ${sheet.skipped.length} 行是标题、合计或说明，未读取`);
  return {
    name,
    format: 'table',
    geometryKind: extent.kind,
    crsText: systemOf(place),
    encoding: null,
    fields: fields.fields,
    count: features.length,
    box: extent.box,
    core: extent.core,
    notes,
    features: {
      async *[Symbol.asyncIterator]() {
        for (let from = 0; from < features.length; from += BATCH) yield features.slice(from, from + BATCH);
      },
    },
  };
}

const EAST =
  /^(经度x?|东经|lng|lon|long|longitude|x|x坐标|东坐标|横坐标|东|e|easting|pointx|xcoord|x?coordx|xmin|[xy]横坐标|横坐标[xy])$/i;
const NORTH =
  /^(纬度y?|北纬|lat|latitude|y|y坐标|北坐标|纵坐标|北|n|northing|pointy|ycoord|y?coordy|ymin|[xy]纵坐标|纵坐标[xy])$/i;
const BOTH = /^(坐标|经纬度|位置|坐标点|点位|location|coordinates?|lnglat|lonlat|latlng|latlon)$/i;
/** Whatever starts like a WKT; a kind that is not read is told in its row. */
const WKT =
  /^(SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE|GEOMETRYCOLLECTION)\w*\s*Z?M?\s*(\(|EMPTY)/i;
const EMPTY_WKT = /^[\w=; ]*\bEMPTY$/i;
const JSON_SHAPE = /^\{\s*"(type|coordinates)"/;

/** Heads without their remarks: 经度（°） is 经度, gcj_lng is lng; X坐标(东) is east whatever X means elsewhere. */
const bare = (head: string): string =>
  head
    .normalize('NFKC')
    .replaceAll(/\(.*?\)|\[.*?\]|[\s_-]/g, '')
    .replace(
      /^(wgs(84)?|cgcs(2000)?|gcj(02)?|bd(09)?|amap|baidu|tencent|高德|百度|腾讯|火星|国测局|中心点?|质心|起点|地块|项目|大地)+(?=.)/i,
      '',
    )
    .replace(/(?<=经度|纬度|东经|北纬)(坐标|值)$/, '')
    .replace(/(?<=lng|lon|lat)(wgs(84)?|gcj(02)?|bd(09)?)$/i, '');

function placeOf(columns: readonly SheetColumn[]): Place | null {
  const isShape = (text: string): boolean => [WKT, JSON_SHAPE].some((mark) => mark.test(text)) || isWkbText(text);
  const geometry = columns.find(({ samples }) => samples.length > 0 && samples.every((text) => isShape(text.trim())));
  if (geometry) return { is: 'wkt', column: geometry };
  const says = (head: string, mark: RegExp): boolean => mark.test(head.normalize('NFKC'));
  const easts = columns.filter(({ head }) => EAST.test(bare(head)) && !says(head, /北|north/i));
  const norths = columns.filter(({ head }) => NORTH.test(bare(head)) && !says(head, /东|east/i));
  const pairs = easts.flatMap((x) => {
    const y = norths.find(({ head }) => shiftOf(head) === shiftOf(x.head));
    return y && y !== x ? [{ is: 'pair', x, y } as const] : [];
  });
  // Where the same place stands in several systems, the one that is not a web map's.
  const pair = pairs.find(({ x }) => shiftOf(x.head) === null) ?? pairs[0];
  if (pair) return pair;
  // In surveys X is north and Y east; their heads often say so.
  const surveyEast = columns.find(({ head }) => NORTH.test(bare(head)) && says(head, /东|east/i));
  const surveyNorth = columns.find(({ head }) => EAST.test(bare(head)) && says(head, /北|north/i));
  if (surveyEast && surveyNorth) return { is: 'pair', x: surveyEast, y: surveyNorth };
  const both = columns.find(
    ({ head, samples }) => BOTH.test(bare(head)) && samples.some((text) => pairOf(text) !== null),
  );
  return both ? { is: 'both', column: both } : null;
}

/** A list of nothing but numbers: its two columns with decimals are named as if it had a head. */
function bareSheet(sheet: Sheet, headed: UnderstoodSheet): UnderstoodSheet {
  const rows = sheet.rows.filter(({ cells }) => cells.length >= 2);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, i): SheetColumn => {
    const samples = rows.map(({ cells }) => cellText(cells[i]).trim());
    const about = { letter: letterOf(i + 1), unit: null, isHidden: false, isIgnored: false };
    return { ...about, column: i + 1, head: `列${i + 1}`, samples };
  });
  const places = columns.filter(({ samples }) => samples.every((text) => /^-?\d+\.\d+$/.test(text)));
  if (rows.length === 0 || places.length < 2) return headed;
  const named = columns.map((column) => {
    const at = places.indexOf(column);
    return at === 0 ? { ...column, head: 'X' } : at === 1 ? { ...column, head: 'Y' } : column;
  });
  return { ...headed, columns: named, data: rows.map((row) => ({ ...row, section: null })), skipped: [] };
}

const SHIFTED: readonly (readonly [RegExp, string])[] = [
  [/gcj|火星|高德|腾讯|amap|tencent|国测局/i, 'GCJ-02'],
  [/bd-?_?09|^bd_|百度|baidu/i, 'BD-09'],
];
const shiftOf = (head: string): string | null => SHIFTED.find(([mark]) => mark.test(head))?.[1] ?? null;

/** A head may say what its numbers are: 经度（高德）; so may the texts themselves: SRID=4528;POLYGON… */
function systemOf(place: Place): string | null {
  const heads = place.is === 'pair' ? `${place.x.head}${place.y.head}` : place.column.head;
  const said = shiftOf(heads) ?? (/wgs/i.test(heads) ? 'EPSG:4326' : null);
  if (said !== null || place.is !== 'wkt') return said;
  const [sample = ''] = place.column.samples;
  const code = /^SRID=(\d+);/i.exec(sample.trim())?.[1] ?? (isWkbText(sample) ? readWkbText(sample)?.srid : null);
  return code ? `EPSG:${code}` : null;
}

function shapeOf({ cells }: DataRow, place: Place): ReturnType<typeof shapeFromJson> {
  const text = ({ column }: SheetColumn): string => cellText(cells[column - 1]).trim();
  if (place.is === 'pair') return pairShape(cells, place, text(place.x), text(place.y));
  const value = text(place.column);
  if (value === '' || EMPTY_WKT.test(value)) return shapeFromJson(null);
  if (place.is === 'wkt') {
    if (isWkbText(value)) {
      const read = readWkbText(value);
      return read === null ? problemOf(`“${value.slice(0, 40)}”不是完整的 WKB`) : shapeFromJson(read.geometry);
    }
    const read = readPlace(value);
    return 'problem' in read ? problemOf(read.problem) : shapeFromJson(read.geometry);
  }
  const pair = pairOf(value);
  return pair === null ? problemOf(`“${value.slice(0, 40)}”不是坐标`) : pointOf(pair);
}

function pairShape(
  cells: readonly Cell[],
  place: Extract<Place, { is: 'pair' }>,
  x: string,
  y: string,
): ReturnType<typeof shapeFromJson> {
  if (x === '' && y === '') return shapeFromJson(null);
  const pair = [coordinateOf(cells[place.x.column - 1], x), coordinateOf(cells[place.y.column - 1], y)] as const;
  if (pair[0] === null || pair[1] === null) return problemOf(`“${x.slice(0, 30)}”“${y.slice(0, 30)}”不是坐标`);
  return pointOf([pair[0], pair[1]]);
}

const pointOf = (coordinates: Position): ReturnType<typeof shapeFromJson> =>
  shapeFromJson({ type: 'Point', coordinates });
const problemOf = (problem: string): ReturnType<typeof shapeFromJson> => ({ ...shapeFromJson(null), problem });

function coordinateOf(cell: Cell | undefined, text: string): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'object' && cell?.is === 'number') return cell.value;
  const plain = text.replaceAll(/[,，](?=\d{3}\b)/g, '');
  return readAngle(plain);
}

function pairOf(text: string): Position | null {
  const parts = text.normalize('NFKC').split(/[,;、\s]+(?=[-\dEWNS东西南北])/i);
  const [x, y] = parts.length === 2 ? parts.map(readAngle) : [null, null];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}

function valueOf(cell: Cell | undefined): AttributeValue {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'object' && cell.is === 'number' && cell.shown === undefined) return cell.value;
  const text = unneutralised(cellText(cell).trim());
  return text === '' ? null : text;
}
