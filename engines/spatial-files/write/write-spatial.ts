import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Position } from '@quantu/geometry';
import { CGCS2000, type Crs } from '../crs/systems.ts';
import { fromCgcs2000, type SevenParameters } from '../crs/transform.ts';
import { turned } from '../crs/turned.ts';
import { SPATIAL_LIMITS } from '../read/limits.ts';
import { writeDxf } from './dxf.ts';
import { writeGeodatabase } from './geodatabases.ts';
import { writeMetadata } from './metadata.ts';
import type { OutFeature, OutLayer, Target, WrittenFiles } from './out.ts';
import { writeShapefile } from './shapefile.ts';
import { writeCsv, writeGeoJson, writeKml, writeParcelText } from './texts.ts';
import { zipFiles } from './zip-files.ts';

/** The formats a layer can be written in, as a person chooses them. */
export const OUT_FORMATS = {
  shapefile: 'Shapefile',
  geojson: 'GeoJSON',
  gpkg: 'GeoPackage',
  gdb: '文件地理数据库',
  kml: 'KML',
  dxf: 'DXF',
  csv: 'CSV（WKT）',
  txt: '报件坐标 TXT',
} as const;
export type OutFormat = keyof typeof OUT_FORMATS;

export interface WriteOrder {
  readonly format: OutFormat;
  readonly layer: OutLayer;
  readonly crs: Crs;
  /** Of the texts in a Shapefile and a coordinate TXT; UTF-8 unless chosen. */
  readonly encoding?: 'UTF-8' | 'GBK';
  readonly classField?: string;
  readonly labelField?: string;
  /** For Xi'an 80 and Beijing 54. */
  readonly parameters?: SevenParameters;
  /** Rows of the metadata sheet: 持有单位, 数据日期, 依据, 版本. */
  readonly about: readonly (readonly [label: string, text: string])[];
}

export interface Written {
  readonly count: number;
  /** SHA-256 of each file in the archive. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
}

/** Writes a layer as an archive of its files and a metadata sheet. What cannot be kept is said in the notes. */
export async function writeSpatial(order: WriteOrder, out: string): Promise<Written> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quantu-spatial-'));
  try {
    const data = path.join(folder, 'data');
    await mkdir(data);
    // KML has longitude and latitude only.
    const crs = order.format === 'kml' && order.crs.kind !== 'degrees' ? CGCS2000 : order.crs;
    const target: Target = {
      folder: data,
      stem: stemOf(order.layer.name),
      crs,
      encoding: order.encoding ?? 'UTF-8',
      classField: order.classField ?? null,
      labelField: order.labelField ?? null,
    };
    const layer = { ...order.layer, features: projected(order.layer.features, crs, order.parameters) };
    const { count, notes } = await writerOf(order.format)(layer, target);
    const files = await filesIn(data);
    const hashes = Object.fromEntries(
      await Promise.all(files.map(async (file) => [file.name, await hashOf(file.path)] as const)),
    );
    const said = crs === order.crs ? notes : [...notes, 'KML 只能用经纬度，已按 CGCS2000 经纬度写出'];
    const sheet = path.join(folder, 'metadata.xlsx');
    await writeMetadata(sheet, metadataRows(order, crs, count, hashes, said));
    await zipFiles(out, order.layer.name, [...files, { name: `${target.stem}_元数据.xlsx`, path: sheet }]);
    return { count, hashes, notes: said };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writerOf(format: OutFormat): (layer: OutLayer, target: Target) => Promise<WrittenFiles> {
  switch (format) {
    case 'shapefile':
      return writeShapefile;
    case 'geojson':
      return writeGeoJson;
    case 'kml':
      return writeKml;
    case 'dxf':
      return writeDxf;
    case 'csv':
      return writeCsv;
    case 'txt':
      return writeParcelText;
    case 'gpkg':
    case 'gdb':
      return (layer, target) => writeGeodatabase(format, layer, target, SPATIAL_LIMITS);
  }
}

/** A name that every system takes for a file. */
const stemOf = (name: string): string => name.replaceAll(/[\p{Cc}<>:"/\\|?*.\s]+/gu, '_').slice(0, 60) || '图层';

async function filesIn(folder: string): Promise<{ name: string; path: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { name: path.relative(folder, file).replaceAll(path.sep, '/'), path: file };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function metadataRows(
  { layer, format, about, encoding }: WriteOrder,
  crs: Crs,
  count: number,
  hashes: Written['hashes'],
  notes: readonly string[],
): (readonly [string, string])[] {
  return [
    ['图层', layer.name],
    ...about,
    ['格式', OUT_FORMATS[format]],
    ['坐标系', `${crs.name}（${crs.id}）`],
    ...(format === 'shapefile' || format === 'txt' ? [['文字编码', encoding ?? 'UTF-8'] as const] : []),
    ['要素数', String(count)],
    ['字段', layer.fields.map(({ name }) => name).join('、')],
    ...notes.map((note) => ['说明', note] as const),
    ...Object.entries(hashes).map(([name, hash]) => [`SHA-256 ${name}`, hash] as const),
  ];
}

async function* projected(
  features: OutLayer['features'],
  crs: Crs,
  parameters: SevenParameters | undefined,
): AsyncGenerator<readonly OutFeature[]> {
  const forward = fromCgcs2000(crs, parameters ? { parameters } : {});
  const turn = ([lon, lat]: Position): Position => forward(lon, lat);
  for await (const batch of features) {
    yield crs.id === CGCS2000.id
      ? batch
      : batch.map(({ geometry, attributes }) => ({ attributes, geometry: geometry && turned(geometry, turn) }));
  }
}
