import { fromWkb } from '@quantu/geometry';
import { programViewer, type Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import type { MapDesk } from '../map/desk.server.ts';
import { analyse, type AnalysedCell, type Analysis } from './analyse.ts';
import { refuseApart } from './apart.server.ts';
import { chosenLayers } from './chosen-layers.server.ts';
import type { RunLayer } from './contract.ts';
import { analysisFault } from './faults.ts';
import { layerStream } from './layer-stream.server.ts';
import type { AnalysedFeature, AnalysedLayer } from './layers.ts';
import type { RuleBody } from './rule-schema.ts';
import { checkRules, storedRuleSet } from './rule-sets.server.ts';
import { ruleSet, STANDARD_KEY, type RuleSet } from './rules.ts';

export interface OnceOptions {
  /** `GHYD`, or `GHYD@3` for a version. */
  readonly layers: readonly string[];
  /** `R1`, `R1@2` for a version, or rules of one's own; left out: those that come with the program. */
  readonly rules?: string | { readonly label: string; readonly body: RuleBody };
  readonly onCell?: (cell: AnalysedCell) => void;
  readonly onProgress?: (share: number, text: string) => void;
}

/** Lays layers over each other for who asks on the command line: nothing is stored. */
export async function overlayOnce(
  store: Store,
  books: Books,
  district: string,
  { layers: names, rules: wish, ...follow }: OnceOptions,
): Promise<{ readonly layers: readonly RunLayer[]; readonly rules: RuleSet; readonly analysis: Analysis }> {
  const db = store.read(district);
  const desk: MapDesk = { store, books, district, db, viewer: programViewer('command-line'), seesDrafts: true };
  const rules = await rulesOf(desk, wish);
  const wishes = [];
  for (const name of names) {
    const [, code = name, version] = /^(.*?)(?:@(\d+))?$/.exec(name) ?? [];
    const { rows } = await sql<{ id: string }>`select id from map_layer where code = ${code}`.execute(db);
    if (!rows[0]) throw analysisFault('overlay.no-code', { code, codes: await codesOf(db) });
    wishes.push({ layer: rows[0].id, ...(version === undefined ? {} : { version: Number(version) }) });
  }
  const layers = await chosenLayers(desk, wishes);
  await refuseApart(db, layers);
  const read: AnalysedLayer[] = [];
  for (const layer of layers) read.push(await wholeLayer(desk, layer));
  return { layers, rules, analysis: analyse(read, rules, follow) };
}

async function rulesOf({ db, books }: MapDesk, wish: OnceOptions['rules'] = STANDARD_KEY): Promise<RuleSet> {
  if (typeof wish !== 'string') {
    await checkRules(db, books, wish.body);
    return ruleSet({ key: '', version: 0, label: wish.label }, wish.body);
  }
  const [, key = wish, version] = /^(.*?)(?:@(\d+))?$/.exec(wish) ?? [];
  return (await storedRuleSet(db, key, version === undefined ? undefined : Number(version))).rules;
}

async function codesOf(db: ReadDb): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select code from map_layer where shape = 'area' order by code limit 60`.execute(db);
  return rows.length === 0 ? '还没有面图层' : rows.map(({ code }) => code).join('、');
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
