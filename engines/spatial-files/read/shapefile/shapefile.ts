import path from 'node:path';
import type { Box } from '@quantu/geometry';
import { shownName, spatialFault } from '../../faults.ts';
import { CoreBox } from '../core-box.ts';
import { decodeText, encodingOf } from '../encoding.ts';
import type { Member } from '../files.ts';
import { BATCH, type LayerKind, type RawLayer, type SpatialFeature } from '../layer.ts';
import { Meter, type SpatialLimits } from '../limits.ts';
import type { Remember } from '../memory.ts';
import { Pull, type ByteSource } from '../source.ts';
import { DELETED, dbfHead, DbfReader, dbfRecords, lookThrough, type DbfHead } from './dbf.ts';
import { MULTIPATCH, shapeOf, type Shape } from './shp.ts';

/** The files of one shapefile. */
export interface ShapefileParts {
  readonly stem: string;
  readonly shp: Member;
  readonly dbf: Member | null;
  readonly prj: Member | null;
  readonly cpg: Member | null;
  readonly shx: Member | null;
}

/** The shapefiles among files: those of one name in one folder belong together, whatever the case of their letters. */
export function shapefilesOf(members: readonly Member[]): ShapefileParts[] {
  const stemOf = (member: Member): string => member.path.slice(0, -path.extname(member.path).length).toLowerCase();
  const found = new Map(members.map((member) => [`${stemOf(member)}.${member.extension}`, member]));
  return members
    .filter(({ extension }) => extension === 'shp')
    .map((shp) => {
      const beside = (extension: string): Member | null => found.get(`${stemOf(shp)}.${extension}`) ?? null;
      // ArcGIS also writes `a.shp.cpg`.
      const cpg = beside('cpg') ?? beside('cst');
      const stem = path.posix.parse(shp.path).name;
      return { stem, shp, dbf: beside('dbf'), prj: beside('prj'), cpg, shx: beside('shx') };
    });
}

const HEAD = 100;
const FILE_CODE = 9994;

/** Reads one shapefile, each of its files once from start to end while it is read. */
export async function readShapefile(
  parts: ShapefileParts,
  limits: SpatialLimits,
  encoding: string | null,
  remember: Remember,
): Promise<RawLayer> {
  const shp = await parts.shp.open();
  const head = await shp.read(0, HEAD);
  const name = parts.shp.path;
  if (head.length < HEAD || head.readInt32BE(0) !== FILE_CODE) {
    throw spatialFault('spatial.damaged', { name: shownName(name), reason: '不是 Shapefile 的 .shp' });
  }
  const code = head.readInt32LE(32);
  if (code === MULTIPATCH) {
    const advice = '请先转为二维面（Multipatch Footprint）再导入';
    throw spatialFault('spatial.unsupported', { name: shownName(name), reason: '三维多面体 MultiPatch', advice });
  }
  const notes: string[] = [];
  const table = await tableOf(parts, encoding, remember, notes);
  const scanned = await remember(`shp ${name}`, () => scan(shp));
  if (scanned.isCut) notes.push(`${shownName(name)} 不完整，只读到 ${scanned.count} 个图形`);
  if (parts.shx === null) notes.push('缺少 .shx 索引文件，已按 .shp 的顺序读取');
  if (table && table.head.count !== scanned.count) {
    notes.push(`图形有 ${scanned.count} 个，属性有 ${table.head.count} 行，对不上的一边留空`);
  }
  return {
    name: parts.stem,
    format: 'shapefile',
    geometryKind: kindOf(code),
    crsText: parts.prj ? await textOf(parts.prj) : null,
    encoding: table?.encoding ?? null,
    fields: table?.reader.fields ?? [],
    count: scanned.count - (table?.deleted ?? 0),
    box: scanned.box,
    core: scanned.core,
    notes,
    features: { [Symbol.asyncIterator]: () => features(shp, table, new Meter(name, limits)) },
  };
}

function kindOf(code: number): LayerKind {
  const kinds: Readonly<Record<number, LayerKind>> = { 1: 'point', 8: 'point', 3: 'line', 5: 'area' };
  return kinds[code % 10] ?? 'none';
}

async function textOf(member: Member): Promise<string> {
  const source = await member.open();
  try {
    return decodeText(await source.read(0, 65_536)).trim();
  } finally {
    await source.close();
  }
}

interface Table {
  readonly source: ByteSource;
  readonly head: DbfHead;
  readonly encoding: string;
  readonly reader: DbfReader;
  readonly deleted: number;
}

const LANGUAGES: Readonly<Record<number, string>> = { 0x4d: 'gb18030', 0x7a: 'gb18030', 0x4f: 'big5', 0x78: 'big5' };

