import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileAnswer } from '@quantu/people/server';
import { importFault } from './faults.ts';
import type { Desk, Run } from './runs.server.ts';
import type { RowData } from './tables.server.ts';
import type { RejectedOrder, RejectedRow } from './worker/orders.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The rejected rows as they came, with a column that says why; once corrected, the file is imported as it is. */
export async function rejectedFile(desk: Desk, run: Run): Promise<FileAnswer> {
  const sheets = await rejectedSheets(desk, run);
  const folder = await mkdtemp(join(tmpdir(), 'quantu-table-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const out = join(folder, 'rejected.xlsx');
    const path = desk.store.files.pathOf(run.hash);
    await desk.workers.rejected({ path, name: run.file_name, register: desk.register, out, sheets });
    const bytes = createReadStream(out);
    bytes.once('close', () => void remove());
    const base = run.file_name.replace(/\.[^.]{1,5}$/, '');
    return { name: `${base}（退回的行）.xlsx`, type: XLSX, bytes };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function rejectedSheets({ store, district }: Desk, run: Run): Promise<RejectedOrder['sheets']> {
  const rows = await store
    .read(district)
    .selectFrom('import_row')
    .select(['sheet', 'row', 'data'])
    .where('import', '=', run.id)
    .where('kind', '=', 'rejected')
    .orderBy('seq')
    .execute();
  if (rows.length === 0) throw importFault('import.nothing-rejected');
  return run.sheets
    .filter(({ isUsed }) => isUsed)
    .map(({ name, headRows, named = [], mapping }) => {
      const columns = new Map(
        mapping.flatMap(({ column, field }) => (field === null ? [] : [[field, column] as const])),
      );
      const own = rows.filter(({ sheet }) => sheet === name);
      return {
        name,
        headRows,
        named,
        columns: mapping,
        rows: own.map(({ row, data }) => rejectedRow(row, data, columns)),
      };
    });
}

function rejectedRow(
  row: number,
  { problem, problems = {} }: RowData,
  columns: ReadonlyMap<string, number>,
): RejectedRow {
  const cells: Record<number, string> = {};
  for (const [field, text] of Object.entries(problems)) {
    const column = columns.get(field);
    if (column !== undefined) cells[column] = text;
  }
  const reasons = [...(problem === undefined ? [] : [problem]), ...Object.values(problems)];
  return { row, reason: [...new Set(reasons)].join('；'), cells };
}
