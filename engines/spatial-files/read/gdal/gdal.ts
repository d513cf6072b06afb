import { createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileSet, Member } from '../files.ts';
import { inUtf8, readGeoJson } from '../geojson/geojson.ts';
import { shownName, spatialFault } from '../../faults.ts';
import { type AttributeValue, type RawLayer, type SpatialFeature, type SpatialField } from '../layer.ts';
import type { SpatialLimits } from '../limits.ts';
import { forgetful } from '../memory.ts';
import { fileSource, type ByteSource } from '../source.ts';
import { drawingLayers } from '../drawing.ts';
import { FitSplines } from './fit-splines.ts';
import type { GdalField, GdalLayer } from './orders.ts';
import { runGdal } from './run.ts';

export type GdalFormat = 'gpkg' | 'gdb' | 'osm' | 'dxf';

/** One dataset that GDAL reads: a file, or a folder with its files. */
export interface GdalDataset {
  readonly format: GdalFormat;
  /** As the archive calls it. */
  readonly path: string;
  readonly members: readonly Member[];
}

const FORMATS: Readonly<Record<string, GdalFormat>> = { gpkg: 'gpkg', pbf: 'osm', osm: 'osm', dxf: 'dxf' };

/** What among files is for GDAL; the files of a .gdb folder belong together. */
export function gdalDatasets({ members }: FileSet): GdalDataset[] {
  const found = new Map<string, GdalDataset & { members: Member[] }>();
  const databases = new Set(members.filter(({ extension }) => extension === 'gdbtable').map(folderOf));
  for (const member of members) {
    // Some archives hold the files of a geodatabase without its folder, or in one of another name.
    const own = folderOf(member);
    const folder = /^(.*?\.gdb)\//i.exec(member.path)?.[1] ?? (databases.has(own) ? own : undefined);
    const format = folder === undefined ? FORMATS[member.extension] : 'gdb';
    if (!format) continue;
    const key = folder ?? member.path;
    const dataset = found.get(key) ?? { format, path: key, members: [] };
    dataset.members.push(member);
    found.set(key, dataset);
  }
  return [...found.values()];
}

const folderOf = ({ path: inner }: Member): string => path.posix.dirname(inner);

export interface GdalReading {
  readonly limits: SpatialLimits;
  readonly only: string | null;
  readonly signal: AbortSignal | undefined;
  /** Where the file lies, when it was given by itself. */
  readonly given: string | null;
}

/** What of OpenStreetMap is a map: relations of lines and of others say how things belong together. */
const OSM_LAYERS: readonly string[] = ['points', 'lines', 'multipolygons'];

