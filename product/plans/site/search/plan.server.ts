import { parseDay } from '@quantu/base';
import type { CodeBook } from '@quantu/registers';
import { sql } from 'kysely';
import type { MapDesk } from '../../map/desk.server.ts';
import { codesToday } from '../../map/identify.server.ts';
import type { ShownLayer } from '../../map/shown.server.ts';
import type { SearchWish, SiteLayer } from '../contract.ts';
import { siteFault } from '../faults.ts';
import { roleLayers, siteLayerOf } from '../role-layers.server.ts';
import { DECLARABLE_ROLES } from '../rules.ts';

/** A layer in the version that is searched, which stays the same however long the search waits. */
export interface PlannedLayer extends SiteLayer {
  readonly role: string;
  readonly codeSet: string | null;
}

/** What a search looks at: chosen by what its maker may read. */
export interface SearchPlan {
  readonly wish: SearchWish;
  /** The newest generation first. */
  readonly base: readonly PlannedLayer[];
  readonly others: readonly PlannedLayer[];
}

const AVOIDABLE = ['permanent-farmland', 'ecological-red-line', ...DECLARABLE_ROLES];

export async function planSearch(desk: MapDesk, wish: SearchWish): Promise<SearchPlan> {
  const codes = await codesToday(desk);
  checkWish(wish, codes);
  const layers = await roleLayers(desk, wish.asOf);
  const base = layers.filter(({ role }) => role === wish.base);
  if (base.length === 0) throw siteFault('site.no-base', { role: codes.labelOf('layer-role', wish.base) });
  const roles = rolesOf(wish);
  const others = layers.filter(({ role }) => role !== null && roles.includes(role));
  return { wish, base: (await newestFirst(desk, base)).map(planned), others: others.map(planned) };
}

/** Generations of one plan: what is in force before what is not yet or no more, the latest approved first. */
async function newestFirst({ db }: MapDesk, layers: readonly ShownLayer[]): Promise<readonly ShownLayer[]> {
  const { rows } = await sql<{ layer: string; state: string | null; day: string | null }>`
    select l.id as layer, p.state, p.approved_on as day from map_layer l left join plan p on p.id = l.plan
    where l.id = any(${layers.map(({ id }) => id)}::uuid[])`.execute(db);
  const plans = new Map(rows.map(({ layer, ...plan }) => [layer, plan]));
  const placeOf = ({ id, publishedOn }: ShownLayer): readonly [force: number, day: string] => {
    const { state = null, day = null } = plans.get(id) ?? {};
    const isInForce = state === null || state === 'approved' || state === 'updating';
    return [isInForce ? 0 : state === 'superseded' ? 2 : 1, day ?? publishedOn ?? ''];
  };
  return layers.toSorted((a, b) => {
    const [[forceA, dayA], [forceB, dayB]] = [placeOf(a), placeOf(b)];
    return forceA - forceB || (dayA === dayB ? (a.code < b.code ? -1 : 1) : dayA > dayB ? -1 : 1);
  });
}

const planned = (layer: ShownLayer): PlannedLayer => ({
  ...siteLayerOf(layer),
  role: layer.role!, // chosen by its role
  codeSet: layer.codeSet,
});

function checkWish(wish: SearchWish, codes: CodeBook): void {
  const { use, minM2, maxM2, avoid, asOf, weights } = wish;
  if (codes.labelOf('land-use-2023', use) === use) throw siteFault('site.use', { use });
  if (minM2 > maxM2) throw siteFault('site.size', { min: minM2, max: maxM2 });
  for (const role of avoid) if (!AVOIDABLE.includes(role)) throw siteFault('site.avoid', { role });
  if (asOf !== undefined && !parseDay(asOf)) throw siteFault('site.day', { day: asOf });
  if (Object.values(weights).every((weight) => (weight ?? 0) === 0)) throw siteFault('site.no-weight');
}

function rolesOf({ isInside, avoid, roadM, portM, slopeDeg, present, weights, base }: SearchWish): string[] {
  return [
    ...(isInside ? ['development-boundary'] : []),
    ...avoid,
    ...(roadM !== undefined || (weights.road ?? 0) > 0 ? ['road'] : []),
    ...(portM !== undefined || (weights.port ?? 0) > 0 ? ['port'] : []),
    ...(slopeDeg !== undefined ? ['slope'] : []),
    ...(present !== undefined && base !== 'present-use' ? ['present-use'] : []),
  ];
}
