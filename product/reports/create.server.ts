import { dayInChina } from '@quantu/base';
import { opinionView, type Look } from '@quantu/accountability/server';
import type { Item } from '@quantu/accountability';
import { programViewer, type Books, type Viewer } from '@quantu/registers';
import { createRecord } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { makeSection, type SectionWish } from './arrange.server.ts';
import { draftSection, isNextTitle, leadInOf, openingOf, quoted } from './draft.ts';
import { paperOf, reportRegister } from './papers.server.ts';
import type { ReportBlock, ReportHead } from './text.ts';

/** What a new report begins from. */
export interface ReportWish {
  readonly title: string;
  readonly opinion: string | null;
  readonly pattern: string | null;
}

interface Planned extends SectionWish {
  readonly blocks: readonly ReportBlock[];
}

/**
 * Makes a report: after an earlier one, by the items of the opinion it answers, or with empty parts. Sections fall to
 * the units that lead the items.
 */
export async function createReport(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  district: string,
  wish: ReportWish,
): Promise<string> {
  const program = programViewer(tx.actor);
  const pattern = wish.pattern === null ? null : await paperOf(tx, books, viewer, wish.pattern);
  const opinion =
    wish.opinion === null
      ? null
      : await opinionOf({ db: tx, books, viewer, at: undefined, today: dayInChina(tx.at) }, wish.opinion);
  const values = {
    code: await nextCode(tx),
    title: wish.title,
    opinion: wish.opinion,
    office: viewer.organisation ?? opinion?.office ?? null,
  };
  const { id } = await createRecord(tx, books, reportRegister(books), program, values);
  const planned =
    pattern === null
      ? plannedFor(opinion, dayInChina(tx.at))
      : pattern.sections.map(({ level, title, unit, blocks }) => ({
          level,
          title,
          unit,
          dueOn: null,
          items: [],
          blocks: renewed(blocks),
        }));
  const sections: string[] = [];
  for (const { blocks, ...section } of planned) {
    sections.push(await makeSection(tx, books, { id, values }, section, blocks));
  }
  const head = pattern === null ? emptyHead(district, wish.title) : headAfter(pattern.head, wish.title);
  await tx
    .insertInto('report_paper')
    .values({ report: id, revision: 1, head: JSON.stringify(head), sections })
    .execute();
  tx.audit({ subject: id, after: { title: wish.title } });
  return id;
}

/** `2026-03`: the third report of the year. */
async function nextCode(tx: WriteDb): Promise<string> {
  const year = dayInChina(tx.at).slice(0, 4);
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(substring(code from 6)::int), 0) as last from report
    where code ~ ${`^${year}-[0-9]{1,6}$`}`.execute(tx);
  return `${year}-${String(rows[0]!.last + 1).padStart(2, '0')}`;
}

/** Figures of an earlier report get ids of their own: two documents must not be taken for each other. */
function renewed(blocks: readonly ReportBlock[]): ReportBlock[] {
  const text = JSON.stringify(blocks, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'figure') return value;
    return { ...value, id: crypto.randomUUID(), cites: undefined };
  });
  return JSON.parse(text) as ReportBlock[];
}

const headAfter = (head: ReportHead, title: string): ReportHead => ({
  ...head,
  title: [title],
  number: '',
  dated: '',
  printedOn: '',
});

/** What a government's report to its people's congress has around it, for a person to go over. */
function emptyHead(district: string, title: string): ReportHead {
  const name = district.replace(/（虚构）/g, '');
  const government = `${name}人民政府`;
  return {
    title: [title],
    redHead: `${government}文件`,
    number: '',
    signers: [],
    addressee: `${/[市县区旗州]$/.exec(name)?.[0] ?? '区'}人大常委会`,
    issuers: [government],
    dated: '',
    attachments: [],
    note: '此件主动公开',
    copyTo: [],
    printer: `${government}办公室`,
    printedOn: '',
  };
}

interface Answered {
  readonly view: Awaited<ReturnType<typeof opinionView>>;
  readonly office: string | null;
  /** The unit that leads each item. */
  readonly leads: ReadonlyMap<string, string | null>;
}

async function opinionOf(look: Look, id: string): Promise<Answered> {
  const view = await opinionView(look, id);
  const [offices, leads] = await Promise.all([
    sql<{ office: string | null }>`select office from review_opinion where id = ${id}::uuid`.execute(look.db),
    sql<{ id: string; lead: string | null }>`
      select id, lead from review_item where opinion = ${id}::uuid`.execute(look.db),
  ]);
  return {
    view,
    office: offices.rows[0]?.office ?? null,
    leads: new Map(leads.rows.map((row) => [row.id, row.lead])),
  };
}

const NOBODYS = { unit: null, dueOn: null, items: [] } as const;

function plannedFor(opinion: Answered | null, today: string): readonly Planned[] {
  const opening = opinion === null ? [] : openingOf(opinion.view);
  const preamble: Planned = { ...NOBODYS, level: 1, title: '', blocks: opening };
  const items = opinion?.view.itemsOf ?? [];
  return [
    preamble,
    { ...NOBODYS, level: 1, title: opinion === null ? '工作情况' : '审议意见办理情况', blocks: leadInOf(items) },
    ...items.map((item) => sectionOf(item, opinion!, `关于${quoted(item.matter)}的办理情况`, today)),
    { ...NOBODYS, level: 1, title: '下一步工作打算', blocks: [] },
    ...items.map((item) => sectionOf(item, opinion!, `关于${quoted(item.matter)}的下一步打算`, today)),
  ];
}

const sectionOf = (item: Item, { leads }: Answered, title: string, today: string): Planned => ({
  level: 2,
  title,
  unit: leads.get(item.id) ?? null,
  dueOn: null,
  items: [item.id],
  blocks: draftSection({ items: [item], isNext: isNextTitle(title), today }),
});

/** A section drafted anew from what the registers know now; nothing is stored. */
export async function redraft(
  look: Look,
  opinion: string | null,
  section: { readonly title: string; readonly items: readonly string[] },
): Promise<ReportBlock[]> {
  if (opinion === null) return [];
  const view = await opinionView(look, opinion);
  if (section.title === '') return openingOf(view);
  const items = view.itemsOf.filter(({ id }) => section.items.includes(id));
  return draftSection({ items, isNext: isNextTitle(section.title), today: look.today });
}