/** The layers of a dataset, by way of GeoJSON in a temporary folder that is gone when the loop over them ends. */
export async function* readGdal(dataset: GdalDataset, reading: GdalReading): AsyncGenerator<RawLayer> {
  const { limits, only, signal } = reading;
  const folder = await mkdtemp(path.join(tmpdir(), 'quantu-spatial-'));
  try {
    const output = path.join(folder, 'out');
    await mkdir(output);
    const splines = new FitSplines();
    const input = await unpacked(dataset, path.join(folder, 'in'), reading.given, splines);
    const lost = splines.finish();
    let isAnyGiven = false;
    let relations = 0;
    const order = { task: 'read', input, output, only, layerLimit: limits.layers } as const;
    const reply = await runGdal(order, dataset.path, limits, signal);
    if (reply.kind !== 'layers') return;
    const isMap = ({ name }: GdalLayer): boolean => dataset.format !== 'osm' || OSM_LAYERS.includes(name);
    for (const layer of reply.layers.filter((one) => !isMap(one))) {
      const source = await fileSource(layer.file);
      try {
        const { count } = await layerOf(layer, source, dataset, limits);
        relations += count;
      } finally {
        await source.close();
      }
    }
    for (const layer of reply.layers.filter(isMap)) {
      const source = await fileSource(layer.file);
      try {
        const raw = await layerOf(layer, source, dataset, limits);
        if (dataset.format !== 'dxf') {
          yield relations === 0 ? raw : { ...raw, notes: [...raw.notes, lostRelations(relations)] };
          relations = 0; // said once
        } else {
          const notes = lost === 0 ? raw.notes : [...raw.notes, `${lostSplines(lost)}，${SPLINE_ADVICE}`];
          const layers = await drawingLayers({ ...raw, notes }, path.posix.parse(dataset.path).name, limits);
          isAnyGiven ||= layers.length > 0;
          yield* layers;
        }
      } finally {
        await source.close();
      }
    }
    if (lost > 0 && !isAnyGiven) {
      const reason = lostSplines(lost);
      throw spatialFault('spatial.unsupported', { name: shownName(dataset.path), reason, advice: SPLINE_ADVICE });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const lostRelations = (count: number): string =>
  `${count} 条 OSM 关系（公交线路、禁转等，说的是要素之间的联系）没有读出`;
const lostSplines = (count: number): string => `${count} 条样条曲线只有拟合点、没有控制点，没有读出`;
const SPLINE_ADVICE = '请在 CAD 里把它们转成多段线（SPLINEDIT → 转换为多段线）后再导入';

/** GDAL tells formats by their names and wants its files where it can go: they are put there under a plain name. */
async function unpacked(
  { format, members }: GdalDataset,
  folder: string,
  given: string | null,
  splines: FitSplines,
): Promise<string> {
  const target = path.join(folder, format === 'gdb' ? 'data.gdb' : `data.${format === 'osm' ? 'osm.pbf' : format}`);
  await mkdir(format === 'gdb' ? target : folder, { recursive: true });
  for (const member of members) {
    const file = format === 'gdb' ? path.join(target, path.posix.basename(member.path)) : target;
    if (format === 'dxf') {
      await writeDrawing(member, file, splines);
      continue;
    }
    if (given !== null && members.length === 1) {
      await link(given, file).catch(() => copyFile(given, file));
      continue;
    }
    const source = await member.open();
    await pipeline(source.stream(), createWriteStream(file));
  }
  return target;
}

/** A drawing in UTF-8: GDAL is built without Chinese encodings. */
async function writeDrawing(member: Member, file: string, splines: FitSplines): Promise<void> {
  const source = await member.open();
  const start = await source.read(0, 22);
  if (start.toString('latin1').startsWith('AutoCAD Binary DXF')) {
    const advice = '请在 CAD 里另存为文本格式的 DXF（R2000 或更高）';
    throw spatialFault('spatial.unsupported', { name: shownName(member.path), reason: '二进制 DXF', advice });
  }
  await pipeline(seenBy(splines, inUtf8(source, await encodingOf(source))), createWriteStream(file));
}

async function* seenBy(splines: FitSplines, text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of text) {
    // Its group codes and names of entities are plain in any encoding.
    splines.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1'));
    yield chunk;
  }
}

/** By the whole of it: names of layers come early, but texts anywhere. */
async function encodingOf(source: ByteSource): Promise<'utf-8' | 'gb18030'> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source.stream()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

async function layerOf(
  layer: GdalLayer,
  source: ByteSource,
  dataset: GdalDataset,
  limits: SpatialLimits,
): Promise<RawLayer> {
  const member: Member = { path: layer.name, extension: 'geojson', size: source.size, open: async () => source };
  const read = await readGeoJson(member, limits, 'utf-8', forgetful);
  const days = layer.fields.filter(({ type }) => type.startsWith('Date')).map(({ name }) => name);
  return {
    ...read,
    name: layer.name,
    format: dataset.format,
    crsText: dataset.format === 'dxf' ? null : layer.wkt,
    encoding: null,
    fields: layer.fields.map(fieldOf),
    features: {
      async *[Symbol.asyncIterator]() {
        for await (const batch of read.features) yield batch.map((feature) => withDays(feature, days));
      },
    },
  };
}

const TYPES: Readonly<Record<string, SpatialField['type']>> = {
  Integer: 'integer',
  Integer64: 'integer',
  Real: 'number',
  Date: 'day',
  // In a geodatabase every day is one with a time.
  DateTime: 'day',
};

const fieldOf = ({ name, type, width, label }: GdalField): SpatialField => ({
  name,
  label: label === name ? null : label,
  type: TYPES[type] ?? 'text',
  width,
});

/** GDAL writes days as 2024/03/05, or with the midnight that ArcGIS keeps; a time of the day stays. */
function withDays(feature: SpatialFeature, days: readonly string[]): SpatialFeature {
  if (days.length === 0) return feature;
  const attributes: Record<string, AttributeValue> = { ...feature.attributes };
  for (const day of days) {
    const value = attributes[day];
    if (typeof value === 'string')
      attributes[day] = value.replaceAll('/', '-').replace(/[T ]00:00:00(\.0+)?(Z|\+00(:?00)?)?$/, '');
  }
  return { ...feature, attributes };
}
