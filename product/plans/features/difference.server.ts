import { fromWkb, type Box } from '@quantu/geometry';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { DIFFERENCES } from '../contract.ts';
import type { AttributeValues } from './feature.server.ts';
import { isSameShape, SAME_WITHIN } from './same-shape.ts';
import { inVersion } from './version-rows.server.ts';

export type DifferenceKind = (typeof DIFFERENCES)[number];

export interface DifferenceWish {
  readonly layer: string;
  readonly from: number;
  readonly to: number;
  readonly kind?: DifferenceKind | undefined;
  readonly offset: number;
  readonly size: number;
  /** Degrees; points nearer than this are the same point. */
  readonly within?: number;
}

interface Side {
  readonly code: string | null;
  readonly areaM2: number;
  readonly attributes: AttributeValues;
}

export interface Difference {
  readonly key: string;
  readonly kind: DifferenceKind;
  readonly name: string | null;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly box: Box;
}

export interface Differences {
  readonly data: readonly Difference[];
  readonly counts: Readonly<Record<DifferenceKind, number>>;
}

/** How two versions of a layer differ, feature by feature. What both have in common is not looked at. */
export async function differenceOf(db: ReadDb, wish: DifferenceWish): Promise<Differences> {
  const pairs = pairsOf(wish, await onlyRounded(db, wish));
  const { rows: counted } = await sql<{ kind: DifferenceKind; count: number }>`
    select kind, count(*) as count from ${pairs} where kind is not null group by kind`.execute(db);
  const counts = { added: 0, removed: 0, geometry: 0, attributes: 0 };
  for (const { kind, count } of counted) counts[kind] = count;
  const chosen = wish.kind === undefined ? sql`kind is not null` : sql`kind = ${wish.kind}`;
  const { rows } = await sql<DifferenceRow>`select key, kind, name, before, after, w, s, e, n from ${pairs}
    where ${chosen} order by kind, key collate "C" offset ${wish.offset} limit ${wish.size}`.execute(db);
  const data = rows.map(({ w, s, e, n, ...row }): Difference => ({ ...row, box: [w, s, e, n] }));
  return { data, counts };
}

interface DifferenceRow extends Omit<Difference, 'box'> {
  readonly w: number;
  readonly s: number;
  readonly e: number;
  readonly n: number;
}

/** What each version has that the other has not, `o` and `n` by key. */
const joined = ({ layer, from, to }: DifferenceWish) => sql`
  (select * from layer_feature f where ${inVersion(layer, from)} and not (${inVersion(layer, to)})) o full join
  (select * from layer_feature f where ${inVersion(layer, to)} and not (${inVersion(layer, from)})) n on o.key = n.key`;

const side = (alias: string) => {
  const row = sql.raw(alias);
  return sql`case when ${row}.key is not null then json_build_object('code', ${row}.code, 'areaM2', ${row}.area_m2,
    'attributes', ${row}.attributes) end`;
};

function pairsOf(wish: DifferenceWish, rounded: readonly string[]) {
  return sql`(select coalesce(n.key, o.key) as key, coalesce(n.name, o.name) as name,
      case when o.key is null then 'added' when n.key is null then 'removed'
        when o.shape <> n.shape and o.key <> all(${[...rounded]}::text[]) then 'geometry'
        when (o.code, o.use, o.name, o.attributes) is distinct from (n.code, n.use, n.name, n.attributes)
          then 'attributes' end as kind,
      ${side('o')} as before, ${side('n')} as after,
      least(((o.box)[1])[0], ((n.box)[1])[0]) as w, least(((o.box)[1])[1], ((n.box)[1])[1]) as s,
      greatest(((o.box)[0])[0], ((n.box)[0])[0]) as e, greatest(((o.box)[0])[1], ((n.box)[0])[1]) as n
    from ${joined(wish)}) p`;
}

const PAGE = 500;

/** Keys whose geometries differ within the tolerance only: those are compared whose size and place allow it. */
async function onlyRounded(db: ReadDb, wish: DifferenceWish): Promise<readonly string[]> {
  const within = wish.within ?? SAME_WITHIN;
  const keys: string[] = [];
  for (let after = ''; ;) {
    const { rows } = await sql<{ key: string; one: Buffer; other: Buffer }>`
      select o.key, o.shape as one, n.shape as other from ${joined(wish)}
      where o.key > ${after} and o.shape <> n.shape and length(o.shape) = length(n.shape)
        and ((o.box)[0] <-> (n.box)[0]) <= ${2 * within}::float8 and ((o.box)[1] <-> (n.box)[1]) <= ${2 * within}::float8
      order by o.key limit ${PAGE}`.execute(db);
    for (const { key, one, other } of rows) if (isSameShape(fromWkb(one), fromWkb(other), within)) keys.push(key);
    if (rows.length < PAGE) return keys;
    after = rows.at(-1)!.key;
  }
}
