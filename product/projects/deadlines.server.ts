import { addDays, labelOf, parseDay, type Day } from '@quantu/base';
import { where, type Books, type Condition, type Viewer } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { isPublished, workdaysBetween } from '@quantu/workflow';
import { sql, type RawBuilder } from 'kysely';
import { supervisionLevels } from './code-sets.ts';
import type { Deadline } from './contract.ts';
import { dueRung } from './ladder.ts';
import { monthText, reportDue } from './months.ts';
import { readChoice } from './rules.server.ts';
import { lookOn, organisationsAt, registerNamed, type Look } from './year.server.ts';

const DEFAULT_DAYS = 30;
/** A page of what is next: beyond that many of a kind there is a list to open. */
const MOST = 100;

interface Row {
  readonly id: string;
  readonly on: string;
  readonly title: string;
  readonly state: string;
  /** Of a supervision item. */
  readonly level: string | null;
  readonly organisation: string | null;
  readonly organisationName: string;
}

/** Records of a register that have a day by which something is done. */
interface Watched {
  readonly kind: Deadline['kind'];
  readonly register: string;
  readonly on: RawBuilder<unknown>;
  readonly title: string;
  readonly level: RawBuilder<unknown>;
  readonly open: readonly Condition[];
  readonly dayField: string;
  readonly says: (row: Row, today: Day) => string;
}

const WATCHED: readonly Watched[] = [
  {
    kind: 'start',
    register: 'city-project',
    on: sql`r.planned_start`,
    title: 'name',
    level: sql`null::text`,
    open: [where('state', 'is', 'preparing'), where('startedOn', 'empty')],
    dayField: 'plannedStart',
    says: ({ title }) => `${title} 应开工`,
  },
  {
    kind: 'finish',
    register: 'city-project',
    on: sql`r.planned_finish`,
    title: 'name',
    level: sql`null::text`,
    open: [where('state', 'is', 'building')],
    dayField: 'plannedFinish',
    says: ({ title }) => `${title} 应完工`,
  },
  {
    kind: 'supervision',
    register: 'supervision-item',
    on: sql`coalesce(r.extended_to, r.due_on)`,
    title: 'matter',
    level: sql`r.level`,
    open: [where('state', 'is-not', 'closed', 'withdrawn')],
    dayField: 'dueOn',
    says: supervisionText,
  },
  {
    kind: 'task',
    register: 'review-task',
    on: sql`r.due_on`,
    title: 'measure',
    level: sql`null::text`,
    open: [where('state', 'is', 'assigned', 'working', 'returned')],
    dayField: 'dueOn',
    says: ({ title }) => `${title} 审议意见任务到期`,
  },
];

/** What falls due within some days, and what is overdue, now or on an earlier day: overdue first, then by day. */
export async function deadlines(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: { organisation?: string | undefined; days?: number | undefined; asOf?: string | undefined },
): Promise<Deadline[]> {
  const look = lookOn(wish.asOf);
  const { today } = look;
  const until = addDays(today, wish.days ?? DEFAULT_DAYS);
  const own = wish.organisation === undefined ? [] : [where('lead', 'is', wish.organisation)];
  const found: Deadline[] = await reports(db, books, viewer, own, look, until);
  for (const watched of WATCHED) {
    const { kind, register, says } = watched;
    // Opinions are kept by a room above this one.
    if (!books.registers.get(register)) continue;
    const rows = await read(db, books, viewer, look, watched, [where(watched.dayField, 'at-most', until), ...own]);
    const due = rows.filter(({ on }) => on <= until);
    found.push(...due.map((row) => deadline(kind, row, today, { text: says(row, today), register, record: row.id })));
  }
  return found.toSorted(
    (a, b) => Number(b.isOverdue) - Number(a.isOverdue) || (a.on < b.on ? -1 : a.on > b.on ? 1 : 0),
  );
}

async function read(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  { at }: Look,
  { register, on, title, level, open }: Watched,
  more: readonly Condition[],
): Promise<Row[]> {
  const conditions = [...open, ...more];
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, register), viewer, {
    conditions,
    asOf: at,
  });
  const { rows } = await sql<Row>`
    select r.id, ${on} as on, ${sql.ref(`r.${title}`)} as title, r.state, ${level} as level, r.lead as organisation,
      coalesce(o.short_name, o.name, '') as "organisationName"
    from ${from} left join ${organisationsAt(at)} on o.id = r.lead where ${which} order by 2 limit ${MOST}`.execute(db);
  return rows;
}

/** The matter, and the rung of the ladder it should be taken to. */
function supervisionText({ title, on, state, level }: Row, today: Day): string {
  const dueOn = parseDay(on);
  const rung = dueOn === null ? null : dueRung({ level: level ?? '', state, dueOn }, today);
  return rung === null ? `${title} 督办到期` : `${title} 督办到期，建议升为“${labelOf(supervisionLevels, rung)}”`;
}

/** One line for each organisation and month that is not handed in. */
async function reports(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  own: readonly Condition[],
  { at, today }: Look,
  until: Day,
): Promise<Deadline[]> {
  const { dueWorkday } = await readChoice(db, at);
  const conditions = [where('state', 'is', 'open'), ...own];
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, 'city-project-month'), viewer, {
    conditions,
    asOf: at,
  });
  const { rows } = await sql<{ month: string; organisation: string; organisationName: string; count: number }>`
    select r.month, r.lead as organisation, coalesce(o.short_name, o.name, '') as "organisationName", count(*) as count
    from ${from} left join ${organisationsAt(at)} on o.id = r.lead where ${which}
    group by 1, 2, 3 order by 1, 3 limit ${MOST}`.execute(db);
  return rows.flatMap(({ month, count, ...row }) => {
    const due = reportDue(month, dueWorkday);
    if (due.on > until) return [];
    const text = `${row.organisationName}：${monthText(month)}月报还有 ${count} 个项目未报`;
    return [
      { ...deadline('report', { ...row, on: due.on }, today, { text, month }), isProvisional: due.isProvisional },
    ];
  });
}

function deadline(
  kind: Deadline['kind'],
  { on, organisation, organisationName }: Pick<Row, 'on' | 'organisation' | 'organisationName'>,
  today: Day,
  more: { text: string; register?: string; record?: string; month?: string },
): Deadline {
  const day = parseDay(on) ?? today;
  return {
    kind,
    on,
    isProvisional: !isPublished(Number(on.slice(0, 4))),
    isOverdue: on < today,
    workdaysLeft: workdaysBetween(today, day),
    organisation,
    organisationName,
    register: null,
    record: null,
    month: null,
    ...more,
  };
}
