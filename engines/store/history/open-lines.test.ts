import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Room, Store, WriteDb } from '../index.ts';
import { TEST_DISTRICT, testStore } from '../testing.ts';

/** Keys of all kinds, columns that stand before the id in JSON, names and values that have to be quoted, many columns. */
const strange: Room = {
  name: 'strange',
  where: 'district',
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        const many = Array.from({ length: 120 }, (_, i) => sql`${sql.ref(`column_${i}`)} numeric`);
        await sql`create table by_id (id uuid primary key, version integer not null, "100%'引""号" text, words text,
          part double precision, list text[], is_so boolean, made_at timestamptz, day date, short varchar(9),
          bytes bytea, place box, ${sql.join(many)})`.execute(db);
        await sql`create table by_id_after (at timestamptz, id uuid primary key, j jsonb, plain json)`.execute(db);
        await sql`create table by_text (id text primary key, text text)`.execute(db);
        await sql`create table by_two (a integer, "B b" text, n bigint, primary key ("B b", a))`.execute(db);
      },
    },
  ],
};
const TABLES = ['by_id', 'by_id_after', 'by_text', 'by_two'].map((name) => `d${TEST_DISTRICT}.${name}`);

let store: Store;
beforeAll(async () => {
  store = await testStore([strange]);
});
afterAll(() => store.close());

/** @returns the id of the audit entry */
const write = (work: (tx: WriteDb) => Promise<void>): Promise<string> =>
  store.transact({ district: TEST_DISTRICT, actor: '值班员', action: 'write' }, async (tx) => {
    await work(tx);
    return tx.entry;
  });

const put = (from: number, count: number) =>
  write(async (tx) => {
    const rows = sql`generate_series(${from}::integer, ${from + count - 1}::integer) as i`;
    const id = sql`md5((i * 7919)::text)::uuid`;
    await sql`insert into by_id
      select ${id}, i, case i % 3 when 0 then E'换\n行"\\\\\t' || i when 1 then '' end, repeat('数', i % 7), (i / 7.0)::float8,
        case when i % 2 = 0 then array['a,b', null, '"' || i] end, i % 2 = 0, '2024-07-10 01:02:03+08'::timestamptz + i * '1 ms'::interval,
        date '2024-02-29' + i, i, decode(lpad(to_hex(i), 8, '0'), 'hex'), case when i % 5 = 0 then box(point(i, 1), point(2, 3)) end,
        i * 1.10, case when i % 4 = 0 then 'NaN' else 0.00 end from ${rows}`.execute(tx);
    await sql`insert into by_id_after select case when i % 2 = 0 then 'infinity'::timestamptz end, ${id},
      (array['null', '{"b": null, "a": [1.50, null]}', null, '"文"'])[1 + i % 4]::jsonb,
      (array['null', '{"b":   null}', null])[1 + i % 3]::json from ${rows}`.execute(tx);
    await sql`insert into by_text select (i * 7919)::text, nullif(i % 3, 0)::text from ${rows}`.execute(tx);
    await sql`insert into by_two select i % 40, chr(40 + i), i from ${rows}`.execute(tx);
  });

/** By entry: what the first and what the quick way say of it. */
async function bothWays(entries: readonly string[]) {
  const read = (text: (call: string) => readonly string[]) =>
    store.unrecorded(TEST_DISTRICT, async (db) => {
      const call = `(array[${entries.map((one) => `'${one}'`).join()}]::uuid[], array[${TABLES.map((one) => `'${one}'`).join()}])`;
      const [open, fetched] = text(call);
      if (fetched !== undefined) await sql.raw(open!).execute(db);
      const { rows } = await sql.raw<{ entry: string; line: string }>(fetched ?? open!).execute(db);
      return entries.map((entry) => rows.filter((row) => row.entry === entry).map(({ line }) => line));
    });
  return {
    first: await read((call) => [`select entry, line from shared.quantu_lines${call}`]),
    quick: await read((call) => [`select shared.quantu_open_lines${call}`, 'fetch all from quantu_rows']),
  };
}

test('what is hashed is the same, line by line, whichever way it is read: few rows or many, made, changed or ended', async () => {
  const entries = [
    await put(1, 20),
    await put(100, 700),
    await write(async (tx) => {
      await sql`update by_id set version = version + 1 where version % 9 <> 0`.execute(tx);
      await sql`update by_id_after set j = '1' where id in (select id from by_id where version % 5 = 0)`.execute(tx);
      await sql`delete from by_text where text is null`.execute(tx);
      await sql`delete from by_two where a > 3`.execute(tx);
      await sql`update by_two set n = n - 1`.execute(tx);
    }),
  ];
  for (const asked of [...entries.map((one) => [one]), entries]) {
    const { first, quick } = await bothWays(asked);
    expect(first.every(({ length }) => length > 50)).toBe(true);
    expect(quick).toEqual(first);
  }
  expect(await store.verifyChain()).toMatchObject({ ok: true });
});
