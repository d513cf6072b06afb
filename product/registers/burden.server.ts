import { dayInChina } from '@quantu/base';
import { columnOf, mayPass, type Books, type Register, type Viewer } from '@quantu/registers';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { Cells } from './burden.ts';

/**
 * Adds cells to the burden meter: to the writer's own organisation, the month in China and the register, in the
 * transaction that writes them. Programs are no burden to anybody.
 */
export async function countCells(tx: WriteDb, viewer: Viewer, register: Pick<Register, 'name'>, cells: Cells) {
  const { typed = 0, prefilled = 0, imported = 0, computed = 0 } = cells;
  if (viewer.isProgram || typed + prefilled + imported + computed === 0) return;
  const organisation = viewer.organisation ?? null;
  const month = dayInChina(tx.at).slice(0, 7);
  await sql`insert into cell_burden as b (organisation, month, register, typed, prefilled, imported, computed)
    values (${organisation}::uuid, ${month}, ${register.name}, ${typed}, ${prefilled}, ${imported}, ${computed})
    on conflict (organisation, month, register) do update set typed = b.typed + excluded.typed,
      prefilled = b.prefilled + excluded.prefilled, imported = b.imported + excluded.imported,
      computed = b.computed + excluded.computed`.execute(tx);
}

export interface BurdenRow {
  readonly organisation: string | null;
  readonly name: string;
  readonly month: string;
  readonly register: string;
  readonly typed: number;
  readonly prefilled: number;
  readonly imported: number;
  readonly computed: number;
}

interface Months {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The meter by organisation, month and register, for the registers the viewer may read. Latest months first. */
export async function burdenOf(db: ReadDb, books: Books, viewer: Viewer, months: Months): Promise<BurdenRow[]> {
  const { from = '0000-00', until = '9999-99' } = months;
  const registers = books.registers.all.filter(({ access }) => mayPass(access.read, viewer)).map(({ name }) => name);
  const { join, title } = nameParts(books);
  const { rows } = await sql<BurdenRow>`
    select b.organisation, ${title} as name, b.month, b.register, b.typed, b.prefilled, b.imported, b.computed
    from cell_burden b ${join}
    where b.month >= ${from} and b.month <= ${until} and b.register = any(${registers}::text[])
    order by b.month desc, name, b.register`.execute(db);
  return rows;
}

/** Organisations are a register of the program, if it has one. */
function nameParts(books: Books) {
  const register = books.registers.get('organisation');
  if (!register) return { join: sql``, title: sql<string>`''` };
  return {
    join: sql`left join ${sql.table(register.table)} o on o.id = b.organisation`,
    title: sql<string>`coalesce(${sql.ref(`o.${columnOf(register.title)}`)}, '')`,
  };
}
