import { dayInChina, instantOf } from '@quantu/base';
import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import { answerFile, type FileAnswer, type Mounted, type Person } from '@quantu/people/server';
import { safeFileName } from '@quantu/product-documents';
import type { DocumentWorkers } from '@quantu/product-documents/server';
import { where, type Books } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from '../faults.ts';
import { all, label, registerOf, text } from '../look.server.ts';
import { ladderRoutes as routes } from './contract.ts';
import { listingText, orderText, readPaper, type ListedItem } from './papers.ts';

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/** What answers the routes of orders and listings as papers. */
export function ladderHandlers(store: Store, books: Books, workers: DocumentWorkers): readonly Mounted[] {
  const typeset = async (
    district: string,
    title: string,
    body: string,
    format: 'docx' | 'pdf',
  ): Promise<FileAnswer> => {
    const found = (await store.districts()).find(({ code }) => code === district);
    const mark = isFictional(found?.name ?? '') ? FICTIONAL_MARK : null;
    const name = safeFileName(`${mark ? `${mark}-` : ''}${title}.${format}`);
    const bytes = await workers.run('typeset', { name, format, ...readPaper(body), mark });
    return { name, type: TYPES[format], bytes };
  };
  return [
    answerFile(routes.orderFile, async ({ params: { district, order }, query, person }) => {
      const db = store.read(district);
      const { title, body } = await orderPaper(db, books, person, order);
      return typeset(district, title, body, query.as);
    }),
    answerFile(routes.listingFile, async ({ params: { district }, query, person }) => {
      const body = await listingPaper(store.read(district), books, person, query.month, query.public === true);
      return typeset(district, `挂牌督办月报-${query.month}`, body, query.as);
    }),
  ];
}

async function orderPaper(
  db: ReadDb,
  books: Books,
  { viewer }: Person,
  id: string,
): Promise<{ title: string; body: string }> {
  const { data: order } = await recordById(db, books, registerOf(books, 'review-order'), viewer, id).catch(() => {
    throw accountabilityFault('order.unknown');
  });
  const { rows } = await sql<{ measure: string; opinion: string; due: string; office: string | null }>`
    select t.measure, o.title as opinion, t.due_on::text as due, g.name as office from review_task t
    join review_item i on i.id = t.item join review_opinion o on o.id = i.opinion
    left join organisation g on g.id = o.office where t.id = ${text(order, 'task')}::uuid`.execute(db);
  const [task] = rows;
  if (!task) throw accountabilityFault('order.unknown');
  const number = text(order, 'number');
  const body = orderText({
    issuer: label(order, 'issuer') || task.office || '政府办公室',
    number,
    level: text(order, 'level'),
    unit: label(order, 'unit'),
    measure: task.measure,
    opinion: task.opinion,
    because: text(order, 'because'),
    taskDueOn: task.due,
    issuedOn: text(order, 'issuedOn') || null,
    dueOn: text(order, 'dueOn') || null,
    minutes: text(order, 'minutes'),
  });
  return { title: `督办单-${number}`, body };
}

/** Listings the reader may see, with what was handed in within the month. */
async function listingPaper(
  db: ReadDb,
  books: Books,
  { viewer }: Person,
  month: string,
  isPublicOnly: boolean,
): Promise<string> {
  const today = dayInChina(instantOf(new Date()));
  const look = { db, books, viewer, at: undefined, today };
  const listings = await all(look, 'review-listing', [where('state', 'is', 'listed')]);
  const shown = listings.filter(({ values }) => !isPublicOnly || values['isPublic'] === true);
  const ids = shown.map((one) => text(one, 'item'));
  const { rows } = await sql<Omit<ListedItem, 'because' | 'listedOn' | 'progress'> & { id: string }>`
    select i.id, i.matter, o.title as opinion, coalesce(g.name, '') as lead,
      coalesce(i.extended_to, i.due_on, o.extended_to, o.due_on)::text as "dueOn", i.state,
      coalesce(i.light_reason, '') as light
    from review_item i join review_opinion o on o.id = i.opinion left join organisation g on g.id = i.lead
    where i.id = any(${ids}::uuid[])`.execute(db);
  const told = await sql<{ item: string; on: string; summary: string }>`
    select t.item, p."on"::text as on, p.summary from review_progress p join review_task t on t.id = p.task
    where t.item = any(${ids}::uuid[]) and p.state = 'filed' and to_char(p."on", 'YYYY-MM') = ${month}
    order by p."on"`.execute(db);
  const states = registerOf(books, 'review-item').states?.states ?? {};
  const items = shown.flatMap((one): ListedItem[] => {
    const row = rows.find(({ id }) => id === text(one, 'item'));
    if (!row) return [];
    const progress = told.rows.filter(({ item }) => item === row.id);
    const state = states[row.state]?.label ?? row.state;
    return [{ ...row, state, because: text(one, 'because'), listedOn: text(one, 'listedOn'), progress }];
  });
  const body = await sql<{ name: string }>`select name from organisation where kind = 'congress'
    order by rank nulls last, name limit 1`.execute(db);
  return listingText(body.rows[0]?.name ?? '人大常委会办公室', month, items, today);
}
