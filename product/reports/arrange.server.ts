import { dayInChina, newId } from '@quantu/base';
import { programViewer, type Books, type Viewer } from '@quantu/registers';
import { changeRecord, createRecord, removeRecord } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { displayNames } from '@quantu/product-documents/server';
import { reportFault } from './faults.ts';
import { nameOf, oneSection, paperRow, reportRegister, sectionRegister, type Paper } from './papers.server.ts';
import { isOffice } from './rights.ts';
import type { ReportBlock, ReportHead, ReportText } from './text.ts';
import { keepVersion } from './versions.server.ts';

/** A section as the office wants it; `after`: the section it comes behind, null for the first place. */
export interface SectionWish {
  readonly level: 1 | 2;
  readonly title: string;
  readonly unit: string | null;
  readonly dueOn: string | null;
  readonly items: readonly string[];
}

/** Who writes in registers of this room: the program, after it has asked who may. */
const program = (tx: WriteDb): Viewer => programViewer(tx.actor);

/** Head, 版记 and the day of the data. `base`: the revision the writer has seen. */
export async function saveHead(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  { record }: Paper,
  wish: { readonly base: number; readonly head: ReportHead; readonly asOf: string | null },
): Promise<number> {
  refuseArranging(viewer, record.state, stateLabel(books, record.state));
  const held = await lockPaper(tx, record.id);
  if (held.revision !== wish.base) {
    const by = (await displayNames(tx, [record.changedBy]))(record.changedBy);
    throw reportFault('drafting.head-stale', { by });
  }
  if (wish.asOf !== null && wish.asOf > dayInChina(tx.at)) throw reportFault('drafting.day-ahead', { day: wish.asOf });
  const revision = held.revision + 1;
  await tx
    .updateTable('report_paper')
    .set({ revision, head: JSON.stringify(wish.head) })
    .where('report', '=', record.id)
    .execute();
  const title = wish.head.title.join('').trim().slice(0, 160);
  const values = { number: wish.head.number, asOf: wish.asOf, ...(title === '' ? {} : { title }) };
  await changeRecord(tx, books, reportRegister(books), program(tx), record.id, record.version, values);
  tx.audit({ subject: record.id, after: { revision, asOf: wish.asOf } });
  return revision;
}

const stateLabel = (books: Books, state: string | null): string =>
  reportRegister(books).states?.states[state ?? '']?.label ?? '';

function refuseArranging(viewer: Viewer, state: string | null, label: string): void {
  if (!isOffice(viewer)) throw reportFault('drafting.not-arranging');
  if (state !== 'drafting') throw reportFault('drafting.not-drafting', { state: label });
}

async function lockPaper(tx: WriteDb, report: string): Promise<{ revision: number; sections: readonly string[] }> {
  await tx.selectFrom('report_paper').select('report').where('report', '=', report).forUpdate().execute();
  return paperRow(tx, report);
}

/** Makes a section with its text behind another. */
export async function addSection(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  paper: Paper,
  wish: SectionWish,
  after: string | null,
): Promise<string> {
  refuseArranging(viewer, paper.record.state, stateLabel(books, paper.record.state));
  const id = await makeSection(tx, books, paper.record, wish, []);
  await placeSection(tx, paper.record.id, id, after);
  tx.audit({ subject: id, after: { title: wish.title } });
  return id;
}

/** A section's record and text, not yet in the order of the report. */
export async function makeSection(
  tx: WriteDb,
  books: Books,
  report: { readonly id: string; readonly values: Readonly<Record<string, unknown>> },
  { level, title, unit, dueOn, items }: SectionWish,
  blocks: readonly ReportBlock[],
): Promise<string> {
  const code = `${String(report.values['code'])}-${newId().slice(-12)}`;
  const values = { code, report: report.id, title, unit, dueOn };
  const { id } = await createRecord(tx, books, sectionRegister(books), program(tx), values);
  await tx
    .insertInto('report_text')
    .values({
      section: id,
      report: report.id,
      revision: 1,
      level,
      items: [...items],
      blocks: JSON.stringify(blocks),
      changed_by: tx.actor,
      changed_at: tx.at,
    })
    .execute();
  return id;
}

async function placeSection(tx: WriteDb, report: string, id: string, after: string | null): Promise<void> {
  const { revision, sections } = await lockPaper(tx, report);
  const others = sections.filter((one) => one !== id);
  if (after !== null && !others.includes(after)) throw reportFault('drafting.section-unknown');
  const at = after === null ? 0 : others.indexOf(after) + 1;
  const placed = others.toSpliced(at, 0, id);
  if (placed.join() === sections.join()) return;
  await tx
    .updateTable('report_paper')
    .set({ revision: revision + 1, sections: placed })
    .where('report', '=', report)
    .execute();
}

