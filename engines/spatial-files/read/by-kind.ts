import { kindOf, ExtentFinder, FieldFinder } from './fields.ts';
import { BATCH, type RawLayer, type SpatialFeature } from './layer.ts';
import { Meter, type SpatialLimits } from './limits.ts';
import { partsOf } from '@quantu/geometry';

const LABELS = { area: '面', line: '线', point: '点', none: '无图形' } as const;
type Kind = keyof typeof LABELS;
const KINDS = ['area', 'line', 'point', 'none'] as const;

/** What the layers of such a file have in common. */
export type Common = Pick<RawLayer, 'name' | 'format' | 'crsText' | 'encoding' | 'notes'>;

/** One layer for each kind of geometry in a file that does not sort them itself; they are read through once before. */
export async function layersByKind(
  common: Common,
  features: () => AsyncIterable<readonly SpatialFeature[]>,
  limits: SpatialLimits,
): Promise<RawLayer[]> {
  const looks = new Map<Kind, Look>();
  const meter = new Meter(common.name, limits);
  for await (const batch of features()) {
    for (const feature of batch) {
      const kind = kindOfFeature(feature);
      const look = looks.get(kind) ?? { count: 0, fields: new FieldFinder(), extent: new ExtentFinder() };
      looks.set(kind, look);
      look.count++;
      look.fields.add(feature.attributes);
      look.extent.add(feature.geometry);
      meter.feature(feature.geometry ? partsOf(feature.geometry).reduce((sum, { length }) => sum + length, 0) : 0);
    }
  }
  const kinds = KINDS.filter((kind) => looks.has(kind) && (kind !== 'none' || looks.size === 1));
  return kinds.map((kind, at) => {
    const look = looks.get(kind)!;
    // What has no geometry stands with the first that have one, and is told of there.
    const without = at === 0 && kind !== 'none' ? (looks.get('none')?.count ?? 0) : 0;
    const name = kinds.length === 1 ? common.name : `${common.name} ${LABELS[kind]}`;
    const { count, fields, extent } = look;
    const iterate = (): AsyncGenerator<readonly SpatialFeature[]> =>
      only(features(), without > 0 ? [kind, 'none'] : [kind]);
    const found = {
      geometryKind: kind,
      fields: fields.fields,
      count: count + without,
      box: extent.box,
      core: extent.core,
    };
    return { ...common, ...found, name, features: { [Symbol.asyncIterator]: iterate } };
  });
}

interface Look {
  count: number;
  readonly fields: FieldFinder;
  readonly extent: ExtentFinder;
}

const kindOfFeature = ({ geometry }: SpatialFeature): Kind => (geometry === null ? 'none' : kindOf(geometry));

async function* only(
  features: AsyncIterable<readonly SpatialFeature[]>,
  kinds: readonly Kind[],
): AsyncGenerator<readonly SpatialFeature[]> {
  let batch: SpatialFeature[] = [];
  for await (const all of features) {
    batch.push(...all.filter((feature) => kinds.includes(kindOfFeature(feature))));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
