import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, type Instant } from '@quantu/base';
import { asOf, versionsOf, type ReadDb, type Store, type WriteDb } from './index.ts';
import { notes } from './notes.room.testing.ts';
import { TEST_DISTRICT, testStore } from './testing.ts';

let store: Store;
beforeAll(async () => {
  store = await testStore([notes]);
});
afterAll(() => store.close());

const by = (action: string, subject?: string) => ({ district: TEST_DISTRICT, actor: '值班员', action, subject });
const write = <T>(work: (tx: WriteDb) => Promise<T>): Promise<T> => store.transact(by('write-note'), work);
const read = (): ReadDb => store.read(TEST_DISTRICT);

async function addNote(text: string): Promise<string> {
  const id = newId();
  await write((tx) => tx.insertInto('note').values({ id, text }).execute());
  return id;
}

async function chainText(): Promise<string | undefined> {
  return (await store.verifyChain()).text;
}

describe('a transaction', () => {
  test('leaves its rows, their versions and one audit entry', async () => {
    const id = newId();
    await store.transact(by('write-note', id), async (tx) => {
      await tx.insertInto('note').values({ id, text: '一' }).execute();
      tx.audit({ before: null, after: { text: '一' }, reason: '第一次' });
    });
    const entries = await read().selectFrom('audit').selectAll().where('subject', '=', id).execute();
    expect(entries).toMatchObject([
      { actor: '值班员', action: 'write-note', reason: '第一次', after: { text: '一' }, changed: 1 },
    ]);
    const [version] = await versionsOf(read(), 'note').selectAll().where('id', '=', id).execute();
    expect(version).toMatchObject({ text: '一', recorded_in: entries[0]!.id, recorded_from: entries[0]!.at });
  });

  test('that throws leaves nothing, not even an entry', async () => {
    const before = (await store.verifyChain()).entries;
    const id = newId();
    const failing = write(async (tx) => {
      await tx.insertInto('note').values({ id, text: '一' }).execute();
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    expect(await read().selectFrom('note').select('id').where('id', '=', id).execute()).toEqual([]);
    expect((await store.verifyChain()).entries).toBe(before);
  });

  test('in a district that does not exist is refused, as is reading it', async () => {
    const change = { district: '999999', actor: '值班员', action: 'write-note' };
    await expect(store.transact(change, () => Promise.resolve())).rejects.toMatchObject({ code: 'store.no-district' });
    await expect(store.read('999999').selectFrom('note').selectAll().execute()).rejects.toMatchObject({
      code: 'store.no-district',
    });
  });

  test('of another district does not see this one', async () => {
    const code = '350506';
    await store.createDistrict(code, '乙区');
    const id = await addNote('甲区的');
    expect(await store.read(code).selectFrom('note').selectAll().where('id', '=', id).execute()).toEqual([]);
  });

  test('takes twenty writers of one chain at once without forking it', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => addNote(`第 ${index}`)));
    expect(await chainText()).toBeUndefined();
  });

  test('with a NUL character in its text is a fault with a sentence', async () => {
    await expect(addNote('a\0b')).rejects.toMatchObject({ code: 'store.text', status: 422 });
  });
});

