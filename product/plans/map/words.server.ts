import { setImmediate as breathe } from 'node:timers/promises';
import type { Box } from '@quantu/geometry';
import type { Store } from '@quantu/store';
import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import type { MapDesk } from './desk.server.ts';
import { belongs } from './drawn.server.ts';
import { Kept } from './kept.ts';
import type { ShownLayer } from './shown.server.ts';

/** A thing of a layer that can be found: all features that are called the same. */
export interface FoundName {
  readonly key: string;
  readonly code: string | null;
  readonly name: string | null;
  /** 地块编号 and the like, where it is not the key. */
  readonly number: string | null;
  readonly features: number;
  readonly areaM2: number;
  readonly box: Box;
}

/** What is looked through: the name in small letters, its pinyin and the first letters of it. */
export interface Searched extends FoundName {
  readonly words: readonly string[];
}

/** Attributes that hold the number of a parcel, in the schemas that are known. */
const NUMBERS = ['DKBH', 'DKBM', 'ZDDM', 'ZDBH', '地块编号', '地块代码', '宗地代码', '宗地编号', '编号'];
const MOST_WEIGHT = 2_000_000;
/** Names turned to pinyin before others may work. */
const TURN = 500;

const kept = new WeakMap<Store, Kept<Promise<readonly Searched[]>>>();

/** The names of a version, made once for each: a version does not change. */
export function namesOf({ store, db, district }: MapDesk, layer: ShownLayer): Promise<readonly Searched[]> {
  const known = kept.get(store) ?? new Kept<Promise<readonly Searched[]>>(MOST_WEIGHT);
  kept.set(store, known);
  const key = `${district}/${layer.revision}`;
  const found = known.get(key);
  if (found) return found;
  const made = readNames(db, layer);
  known.set(key, made, 1000);
  made.then(
    (names) => known.set(key, made, Math.max(1, names.length)),
    () => known.delete(key),
  );
  return made;
}

async function readNames(db: MapDesk['db'], layer: ShownLayer): Promise<readonly Searched[]> {
  const number = sql.join(
    NUMBERS.map((name) => sql`f.attributes ->> ${name}`),
    sql`, `,
  );
  const { rows } = await sql<Omit<FoundName, 'box'> & { west: number; south: number; east: number; north: number }>`
    select min(key) as key, min(code) as code, name, number, count(*) as features, sum(area_m2) as "areaM2",
      min((box[1])[0]) as west, min((box[1])[1]) as south, max((box[0])[0]) as east, max((box[0])[1]) as north
    from (select f.key, f.code, f.name, f.area_m2, f.box, coalesce(${number}) as number
      from layer_feature f where ${belongs(layer)}) f
    where name is not null or number is not null group by name, number`.execute(db);
  const names: Searched[] = [];
  for (const [i, { west, south, east, north, ...row }] of rows.entries()) {
    names.push({ ...row, box: [west, south, east, north], words: wordsOf(row.name, row.number) });
    if (i % TURN === TURN - 1) await breathe();
  }
  return names;
}

const CHINESE = /\p{Script=Han}/u;

/** A name as it may be looked for: itself, 海滨路 as `haibinlu` and as `hbl`, its number. */
export function wordsOf(name: string | null, number: string | null = null): readonly string[] {
  const words = [name, number].flatMap((word) => (word === null || word === '' ? [] : word.toLowerCase()));
  if (name === null || !CHINESE.test(name)) return words;
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  return [
    ...words,
    syllables.join('').toLowerCase(),
    syllables
      .map((one) => one.slice(0, 1))
      .join('')
      .toLowerCase(),
  ];
}
