import type { Day } from '@quantu/base';
import { programViewer, type Books } from '@quantu/registers';
import type { Derivation, WrittenRow } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { reportFault } from './faults.ts';
import { looksAt } from './looks.server.ts';
import { dayOfReport, nameOf, paperOf, type Paper } from './papers.server.ts';
import { proveReport } from './proof/prove.server.ts';
import { figuresOf } from './text.ts';
import { keepVersion } from './versions.server.ts';

/** What a step of a report or section asks of its text; a step is refused as a whole when a guard does not hold. */
export function reportDerivations(books: () => Books, program: string): Readonly<Record<string, Derivation>> {
  return {
    report: async (tx, rows) => {
      for (const row of stepped(rows)) await stepReport(tx, books(), row, program);
    },
    'report-section': async (tx, rows) => {
      for (const row of stepped(rows)) await guardSection(tx, row);
    },
  };
}

const stepped = (rows: readonly WrittenRow[]): readonly WrittenRow[] =>
  rows.filter(({ stateBefore, stateAfter }) => stateBefore !== null && stateBefore !== stateAfter);

async function stepReport(tx: WriteDb, books: Books, { id, stateAfter }: WrittenRow, program: string): Promise<void> {
  const paper = await paperOf(tx, books, programViewer(tx.actor), id);
  switch (stateAfter ?? '') {
    case 'reviewing':
      refuseUnready(paper);
      await keepVersion(tx, paper, 'reviewed', '送审稿');
      return;
    case 'signed':
      if (paper.head.number.trim() === '') throw reportFault('drafting.no-number');
      await refuseFigures(tx, books, paper, '签发');
      await keepVersion(tx, paper, 'signed', '签发稿');
      await proveReport(tx, books, paper, dayIn(paper), program);
      return;
    default:
  }
}

/** What units write is taken by the office first; what is empty is no report; the figures need their day. */
function refuseUnready({ record, sections }: Paper): void {
  if (sections.every(({ blocks }) => blocks.length === 0)) throw reportFault('drafting.empty');
  const open = sections.filter(({ unit, state }) => unit !== null && state !== 'approved');
  if (open.length > 0) {
    const names = open.slice(0, 5).map((section) => `${nameOf(section)}（${section.unitName ?? ''}）`);
    const rest = open.length > 5 ? `等 ${open.length} 个` : '';
    throw reportFault('drafting.not-approved', { sections: `${names.join('、')}${rest}` });
  }
  dayIn({ record });
}

function dayIn({ record }: Pick<Paper, 'record'>): Day {
  const day = dayOfReport(record.values['asOf']);
  if (day === null) throw reportFault('drafting.no-day');
  return day;
}

/** Nobody signs a number that its register does not bear out. */
async function refuseFigures(tx: WriteDb, books: Books, { record, sections }: Paper, step: string): Promise<void> {
  const figures = figuresOf(sections).map(({ figure }) => figure);
  const looks = await looksAt(tx, books, programViewer(tx.actor), figures, dayOfReport(record.values['asOf']));
  const wrong = looks.flatMap(({ state, expected, label }, at) =>
    state === 'drifted' || state === 'unjudged'
      ? [`${figures[at]!.text}（${label}${expected === null ? '无法判定' : `应为 ${expected}`}）`]
      : [],
  );
  if (wrong.length === 0) return;
  const rest = wrong.length > 5 ? `等 ${wrong.length} 个` : '';
  throw reportFault('drafting.figures', { step, figures: `${wrong.slice(0, 5).join('、')}${rest}` });
}

async function guardSection(tx: WriteDb, { id, stateAfter }: WrittenRow): Promise<void> {
  const { rows } = await sql<{ state: string; label: string; isEmpty: boolean }>`
    select r.state, coalesce(nullif(s.title, ''), '导语') as label, json_array_length(t.blocks) = 0 as "isEmpty"
    from report_section s join report r on r.id = s.report join report_text t on t.section = s.id
    where s.id = ${id}::uuid`.execute(tx);
  const [row] = rows;
  if (!row) return;
  if (row.state !== 'drafting') throw reportFault('drafting.section-stands', { section: row.label });
  if (stateAfter === 'submitted' && row.isEmpty) throw reportFault('drafting.section-empty', { section: row.label });
}
