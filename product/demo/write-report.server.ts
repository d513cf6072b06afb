import { newId } from '@quantu/base';
import type { Bound, ReportBlock, ReportInline } from '@quantu/reports';
import { createReport, looksAt, paperOf, saveText } from '@quantu/reports/server';
import { programViewer, type Books } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';

const ACTOR = 'demo';
const OPINION = 'SY2026-01';
const viewer = programViewer(ACTOR);

const bound = (figure: string, unit: string, decimals = 0): Bound => ({
  register: 'investment-project',
  figure,
  scope: null,
  period: null,
  unit,
  decimals,
});

/** A sentence of words and figures; `printed` stands in for what the register says, so that it has drifted. */
type Said = string | { readonly bound: Bound; readonly printed?: string };

const SENTENCE: readonly Said[] = [
  '招商工作全程台账管理。累计洽谈对接招商项目',
  { bound: bound('contacts', '个') },
  '，总投资',
  { bound: bound('contactsTotal', '亿元', 2) },
  '；已签约',
  { bound: bound('signed', '个'), printed: '12个' },
  '，总投资',
  { bound: bound('signedTotal', '亿元', 2) },
  '。',
];

/** The report that is being written on the opinion under way: with one number that no longer agrees with its register. */
export async function writeReport(
  store: Store,
  books: Books,
  { code, name }: { code: string; name: string },
): Promise<void> {
  const db = store.read(code);
  const { rows } = await sql<{ opinion: string | null; written: boolean }>`
    select (select id from review_opinion where code = ${OPINION}) as opinion,
      exists (select from report where created_by = ${ACTOR}) as written`.execute(db);
  if (rows[0]!.written) return;
  const title = '关于城市建设和招商工作审议意见办理情况的报告';
  const change = { district: code, actor: ACTOR, action: 'demo.report', reason: '示例数据' };
  await store.transact(change, async (tx) => {
    const id = await createReport(tx, books, viewer, name, { title, opinion: rows[0]!.opinion, pattern: null });
    const paper = await paperOf(tx, books, viewer, id);
    const section = paper.sections[1]!;
    const blocks = [await paragraph(tx, books), ...section.blocks];
    await saveText(tx, viewer, paper, section.id, { base: section.revision, blocks });
  });
}

async function paragraph(db: ReadDb, books: Books): Promise<ReportBlock> {
  const runs = SENTENCE.map((said): ReportInline => {
    if (typeof said === 'string') return { kind: 'text', text: said };
    return { kind: 'figure', id: newId(), text: said.printed ?? '0', bound: said.bound };
  });
  const looks = await looksAt(
    db,
    books,
    viewer,
    runs.flatMap((run) => (run.kind === 'figure' ? [run] : [])),
    null,
  );
  const expected = new Map(looks.map((look) => [look.id, look.expected]));
  const inlines = runs.map((run): ReportInline => {
    if (run.kind === 'text' || run.text !== '0') return run;
    return { ...run, text: expected.get(run.id) ?? run.text };
  });
  return { kind: 'paragraph', inlines };
}
