import Flatbush from 'flatbush';
import { boxOf, polygonsOf, type Geometry, type Position } from '@quantu/geometry';
import { layersByKind } from './by-kind.ts';
import type { RawLayer, SpatialFeature } from './layer.ts';
import type { SpatialLimits } from './limits.ts';
import { isInside } from './rings.ts';

/**
 * A drawing as layers of a map: its layers become the attribute 图层, closed lines areas, and the texts that stand in an
 * area its attribute 文字. Texts in no area stay points.
 */
export async function drawingLayers(raw: RawLayer, name: string, limits: SpatialLimits): Promise<RawLayer[]> {
  const texts = await textsOf(raw.features);
  const standing = await placed(raw.features, texts);
  const common = { name, format: raw.format, crsText: null, encoding: null, notes: raw.notes };
  async function* features(): AsyncGenerator<SpatialFeature[]> {
    for await (const batch of raw.features) {
      yield batch.map((feature) => drawn(feature, standing)).filter((feature) => feature !== null);
    }
  }
  return layersByKind(common, features, limits);
}

interface Text {
  readonly number: number;
  readonly text: string;
  readonly at: Position;
}

/** The texts of each area by its number, and which texts have found one. */
interface Standing {
  readonly inArea: ReadonlyMap<number, readonly string[]>;
  readonly used: ReadonlySet<number>;
}

function drawn(feature: SpatialFeature, { inArea, used }: Standing): SpatialFeature | null {
  const { number, attributes } = feature;
  if (used.has(number)) return null;
  const geometry = areaWhereClosed(feature.geometry);
  const own = plainText(attributes['Text']);
  const text = own ?? inArea.get(number)?.join('；') ?? null;
  const kept = { 图层: attributes['Layer'] ?? null, 文字: text, 句柄: attributes['EntityHandle'] ?? null };
  return { ...feature, geometry, z: geometry === feature.geometry ? feature.z : null, attributes: kept };
}

function areaWhereClosed(geometry: Geometry | null): Geometry | null {
  if (geometry?.type !== 'LineString' || geometry.coordinates.length < 4) return geometry;
  const [first, last] = [geometry.coordinates[0]!, geometry.coordinates.at(-1)!];
  const isClosed = first[0] === last[0] && first[1] === last[1];
  return isClosed ? { type: 'Polygon', coordinates: [geometry.coordinates] } : geometry;
}

/** A text without the signs that format it in a drawing. */
function plainText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const plain = value
    .replaceAll(/\\P/g, ' ')
    .replaceAll(/\\[A-Za-z][^;\\{}]*;/g, '')
    .replaceAll(/[{}]/g, '')
    .trim();
  return plain === '' ? null : plain;
}

async function textsOf(features: AsyncIterable<readonly SpatialFeature[]>): Promise<Text[]> {
  const texts: Text[] = [];
  for await (const batch of features) {
    for (const { number, geometry, attributes } of batch) {
      const text = plainText(attributes['Text']);
      if (text !== null && geometry?.type === 'Point') texts.push({ number, text, at: geometry.coordinates });
    }
  }
  return texts;
}

/** Each text goes to the smallest area it stands in. */
async function placed(features: AsyncIterable<readonly SpatialFeature[]>, texts: readonly Text[]): Promise<Standing> {
  const inArea = new Map<number, string[]>();
  const best = new Map<number, { area: number; size: number }>();
  if (texts.length === 0) return { inArea, used: new Set() };
  const index = new Flatbush(texts.length);
  for (const { at } of texts) index.add(at[0], at[1], at[0], at[1]);
  index.finish();
  for await (const batch of features) {
    for (const { number, geometry: raw } of batch) {
      const geometry = areaWhereClosed(raw);
      if (geometry === null || polygonsOf(geometry).length === 0) continue;
      const [minX, minY, maxX, maxY] = boxOf(geometry);
      const size = (maxX - minX) * (maxY - minY);
      for (const found of index.search(minX, minY, maxX, maxY)) {
        const text = texts[found]!;
        const before = best.get(text.number);
        if ((before === undefined || size < before.size) && isInside(geometry, text.at)) {
          best.set(text.number, { area: number, size });
        }
      }
    }
  }
  for (const { number, text } of texts) {
    const area = best.get(number)?.area;
    if (area !== undefined) inArea.set(area, [...(inArea.get(area) ?? []), text]);
  }
  return { inArea, used: new Set(best.keys()) };
}
