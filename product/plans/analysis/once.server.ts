import { fromWkb } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import type { MapDesk } from '../map/desk.server.ts';
import { analyse, type AnalysedCell, type Analysis } from './analyse.ts';
import { chosenLayers } from './chosen-layers.server.ts';
import type { RunLayer } from './contract.ts';
import { analysisFault } from './faults.ts';
import { layerStream } from './layer-stream.server.ts';
import type { AnalysedFeature, AnalysedLayer } from './layers.ts';
import { STANDARD_RULES } from './rules.ts';

export interface OnceOptions {
  /** `GHYD`, or `GHYD@3` for a version. */
  readonly layers: readonly string[];
  readonly onCell?: (cell: AnalysedCell) => void;
  readonly onProgress?: (share: number, text: string) => void;
}

/** Lays layers over each other for who asks on the command line: nothing is stored. */
export async function overlayOnce(
  store: Store,
  books: Books,
  district: string,
  { layers: names, ...follow }: OnceOptions,
): Promise<{ readonly layers: readonly RunLayer[]; readonly analysis: Analysis }> {
  const db = store.read(district);
  const desk: MapDesk = { store, books, district, db, viewer: programViewer('command-line'), seesDrafts: true };
  const wishes = [];
  for (const name of names) {
    const [, code = name, version] = /^(.*?)(?:@(\d+))?$/.exec(name) ?? [];
    const { rows } = await sql<{ id: string }>`select id from map_layer where code = ${code}`.execute(db);
    if (!rows[0]) throw analysisFault('overlay.no-code', { code });
    wishes.push({ layer: rows[0].id, ...(version === undefined ? {} : { version: Number(version) }) });
  }
  const layers = await chosenLayers(desk, wishes);
  const read: AnalysedLayer[] = [];
  for (const layer of layers) read.push(await wholeLayer(desk, layer));
  return { layers, analysis: analyse(read, STANDARD_RULES, follow) };
}

async function wholeLayer({ db }: MapDesk, run: RunLayer): Promise<AnalysedLayer> {
  const { layer, batches } = layerStream(db, run);
  const features: AnalysedFeature[] = [];
  for await (const { keys, codes, names, controls, lengths, shapes } of batches) {
    let at = 0;
    for (const [i, key] of keys.entries()) {
      const shape = fromWkb(Buffer.from(shapes.buffer, shapes.byteOffset + at, lengths[i]));
      at += lengths[i]!;
      if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') {
        throw analysisFault('overlay.bad-features', { layer: layer.name, key });
      }
      features.push({ key, code: codes[i]!, name: names[i]!, controls: controls[i]!, shape });
    }
  }
  return { ...layer, features };
}