export async function changeSection(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  paper: Paper,
  id: string,
  { level, items, ...wish }: SectionWish,
  after: string | null,
): Promise<void> {
  refuseArranging(viewer, paper.record.state, stateLabel(books, paper.record.state));
  const section = oneSection(paper, id);
  const { title, unit, dueOn } = wish;
  await changeRecord(tx, books, sectionRegister(books), program(tx), section.id, section.version, {
    title,
    unit,
    dueOn,
  });
  if (section.level !== level || section.items.join() !== items.join()) {
    await tx
      .updateTable('report_text')
      .set({ level, items: [...items] })
      .where('section', '=', section.id)
      .execute();
  }
  await placeSection(tx, paper.record.id, section.id, after);
  tx.audit({ subject: section.id, after: { title } });
}

/** Takes a section out. What was written in it is kept as a version first. */
export async function dropSection(tx: WriteDb, books: Books, viewer: Viewer, paper: Paper, id: string): Promise<void> {
  refuseArranging(viewer, paper.record.state, stateLabel(books, paper.record.state));
  const section = oneSection(paper, id);
  if (section.blocks.length > 0) await keepVersion(tx, paper, 'kept', `删除“${nameOf(section)}”之前`.slice(0, 80));
  const { revision, sections } = await lockPaper(tx, paper.record.id);
  await tx
    .updateTable('report_paper')
    .set({ revision: revision + 1, sections: sections.filter((one) => one !== section.id) })
    .where('report', '=', paper.record.id)
    .execute();
  await tx.deleteFrom('report_text').where('section', '=', section.id).execute();
  await tx.deleteFrom('report_comment').where('section', '=', section.id).execute();
  await removeRecord(tx, books, sectionRegister(books), program(tx), section.id, section.version);
}

/**
 * Brings what somebody else made of head, titles and order into the report as it stands now. `before`: what they began
 * with. A section they took out is kept as a version first.
 */
export async function placeChanged(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  paper: Paper,
  before: ReportText,
  wished: ReportText,
): Promise<void> {
  refuseArranging(viewer, paper.record.state, stateLabel(books, paper.record.state));
  await headChanged(tx, books, viewer, paper, before.head, wished.head);
  const now = new Map(paper.sections.map((section) => [section.id, section]));
  const was = new Map(before.sections.map((section) => [section.id, section]));
  for (const section of wished.sections) {
    const [held, old] = [now.get(section.id), was.get(section.id)];
    if (!held || !old || (old.title === section.title && old.level === section.level)) continue;
    await changeRecord(tx, books, sectionRegister(books), program(tx), held.id, held.version, { title: section.title });
    await tx.updateTable('report_text').set({ level: section.level }).where('section', '=', held.id).execute();
  }
  const made = new Map<string, string>();
  for (const { id, level, title, blocks } of wished.sections) {
    if (was.has(id)) continue;
    const wish = { level, title, unit: null, dueOn: null, items: [] };
    made.set(id, await makeSection(tx, books, paper.record, wish, blocks));
  }
  const kept = new Set(wished.sections.map(({ id }) => id));
  const gone = before.sections.filter(({ id }) => !kept.has(id) && now.has(id));
  const order = wished.sections.flatMap(({ id }) => made.get(id) ?? (now.has(id) ? [id] : []));
  if (made.size > 0 || order.join() !== before.sections.map(({ id }) => id).join()) {
    const { revision, sections } = await lockPaper(tx, paper.record.id);
    const placed = withNew(order, sections, new Set(was.keys()), new Set(gone.map(({ id }) => id)));
    await tx
      .updateTable('report_paper')
      .set({ revision: revision + 1, sections: placed })
      .where('report', '=', paper.record.id)
      .execute();
  }
  for (const { id } of gone) await dropSection(tx, books, viewer, paper, id);
}

async function headChanged(
  tx: WriteDb,
  books: Books,
  viewer: Viewer,
  paper: Paper,
  before: ReportHead,
  wished: ReportHead,
): Promise<void> {
  const fields = (Object.keys(wished) as (keyof ReportHead)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(wished[field]),
  );
  if (fields.length === 0) return;
  const head = { ...paper.head, ...Object.fromEntries(fields.map((field) => [field, wished[field]])) };
  const { asOf } = paper.record.values;
  const wish = { base: paper.revision, head, asOf: typeof asOf === 'string' ? asOf : null };
  await saveHead(tx, books, viewer, paper, wish);
}

/** An order in which sections that were added meanwhile stand behind the one they were put behind. */
function withNew(
  order: readonly string[],
  now: readonly string[],
  known: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): string[] {
  const placed = [...order];
  for (const [at, id] of now.entries()) {
    if (placed.includes(id) || (known.has(id) && !gone.has(id))) continue;
    const behind = at === 0 ? -1 : placed.indexOf(now[at - 1]!);
    placed.splice(behind + 1, 0, id);
  }
  return placed;
}
