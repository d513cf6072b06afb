import { dayInChina, instantOf } from '@quantu/base';
import { insiders, organisations, type Permission } from '@quantu/people';
import { displayNames } from '@quantu/product-documents/server';
import { decide, mayPass, type Books, type Viewer } from '@quantu/registers';
import { streamRecords } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ReportRow, ReportView, SectionView } from './contract.ts';
import { reportRegister, sectionRegister, type Paper, type StoredSection } from './papers.server.ts';
import { isOffice, mayWrite } from './rights.ts';
import { sent } from './save-text.server.ts';

/** The reports a viewer may read, the last changed first. */
export async function reportRows(db: ReadDb, books: Books, viewer: Viewer): Promise<ReportRow[]> {
  const register = reportRegister(books);
  const records = [];
  for await (const part of streamRecords(db, books, register, viewer, { conditions: [] })) records.push(...part);
  const { rows } = await sql<Counts>`
    select p.report, count(t.section)::int as sections,
      count(*) filter (where s.state <> 'writing')::int as submitted,
      count(*) filter (where s.state = 'approved')::int as approved,
      max(t.changed_at) as "changedAt", (array_agg(t.changed_by order by t.changed_at desc))[1] as "changedBy"
    from report_paper p left join report_text t on t.report = p.report left join report_section s on s.id = t.section
    group by p.report`.execute(db);
  const counts = new Map(rows.map((row) => [row.report, row]));
  const names = await displayNames(db, [
    ...rows.map(({ changedBy }) => changedBy),
    ...records.map((one) => one.changedBy),
  ]);
  return records
    .map((record) => shownTo(viewer, rowOf(books, record, counts.get(record.id), names)))
    .toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

interface Counts {
  readonly report: string;
  readonly sections: number;
  readonly submitted: number;
  readonly approved: number;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function rowOf(
  books: Books,
  { id, state, values, labels, changedAt, changedBy }: Paper['record'],
  counts: Omit<Counts, 'report'> | undefined,
  names: (name: string) => string,
): ReportRow {
  const opinion = textIn(values['opinion']);
  // The text and the record are changed apart; the later one counts.
  const isText = counts !== undefined && counts.changedAt !== null && counts.changedAt > changedAt;
  return {
    id,
    code: textIn(values['code']),
    title: textIn(values['title']),
    number: textIn(values['number']),
    opinion: opinion === '' ? null : { id: opinion, label: labels['opinion'] ?? '' },
    asOf: textIn(values['asOf']) || null,
    sections: counts?.sections ?? 0,
    submitted: counts?.submitted ?? 0,
    approved: counts?.approved ?? 0,
    changedAt: isText ? counts.changedAt : changedAt,
    changedBy: names(isText ? counts.changedBy! : changedBy),
    state: state ?? '',
    stateLabel: reportRegister(books).states?.states[state ?? '']?.label ?? '',
  };
}

/** How the government wrote it is not told outside of it: there a report was written by whoever handed it in. */
function shownTo<Row extends ReportRow>(viewer: Viewer, row: Row): Row {
  if (mayPass(insiders, viewer)) return row;
  return { ...row, submitted: row.sections, approved: row.sections, changedBy: '' };
}

/** A report with all it says and what the viewer may do with each part of it. */
export async function reportView(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  permissions: ReadonlySet<Permission>,
  district: string,
  paper: Paper,
): Promise<ReportView> {
  const { record, can, sections } = paper;
  const names = await displayNames(db, [record.changedBy, ...sections.map(({ changedBy }) => changedBy)]);
  const written = sections.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))[0];
  const counts = {
    sections: sections.length,
    submitted: sections.filter(({ state }) => state !== 'writing').length,
    approved: sections.filter(({ state }) => state === 'approved').length,
    changedAt: written?.changedAt ?? null,
    changedBy: written?.changedBy ?? null,
  };
  const transitions = reportRegister(books).states?.transitions ?? {};
  return {
    ...shownTo(viewer, rowOf(books, record, counts, names)),
    head: paper.head as ReportView['head'],
    revision: paper.revision,
    sectionsOf: sections.map((section) => sectionView(books, viewer, record.state, section, names)),
    can: {
      arrange: record.state === 'drafting' && isOffice(viewer) && permissions.has('documents.write'),
      // What needs a reason, as sending back, is never what a hand falls on first.
      steps: can.transitions
        .map((key) => ({
          key,
          label: transitions[key]!.label,
          needsReason: transitions[key]!.needsReason === true,
        }))
        .toSorted((a, b) => Number(a.needsReason) - Number(b.needsReason)),
      comment: permissions.has('documents.read') && record.state !== 'withdrawn',
    },
    words: {
      district,
      organisations: await organisationWords(db, books, viewer),
      today: dayInChina(instantOf(new Date())),
    },
  };
}

function sectionView(
  books: Books,
  viewer: Viewer,
  report: string | null,
  section: StoredSection,
  names: (name: string) => string,
): SectionView {
  const { states } = sectionRegister(books);
  const may = (key: 'submit' | 'approve' | 'return'): boolean => {
    const { from, by } = states!.transitions[key]!;
    const subject = { state: section.state, values: { unit: section.unit } };
    return report === 'drafting' && from.includes(section.state) && decide(by, viewer, subject);
  };
  const isInsider = mayPass(insiders, viewer);
  return {
    id: section.id,
    level: section.level,
    title: section.title,
    unit: section.unit === null || !isInsider ? null : { id: section.unit, label: section.unitName ?? '' },
    dueOn: isInsider ? section.dueOn : null,
    items: [...section.items],
    revision: section.revision,
    blocks: sent(section.blocks),
    changedAt: section.changedAt,
    changedBy: isInsider ? names(section.changedBy) : '',
    state: isInsider ? section.state : 'approved',
    stateLabel: isInsider ? (states?.states[section.state]?.label ?? '') : '',
    can: {
      write: mayWrite(viewer, report ?? '', section),
      submit: may('submit'),
      approve: may('approve'),
      return: may('return'),
    },
  };
}

async function organisationWords(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
): Promise<ReportView['words']['organisations']> {
  const register = books.registers.get(organisations.name)!;
  const found: ReportView['words']['organisations'] = [];
  for await (const part of streamRecords(db, books, register, viewer, { conditions: [] })) {
    for (const { values } of part) {
      const until = textIn(values['until']);
      found.push({
        name: textIn(values['name']),
        short: textIn(values['shortName']),
        until: until === '' ? null : until,
      });
    }
  }
  return found;
}
