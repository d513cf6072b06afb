import { Decimal } from '@quantu/base';
import {
  areaM2,
  boxOf,
  boxWithin,
  fromWkb,
  holdsPosition,
  lengthM,
  lengthWithinM,
  overlay,
  parseGeometry,
  polygonsOf,
  type Box,
  type Geometry,
  type MultiPolygon,
  type Polygon,
} from '@quantu/geometry';
import type { CodeBook } from '@quantu/registers';
import { sql } from 'kysely';
import type { Static } from '@sinclair/typebox';
import type { AreaStatistics, BalanceRow } from '../contract.ts';
import type { MapDesk } from './desk.server.ts';
import { belongs } from './drawn.server.ts';
import { mapFault } from './faults.ts';
import { boxSql, codesToday } from './identify.server.ts';
import { classLabel } from './layers.server.ts';
import { shownLayers, type ShownLayer } from './shown.server.ts';

type Statistics = Static<typeof AreaStatistics>;
type Row = Static<typeof BalanceRow>;
type Area = Polygon | MultiPolygon;

/** What nothing covers, and what features of different classes cover at once. */
const NONE = '未覆盖';
const TWICE = '重叠（分类不同）';

/** What every layer has in a drawn area: its balance by class, which adds up to the area to the cent. */
export async function areaStatistics(
  desk: MapDesk,
  {
    area: given,
    layers: chosen,
    asOf,
  }: { area: unknown; layers?: readonly string[] | undefined; asOf?: string | undefined },
): Promise<Statistics> {
  const area = areaFrom(given);
  const layers = await shownLayers(desk, { asOf, layers: chosen });
  const codes = await codesToday(desk);
  const whole = areaM2(area);
  const told: Statistics['layers'] = [];
  for (const layer of layers) {
    const one = await layerStatistics(desk, layer, area, whole, codes);
    if (one.features > 0) told.push(one);
  }
  return { areaM2: cents(whole) / 100, layers: told };
}

function areaFrom(given: unknown): Area {
  const area = parseGeometry(given, 'area');
  if ('problem' in area) throw mapFault('map.area', { why: area.problem });
  return area as Area;
}

interface Found {
  readonly code: string | null;
  /** Its shape, where an outline passes through its box. */
  readonly shape: Geometry | null;
  readonly areaM2: number;
}

async function layerStatistics(
  desk: MapDesk,
  layer: ShownLayer,
  area: Area,
  whole: number,
  codes: CodeBook,
): Promise<Statistics['layers'][number]> {
  const found = await featuresIn(desk, layer, area);
  const sums = layer.shape === 'area' ? areasBy(found, area, whole) : countsBy(found, area);
  const label = (code: string | null): string => classLabel(layer, { code, name: null }, codes);
  const rows = sums.rows.map(({ code, label: own, features, areaM2: sum }) => ({
    code,
    label: own ?? label(code),
    features,
    areaM2: sum,
    share: layer.shape === 'area' ? shareOf(sum, whole) : '0',
  }));
  const uncovered = rows.at(-1)?.label === NONE ? rows.at(-1)!.areaM2 : 0;
  return {
    layer: layer.id,
    name: layer.name,
    version: layer.number,
    features: sums.features,
    coveredM2: layer.shape === 'area' ? (cents(whole) - cents(uncovered)) / 100 : 0,
    lengthM: sums.lengthM,
    balance: rows,
  };
}

interface Sums {
  readonly features: number;
  readonly lengthM: number;
  readonly rows: readonly (Pick<Row, 'code' | 'features' | 'areaM2'> & { readonly label?: string })[];
}

/** Features that have something of themselves in the area; whole ones by what is stored of them. */
async function featuresIn({ db }: MapDesk, layer: ShownLayer, area: Area): Promise<readonly Found[]> {
  const { rows } = await sql<{ list: readonly [key: string, code: string | null, area: number, ...box: Box][] | null }>`
    select json_agg(json_build_array(f.key, f.code, f.area_m2, (f.box[1])[0], (f.box[1])[1], (f.box[0])[0],
      (f.box[0])[1])) as list from layer_feature f where ${belongs(layer)} and f.box && ${boxSql(boxOf(area))}`.execute(
    db,
  );
  const whole: Found[] = [];
  const crossed: string[] = [];
  for (const [key, code, areaM2, ...box] of rows[0]?.list ?? []) {
    const lies = boxWithin(box, area);
    if (lies === 'crossed' || (lies === 'inside' && layer.shape !== 'area')) crossed.push(key);
    else if (lies === 'inside') whole.push({ code, areaM2, shape: null });
  }
  if (crossed.length === 0) return whole;
  const cut = await sql<{ code: string | null; area: number; shape: Buffer }>`
    select f.code, f.area_m2 as area, f.shape from layer_feature f
    where ${belongs(layer)} and f.key = any(${crossed}::text[])`.execute(db);
  return [...whole, ...cut.rows.map(({ code, area, shape }) => ({ code, areaM2: area, shape: fromWkb(shape) }))];
}

