import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayInChina, instantOf } from '@quantu/base';
import { fromWkb } from '@quantu/geometry';
import { FICTIONAL_MARK, isFictional, type QueryOf } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { CGCS2000, crsFromText, needsParameters, type Crs } from '@quantu/spatial-files';
import { writeSpatial, type OutFeature, type OutLayer } from '@quantu/spatial-files/server';
import { sql } from 'kysely';
import type { mapRoutes } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { versionParts } from '../features/version-rows.server.ts';
import { belongs } from './drawn.server.ts';
import { mapFault } from './faults.ts';
import { shownLayer, versionWords, type ShownLayer } from './shown.server.ts';

/** Features fetched at a time. */
const PAGE = 2000;
const MOST_FIELDS = 200;

/** A version of a layer as a file of the chosen format and system, with a metadata sheet, in one archive. */
export async function exportLayer(
  desk: MapDesk,
  id: string,
  { format, crs: wanted, version }: QueryOf<typeof mapRoutes.export>,
): Promise<FileAnswer> {
  const layer = await shownLayer(desk, id, version);
  const crs = wanted === undefined ? CGCS2000 : outCrs(wanted);
  const mark = await markOf(desk);
  const folder = await mkdtemp(join(tmpdir(), 'quantu-export-'));
  try {
    const file = join(folder, 'export.zip');
    const order = {
      format,
      crs,
      layer: await outLayer(desk, layer),
      about: [...(mark === null ? [] : [['标注', mark] as const]), ...(await aboutOf(desk, layer))],
      ...(layer.shape === 'area' ? { classField: '编码', labelField: '名称' } : {}),
    };
    await writeSpatial(order, file);
    const bytes = createReadStream(file);
    bytes.once('close', () => void rm(folder, { recursive: true, force: true }));
    const day = dayInChina(instantOf(new Date()));
    const name = `${layer.name}${mark === null ? '' : `（${mark}）`}${versionWords(layer).replaceAll(' ', '')}${day}.zip`;
    return { name, type: 'application/zip', bytes };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function outCrs(text: string): Crs {
  const reading = crsFromText(text);
  if ('problem' in reading || needsParameters(reading.crs)) throw mapFault('map.crs', { crs: text });
  return reading.crs;
}

async function markOf({ store, district }: MapDesk): Promise<string | null> {
  const found = (await store.districts()).find(({ code }) => code === district);
  return isFictional(found?.name ?? '') ? FICTIONAL_MARK : null;
}

/** What is said beside the data. */
async function aboutOf({ db }: MapDesk, layer: ShownLayer): Promise<(readonly [string, string])[]> {
  const { rows } = await sql<Record<string, string | null>>`
    select v.approved_on::text as approved, coalesce(v.basis, l.basis) as basis, v.crs, v.file_name as file, v.digest,
      o.name as holder from layer_version v join map_layer l on l.id = v.layer
      left join organisation o on o.id = l.holder
    where v.layer = ${layer.id}::uuid and v.number = ${layer.number}`.execute(db);
  const found = rows[0] ?? {};
  const all: (readonly [string, string | null | undefined])[] = [
    ['图层标识', layer.code],
    ['版本', `${versionWords(layer)} ${layer.base === null ? layer.title : `（基于第 ${layer.base} 版）`}`],
    ['发布日期', layer.publishedOn],
    ['数据批准日期', found['approved']],
    ['持有单位', found['holder']],
    ['依据文件', found['basis']],
    ['来源文件', found['file']],
    ['来源坐标系', found['crs']],
    ['要素摘要（SM3）', found['digest']],
  ];
  return all.flatMap(([label, text]) => (text === null || text === undefined || text === '' ? [] : [[label, text]]));
}

/** The columns are ours, then every attribute that any feature has. */
async function outLayer(desk: MapDesk, layer: ShownLayer): Promise<OutLayer> {
  const { rows } = await sql<{ name: string; kinds: string[] }>`
    select a.key as name, array_agg(distinct jsonb_typeof(a.value)) as kinds
    from layer_feature f, jsonb_each(f.attributes) a where ${belongs(layer)}
    group by a.key order by a.key limit ${MOST_FIELDS}`.execute(desk.db);
  const attributes = rows.filter(({ name }) => !['标识', '编码', '名称', '面积'].includes(name));
  const fields = [
    { name: '标识', type: 'text' as const },
    { name: '编码', type: 'text' as const },
    { name: '名称', type: 'text' as const },
    ...(layer.shape === 'area' ? [{ name: '面积', type: 'number' as const }] : []),
    ...attributes.map(({ name, kinds }) => ({ name, type: typeOf(kinds) })),
  ];
  return { name: layer.name, fields, features: outFeatures(desk, layer) };
}

function typeOf(kinds: readonly string[]): 'text' | 'number' | 'boolean' {
  const known = kinds.filter((kind) => kind !== 'null');
  if (known.length !== 1) return 'text';
  return known[0] === 'number' ? 'number' : known[0] === 'boolean' ? 'boolean' : 'text';
}

async function* outFeatures({ db }: MapDesk, layer: ShownLayer): AsyncGenerator<readonly OutFeature[]> {
  for (const part of versionParts(layer.id, layer.number)) {
    for (let after: string | null = null; ;) {
      const { rows }: { rows: Out[] } = await sql<Out>`
        select f.key, f.code, f.name, f.attributes, f.area_m2 as area, f.shape from layer_feature f
        where ${part} ${after === null ? sql`` : sql`and f.key > ${after}`}
        order by f.key limit ${PAGE}`.execute(db);
      if (rows.length > 0) yield rows.map((row) => outFeature(row, layer));
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.key;
    }
  }
}

interface Out {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly attributes: OutFeature['attributes'];
  readonly area: number;
  readonly shape: Buffer;
}

function outFeature({ key, code, name, attributes, area, shape }: Out, layer: ShownLayer): OutFeature {
  const measured = layer.shape === 'area' ? { 面积: Math.round(area * 100) / 100 } : {};
  return { geometry: fromWkb(shape), attributes: { ...attributes, 标识: key, 编码: code, 名称: name, ...measured } };
}