describe('the history of rows', () => {
  test('answers as of any instant what a replay of the changes says', async () => {
    const change = fc.record({ row: fc.nat(3), text: fc.option(fc.string({ unit: 'grapheme', maxLength: 5 })) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), replays),
      { numRuns: 25 },
    );
    expect(await chainText()).toBeUndefined();
  });

  /** Each inner array is one transaction: a text sets the row, null deletes it. */
  async function replays(transactions: { row: number; text: string | null }[][]): Promise<void> {
    const prefix = newId();
    const world = new Map<string, string>();
    const then: { at: Instant; world: Map<string, string> }[] = [];
    for (const changes of transactions) {
      const at = await write(async (tx) => {
        for (const { row, text } of changes) await apply(tx, `${prefix}-${row}`, text?.replaceAll('\0', '') ?? null);
        return (await lastInstant(tx, prefix)) ?? tx.at;
      });
      for (const { row, text } of changes) {
        if (text === null) world.delete(`${prefix}-${row}`);
        else world.set(`${prefix}-${row}`, text.replaceAll('\0', ''));
      }
      then.push({ at, world: new Map(world) });
    }
    for (const [index, { at, world }] of then.entries()) {
      if (then[index + 1]?.at === at) continue; // two transactions in one millisecond that touched different rows
      const query = asOf(read(), 'note', at).select(['id', 'text']).where('id', 'like', `${prefix}%`);
      expect(new Map((await query.execute()).map(({ id, text }) => [id, text]))).toEqual(world);
      const past = store.readPast(TEST_DISTRICT, { at, tables: ['note'] });
      const same = await past
        .selectFrom('note as n')
        .select(['n.id', 'n.text'])
        .where('n.id', 'like', `${prefix}%`)
        .execute();
      expect(new Map(same.map(({ id, text }) => [id, text]))).toEqual(world);
    }
  }

  async function apply(tx: WriteDb, id: string, text: string | null): Promise<void> {
    if (text === null) await tx.deleteFrom('note').where('id', '=', id).execute();
    else {
      const row = tx.insertInto('note').values({ id, text });
      await row.onConflict((conflict) => conflict.column('id').doUpdateSet({ text })).execute();
    }
  }

  /** A row changed twice within a millisecond is recorded one later. */
  async function lastInstant(tx: ReadDb, prefix: string): Promise<Instant | null> {
    const { rows } = await sql<{ at: Instant | null }>`
      select greatest(max(recorded_from), max(recorded_to) filter (where recorded_to < 'infinity')) as at
      from note_history where id like ${`${prefix}%`}`.execute(tx);
    return rows[0]?.at ?? null;
  }
});

describe('what cannot be done', () => {
  test('writing on a reading handle, in any way SQL knows', async () => {
    const tries = [
      "insert into note values ('x', 'y')",
      'delete from audit',
      'create table t (a int)',
      'truncate note',
    ];
    for (const statement of tries) {
      await expect(sql.raw(statement).execute(read())).rejects.toMatchObject({ code: 'store.read-only' });
    }
  });

  test('writing unrecorded in a table that keeps its history', async () => {
    const writing = store.unrecorded(TEST_DISTRICT, (db) =>
      db.insertInto('note').values({ id: 'x', text: 'y' }).execute(),
    );
    await expect(writing).rejects.toMatchObject({ code: 'store.outside-transact' });
  });

  test('changing or deleting what the audit trail or the history says, even inside a transaction', async () => {
    await addNote('一');
    const tries = [
      "update audit set actor = '旁人'",
      'delete from audit',
      'truncate audit',
      "update note_history set text = '二'",
      'delete from note_history',
      'truncate note_history',
      'truncate note',
    ];
    for (const statement of tries) {
      const trying = write((tx) => sql.raw(statement).execute(tx));
      await expect(trying).rejects.toMatchObject({ code: 'store.outside-transact' });
    }
  });
});

describe('the audit chain', () => {
  /** Does to the database what its owner could do with a superuser's tools, looks, and undoes it. */
  async function tampered(table: string, statement: string): Promise<string | undefined> {
    const copy = await testStore([notes]);
    try {
      const district = TEST_DISTRICT;
      for (const text of ['一', '二']) {
        const id = `row-${text}`;
        await copy.transact({ ...by('write-note'), district }, (tx) =>
          tx.insertInto('note').values({ id, text }).execute(),
        );
      }
      expect(await copy.verifyChain()).toMatchObject({ ok: true });
      await copy.transact({ ...by('tamper'), district }, async (tx) => {
        await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
        await sql.raw(statement).execute(tx);
      });
      return (await copy.verifyChain()).text;
    } finally {
      await copy.close();
    }
  }

  test.each([
    ['audit', "update audit set actor = '旁人' where seq = 2", '第 2 条断开：这一条的内容被改动过'],
    ['audit', 'delete from audit where seq = 2', '第 3 条断开：缺少第 2 条'],
    ['note_history', "update note_history set text = '三' where id = 'row-一'", '第 4 条断开：它记录的数据被改动过'],
    ['note_history', "delete from note_history where id = 'row-二'", '第 5 条断开：它记录的数据被改动过'],
    [
      'note_history',
      "insert into note_history select 'row-三', text, recorded_from, gen_random_uuid(), recorded_to, null, actor, action from note_history limit 1",
      '没有审计记录',
    ],
    ['note', "update note set text = '三' where id = 'row-一'", '与它的历史不一致'],
    ['note', "delete from note where id = 'row-一'", '与它的历史不一致'],
  ])('shows a change of %s: %s', async (table, statement, text) => {
    expect(await tampered(table, statement)).toContain(text);
  });
});
