import { addDays, parseDay, type Day } from '@quantu/base';
import { where, type Books, type Condition, type Viewer } from '@quantu/registers';
import { selectionSql } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { isPublished, workdaysBetween } from '@quantu/workflow';
import { sql } from 'kysely';
import type { Deadline } from './contract.ts';
import { todayInChina } from './fresh.server.ts';
import { monthText, reportDue } from './months.ts';
import { readChoice } from './rules.server.ts';
import { registerNamed } from './year.server.ts';

const DEFAULT_DAYS = 30;
/** A page of what is next: beyond that many of a kind there is a list to open. */
const MOST = 100;

interface Row {
  readonly id: string;
  readonly on: string;
  readonly title: string;
  readonly organisation: string | null;
  readonly organisationName: string;
}

/** What falls due within some days, and what is overdue: overdue first, then by day. */
export async function deadlines(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  wish: { organisation?: string | undefined; days?: number | undefined },
): Promise<Deadline[]> {
  const today = todayInChina();
  const until = addDays(today, wish.days ?? DEFAULT_DAYS);
  const own = wish.organisation === undefined ? [] : [where('lead', 'is', wish.organisation)];
  const by = (field: string) => where(field, 'at-most', until);
  const dated = [
    [
      'start',
      'city-project',
      'planned_start',
      'name',
      [by('plannedStart'), where('state', 'is', 'preparing'), where('startedOn', 'empty')],
      '应开工',
    ],
    [
      'finish',
      'city-project',
      'planned_finish',
      'name',
      [by('plannedFinish'), where('state', 'is', 'building')],
      '应完工',
    ],
    [
      'supervision',
      'supervision-item',
      'coalesce(r.extended_to, r.due_on)',
      'matter',
      [where('state', 'is-not', 'closed', 'withdrawn'), by('dueOn')],
      '督办到期',
    ],
  ] as const;
  const found: Deadline[] = await reports(db, books, viewer, own, today, until);
  for (const [kind, key, on, title, conditions, what] of dated) {
    const rows = await read(db, books, viewer, key, { on, title, conditions: [...conditions, ...own] });
    found.push(
      ...rows.flatMap((row) =>
        row.on <= until
          ? [deadline(kind, row, today, { text: `${row.title} ${what}`, register: key, record: row.id })]
          : [],
      ),
    );
  }
  return found.toSorted(
    (a, b) => Number(b.isOverdue) - Number(a.isOverdue) || (a.on < b.on ? -1 : a.on > b.on ? 1 : 0),
  );
}

async function read(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  key: string,
  { on, title, conditions }: { on: string; title: string; conditions: readonly Condition[] },
): Promise<Row[]> {
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, key), viewer, { conditions });
  const { rows } = await sql<Row>`
    select r.id, ${sql.raw(on)} as on, ${sql.ref(`r.${title}`)} as title, r.lead as organisation,
      coalesce(o.short_name, o.name, '') as "organisationName"
    from ${from} left join organisation o on o.id = r.lead where ${which} order by 2 limit ${MOST}`.execute(db);
  return rows;
}

/** One line for each organisation and month that is not handed in. */
async function reports(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  own: readonly Condition[],
  today: Day,
  until: Day,
): Promise<Deadline[]> {
  const { dueWorkday } = await readChoice(db);
  const conditions = [where('state', 'is', 'open'), ...own];
  const { from, where: which } = await selectionSql(db, books, registerNamed(books, 'city-project-month'), viewer, {
    conditions,
  });
  const { rows } = await sql<{ month: string; organisation: string; organisationName: string; count: number }>`
    select r.month, r.lead as organisation, coalesce(o.short_name, o.name, '') as "organisationName", count(*) as count
    from ${from} left join organisation o on o.id = r.lead where ${which}
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