/** Areas by class. What is cut is laid over the area once, so that each place of it counts once. */
function areasBy(found: readonly Found[], area: Area, whole: number): Sums {
  const sums = new Map<string | null, { features: number; areaM2: number }>();
  const add = (code: string | null, features: number, areaM2: number): void => {
    const sum = sums.get(code) ?? { features: 0, areaM2: 0 };
    sums.set(code, { features: sum.features + features, areaM2: sum.areaM2 + areaM2 });
  };
  for (const { code, shape, areaM2 } of found) if (shape === null) add(code, 1, areaM2);
  const cut = found.filter(({ shape }) => shape !== null && polygonsOf(shape).length > 0);
  const shapes = cut.map(({ shape }) => shape as Area);
  const { cells } = overlay([{ shapes: [area] }, { shapes }], { keep: () => false });
  const seen = new Set<number>();
  let twice = 0;
  for (const { cover, areaM2 } of cells) {
    const [inside, features] = cover;
    if (inside!.length === 0 || features!.length === 0) continue;
    for (const one of features!) seen.add(one);
    const codes = new Set(features!.map((one) => cut[one]!.code));
    if (codes.size > 1) twice += areaM2;
    else add(cut[features![0]!]!.code, 0, areaM2);
  }
  for (const one of seen) add(cut[one]!.code, 1, 0);
  return {
    features: [...sums.values()].reduce((all, { features }) => all + features, 0),
    lengthM: 0,
    rows: balanced(sums, twice, whole),
  };
}

/** In whole cents, so that what is shown adds up; what is left is not covered, and more than all there is lies twice. */
function balanced(
  sums: ReadonlyMap<string | null, { features: number; areaM2: number }>,
  twice: number,
  whole: number,
): Sums['rows'] {
  const rows: Sums['rows'][number][] = [...sums]
    .map(([code, { features, areaM2 }]) => ({ code, features, areaM2: cents(areaM2) / 100 }))
    .sort((a, b) => ((a.code ?? '~') < (b.code ?? '~') ? -1 : 1));
  if (cents(twice) > 0) rows.push({ code: null, label: TWICE, features: 0, areaM2: cents(twice) / 100 });
  const left = rows.reduce((rest, { areaM2 }) => rest - cents(areaM2), cents(whole));
  // Overlaps between features that lie wholly inside are only seen by their sum.
  if (left < -rows.length) rows.push({ code: null, label: '重复计算', features: 0, areaM2: left / 100 });
  const uncovered = left < -rows.length ? 0 : left;
  return [...rows, { code: null, label: NONE, features: 0, areaM2: uncovered / 100 }];
}

/** Points that lie in the area, and of lines what lies in it. */
function countsBy(found: readonly Found[], area: Area): Sums {
  const counts = new Map<string | null, number>();
  let length = 0;
  for (const { code, shape } of found) {
    const inside = shape === null ? 0 : lengthM(shape) > 0 ? lengthWithinM(shape, area) : 0;
    const isIn = inside > 0 || (shape !== null && hasPointIn(shape, area));
    if (!isIn) continue;
    length += inside;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const rows = [...counts].map(([code, features]) => ({ code, features, areaM2: 0 }));
  return { features: rows.reduce((all, { features }) => all + features, 0), lengthM: cents(length) / 100, rows };
}

function hasPointIn(shape: Geometry, area: Area): boolean {
  if (shape.type === 'Point') return holdsPosition(area, shape.coordinates);
  return shape.type === 'MultiPoint' && shape.coordinates.some((one) => holdsPosition(area, one));
}

const cents = (number: number): number => Math.round(number * 100);
const shareOf = (part: number, whole: number): string =>
  whole === 0 ? '0' : new Decimal(part).div(whole).toDecimalPlaces(6).toString();
