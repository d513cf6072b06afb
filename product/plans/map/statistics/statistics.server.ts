import { Decimal } from '@quantu/base';
import { areaM2, boxOf, parseGeometry } from '@quantu/geometry';
import type { BodyOf } from '@quantu/people';
import type { Static } from '@sinclair/typebox';
import { sql } from 'kysely';
import type { AreaStatistics, BalanceRow, mapRoutes } from '../../contract.ts';
import type { MapDesk } from '../desk.server.ts';
import { belongs } from '../drawn.server.ts';
import { mapFault } from '../faults.ts';
import { boxSql, codesToday } from '../identify.server.ts';
import { classLabel } from '../layers.server.ts';
import { shownLayers, type ShownLayer } from '../shown.server.ts';
import { summariesOf } from '../summary.server.ts';
import { sums } from './off-thread.server.ts';
import type { Area, Sums, SumsOrder } from './sums.ts';

type Statistics = Static<typeof AreaStatistics>;
type Row = Static<typeof BalanceRow>;
type Wish = Omit<BodyOf<typeof mapRoutes.statistics>, 'area'> & { readonly area: unknown };

/** What nothing covers, and what features of different classes cover at once. */
const NONE = '未覆盖';
const TWICE = '重叠（分类不同）';

/** What every layer has in a drawn area: its balance by class, which adds up to the area to the cent. */
export async function areaStatistics(
  desk: MapDesk,
  { area: given, layers: chosen, asOf }: Wish,
  signal: AbortSignal,
): Promise<Statistics> {
  const area = areaFrom(given);
  const layers = await shownLayers(desk, { asOf, layers: chosen });
  const codes = await codesToday(desk);
  const whole = cents(areaM2(area));
  const versions = await summariesOf(desk, layers);
  const told: Statistics['layers'] = [];
  for (const layer of layers) {
    const found = await sums(await orderFor(desk, layer, area), signal);
    const names = new Map(versions.get(layer.id)?.classes.map(({ code, name }) => [code, name]));
    const labelOf = (code: string | null): string => classLabel(layer, { code, name: names.get(code) ?? null }, codes);
    if (found.features > 0) told.push(statisticsOf(layer, found, whole, labelOf));
  }
  return { areaM2: whole / 100, layers: told };
}

function areaFrom(given: unknown): Area {
  const area = parseGeometry(given, 'area');
  if ('problem' in area) throw mapFault('map.area', { why: area.problem });
  return area as Area;
}

/** Features near the area. As one value: so many rows of their own would cost the driver more than the sums us. */
async function orderFor({ db }: MapDesk, layer: ShownLayer, area: Area): Promise<SumsOrder> {
  const { rows } = await sql<{ list: readonly (readonly [code: string | null, length: number])[]; shapes: Buffer }>`
    select coalesce(json_agg(json_build_array(code, octet_length(shape)) order by key), '[]') as list,
      coalesce(string_agg(shape, ''::bytea order by key), ''::bytea) as shapes
    from (select f.key, f.code, f.shape from layer_feature f
      where ${belongs(layer)} and f.box && ${boxSql(boxOf(area))}) one`.execute(db);
  const { list, shapes } = rows[0]!;
  return { area, kind: layer.shape, codes: list.map(([code]) => code), lengths: list.map(([, one]) => one), shapes };
}

function statisticsOf(
  layer: ShownLayer,
  { features, lengthM, classes, twiceM2, againM2, uncoveredM2 }: Sums,
  whole: number,
  labelOf: (code: string | null) => string,
): Statistics['layers'][number] {
  const isArea = layer.shape === 'area';
  const row = (code: string | null, label: string, count: number, areaM2: number) => ({
    code,
    label,
    features: count,
    areaM2,
  });
  const named = classes.map((one) => row(one.code, labelOf(one.code), one.features, one.areaM2));
  const rest = [...(cents(twiceM2) > 0 ? [row(null, TWICE, 0, twiceM2)] : []), row(null, NONE, 0, uncoveredM2)];
  const rows = isArea ? inCents([...named, ...rest], whole) : named;
  const shares = isArea
    ? inWhole(
        rows.map(({ areaM2 }) => cents(areaM2)),
        whole,
      )
    : rows.map(() => '0');
  return {
    layer: layer.id,
    name: layer.name,
    version: layer.number,
    features,
    coveredM2: isArea ? (whole - cents(rows.at(-1)!.areaM2)) / 100 : 0,
    againM2: cents(againM2) / 100,
    lengthM: cents(lengthM) / 100,
    balance: rows.map((one, i) => ({ ...one, share: shares[i]! })),
  };
}

type Unshared = Omit<Row, 'share'>;

/** To the cent, so that they add up to the whole: what rounding leaves goes where it is the smallest part. */
function inCents(rows: readonly Unshared[], whole: number): Unshared[] {
  const parts = rows.map(({ areaM2 }) => cents(areaM2));
  const largest = parts.indexOf(Math.max(...parts));
  parts[largest]! += whole - parts.reduce((all, one) => all + one, 0);
  return rows.map((row, i) => ({ ...row, areaM2: parts[i]! / 100 }));
}

const PLACES = 6;

/** Shares of the whole with six places that add up to 1, those rounded most against their favour first. */
function inWhole(parts: readonly number[], whole: number): string[] {
  if (whole === 0) return parts.map(() => '0');
  const exact = parts.map((part) => new Decimal(part).div(whole).mul(10 ** PLACES));
  const floors = exact.map((one) => one.floor());
  let left = 10 ** PLACES - floors.reduce((all, one) => all + one.toNumber(), 0);
  const order = exact.map((one, i) => ({ i, rest: one.minus(floors[i]!) })).sort((a, b) => b.rest.cmp(a.rest));
  for (const { i } of order) if (left-- > 0) floors[i] = floors[i]!.plus(1);
  return floors.map((one) => one.div(10 ** PLACES).toString());
}

const cents = (number: number): number => Math.round(number * 100);
