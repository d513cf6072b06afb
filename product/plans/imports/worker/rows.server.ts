import { toCgcs2000 } from '@quantu/spatial-files';
import type { SpatialLayer } from '@quantu/spatial-files/server';
import { FeatureReader } from './feature-reader.ts';
import { KeyFinder, type KeyChoice } from './keys.ts';
import { layersOf } from './layers.server.ts';
import type { FileFeature, PartReport, RowsOrder, RowsPart } from './orders.ts';

export interface Piece {
  readonly rows: readonly FileFeature[];
  readonly done: number;
  readonly total: number;
}

/** The features of the chosen layers in pieces; returns what was found in each. The file is read twice: keys first. */
export async function* fileFeatures(
  order: RowsOrder,
  onKeys: (done: number) => void,
): AsyncGenerator<Piece, readonly PartReport[]> {
  const { keys, total } = await keysOf(order, onKeys);
  const geometries = new Map<string, Map<string, number>>();
  const reports: PartReport[] = [];
  let done = 0;
  for await (const [part, layer] of partsOf(order)) {
    const seen = geometries.get(part.group) ?? new Map<string, number>();
    geometries.set(part.group, seen);
    const key = keys.get(part.group)!;
    const reader = new FeatureReader({
      part,
      keyField: key.field,
      fields: layer.fields.map(({ name }) => name),
      turn: turnOf(layer, part),
      district: order.district,
      geometries: seen,
    });
    if (key.finding !== null) reader.tell(key.finding.kind, key.finding.count, key.finding.text);
    for await (const batch of layer.features) {
      done += batch.length;
      yield { rows: batch.map((feature) => reader.read(feature)), done, total };
    }
    reports.push(reader.report);
  }
  return reports;
}

function turnOf({ crs, axes }: SpatialLayer, { parameters }: RowsPart) {
  return toCgcs2000(crs!, { axes, ...(parameters === null ? {} : { parameters }) });
}

/** The chosen layers in the order of the file; those with another system are opened with theirs. */
async function* partsOf(order: RowsOrder): AsyncGenerator<readonly [RowsPart, SpatialLayer]> {
  for (const crs of new Set(order.parts.map((part) => part.crs))) {
    const own = order.parts.filter((part) => part.crs === crs);
    for await (const [at, layer] of layersOf(order, crs)) {
      const part = own.find((one) => one.part === at);
      if (part) yield [part, layer];
    }
  }
}

async function keysOf(order: RowsOrder, onKeys: (done: number) => void) {
  const finders = new Map<string, KeyFinder>();
  const chosen = new Map<string, string | null>();
  let total = 0;
  for await (const [part, layer] of partsOf(order)) {
    const finder = finders.get(part.group) ?? new KeyFinder(part.keyField);
    finders.set(part.group, finder);
    chosen.set(part.group, chosen.get(part.group) ?? part.keyField);
    for await (const batch of layer.features) {
      for (const { attributes } of batch) finder.add(attributes);
      total += batch.length;
      onKeys(total);
    }
  }
  const keys = new Map<string, KeyChoice>();
  for (const [group, finder] of finders) keys.set(group, finder.choice(chosen.get(group) ?? null));
  return { keys, total };
}