async function tableOf(
  parts: ShapefileParts,
  chosen: string | null,
  remember: Remember,
  notes: string[],
): Promise<Table | null> {
  if (!parts.dbf) {
    notes.push('缺少 .dbf 属性文件，只有图形，没有属性');
    return null;
  }
  const source = await parts.dbf.open();
  const head = await dbfHead(source);
  if (head === null) {
    notes.push('.dbf 属性文件已损坏，只有图形，没有属性');
    return null;
  }
  const look = await remember(`dbf ${parts.dbf.path}`, () => lookThrough(source, head));
  const encoding = chosen ?? (await foundEncoding(parts, head, look.encoding, notes));
  if (look.deleted > 0) notes.push(`有 ${look.deleted} 个要素已标记删除，未读取`);
  return { source, head, encoding, reader: new DbfReader(head, encoding), deleted: look.deleted };
}

/** What the texts themselves say goes before what the file says of them. */
async function foundEncoding(
  { cpg }: ShapefileParts,
  head: DbfHead,
  vote: 'utf-8' | 'gb18030' | null,
  notes: string[],
): Promise<string> {
  const word = cpg ? await textOf(cpg) : null;
  const declared = (word === null ? null : encodingOf(word)) ?? LANGUAGES[head.language] ?? null;
  if (vote === null) return declared ?? 'utf-8';
  const isPossible = declared === vote || (declared === 'big5' && vote === 'gb18030');
  if (declared !== null && isPossible) return declared;
  if (word !== null && declared !== null) {
    notes.push(`.cpg 写的编码是 ${word.slice(0, 20)}，文字实际是 ${vote === 'utf-8' ? 'UTF-8' : 'GBK'}，已按实际读取`);
  }
  return vote;
}

interface Scan {
  readonly count: number;
  readonly box: Box | null;
  readonly core: Box | null;
  readonly isCut: boolean;
}

/** Counts the records and takes their boxes: the head of the file, and its index, are often wrong. */
async function scan(shp: ByteSource): Promise<Scan> {
  let [count, minX, minY, maxX, maxY] = [0, Infinity, Infinity, -Infinity, -Infinity];
  let isCut = false;
  const core = new CoreBox();
  for await (const record of records(shp)) {
    if (record === 'cut') {
      isCut = true;
      break;
    }
    count++;
    if (record.length < 20) continue;
    const isPoint = record.readInt32LE(0) % 10 === 1;
    const far = isPoint || record.length < 36 ? 4 : 20;
    const [x, y, x2, y2] = [
      record.readDoubleLE(4),
      record.readDoubleLE(12),
      record.readDoubleLE(far),
      record.readDoubleLE(far + 8),
    ];
    if (x - x !== 0 || y - y !== 0 || x2 - x2 !== 0 || y2 - y2 !== 0) continue;
    core.add(x, y, x2, y2);
    if (x < minX) minX = x;
    if (y < minY) minY = y;
    if (x2 > maxX) maxX = x2;
    if (y2 > maxY) maxY = y2;
  }
  return { count, box: minX <= maxX ? [minX, minY, maxX, maxY] : null, core: core.box, isCut };
}

const MOST_RECORD = 2 ** 30;

/** Records without their heads; `cut` where the file ends in the middle of one. */
async function* records(shp: ByteSource): AsyncGenerator<Buffer | 'cut'> {
  const pull = new Pull(shp);
  try {
    if ((await pull.take(HEAD)) === null) return;
    for (;;) {
      const head = pull.takeNow(8) ?? (await pull.take(8));
      if (head === null) return;
      const length = head.readInt32BE(4) * 2;
      if (length === 0 && head.readInt32BE(0) === 0) return;
      const record = length < 0 || length > MOST_RECORD ? null : (pull.takeNow(length) ?? (await pull.take(length)));
      if (record === null) {
        yield 'cut';
        return;
      }
      yield record;
    }
  } finally {
    await pull.close();
  }
}

async function* features(shp: ByteSource, table: Table | null, meter: Meter): AsyncGenerator<SpatialFeature[]> {
  const rows = table ? dbfRecords(table.source, table.head) : null;
  let batch: SpatialFeature[] = [];
  let number = 0;
  try {
    for await (const record of records(shp)) {
      if (record === 'cut') break;
      const row = await rows?.next();
      number++;
      if (row?.value?.[0] === DELETED) continue;
      const shape: Shape = shapeOf(record);
      meter.feature(shape.vertices);
      const attributes = row && row.done !== true ? table!.reader.read(row.value) : {};
      const { vertices: _, ...found } = shape;
      batch.push({ number, attributes, ...found });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    await rows?.return(undefined);
  }
}
