import { Fault } from '@quantu/base';
import type { Box } from '@quantu/geometry';
import { crsFromText } from '../crs/text.ts';
import type { Crs } from '../crs/systems.ts';
import { shownName, spatialFault } from '../faults.ts';
import { withCrs } from './crs-of-layer.ts';
import { chosenEncoding, decodeText } from './encoding.ts';
import { openFiles, type FileSet, type Member } from './files.ts';
import { gdalDatasets, readGdal, type GdalReading } from './gdal/gdal.ts';
import { readGeoJson } from './geojson/geojson.ts';
import { readKml } from './kml.ts';
import type { RawLayer, SpatialLayer } from './layer.ts';
import { SPATIAL_LIMITS, type SpatialLimits } from './limits.ts';
import { forgetful, type FileMemory, type Remember } from './memory.ts';
import { readShapefile, shapefilesOf } from './shapefile/shapefile.ts';
import { readTable } from './table.ts';
import { isParcelText, readParcelText } from './txt.ts';

export interface ReadOptions {
  /** What a person says the coordinates are in; what is found otherwise. */
  readonly crs?: string;
  /** Only the layer of this name. */
  readonly layer?: string;
  /** Of texts: `GBK`, `UTF-8`. */
  readonly encoding?: string;
  /** Longitude and latitude of the district: it decides what the numbers leave open. */
  readonly district?: Box;
  readonly limits?: Partial<SpatialLimits>;
  readonly signal?: AbortSignal;
  /** What was found in this file before; only for paths whose content never changes. */
  readonly memory?: FileMemory;
  /** Told in a sentence which files of an archive were passed over, and why. */
  readonly onUnread?: (note: string) => void;
}

/**
 * The layers of a file, or of an archive of files, one after the other. What a layer gives can be read until the next
 * one is asked for or the loop ends. Throws the fault that says why a file cannot be read.
 *
 * @param given a path or the bytes.
 * @param name what the person calls the file.
 */
export async function* readSpatial(
  given: string | Uint8Array,
  name: string,
  options: ReadOptions = {},
): AsyncGenerator<SpatialLayer> {
  const limits = { ...SPATIAL_LIMITS, ...options.limits };
  const crs = namedCrs(options.crs);
  const encoding = chosenEncoding(options.encoding);
  const files = await openFiles(given, name, limits);
  const broken: Fault[] = [];
  const reading: Reading = {
    limits,
    encoding,
    only: options.layer ?? null,
    signal: options.signal,
    given: ownPath(given, files),
    remember: options.memory === undefined || typeof given !== 'string' ? forgetful : options.memory.of(given),
    onBroken: files.archive === null ? null : (fault) => broken.push(fault),
  };
  try {
    const found: string[] = [];
    let isGiven = false;
    for await (const raw of layersOf(files, reading)) {
      options.signal?.throwIfAborted();
      found.push(raw.name);
      if (found.length > limits.layers) {
        throw spatialFault('spatial.too-many', { name: shownName(name), what: '图层数', limit: limits.layers });
      }
      if (options.layer !== undefined && raw.name !== options.layer) continue;
      isGiven = true;
      yield withCrs(raw, crs, options.district ?? null);
    }
    if (isGiven) {
      for (const { message } of broken) options.onUnread?.(message);
      for (const { path, why } of unreadable(files, BESIDE)) {
        options.onUnread?.(`压缩包里的“${shownName(path)}”没有读（${why.reason}），${why.advice}`);
      }
      return;
    }
    if (broken[0]) throw broken[0];
    if (options.layer !== undefined && found.length > 0) {
      const list = found.slice(0, 20).join('、');
      throw spatialFault('spatial.no-layer', { name: shownName(name), layer: options.layer.slice(0, 60), found: list });
    }
    const [unread] = unreadable(files);
    if (unread) throw spatialFault('spatial.unsupported', { name: shownName(unread.path), ...unread.why });
    const advice = '支持 Shapefile（打包成 zip）、GDB、GeoPackage、GeoJSON、KML、DXF、Excel/CSV、坐标 TXT、OSM PBF';
    throw spatialFault('spatial.nothing', { name: shownName(name), advice });
  } finally {
    await files.close();
  }
}

