import type { AnswerOf } from '@quantu/people';
import { sql } from 'kysely';
import { listRecords } from '@quantu/registers/server';
import type { mapRoutes } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { codesToday } from './identify.server.ts';
import { classLabel } from './layers.server.ts';
import { IN_VERSION, versionsTable } from '../features/version-rows.server.ts';
import { shownLayers, type ShownLayer } from './shown.server.ts';
import { summariesOf } from './summary.server.ts';
import { namesOf, wordsOf, type FoundName } from './words.server.ts';

const SIZE = 20;
/** The largest text whose order of letters is still that of all texts that begin with a word. */
const LAST = '\u{10FFFF}';

interface Match extends FoundName {
  readonly layer: ShownLayer;
  /** The smaller the better. */
  readonly rank: number;
}

/** Layers, plans and features by name, pinyin, its first letters, parcel number or key; the best first. */
export async function searchMap(desk: MapDesk, text: string, size = SIZE): Promise<AnswerOf<typeof mapRoutes.search>> {
  const wanted = text.trim().toLowerCase().replaceAll(/\s+/g, '');
  const layers = await shownLayers(desk);
  if (wanted === '' || layers.length === 0) return { data: [], boxes: [] };
  const [codes, named, keyed, whole] = await Promise.all([
    codesToday(desk),
    Promise.all(layers.map((layer) => matchesIn(desk, layer, wanted))),
    byKey(desk, layers, text.trim()),
    wholeLayers(desk, layers, wanted),
  ]);
  const best = [...whole, ...keyed, ...named.flat()].sort((a, b) => a.rank - b.rank || b.areaM2 - a.areaM2);
  const seen = new Set<string>();
  const data: AnswerOf<typeof mapRoutes.search>['data'] = [];
  const boxes: [number, number, number, number][] = [];
  for (const { layer, key, name, number, code, areaM2, box } of best) {
    const same = `${layer.id} ${key}`;
    if (seen.has(same)) continue;
    if (seen.add(same).size > size) break;
    data.push({
      layer: layer.id,
      layerName: layer.name,
      version: layer.number,
      key,
      name: name ?? number,
      code,
      codeLabel: code === null ? null : classLabel(layer, { code, name: null }, codes),
      areaM2,
    });
    boxes.push([...box]);
  }
  return { data, boxes };
}

async function matchesIn(desk: MapDesk, layer: ShownLayer, wanted: string): Promise<Match[]> {
  const matches: Match[] = [];
  for (const name of await namesOf(desk, layer)) {
    const rank = rankOf(name.words, wanted);
    if (rank !== null) matches.push({ ...name, layer, rank: rank + 10 });
  }
  return matches;
}

/** How well one of some words fits: the same, begins so, holds it; shorter ones better. */
function rankOf(words: readonly string[], wanted: string): number | null {
  let best: number | null = null;
  for (const word of words) {
    const at = word.indexOf(wanted);
    if (at < 0) continue;
    const rank = (word.length === wanted.length ? 0 : at === 0 ? 1 : 2) * 100 + Math.min(99, word.length);
    if (best === null || rank < best) best = rank;
  }
  return best;
}

/** Features whose key begins so. */
async function byKey({ db }: MapDesk, layers: readonly ShownLayer[], text: string): Promise<Match[]> {
  const { rows } = await sql<
    Pick<FoundName, 'key' | 'code' | 'name'> & {
      layer: string;
      area: number;
      west: number;
      south: number;
      east: number;
      north: number;
    }
  >`
    select f.layer, f.key, f.code, f.name, f.area_m2 as area, (f.box[1])[0] as west, (f.box[1])[1] as south,
      (f.box[0])[0] as east, (f.box[0])[1] as north
    from ${versionsTable(layers)} join layer_feature f on ${IN_VERSION}
    where f.key >= ${text} and f.key < ${text + LAST} order by length(f.key), f.key limit ${SIZE * 2}`.execute(db);
  return rows.map(({ layer, area, west, south, east, north, ...row }) => ({
    ...row,
    number: row.key,
    features: 1,
    areaM2: area,
    box: [west, south, east, north],
    layer: layers.find(({ id }) => id === layer)!,
    rank: row.key.length === text.length ? 0 : 120,
  }));
}

/** Layers called so, or of a plan called so: the whole of each, under an empty key. */
async function wholeLayers(desk: MapDesk, layers: readonly ShownLayer[], wanted: string): Promise<Match[]> {
  const plans = await plansByLayer(desk);
  const ranked = layers.flatMap((layer) => {
    const names = [layer.name, layer.code, ...(plans.get(layer.id) ?? [])];
    const ranks = names.flatMap((name) => rankOf(wordsOf(name), wanted) ?? []);
    return ranks.length === 0 ? [] : [{ layer, name: layer.name, rank: Math.min(...ranks) }];
  });
  const sums = await summariesOf(
    desk,
    ranked.map(({ layer }) => layer),
  );
  return ranked.flatMap(({ layer, name, rank }): Match[] => {
    const { box, features, areaM2 } = sums.get(layer.id)!;
    return box === null ? [] : [{ layer, key: '', code: null, name, number: null, features, areaM2, box, rank }];
  });
}

/** What the plan of each layer is called, and its number. */
async function plansByLayer({ db, books, viewer }: MapDesk): Promise<ReadonlyMap<string, readonly string[]>> {
  const fields = ['plan'];
  const { data } = await listRecords(db, books, books.registers.get('map-layer')!, viewer, {
    conditions: [{ field: 'plan', op: 'not-empty', values: [] }],
    fields,
    size: 1000,
  });
  const planOf = ({ values: { plan } }: (typeof data)[number]): string => (typeof plan === 'string' ? plan : '');
  const plans = [...new Set(data.map(planOf))].filter((id) => id !== '');
  const { rows } = await sql<{ id: string; code: string }>`select id, code from plan
    where id = any(${plans}::uuid[])`.execute(db);
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return new Map(data.map((one) => [one.id, [one.labels['plan'] ?? '', codes.get(planOf(one)) ?? '']]));
}
