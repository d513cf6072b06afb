import { canonicalJson, type Json } from '@quantu/base';
import type { Register, Viewer } from '@quantu/registers';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import type { SavedText } from './contract.ts';
import { merge, type Merged } from './diff/merge.ts';
import { reportFault } from './faults.ts';
import { nameOf, oneSection, type Paper, type StoredSection } from './papers.server.ts';
import { reportSections } from './report-section.register.ts';
import { reports } from './report.register.ts';
import { isWriter } from './rights.ts';
import { figuresOf, type ReportBlock } from './text.ts';

type Blocks = SavedText['blocks'];

/** What a writer sends: the text as they have it, and which revision they began with. */
export interface TextWish {
  readonly base: number;
  readonly blocks: readonly ReportBlock[];
}

/**
 * Stores a section's text. What others stored since the writer's base is put together with it, paragraph by paragraph
 * and sentence by sentence; where both wrote the same place the stored words stay and both versions go back to the
 * writer. `paper`: read in the same transaction.
 */
export async function saveText(
  tx: WriteDb,
  viewer: Viewer,
  paper: Paper,
  id: string,
  { base, blocks }: TextWish,
): Promise<SavedText> {
  const section = oneSection(paper, id);
  refuseWriting(viewer, paper, section);
  const held = await lockText(tx, section.id);
  if (held.revision === base) {
    refuseTwice(paper, section.id, blocks);
    return { ...(await putText(tx, section.id, held, blocks)), isMerged: false, conflicts: [] };
  }
  const { rows } = await sql<{ blocks: Blocks }>`
    select blocks from report_text_history where section = ${section.id}::uuid and revision = ${base}
    order by recorded_from desc limit 1`.execute(tx);
  if (!rows[0]) throw reportFault('drafting.base-unknown', { base });
  const merged = merge(rows[0].blocks, blocks, held.blocks);
  const kept = withTheirs(merged);
  refuseTwice(paper, section.id, kept.blocks);
  const conflicts = merged.conflicts.map((one, i) => ({
    block: kept.at[i]!,
    base: sent(one.base === null ? [] : [one.base]),
    mine: sent(one.mine === null ? [] : [one.mine]),
    theirs: sent(one.theirs === null ? [] : [one.theirs]),
  }));
  return { ...(await putText(tx, section.id, held, kept.blocks)), isMerged: true, conflicts };
}

/** Where both wrote the same place, what is stored stays stored; `at`: where it stands, a place for each conflict. */
export function withTheirs({ blocks, conflicts }: Merged): {
  readonly blocks: readonly ReportBlock[];
  readonly at: readonly number[];
} {
  const kept = [...blocks];
  let shift = 0;
  const at = conflicts.map(({ blockIndex, base, theirs }) => {
    const place = blockIndex + shift;
    const [gone, come] = [base === null ? 0 : 1, theirs === null ? [] : [theirs]];
    kept.splice(place, gone, ...come);
    shift += come.length - gone;
    return place;
  });
  return { blocks: kept, at };
}

/** The stored JSON has the types of the text; the route's own type only has no `readonly`. */
export const sent = (blocks: readonly ReportBlock[]): Blocks => blocks as Blocks;

function refuseWriting(viewer: Viewer, { record }: Paper, section: StoredSection): void {
  if (!isWriter(viewer, section)) {
    throw reportFault('drafting.not-yours', { section: nameOf(section), unit: section.unitName ?? '政府办' });
  }
  if (record.state !== 'drafting')
    throw reportFault('drafting.not-drafting', { state: labelIn(reports, record.state) });
  if (section.state !== 'writing') {
    const state = labelIn(reportSections, section.state);
    throw reportFault('drafting.section-closed', { section: nameOf(section), state });
  }
}

const labelIn = ({ states }: Pick<Register, 'states'>, state: string | null): string =>
  states?.states[state ?? '']?.label ?? '';

interface Held {
  readonly revision: number;
  readonly blocks: readonly ReportBlock[];
  readonly changedBy: string;
}

async function lockText(tx: WriteDb, section: string): Promise<Held> {
  const row = await tx
    .selectFrom('report_text')
    .select(['revision', 'blocks', 'changed_by as changedBy'])
    .where('section', '=', section)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw reportFault('drafting.section-unknown');
  return row;
}

/** Stores the text of a section that its transaction has read; what is the same is not written. */
export async function putText(
  tx: WriteDb,
  section: string,
  held: Held,
  blocks: readonly ReportBlock[],
): Promise<Pick<SavedText, 'revision' | 'blocks' | 'changedBy'>> {
  if (isSame(held.blocks, blocks)) {
    return { revision: held.revision, blocks: sent(held.blocks), changedBy: held.changedBy };
  }
  const revision = held.revision + 1;
  await tx
    .updateTable('report_text')
    .set({ revision, blocks: JSON.stringify(blocks), changed_by: tx.actor, changed_at: tx.at })
    .where('section', '=', section)
    .execute();
  tx.audit({ subject: section, after: { revision } });
  return { revision, blocks: sent(blocks), changedBy: tx.actor };
}

const isSame = (a: readonly ReportBlock[], b: readonly ReportBlock[]): boolean =>
  canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);

/** A figure's id finds it again in Word; two of the same would not be told apart. */
function refuseTwice({ sections }: Paper, id: string, blocks: readonly ReportBlock[]): void {
  const all = sections.map((section) => (section.id === id ? { ...section, blocks } : section));
  const seen = new Set<string>();
  for (const { figure } of figuresOf(all)) {
    if (seen.has(figure.id)) throw reportFault('drafting.figure-twice', { text: figure.text });
    seen.add(figure.id);
  }
}