const UNREADABLE: readonly (readonly [RegExp, { readonly reason: string; readonly advice: string }])[] = [
  [/^dwg$/, { reason: 'DWG 图纸', advice: '请在 CAD 里另存为 DXF 后再导入' }],
  [/^(rar|7z|tar|gz|tgz)$/, { reason: '这种压缩包不能打开', advice: '请解压后改用 zip 打包再导入' }],
  [/^zip$/, { reason: '压缩包里还有压缩包', advice: '请解压后把数据直接打成一个 zip 再导入' }],
  [/^(tab|mif|mid|wp|wl|wt|mpj)$/, { reason: 'MapInfo 或 MapGIS 格式', advice: '请先转换为 Shapefile 或 GeoPackage' }],
  [/^(mdb|accdb)$/, { reason: '个人地理数据库', advice: '请先转换为文件地理数据库（.gdb）或 GeoPackage' }],
  [/^(dbf|prj|shx|cpg)$/, { reason: 'Shapefile 缺少 .shp', advice: '请把 .shp、.dbf、.prj 等一起打成 zip 再导入' }],
  [/^(csv|xlsx|xlsm|xls|txt)$/, { reason: '没有找到坐标', advice: '表格要有“经度、纬度”或“X、Y”列，或一列 WKT' }],
];

/** Those of them that are data of their own, worth a word when they lie beside what was read. */
const BESIDE = 5;

function unreadable({ members }: FileSet, kinds = UNREADABLE.length) {
  return UNREADABLE.slice(0, kinds).flatMap(([mark, why]) =>
    members.filter(({ extension }) => mark.test(extension)).map((member) => ({ path: member.path, why })),
  );
}

function namedCrs(text: string | undefined): Crs | null {
  if (text === undefined) return null;
  const reading = crsFromText(text);
  if ('problem' in reading) throw spatialFault('crs.unknown', { text: text.slice(0, 60) });
  return reading.crs;
}

interface Reading extends GdalReading {
  readonly encoding: string | null;
  readonly remember: Remember;
  /** Hears of a file of an archive that is broken, beside which others may be whole; null: there are no others. */
  readonly onBroken: ((fault: Fault) => void) | null;
}

const ownPath = (given: string | Uint8Array, { archive }: FileSet): string | null =>
  typeof given === 'string' && archive === null ? given : null;

async function* layersOf(files: FileSet, reading: Reading): AsyncGenerator<RawLayer> {
  const { limits, encoding, remember } = reading;
  for (const parts of shapefilesOf(files.members)) {
    yield* whole(async function* () {
      yield await readShapefile(parts, limits, encoding, remember);
    }, reading);
  }
  for (const dataset of gdalDatasets(files)) yield* whole(() => readGdal(dataset, reading), reading);
  for (const member of files.members) yield* whole(() => memberLayers(member, reading), reading);
}

/** Faults that are of one file alone; limits are of the archive. */
const OF_ONE_FILE = /^(table\.|spatial\.(damaged|broken|unsupported|empty|too-large)$)/;

/** The layers of one file among several; a broken one does not spoil the others. */
async function* whole(layers: () => AsyncIterable<RawLayer>, { onBroken }: Reading): AsyncGenerator<RawLayer> {
  const own = layers()[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await own.next().catch((error: unknown): IteratorResult<RawLayer, null> => {
        if (onBroken === null || !(error instanceof Fault) || !OF_ONE_FILE.test(error.code)) throw error;
        onBroken(error);
        return { value: null, done: true };
      });
      if (done === true) return;
      yield value;
    }
  } finally {
    await own.return?.(undefined);
  }
}

async function* memberLayers(member: Member, { limits, encoding, remember }: Reading): AsyncGenerator<RawLayer> {
  const { extension } = member;
  if (/^(geo)?json[ls]?$|^geojsonseq$/.test(extension)) yield await readGeoJson(member, limits, encoding, remember);
  else if (extension === 'kml') yield* await readKml(member, limits);
  else if (/^(csv|xlsx|xlsm|xls)$/.test(extension)) yield* await readTable(member, limits);
  else if (extension === 'txt') yield* await readText(member, limits);
}

const START = 4096;

/** A text is parcels, a table, or a readme beside the data. */
async function readText(member: Member, limits: SpatialLimits): Promise<RawLayer[]> {
  const source = await member.open();
  const start = decodeText(await source.read(0, START));
  if (isParcelText(start)) return readParcelText(member, limits);
  return /\d[,\t;，]\s*-?\d/.test(start) ? readTable(member, limits) : [];
}
