import type { AnswerOf } from '@quantu/people';
import { sql } from 'kysely';
import { inVersion } from '../features/version-rows.server.ts';
import type { MapDesk } from '../map/desk.server.ts';
import { codesToday } from '../map/identify.server.ts';
import { classLabel } from '../map/layers.server.ts';
import { shownLayer } from '../map/shown.server.ts';
import type { scenarioRoutes } from './contract.ts';

interface Row {
  readonly code: string | null;
  readonly featuresBefore: number;
  readonly areaBefore: number;
  readonly featuresAfter: number;
  readonly areaAfter: number;
}

/** How much of each class two versions or scenarios hold: 用地平衡 before and after. */
export async function balanceOf(
  desk: MapDesk,
  id: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<AnswerOf<typeof scenarioRoutes.balance>['data']> {
  const [before, after] = [await shownLayer(desk, id, from), await shownLayer(desk, id, to)];
  const sums = (number: number) => sql`(select f.code, count(*) as features, round(sum(f.area_m2::numeric), 2)::float8
    as area from layer_feature f where ${inVersion(id, number)} group by f.code)`;
  const { rows } = await sql<Row>`select coalesce(b.code, a.code) as code,
      coalesce(b.features, 0) as "featuresBefore", coalesce(b.area, 0) as "areaBefore",
      coalesce(a.features, 0) as "featuresAfter", coalesce(a.area, 0) as "areaAfter"
    from ${sums(before.number)} b full join ${sums(after.number)} a on coalesce(a.code, '') = coalesce(b.code, '')
    order by 1 nulls last`.execute(desk.db);
  const codes = await codesToday(desk);
  return rows.map(({ code, ...sum }) => ({
    code,
    label: classLabel(after, { code, name: null }, codes),
    before: { features: sum.featuresBefore, areaM2: sum.areaBefore },
    after: { features: sum.featuresAfter, areaM2: sum.areaAfter },
  }));
}
