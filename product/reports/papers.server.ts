import { parseDay, type Day, type Instant } from '@quantu/base';
import type { Books, RecordCan, RecordView, Register, Viewer } from '@quantu/registers';
import { recordById } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import { reportFault } from './faults.ts';
import type { ReportBlock, ReportHead, ReportText } from './text.ts';

/** A section with its text, as it is stored. */
export interface StoredSection {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly level: 1 | 2;
  readonly title: string;
  readonly unit: string | null;
  readonly unitName: string | null;
  readonly dueOn: string | null;
  readonly items: readonly string[];
  readonly revision: number;
  readonly blocks: readonly ReportBlock[];
  readonly changedBy: string;
  readonly changedAt: Instant;
}

/** A report whole: its record, its head, its sections in order. */
export interface Paper {
  readonly record: RecordView;
  readonly can: RecordCan;
  readonly revision: number;
  readonly head: ReportHead;
  readonly sections: readonly StoredSection[];
}

export const reportRegister = (books: Books): Register => books.registers.get('report')!;
export const sectionRegister = (books: Books): Register => books.registers.get('report-section')!;

/** A report that the viewer may read, by the register's own rule; its sections go with it. */
export async function paperOf(db: ReadDb, books: Books, viewer: Viewer, id: string): Promise<Paper> {
  const { data: record, can } = await recordById(db, books, reportRegister(books), viewer, id);
  const [paper, sections] = await Promise.all([paperRow(db, id), sectionsOf(db, id)]);
  const at = new Map(sections.map((section) => [section.id, section]));
  return {
    record,
    can,
    revision: paper.revision,
    head: paper.head,
    sections: paper.sections.flatMap((section) => at.get(section) ?? []),
  };
}

export async function paperRow(
  db: ReadDb,
  id: string,
): Promise<{ revision: number; head: ReportHead; sections: readonly string[] }> {
  const row = await db.selectFrom('report_paper').selectAll().where('report', '=', id).executeTakeFirst();
  if (!row) throw reportFault('drafting.unknown');
  return row;
}

export async function sectionsOf(db: ReadDb, report: string): Promise<readonly StoredSection[]> {
  const { rows } = await sql<StoredSection>`
    select s.id, s.version, s.state, t.level, coalesce(s.title, '') as title, s.unit, o.name as "unitName",
      s.due_on::text as "dueOn", t.items, t.revision, t.blocks, t.changed_by as "changedBy", t.changed_at as "changedAt"
    from report_section s join report_text t on t.section = s.id left join organisation o on o.id = s.unit
    where s.report = ${report}::uuid`.execute(db);
  return rows;
}

export function oneSection({ sections }: Pick<Paper, 'sections'>, id: string): StoredSection {
  const section = sections.find((one) => one.id === id.toLowerCase());
  if (!section) throw reportFault('drafting.section-unknown');
  return section;
}

/** The report's day as a day, null where none is set. */
export const dayOfReport = (asOf: unknown): Day | null => (typeof asOf === 'string' ? parseDay(asOf) : null);

/** What is printed, compared, kept and signed. */
export const textOf = ({ head, sections }: Pick<Paper, 'head' | 'sections'>): ReportText => ({
  head,
  sections: sections.map(({ id, level, title, blocks }) => ({ id, level, title, blocks })),
});

/** What a section is called in a sentence. */
export const nameOf = ({ title }: Pick<StoredSection, 'title'>): string => (title === '' ? '导语' : title);
