import { parseDay } from '@quantu/base';
import { fromWkb, type Box, type MultiPolygon, type Polygon } from '@quantu/geometry';
import { sql } from 'kysely';
import type { CodeBook } from '@quantu/registers';
import type { MapDesk } from '../../map/desk.server.ts';
import { codesToday } from '../../map/identify.server.ts';
import { IN_VERSION, versionsTable, type ShownLayer } from '../../map/shown.server.ts';
import { relationOf } from '../compatible-uses.ts';
import type { SearchAnswer, SearchWish } from '../contract.ts';
import { siteFault } from '../faults.ts';
import { featuresIn, labelOf, roleLayers, siteLayerOf, useOf } from '../role-layers.server.ts';
import { begins, DECLARABLE_ROLES } from '../rules.ts';
import type { SiteFeature } from '../measure.ts';
import { Edges } from './edges.ts';
import { Ground, ranked, type Judging, type Parcel } from './rank.ts';

const AVOIDABLE = ['permanent-farmland', 'ecological-red-line', ...DECLARABLE_ROLES];

/** Parcels that fit, the best first, with what each of them is worth by each criterion. */
export async function searchSites(desk: MapDesk, wish: SearchWish): Promise<SearchAnswer> {
  const codes = await codesToday(desk);
  checkWish(wish, codes);
  const layers = await roleLayers(desk, wish.asOf);
  const base = layers.filter(({ role }) => role === wish.base);
  if (base.length === 0) throw siteFault('site.no-base', { role: codes.labelOf('layer-role', wish.base) });
  const { parcels, total } = await parcelsOf(desk, base, wish, codes);
  const roles = rolesOf(wish).filter((role) => layers.some((layer) => layer.role === role));
  const others = layers.filter(({ role }) => role !== null && roles.includes(role));
  const box = around(parcels, wish);
  const features = box === null ? null : await featuresIn(desk, others, box, codes);
  const edges = new Map(
    roles.map((role) => {
      const own = others.filter((layer) => layer.role === role);
      const found = own.flatMap(({ id }): readonly SiteFeature[] => features?.get(id) ?? []);
      // Current use is looked at by what it covers, not by its edges.
      return [role, new Edges(role === 'present-use' ? [] : found)] as const;
    }),
  );
  const present = others
    .filter(({ role }) => role === 'present-use')
    .flatMap(({ id }): readonly SiteFeature[] => features?.get(id) ?? [])
    .filter(({ use }) => use !== null && wish.present !== undefined && begins(wish.present, use));
  const judging: Judging = {
    wish,
    edges,
    present: new Ground(present),
    labelOf: (role) => codes.labelOf('layer-role', role),
  };
  return {
    ...ranked(judging, parcels, total),
    layers: [...base, ...others].map((layer) => ({
      ...siteLayerOf(layer),
      role: layer.role!,
      roleLabel: codes.labelOf('layer-role', layer.role!),
    })),
  };
}

function checkWish(wish: SearchWish, codes: CodeBook): void {
  const { use, minM2, maxM2, avoid, asOf, weights } = wish;
  if (codes.labelOf('land-use-2023', use) === use) throw siteFault('site.use', { use });
  if (minM2 > maxM2) throw siteFault('site.size', { min: minM2, max: maxM2 });
  for (const role of avoid) if (!AVOIDABLE.includes(role)) throw siteFault('site.role', { role });
  if (asOf !== undefined && !parseDay(asOf)) throw siteFault('site.day', { day: asOf });
  if (Object.values(weights).every((weight) => (weight ?? 0) === 0)) throw siteFault('site.no-weight');
}

function rolesOf({ isInside, avoid, roadM, portM, present, weights, base }: SearchWish): string[] {
  return [
    ...(isInside ? ['development-boundary'] : []),
    ...avoid,
    ...(roadM !== undefined || (weights.road ?? 0) > 0 ? ['road'] : []),
    ...(portM !== undefined || (weights.port ?? 0) > 0 ? ['port'] : []),
    ...(present !== undefined && base !== 'present-use' ? ['present-use'] : []),
  ];
}

interface Row {
  readonly layer: string;
  readonly key: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly use: string | null;
  readonly shape: Buffer;
  readonly areaM2: number;
  readonly box: string;
}

/** Parcels of the right size; the whole number is told too. */
async function parcelsOf(
  { db }: MapDesk,
  base: readonly ShownLayer[],
  { minM2, maxM2, use: wished }: SearchWish,
  codes: CodeBook,
): Promise<{ readonly parcels: readonly Parcel[]; readonly total: number }> {
  const { rows } = await sql<Row & { total: number }>`
    select f.layer, f.key, f.name, f.code, f.use, f.shape, f.area_m2 as "areaM2", f.box::text as box
    from ${versionsTable(base)} join layer_feature f on ${IN_VERSION}
    where f.area_m2 between ${minM2} and ${maxM2} order by f.layer, f.key`.execute(db);
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total
    from ${versionsTable(base)} join layer_feature f on ${IN_VERSION} where f.area_m2 > 0`.execute(db);
  const byId = new Map(base.map((layer) => [layer.id, layer]));
  const parcels = rows.flatMap(({ shape, box, ...row }): Parcel[] => {
    const { codeSet } = byId.get(row.layer)!;
    const use = useOf(codeSet, row.code, row.use);
    return [
      {
        ...row,
        name: row.name ?? row.key,
        use,
        relation: use === null ? null : relationOf(use, wished),
        codeLabel: labelOf(codeSet, row.code, use, codes) ?? '未分类',
        box: boxFrom(box),
        // Read when it is needed: most parcels fall out before.
        shape: () => fromWkb(shape) as Polygon | MultiPolygon,
      },
    ];
  });
  return { parcels, total: counted[0]!.total };
}

/** PostgreSQL writes the north-east corner first: `(119,25.2),(118.9,25.1)`. */
function boxFrom(text: string): Box {
  const [east = 0, north = 0, west = 0, south = 0] = text.replace(/[()]/g, '').split(',').map(Number);
  return [west, south, east, north];
}

const M_PER_DEGREE = 100_000;
const FARTHEST_M = 20_000;

/** Where other layers matter: round the parcels that the use leaves, as far as a road or port is looked for. */
function around(parcels: readonly Parcel[], { roadM, portM, weights }: SearchWish): Box | null {
  const fitting = parcels.filter(({ relation }) => relation !== 'incompatible');
  if (fitting.length === 0) return null;
  const isFar = (weights.road ?? 0) > 0 || (weights.port ?? 0) > 0;
  const reach = Math.max(isFar ? FARTHEST_M : 0, roadM ?? 0, portM ?? 0) / M_PER_DEGREE;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of fitting) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return [west - reach, south - reach, east + reach, north + reach];
}
