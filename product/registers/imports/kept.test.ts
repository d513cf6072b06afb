import { buffer } from 'node:stream/consumers';
import { createRecord } from '@quantu/registers/server';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { exportOf } from '../exports.server.ts';
import { importAnswer } from './answer.server.ts';
import { dryRun } from './check.server.ts';
import { forgetOldRows, refuseForgotten } from './kept.server.ts';
import { References } from './references.server.ts';
import type { Desk } from './runs.server.ts';
import {
  deskFor,
  office,
  openTrial,
  program,
  runOf,
  sheetBytes,
  taken,
  tried,
  tryBooks,
  tryVisits,
} from './try.testing.ts';
import { refuseReferred, undoImport } from './undo.server.ts';
import { TableWorkers } from './worker/table-workers.server.ts';
import { writeImport } from './write.server.ts';

let trial: Awaited<ReturnType<typeof openTrial>>;
let desk: Desk;
const workers = new TableWorkers();
beforeEach(async () => {
  trial = await openTrial(workers);
  desk = deskFor(trial);
});
afterEach(() => trial.store.close());
afterAll(() => workers.close());

const HEAD = ['项目代码', '项目名称', '责任单位', '总投资（万元）', '位置'];
const db = () => desk.store.read(desk.district);
const stagedCount = async (id: string): Promise<number> => {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from import_row where import = ${id}::uuid`.execute(db());
  return rows[0]!.count;
};

async function exported(format: 'csv' | 'xlsx' | 'geojson'): Promise<string> {
  const out = { ...desk, person: { viewer: office }, db: db() };
  const { bytes } = await exportOf(out, format, { conditions: [] }, undefined);
  return Buffer.from(bytes instanceof Uint8Array ? bytes : await buffer(bytes)).toString('base64');
}

test('undoing what was changed and made gives the same files to the byte', async () => {
  const first = [HEAD, ['A1', '甲', '住建局', 1.23, '118.91,25.1'], ['A2', '乙', '', 7, '']];
  await writeImport(desk, await tried(desk, await sheetBytes(first)));
  const all = async () => [await exported('csv'), await exported('xlsx'), await exported('geojson')];
  const before = await all();
  const second = [HEAD, ['A1', '甲二', '生态环境局', '', '118.5,25.5'], ['A3', '丙', '住建局', 5, '118.7,25.2']];
  const run = await tried(desk, await sheetBytes(second));
  await writeImport(desk, run);
  expect((await all()).map((file, i) => file === before[i])).toEqual([false, false, false]);
  await undoImport(desk, await runOf(desk, run.id));
  expect(await all()).toEqual(before);
});

test('that others refer to a record which an import made is said before anything is taken back', async () => {
  const run = await tried(desk, await sheetBytes([HEAD, ['A1', '甲', '', 1, ''], ['A2', '乙', '', 1, '']]));
  await writeImport(desk, run);
  const { rows } = await sql<{ id: string }>`select id from try_project where code = 'A2'`.execute(db());
  await desk.store.transact({ district: desk.district, actor: '乙某', action: 'record.create' }, (tx) =>
    createRecord(tx, tryBooks, tryVisits, program, { code: 'X1', project: rows[0]!.id }),
  );
  const sentence = '这次新增的记录里有 1 条已被其他台账引用（“乙”），不能整体撤销';
  await expect(refuseReferred(db(), desk, run.id)).rejects.toThrow(sentence);
  await expect(undoImport(desk, await runOf(desk, run.id))).rejects.toThrow(sentence);
  expect((await runOf(desk, run.id)).state).toBe('written');
});

test('rows of old imports go with the next upload, and the page offered neither writing nor undoing them before', async () => {
  const old = await tried(desk, await sheetBytes([HEAD, ['A1', '甲', '', 1, '']]));
  await writeImport(desk, old);
  const fresh = await tried(desk, await sheetBytes([HEAD, ['A2', '乙', '', 1, '']]));
  const shown = importAnswer(await runOf(desk, old.id), '经办人一');
  expect([shown.can.undo, shown.note]).toEqual([true, '逐行明细保留 92 天，过期后不能再写入或整体撤销']);
  await desk.store.unrecorded(desk.district, async (tx) => {
    await sql`update import_run set made_at = made_at - interval '95 days' where id = ${old.id}::uuid`.execute(tx);
    await forgetOldRows(tx);
  });
  const run = await runOf(desk, old.id);
  expect(importAnswer(run, '经办人一').can.undo).toBe(false);
  expect(() => refuseForgotten(run)).toThrow('这次导入已超过 92 天');
  expect([await stagedCount(old.id), await stagedCount(fresh.id)]).toEqual([0, 1]);
});

test('a dry run that was stopped in the middle is done again from its beginning, each row once', async () => {
  const rows = Array.from({ length: 2600 }, (_, i) => [`A${i}`, `项目${i}`, '住建局', i, '']);
  const run = await taken(desk, await sheetBytes([HEAD, ...rows]));
  const stop = new AbortController();
  const onProgress = (_: number, text: string) => {
    if (text.startsWith('已核对')) stop.abort(new Error('stopped'));
  };
  await expect(dryRun(desk, run, { signal: stop.signal, onProgress })).rejects.toThrow('stopped');
  expect(await stagedCount(run.id)).toBeLessThan(2600);
  await dryRun(desk, run);
  expect(await stagedCount(run.id)).toBe(2600);
  expect((await runOf(desk, run.id)).counts.new).toBe(2600);
});

test('references into a register that is too large to be known whole are found by what is asked for', async () => {
  const references = new References(desk, [], 1);
  const rows = [{ look: { lead: '住建局' } }, { look: { lead: '区生态环境局' } }, { look: { lead: '没有的局' } }];
  await references.know(rows);
  const found = rows.map(({ look }) => references.find('lead', look.lead));
  expect(found).toEqual([
    { value: trial.ids[0] },
    { value: trial.ids[1] },
    { problem: '责任单位：“没有的局”不在机构里' },
  ]);
});
