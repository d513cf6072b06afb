import { toCgcs2000 } from '@quantu/spatial-files';
import type { SpatialLayer } from '@quantu/spatial-files/server';
import { FeatureReader } from './feature-reader.ts';
import { keyText, KeyFinder, Uniqueness, usualKey, type KeyChoice } from './keys.ts';
import { layersOf } from './layers.server.ts';
import type { FileFeature, PartReport, RowsOrder, RowsPart } from './orders.ts';

/** Features in the order of the file; `again`: what came before is void, all of them come once more. */
export interface Piece {
  readonly rows: readonly FileFeature[];
  readonly isAgain: boolean;
}

/**
 * The features of the chosen layers in pieces; returns what was found in each. The chosen key is taken at its word; when
 * it turns out to name two features, the file is read again with another.
 */
export async function* fileFeatures(
  order: RowsOrder,
  onKeys: (done: number) => void,
): AsyncGenerator<Piece, readonly PartReport[]> {
  const first = yield* featuresBy(order, null);
  if (first !== null) return first;
  yield { rows: [], isAgain: true };
  return (yield* featuresBy(order, await keysOf(order, onKeys))) ?? [];
}

/** @param known keys that have been looked through; null: those that were chosen. Returns null when one of them is none. */
async function* featuresBy(
  order: RowsOrder,
  known: ReadonlyMap<string, KeyChoice> | null,
): AsyncGenerator<Piece, readonly PartReport[] | null> {
  const geometries = new Map<string, Map<string, number>>();
  const values = new Map<string, Uniqueness>();
  const reports: PartReport[] = [];
  for await (const [part, layer] of partsOf(order)) {
    const fields = layer.fields.map(({ name }) => name);
    const seen = held(geometries, part.group, () => new Map<string, number>());
    const unique = held(values, part.group, () => new Uniqueness());
    const key = known?.get(part.group) ?? { field: usualKey(part.keyField, fields), finding: null };
    const { district } = order;
    const reader = new FeatureReader({ part, keyField: key.field, fields, turn: turnOf(layer, part), district, seen });
    if (key.finding !== null) reader.tell(key.finding.kind, key.finding.count, key.finding.text);
    for await (const batch of layer.features) {
      if (known === null && key.field !== null) {
        for (const { attributes } of batch) unique.add(keyText(attributes, key.field));
        if (unique.repeated > 0) return null;
      }
      yield { rows: batch.map((feature) => reader.read(feature)), isAgain: false };
    }
    if (known === null && key.field !== null && !unique.isKey) return null;
    reports.push(reader.report);
  }
  return reports;
}

function held<T>(all: Map<string, T>, group: string, make: () => T): T {
  const one = all.get(group) ?? make();
  all.set(group, one);
  return one;
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

async function keysOf(order: RowsOrder, onKeys: (done: number) => void): Promise<ReadonlyMap<string, KeyChoice>> {
  const finders = new Map<string, { readonly finder: KeyFinder; readonly chosen: string | null }>();
  let done = 0;
  for await (const [part, layer] of partsOf(order)) {
    const make = () => ({ finder: new KeyFinder(part.keyField), chosen: part.keyField });
    const { finder } = held(finders, part.group, make);
    for await (const batch of layer.features) {
      for (const { attributes } of batch) finder.add(attributes);
      done += batch.length;
      onKeys(done);
    }
  }
  return new Map([...finders].map(([group, { finder, chosen }]) => [group, finder.choice(chosen)]));
}
