import path from 'node:path';
import { isUtf8 } from 'node:buffer';
import { shownName, spatialFault } from '../../faults.ts';
import { shownEncoding } from '../encoding.ts';
import { attributeOf, ExtentFinder, FieldFinder } from '../fields.ts';
import type { Member } from '../files.ts';
import { BATCH, type AttributeValue, type RawLayer, type SpatialFeature } from '../layer.ts';
import { Meter, type SpatialLimits } from '../limits.ts';
import type { Remember } from '../memory.ts';
import type { ByteSource } from '../source.ts';
import { esriCrs, isEsriFeature, shapeFromEsri } from './esri.ts';
import { jsonPieces } from './objects.ts';
import { shapeFromJson } from './shape.ts';

/** Reads GeoJSON of any size twice: once to know what is in it, then as often as its features are asked for. */
export async function readGeoJson(
  member: Member,
  limits: SpatialLimits,
  chosen: string | null,
  remember: Remember,
): Promise<RawLayer> {
  const source = await member.open();
  const name = shownName(member.path);
  const about = `geojson ${chosen ?? ''} ${member.path}`;
  const head = await remember(about, () => headOf(source, member, limits, chosen));
  return {
    ...head,
    features: {
      async *[Symbol.asyncIterator]() {
        for await (const batch of features(source, head.encoding, name, limits, { name: null, crs: null })) {
          for (let from = 0; from < batch.length; from += BATCH) {
            yield batch.slice(from, from + BATCH).map(({ feature }) => feature);
          }
        }
      },
    },
  };
}

async function headOf(source: ByteSource, member: Member, limits: SpatialLimits, chosen: string | null) {
  const name = shownName(member.path);
  const encoding = chosen ?? (await encodingOf(source));
  const root: Root = { name: null, crs: null };
  const [fields, extent, meter] = [new FieldFinder(), new ExtentFinder(), new Meter(name, limits)];
  for await (const batch of features(source, encoding, name, limits, root)) {
    for (const { feature, vertices } of batch) {
      meter.feature(vertices);
      fields.add(feature.attributes);
      extent.add(feature.geometry);
    }
  }
  if (meter.features === 0 && root.crs === null && root.name === null && !root.isCollection) {
    const advice = '请确认是 FeatureCollection、Feature 或几何对象';
    throw spatialFault('spatial.unsupported', { name, reason: '不是 GeoJSON', advice });
  }
  return {
    name: root.name ?? path.posix.parse(member.path).name,
    format: 'geojson' as const,
    geometryKind: extent.kind,
    crsText: root.crs,
    encoding,
    fields: fields.fields,
    count: meter.features,
    box: extent.box,
    core: extent.core,
    notes: encoding === 'utf-8' ? [] : [`文字不是 UTF-8 编码，已按 ${shownEncoding(encoding)} 读取`],
  };
}

/** What the outer object says of all. */
interface Root {
  name: string | null;
  crs: string | null;
  isCollection?: boolean;
}

interface Read {
  readonly feature: SpatialFeature;
  readonly vertices: number;
}

async function* features(
  source: ByteSource,
  encoding: string,
  name: string,
  limits: SpatialLimits,
  root: Root,
): AsyncGenerator<readonly Read[]> {
  let number = 0;
  for await (const pieces of jsonPieces(inUtf8(source, encoding), name, limits.featureBytes)) {
    const batch: Read[] = [];
    for (const { is, bytes } of pieces) {
      const json = parsed(bytes);
      if (json === null) {
        const problem = '不是完整的 JSON，坐标里可能有 NaN';
        batch.push({ feature: { number: ++number, geometry: null, z: null, attributes: {}, problem }, vertices: 0 });
      } else if (is === 'root' && !isObject(json)) continue;
      else if (is === 'root' && (json['type'] === 'FeatureCollection' || 'geometryType' in json)) readRoot(json, root);
      else if (is === 'root' && typeof json['type'] !== 'string') continue;
      else batch.push(featureOf(json, ++number));
    }
    if (batch.length > 0) yield batch;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function parsed(bytes: Buffer): JsonObject | null {
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(json) ? json : {};
  } catch {
    return null;
  }
}

/** The old member `crs`, which GDAL and ArcGIS still write. */
function readRoot(json: JsonObject, root: Root): void {
  root.isCollection = true;
  if (typeof json['name'] === 'string' && json['name'].trim() !== '') root.name = json['name'].trim();
  const crs = json['crs'];
  root.crs = esriCrs(json);
  if (!isObject(crs) || !isObject(crs['properties'])) return;
  const { name, code } = crs['properties'];
  if (typeof name === 'string') root.crs = name;
  else if (typeof code === 'number') root.crs = `EPSG:${code}`;
}

function featureOf(json: JsonObject, number: number): Read {
  const isEsri = isEsriFeature(json);
  const isFeature = json['type'] === 'Feature';
  const shape = isEsri ? shapeFromEsri(json['geometry']) : shapeFromJson(isFeature ? json['geometry'] : json);
  const attributes: Record<string, AttributeValue> = {};
  const properties = isEsri ? json['attributes'] : isFeature ? json['properties'] : null;
  if (isObject(properties)) for (const key in properties) attributes[key] = attributeOf(properties[key]);
  const id = json['id'];
  if ((typeof id === 'string' || typeof id === 'number') && !('id' in attributes)) attributes['id'] = id;
  const { vertices, ...found } = shape;
  return { feature: { number, attributes, ...found }, vertices };
}

const SAMPLE = 2 ** 20;

/** UTF-8, or what the file is written in instead. A first look is enough: names come early. */
async function encodingOf(source: ByteSource): Promise<string> {
  const start = await source.read(0, SAMPLE);
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  for (let cut = 0; cut < 4; cut++) if (isUtf8(start.subarray(0, start.length - cut))) return 'utf-8';
  return 'gb18030';
}

export async function* inUtf8(source: ByteSource, encoding: string): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* source.stream();
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.stream()) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}
