import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SHEET_COLUMN } from '@quantu/tables';
import { TABLE_LIMITS } from '@quantu/tables/server';
import { rowsAnswer } from './answer.server.ts';
import { dryRun } from './check.server.ts';
import { importFault } from './faults.ts';
import { lookIntoFile } from './look.server.ts';
import { rejectedFile } from './rejected.server.ts';
import { addRun, changeRun, runById, type Desk, type KnownRun } from './runs.server.ts';
import { shownSheet, warningsOf } from './sheets.ts';
import type { Follow } from './worker/table-workers.server.ts';
import { writeImport } from './write.server.ts';

export interface ImportWish {
  readonly path: string;
  readonly fileName: string;
  /** Only this sheet; by default every one that looks like the register. */
  readonly sheet?: string | undefined;
  readonly isDryRun: boolean;
  /** Where the rejected rows go, if there are any. */
  readonly errors?: string | undefined;
}

/** All steps of an import one after the other, for the command line: nobody looks between them. */
export async function importFile(desk: Desk, wish: ImportWish, follow: Follow = {}): Promise<KnownRun> {
  const { store, district, register, viewer } = desk;
  const { path, fileName } = wish;
  const stored = await store.files.put(createReadStream(path), {
    name: fileName,
    type: 'application/octet-stream',
    limit: TABLE_LIMITS.fileBytes,
  });
  const change = { district, actor: viewer.account, action: 'import.upload', subject: stored.hash };
  const id = await store.transact(change, async (tx) => {
    await store.files.record(tx, stored);
    tx.audit({ after: { file: fileName, size: stored.size, register: register.name } });
    return addRun(tx, { register, hash: stored.hash, fileName, account: viewer.account });
  });
  const run = () => runById(store.read(district), register, viewer.account, id);
  const part = (from: number, to: number): Follow => ({
    ...follow,
    onProgress: (fraction, text) => follow.onProgress?.(from + fraction * (to - from), text),
  });
  await lookIntoFile(desk, await run(), part(0, 0.2));
  if (wish.sheet !== undefined) await takeOnly(desk, await run(), wish.sheet);
  await dryRun(desk, await run(), part(0.2, 0.6));
  if (!wish.isDryRun) await writeImport(desk, await run(), part(0.6, 1));
  const done = await run();
  if (wish.errors !== undefined && done.counts.rejected > 0) {
    const { bytes } = await rejectedFile(desk, done);
    if (!(bytes instanceof Uint8Array)) await pipeline(bytes, createWriteStream(wish.errors));
  }
  return { ...done, notes: [...done.notes, ...leftOut(done), ...warningsOf(done.sheets)] };
}

/** Columns that went nowhere: nobody looked at how they are mapped. */
function leftOut({ sheets }: KnownRun): readonly string[] {
  const heads = sheets
    .filter(({ isUsed }) => isUsed)
    .flatMap(({ columns, mapping }) =>
      columns.filter(
        ({ column, isIgnored, head }) =>
          !isIgnored &&
          head !== '' &&
          column < SHEET_COLUMN &&
          !mapping.some((one) => one.column === column && one.field !== null),
      ),
    )
    .map(({ head }) => head);
  return heads.length === 0
    ? []
    : [`没有导入的列：${[...new Set(heads)].join('、')}（没有对应的字段，或有两列像同一个字段）`];
}

async function takeOnly({ store, district }: Desk, run: KnownRun, name: string): Promise<void> {
  if (!run.sheets.some((sheet) => sheet.name === name)) throw importFault('import.sheet', { sheet: shownSheet(name) });
  const sheets = run.sheets.map((sheet) => ({ ...sheet, isUsed: sheet.name === name }));
  await store.unrecorded(district, (db) => changeRun(db, run.id, { sheets }));
}

/** The first rejected rows with their reasons, a line each. */
export async function rejectedReasons(desk: Desk, run: KnownRun, size: number): Promise<readonly string[]> {
  const { data } = await rowsAnswer(desk, run, { offset: 0, size, kind: 'rejected' });
  return data.map(({ sheet, row, problem, cells }) => {
    const told = Object.values(cells).flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const where = sheet === '' ? `第 ${row} 行` : `${sheet} 第 ${row} 行`;
    return `${where}：${[...new Set([...(problem === null ? [] : [problem]), ...told])].join('；')}`;
  });
}
